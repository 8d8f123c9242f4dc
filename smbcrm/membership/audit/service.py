"""Verify: the use case."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from smbcrm.core.i18n import Text
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.attachments import rules
from smbcrm.membership.attachments.ports import Vault
from smbcrm.membership.attachments.types import NamedFile
from smbcrm.membership.audit.ports import AuditWork
from smbcrm.membership.audit.types import KnownHead, Verdict
from smbcrm.membership.audit.verify import Verification


def _no_heads() -> Sequence[KnownHead]:
    return ()


@dataclass(frozen=True, slots=True)
class AuditService:
    """Proves the books from the append-only tables.

    `known_heads` tells where the chain ended in earlier copies: only so a tail that was cut off
    together with its traces is found. In `vault` lie the bytes of customers' files.
    """

    uow: UnitOfWork[AuditWork]
    vault: Vault
    known_heads: Callable[[], Sequence[KnownHead]] = _no_heads

    def verify(self) -> Verdict:
        """Return what was looked at and everything that does not add up."""
        heads = self.known_heads()
        verdict = self.uow.snapshot(lambda work: Verification(work.books, heads).verdict())
        return replace(verdict, findings=(*verdict.findings, *self._lost_files()))

    def _lost_files(self) -> tuple[Text, ...]:
        """Return which files are missing or changed; one that is removed meanwhile is not."""
        lost = [
            one
            for one in self.uow.read(_files)
            if rules.differ(self.vault.read(one.stored), one.sha256)
        ]
        there = self.uow.read(_files) if lost else ()
        return tuple(rules.finding(one.code, one.number) for one in lost if one in there)


def _files(work: AuditWork) -> tuple[NamedFile, ...]:
    return tuple(work.attachments.all())
