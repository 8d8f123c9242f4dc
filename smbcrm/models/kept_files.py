"""The files of customers beside the copies of one shop: each once, for all copies that name it."""

from collections.abc import Iterable
from pathlib import Path

from smbcrm.core.clock import Clock
from smbcrm.core.errors import EnvironmentFault
from smbcrm.core.i18n import Text
from smbcrm.membership.attachments.rules import differ, finding
from smbcrm.membership.attachments.types import FilesUnusable, NamedFile
from smbcrm.membership.backups.types import CopyFolderUnusable
from smbcrm.models.connect import is_postgres_url, sqlite
from smbcrm.models.copying import settle
from smbcrm.models.drivers import database_errors
from smbcrm.models.tables.attachments import CustomerFileRow
from smbcrm.models.tables.base import table_of
from smbcrm.models.upgrade import opened
from smbcrm.models.vaults import FolderVault, files_folder, vault_at
from smbcrm.models.work import Work

FOLDER = "files"


class KeptFiles:
    """Sees to it that a copy has its files, and that a restored shop gets them back."""

    def __init__(self, address: str, folder: Path, clock: Clock) -> None:
        self._address = address
        self._clock = clock
        self._pool = FolderVault(folder / FOLDER, clock)
        self._folder = folder

    def gather(self, copy: Path) -> None:
        """Copy what a fresh copy names and no earlier one did; what is lost, verify tells.

        What an earlier one named is renewed, so that nobody prunes it meanwhile. Raises
        CopyFolderUnusable.
        """
        try:
            with vault_at(self._address, self._clock) as vault:
                for _, _, stored, _ in _named(copy):
                    content = None if self._pool.renew(stored) else vault.read(stored)
                    if content is not None:
                        self._pool.keep(stored, content)
        except FilesUnusable as error:
            raise CopyFolderUnusable(folder=str(self._folder)) from error

    def bring(self, file: Path, source: Path) -> tuple[NamedFile, ...]:
        """Bring back what a prepared file names, from beside its source or from our own copies.

        It comes before the file takes the shop's place: bytes too many do no harm. For a server
        they go along in the file. Returns what the file names; raises FilesUnusable.
        """
        pools = (FolderVault(source.parent / FOLDER, self._clock), self._pool)
        named = _named(file)
        found = ((one.stored, _first(pools, one.stored, one.sha256)) for one in named)
        if is_postgres_url(self._address):
            self._put_into(file, found)
            return named
        place = FolderVault(files_folder(self._address), self._clock)
        for stored, content in found:
            if content is not None:
                place.keep(stored, content)
        return named

    def missing(self, named: Iterable[NamedFile]) -> tuple[Text, ...]:
        """Return which files the shop does not have, of those that it names now."""
        with vault_at(self._address, self._clock) as vault:
            return tuple(
                finding(code, number)
                for code, number, stored, sha256 in named
                if differ(vault.read(stored), sha256)
            )

    def _put_into(self, file: Path, found: Iterable[tuple[str, bytes | None]]) -> None:
        db = sqlite(file)
        with opened(db):
            contents = Work(db, {}).file_contents
            for stored, content in found:
                if content is not None:
                    contents.keep(stored, content, self._clock.now())
        settle(file)

    def prune(self, copies: Iterable[Path]) -> None:
        """Remove what no copy names any more; where one cannot be asked, all of it stays.

        So does what was gathered within a day, for a copy of another program that is not there yet.
        """
        try:
            named = {stored for copy in copies for _, _, stored, _ in _named(copy)}
        except database_errors(EnvironmentFault):
            return
        self._pool.drop(one for one in self._pool.old() if one not in named)


def _named(copy: Path) -> tuple[NamedFile, ...]:
    """Return the files that a copy names; one of an older version has none."""
    db = sqlite(copy, read_only=True)
    with opened(db):
        if table_of(CustomerFileRow) not in db.get_tables():
            return ()
        return Work(db, {}).attachments.all()


def _first(pools: Iterable[FolderVault], stored: str, sha256: str) -> bytes | None:
    return next((one for pool in pools if not differ(one := pool.read(stored), sha256)), None)
