"""Where the bytes of customers' files lie: in a folder beside a SQLite file, else in a table."""

import contextlib
import datetime as dt
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from smbcrm.core.clock import Clock
from smbcrm.core.errors import EnvironmentFault
from smbcrm.core.events import EventBus
from smbcrm.membership.attachments.ports import Vault
from smbcrm.membership.attachments.types import LARGEST, FilesUnusable
from smbcrm.models.backup_shelf import sync_folder
from smbcrm.models.connect import is_postgres_url
from smbcrm.models.uow import PeeweeUnitOfWork

_MAKING = ".making"
_OURS = re.compile(r"[0-9a-f]{32}")
_UNFINISHED = re.compile(rf"[0-9a-f]{{32}}\.[0-9a-f]{{8}}{re.escape(_MAKING)}")
_DAY = dt.timedelta(days=1)


def files_folder(address: str) -> Path:
    """Return the folder of the files of a shop that is a SQLite file."""
    path = Path(address).absolute()
    return path.with_name(f"{path.name}.files")


def vault_of(uow: PeeweeUnitOfWork, clock: Clock) -> Vault:
    """Return where the bytes of a shop's files lie."""
    if is_postgres_url(uow.address):
        return TableVault(uow, clock)
    return FolderVault(files_folder(uow.address), clock)


@contextlib.contextmanager
def vault_at(address: str, clock: Clock) -> Iterator[Vault]:
    """Yield where the bytes of a shop's files lie, which nobody may be let into; then let go."""
    if not is_postgres_url(address):
        yield FolderVault(files_folder(address), clock)
        return
    uow = PeeweeUnitOfWork(address, EventBus())
    try:
        yield vault_of(uow, clock)
    finally:
        uow.close()


def _is_ours(name: str) -> bool:
    """Tell whether a name is one that we gave, also to what was never finished."""
    return bool(_OURS.fullmatch(name) or _UNFINISHED.fullmatch(name))


class FolderVault:
    """One file for each name of ours, in a folder that is made with the first.

    A database that somebody else wrote may name anything: under another name lies nothing.
    """

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock

    def keep(self, stored: str, content: bytes) -> None:
        """Keep bytes: written beside first, then they take their name."""
        if not _OURS.fullmatch(stored):
            raise ValueError(stored)
        making = self._folder / f"{stored}.{os.urandom(4).hex()}{_MAKING}"
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                with making.open("xb") as stream:
                    stream.write(content)
                    stream.flush()
                    os.fsync(stream.fileno())
                self._stamp(making)
                making.replace(self._folder / stored)
            finally:
                making.unlink(missing_ok=True)
            sync_folder(self._folder)
        except OSError as error:
            raise FilesUnusable(folder=str(self._folder)) from error

    def has(self, stored: str) -> bool:
        """Tell whether something lies under a name."""
        return bool(_OURS.fullmatch(stored)) and (self._folder / stored).is_file()

    def renew(self, stored: str) -> bool:
        """Let what lies under a name be as if kept now; tell whether something does."""
        with contextlib.suppress(OSError):
            if self.has(stored):
                self._stamp(self._folder / stored)
                return True
        return False

    def read(self, stored: str) -> bytes | None:
        """Return bytes, None where they are gone or cannot be read; of more than we keep a part."""
        with contextlib.suppress(OSError):
            if self.has(stored):
                with (self._folder / stored).open("rb") as stream:
                    return stream.read(LARGEST + 1)
        return None

    def drop(self, stored: Iterable[str]) -> None:
        """Forget bytes; what somebody holds open goes with a later tidy."""
        for one in filter(_is_ours, stored):
            with contextlib.suppress(OSError):
                (self._folder / one).unlink(missing_ok=True)

    def names(self) -> tuple[str, ...]:
        """Return every name of ours there, also of what was never finished."""
        with contextlib.suppress(OSError):
            return tuple(sorted(filter(_is_ours, (one.name for one in self._folder.iterdir()))))
        return ()

    def old(self) -> tuple[str, ...]:
        """Return the names of what was kept a day ago or earlier."""
        before = (self._clock.now() - _DAY).timestamp()
        return tuple(one for one in self.names() if self._kept_at(one) < before)

    def _stamp(self, file: Path) -> None:
        now = self._clock.now().timestamp()
        os.utime(file, (now, now))

    def _kept_at(self, name: str) -> float:
        with contextlib.suppress(OSError):
            return (self._folder / name).stat().st_mtime
        return float("inf")  # gone in the meantime


class TableVault:
    """A row for each name of ours, which every till reaches."""

    def __init__(self, uow: PeeweeUnitOfWork, clock: Clock) -> None:
        self._uow = uow
        self._clock = clock

    def keep(self, stored: str, content: bytes) -> None:
        """Keep bytes."""
        at = self._clock.now()
        self._uow.run(lambda work: work.file_contents.keep(stored, content, at))

    def read(self, stored: str) -> bytes | None:
        """Return bytes, None where they are gone."""
        if not _OURS.fullmatch(stored):  # beside the copies they are to lie under that name
            return None
        return self._uow.read(lambda work: work.file_contents.read(stored))

    def drop(self, stored: Iterable[str]) -> None:
        """Forget bytes; what cannot go now goes with a later tidy."""
        names = tuple(stored)
        with contextlib.suppress(EnvironmentFault):
            self._uow.run(lambda work: work.file_contents.drop(names))

    def old(self) -> tuple[str, ...]:
        """Return the names of what was kept a day ago or earlier."""
        before = self._clock.now() - _DAY
        return self._uow.read(lambda work: work.file_contents.before(before))
