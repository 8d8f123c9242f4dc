"""What backups need from the outside: a folder, and a shop that can be copied and replaced."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from smbcrm.core.i18n import Text
from smbcrm.membership.attachments.types import NamedFile
from smbcrm.membership.audit.types import KnownHead, Verdict
from smbcrm.membership.backups.types import Backup, BackupFigures, Examination


class BackupShelf(Protocol):
    """The folder of one shop's copies, each with a manifest that says what it holds.

    Its methods raise CopyFolderFull and CopyFolderUnusable.
    """

    @property
    def folder(self) -> Path:
        """Where the copies lie."""

    def copies(self) -> tuple[Backup, ...]:
        """Return the copies, newest first; none where there is no folder."""

    def find(self, name: str) -> Path:
        """Return the copy of that name, or the file at that path; raise CopyNotFound."""

    def being_made(self, now: dt.datetime) -> bool:
        """Tell whether somebody is making a copy at this moment."""

    def begin(self) -> Path:
        """Return a name in the folder at which a new copy can be written."""

    def keep(self, made: Path, backup: Backup) -> Backup:
        """Put a finished copy in its place for good, and write its manifest.

        `backup.path` names it; another name is taken where there is such a copy already.
        """

    def discard(self, made: Path) -> None:
        """Remove a copy that did not come to an end."""

    def remove(self, backup: Backup) -> None:
        """Remove a copy and its manifest; one that somebody has open goes the next time."""

    def mark(self, backup: Backup, *, superseded: bool) -> None:
        """Note whether operations which a copy holds were given up on purpose."""


class Forgetting(Protocol):
    """Who was erased from one shop: a copy of before still holds them."""

    def note(self, copy: Path) -> None:
        """Remember who is erased in a copy that was just made.

        Raises CopyFolderFull, CopyFolderUnusable.
        """

    def again(self, file: Path, source: Path) -> int:
        """Erase them again in a prepared file, made of a source; return how many it held."""


class FileKeeping(Protocol):
    """The files of customers, which lie beside the copies."""

    def gather(self, copy: Path) -> None:
        """Keep what a copy that was just made names; raise CopyFolderUnusable."""

    def bring(self, file: Path, source: Path) -> tuple[NamedFile, ...]:
        """Bring back to the shop what a prepared file names, made of a source; return that."""

    def missing(self, named: Iterable[NamedFile]) -> tuple[Text, ...]:
        """Return which files the shop does not have, of those that it names now."""

    def prune(self, copies: Iterable[Path]) -> None:
        """Remove what no copy names any more."""


class Copier(Protocol):
    """One shop, whether it can be opened or not."""

    @property
    def name(self) -> str:
        """What the shop's copies are called."""

    def present(self) -> bool:
        """Tell whether there is anything at the shop's address."""

    def copy_to(self, file: Path) -> BackupFigures:
        """Write one moment of the shop to a new file and return what the shop held then.

        Raises CopyFolderFull, CopyFolderUnusable, CopyUnreadable.
        """

    def examine(self, file: Path, heads: Sequence[KnownHead] = ()) -> Examination:
        """Read a copy back, prove its books, and return what it holds.

        `heads` are ends of the chain that it must hold. Raises CopyUnusable.
        """

    def first_hash(self, file: Path) -> str | None:
        """Return the hash of the first operation in a prepared file, None without operations."""
        ...

    def prepare(self, source: Path, file: Path) -> None:
        """Write a copy of a copy, brought up to date, to a new file.

        Raises CopyUnusable, DatabaseTooNew.
        """

    def alone(self) -> AbstractContextManager[None]:
        """Keep everybody else out, so that what is copied now is all that will be replaced.

        Raises ShopInUse or RestoreNeedsEmpty where the shop may not be replaced.
        """

    def set_aside(self, file: Path) -> None:
        """Copy a file that is too damaged to be opened byte by byte, with what lies beside it."""

    def replace_with(self, file: Path) -> None:
        """Put what a prepared file holds in the place of the shop: all of it or nothing.

        The caller is `alone` with the shop. Raises ShopInUse, RestoreNeedsEmpty.
        """

    def verify(self) -> Verdict:
        """Prove the books of the shop as it is now."""

    def hashes(self, seqs: Iterable[int]) -> Mapping[int, str]:
        """Return the hashes of the shop's operations by sequence number."""
