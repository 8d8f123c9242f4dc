"""Backups: the use cases."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from smbcrm.core.clock import Clock
from smbcrm.core.errors import EnvironmentFault
from smbcrm.core.i18n import N_, Text
from smbcrm.membership.audit.types import KnownHead
from smbcrm.membership.backups import rules
from smbcrm.membership.backups.ports import BackupShelf, Copier, FileKeeping, Forgetting
from smbcrm.membership.backups.types import (
    Backup,
    BackupReason,
    CopyDoesNotAddUp,
    CopyOfAnotherShop,
    CopyUnreadable,
    CopyUnusable,
    NoGoodCopy,
    Restored,
)


@dataclass(frozen=True, slots=True)
class BackupService:
    """Makes copies, looks after them, and goes back to one. Needs no shop that can be opened.

    `release` closes the shop's connections of this program before it is replaced. `forgetting` sees
    to it that nobody who was erased comes back with an older copy, `files` that what customers
    handed in is beside the copies.
    """

    shelf: BackupShelf
    copier: Copier
    clock: Clock
    version: str
    release: Callable[[], None]
    forgetting: Forgetting
    files: FileKeeping

    def now(self) -> Backup:
        """Make a copy, read it back and prove it; it is good if `verified` says so.

        Raises CopyFolderFull, CopyFolderUnusable, CopyUnreadable, or what keeps the shop from
        being read; the shop and all earlier copies are then as they were.
        """
        return self._make(BackupReason.MANUAL)

    def before_upgrade(self) -> Backup:
        """Make a copy of an older shop. That it can be brought up to date is tried on the copy."""
        return self._make(BackupReason.BEFORE_UPGRADE)

    def if_due(self, *, idle: bool = True) -> Backup | None:
        """Make a copy if the last good one is older than 4 hours and nothing is going on.

        `idle` is False while the caller has something under way. Raises as `now` does.
        """
        now = self.clock.now()
        if not idle or self.shelf.being_made(now) or not rules.due(self.shelf.copies(), now):
            return None
        return self._make(BackupReason.AUTOMATIC)

    def copies(self) -> tuple[Backup, ...]:
        """Return the copies, newest first."""
        return self.shelf.copies()

    def known_heads(self) -> tuple[KnownHead, ...]:
        """Return where the chain ended in each good copy, for verify to find cut off tails."""
        return tuple(
            KnownHead(backup.figures.seq, backup.figures.hash, backup.made_at)
            for backup in self.shelf.copies()
            if backup.verified and not backup.superseded and backup.figures is not None
        )

    def restore(self, name: str | None = None, *, accept_findings: bool = False) -> Restored:
        """Go back to a copy (the newest good one, or a name or path), after a copy of what is.

        From that copy on nobody else gets in, so that no sale is in neither of the two.
        Nothing is touched before the chosen copy was read and proven; with `accept_findings` one
        that does not add up will do, for the day when there is no other. Who was erased since the
        copy is erased again, before it takes the shop's place. Raises NoGoodCopy, CopyNotFound,
        CopyUnusable, CopyDoesNotAddUp, CopyOfAnotherShop, ShopInUse, RestoreNeedsEmpty.
        """
        source = self._chosen(name)
        file = self.shelf.begin()
        try:
            self.copier.prepare(source, file)
            self._refuse_unproven(source, file, accept_findings=accept_findings)
            self.release()
            with self.copier.alone():
                before, set_aside = self._keep_what_is()
                erased = self.forgetting.again(file, source)
                named = self.files.bring(file, source)
                self.copier.replace_with(file)
        finally:
            self.shelf.discard(file)
        self._supersede()
        verdict = self.copier.verify()
        verdict = replace(verdict, findings=(*verdict.findings, *self.files.missing(named)))
        return Restored(source, before, set_aside, verdict, erased)

    def _refuse_unproven(self, source: Path, file: Path, *, accept_findings: bool) -> None:
        """Raise CopyUnusable, CopyDoesNotAddUp or CopyOfAnotherShop for what `file` holds.

        It is the prepared copy of `source`, which is the one that somebody knows by its name.
        """
        try:
            findings = self.copier.examine(file).verdict.findings
            if findings and not accept_findings:
                raise CopyDoesNotAddUp(name=source.name, finding=findings[0])
            self._refuse_another_shop(source, file)
        except CopyUnusable as error:
            raise CopyUnusable(name=source.name) from error

    def _refuse_another_shop(self, source: Path, file: Path) -> None:
        """Raise CopyOfAnotherShop; a shop that cannot be opened takes any copy."""
        theirs = self.copier.first_hash(file)
        try:
            ours = self.copier.hashes((1,)).get(1) if self.copier.present() else None
        except EnvironmentFault:
            return
        if None not in {ours, theirs} and ours != theirs:
            raise CopyOfAnotherShop(name=source.name)

    def _make(self, reason: BackupReason) -> Backup:
        now = self.clock.now()
        heads = self.known_heads()  # first: a copy that another till makes meanwhile is newer
        file = self.shelf.begin()
        try:
            held = self.copier.copy_to(file)
            examined = self.copier.examine(file, heads)
            findings = examined.verdict.findings
            self.forgetting.note(file)
            self.files.gather(file)
            if examined.figures != held:
                differs = Text(N_("The copy does not hold what the shop holds"))
                findings = (differs, *findings)
            backup = self.shelf.keep(
                file,
                Backup(
                    path=self.shelf.folder / rules.file_name(self.copier.name, now),
                    made_at=now,
                    reason=reason,
                    version=self.version,
                    size=file.stat().st_size,
                    figures=examined.figures,
                    verified=not findings,
                    findings=findings,
                ),
            )
        except CopyUnusable as error:
            raise CopyUnreadable from error
        finally:
            self.shelf.discard(file)
        expendable = rules.expendable(self.shelf.copies())
        for old in expendable:
            self.shelf.remove(old)
        if expendable:
            self.files.prune(one.path for one in self.shelf.copies())
        return backup

    def _chosen(self, name: str | None) -> Path:
        if name is not None:
            return self.shelf.find(name)
        for backup in self.shelf.copies():
            if backup.verified:
                return backup.path
        raise NoGoodCopy(folder=str(self.shelf.folder))

    def _keep_what_is(self) -> tuple[Backup | None, Path | None]:
        if not self.copier.present():
            return None, None
        try:
            return self._make(BackupReason.BEFORE_RESTORE), None
        except CopyUnreadable:
            damaged = rules.file_name(self.copier.name, self.clock.now()) + ".damaged"
            self.copier.set_aside(self.shelf.folder / damaged)
            return None, self.shelf.folder / damaged

    def _supersede(self) -> None:
        """Note which copies go on where the restored shop does not, so that verify is silent."""
        known = [(b, b.figures) for b in self.shelf.copies() if b.figures is not None]
        hashes = self.copier.hashes(figures.seq for _, figures in known)
        for backup, figures in known:
            superseded = figures.seq > 0 and hashes.get(figures.seq) != figures.hash
            if superseded != backup.superseded:
                self.shelf.mark(backup, superseded=superseded)
