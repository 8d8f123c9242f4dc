"""Copies a shop and puts a copy in its place, on both databases."""

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import peewee

from smbcrm.core.errors import ShopbellError
from smbcrm.membership.audit.types import KnownHead, Verdict
from smbcrm.membership.audit.verify import Verification
from smbcrm.membership.backups.types import (
    BackupFigures,
    CopyFolderFull,
    CopyFolderUnusable,
    CopyUnreadable,
    CopyUnusable,
    Examination,
    RestoreNeedsEmpty,
)
from smbcrm.models.backup_shelf import folder_fault
from smbcrm.models.connect import (
    ShopExists,
    ShopNotFound,
    connect,
    is_postgres_url,
    recognise,
    remove_file,
    shown,
    sqlite,
)
from smbcrm.models.copying import copy_pages, copy_rows, figures_of, fill_postgres, settle
from smbcrm.models.drivers import database_errors
from smbcrm.models.faults import (
    Damaged,
    DatabaseBusy,
    DiskFailing,
    DiskFull,
    ReadOnly,
    fault_of,
)
from smbcrm.models.replacing import Seat, taken
from smbcrm.models.schema import is_postgres
from smbcrm.models.snapshot import snapshot, stand_still
from smbcrm.models.upgrade import (
    DatabaseNotEmpty,
    NoShopHere,
    alone,
    applied_migrations,
    holds_tables_only,
    is_current,
    opened,
    refuse_unless_empty,
    upgrade_file,
)
from smbcrm.models.work import Work

_UNREADABLE = (Damaged, DatabaseBusy, DiskFailing, NoShopHere, ReadOnly, ShopNotFound)


class ShopCopier:
    """The shop at an address. Nothing is opened before it is asked for."""

    def __init__(self, address: str, name: str) -> None:
        self.name = name
        self._address = address
        self._file = None if is_postgres_url(address) else Path(address).absolute()
        self._seat: Seat | None = None

    def present(self) -> bool:
        """Tell whether there is anything at the shop's address."""
        if self._file is not None:
            return self._file.exists()
        db = connect(self._address)
        with opened(db):
            return bool(db.get_tables())

    def copy_to(self, file: Path) -> BackupFigures:
        """Write one moment of the shop to a new file and return what the shop held then."""
        try:
            with self._source() as db:
                if not applied_migrations(db):
                    raise NoShopHere
                held = figures_of(db)
                with _writing(file):
                    (copy_rows if is_postgres(db) else copy_pages)(db, file)
                return held
        except Damaged as error:
            raise CopyUnreadable from error
        except database_errors() as error:
            fault = fault_of(error)
            if isinstance(fault, Damaged):
                raise CopyUnreadable from error
            raise fault or error from error

    @contextlib.contextmanager
    def _source(self) -> Iterator[peewee.Database]:
        """Yield the shop as it stands still: by itself, or because nobody else is let in."""
        if self._seat is not None and self._seat.db is not None:
            yield self._seat.db
            return
        with snapshot(self._address) as db:
            yield db

    def examine(self, file: Path, heads: Sequence[KnownHead] = ()) -> Examination:
        """Read a copy back, prove its books, and return what it holds."""
        with _reading(file.name), self._current(file) as current:
            db = sqlite(current, read_only=True)
            with opened(db):
                stand_still(db)
                try:
                    verdict = Verification(Work(db, {}).books, heads).verdict()
                    return Examination(figures_of(db), verdict)
                finally:
                    db.connection().rollback()

    def first_hash(self, file: Path) -> str | None:
        """Return the hash of the first operation in a prepared file, None without operations."""
        with _reading(file.name):
            db = sqlite(file, read_only=True)
            with opened(db):
                return Work(db, {}).books.hashes((1,)).get(1)

    @contextlib.contextmanager
    def _current(self, file: Path) -> Iterator[Path]:
        """Yield a file with the tables of this version: the copy, or for a while a copy of it."""
        recognise(file)
        db = sqlite(file, read_only=True)
        with opened(db):
            current = is_current(db)
        if current:
            yield file
            return
        scratch = file.with_name(f"{file.name}.new")
        try:
            self.prepare(file, scratch)
            yield scratch
        finally:
            remove_file(scratch)

    def prepare(self, source: Path, file: Path) -> None:
        """Write a copy of a copy, brought up to date, to a new file."""
        with _reading(source.name):
            recognise(source.absolute())
            db = sqlite(source.absolute(), read_only=True)
            with opened(db):
                if not applied_migrations(db) or holds_tables_only(db):
                    raise NoShopHere
                is_current(db)  # raises for a newer one before anything is written
                with _writing(file):
                    copy_pages(db, file)
            if upgrade_file(file):
                settle(file)

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Keep everybody else out, so that what is copied now is all that will be replaced.

        A server is looked at: nothing is replaced there, and while it is filled nobody gets in.
        Raises ShopInUse or RestoreNeedsEmpty where the shop may not be replaced.
        """
        if self._file is None:
            db = connect(self._address)
            with opened(db), self._needs_empty():
                refuse_unless_empty(db, self._address)
            yield
            return
        with taken(self._file) as seat:
            self._seat = seat
            try:
                yield
            finally:
                self._seat = None

    def set_aside(self, file: Path) -> None:
        """Copy a file that is too damaged to be opened byte by byte, with what lies beside it."""
        if self._seat is None:
            return
        try:
            self._seat.set_aside(file)
        except OSError as error:
            raise folder_fault(error, file.parent) from error

    def replace_with(self, file: Path) -> None:
        """Put what a prepared file holds in the place of the shop: all of it or nothing.

        The caller is `alone` with the shop.
        """
        if self._seat is not None:
            self._seat.replace(file)
            return
        db = connect(self._address)
        with opened(db):
            with self._needs_empty(), alone(db):
                refuse_unless_empty(db, self._address)
                fill_postgres(db, file)
            db.execute_sql("ANALYZE")

    def verify(self) -> Verdict:
        """Prove the books of the shop as it is now."""
        with self._moment() as work:
            return Verification(work.books).verdict()

    def hashes(self, seqs: Iterable[int]) -> Mapping[int, str]:
        """Return the hashes of the shop's operations by sequence number."""
        with self._moment() as work:
            return work.books.hashes(seqs)

    @contextlib.contextmanager
    def _moment(self) -> Iterator[Work]:
        try:
            with snapshot(self._address) as db:
                yield Work(db, {})
        except database_errors() as error:
            raise fault_of(error) or error from error

    @contextlib.contextmanager
    def _needs_empty(self) -> Iterator[None]:
        try:
            yield
        except (ShopExists, DatabaseNotEmpty) as error:
            raise RestoreNeedsEmpty(address=shown(self._address)) from error


@contextlib.contextmanager
def _writing(file: Path) -> Iterator[None]:
    """Turn what goes wrong with a copy's own file into the fault that names its folder."""
    try:
        yield
    except OSError as error:
        raise folder_fault(error, file.parent) from error
    except database_errors(DiskFull, DiskFailing, ReadOnly) as error:
        fault = error if isinstance(error, ShopbellError) else fault_of(error)
        if isinstance(fault, DiskFull):
            raise CopyFolderFull(folder=str(file.parent)) from error
        if isinstance(fault, DiskFailing | ReadOnly):
            raise CopyFolderUnusable(folder=str(file.parent)) from error
        raise


@contextlib.contextmanager
def _reading(name: str) -> Iterator[None]:
    """Turn a copy that cannot be read into CopyUnusable."""
    try:
        yield
    except database_errors(*_UNREADABLE) as error:
        raise CopyUnusable(name=name) from error
