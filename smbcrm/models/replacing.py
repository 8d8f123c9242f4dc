"""Puts a prepared file in the place of a SQLite shop: all of it or nothing.

A shop that can be opened is overwritten from inside, as one transaction of the online backup: it
cannot be half done, and a program that comes in between waits for the lock as it always does.
Renaming a file over an open one would leave that program with a WAL which belongs to neither.
"""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import peewee
from sqlcipher3 import dbapi2 as sqlcipher

from smbcrm.membership.backups.types import ShopInUse
from smbcrm.models.backup_shelf import sync, sync_folder
from smbcrm.models.connect import SIDE_FILES, ShopNotFound, recognise, remove_file, sqlite, uri_of
from smbcrm.models.drivers import database_errors
from smbcrm.models.faults import Damaged, DatabaseBusy, ReadOnly, fault_of

# Long enough for a command that is just ending, short enough for somebody who waits.
_WAIT_MILLISECONDS = 2000


class Seat:
    """The place of a SQLite shop that nobody else can open.

    `db` is the shop's only connection; None where nothing is there, or nothing that can be opened.
    """

    def __init__(
        self,
        path: Path,
        db: peewee.Database | None,
        files: contextlib.ExitStack,
        *,
        empty: bool,
    ) -> None:
        self.db = db
        self._path = path
        self._files = files
        self._empty = empty

    def set_aside(self, file: Path) -> None:
        """Copy what is there byte by byte, with what lies beside it. Raises OSError.

        The shop's file stays open until the seat is given up: closing it would drop the lock of
        the connection (https://sqlite.org/howtocorrupt.html, 2.2).
        """
        with file.open("xb") as target:
            shutil.copyfileobj(self._files.enter_context(self._path.open("rb")), target)
        for side in SIDE_FILES:
            source = self._path.with_name(self._path.name + side)
            if source.exists():
                shutil.copyfile(source, file.with_name(file.name + side))

    def replace(self, file: Path) -> None:
        """Give the shop the content of a prepared file. Raises ShopInUse, or the disk's fault."""
        if self.db is None:
            if not self._empty:
                _refuse_if_mended(self._path)
        else:
            try:
                with _faults():
                    _overwrite(self.db.connection(), file)
            except Damaged:
                self.db.close()
            else:
                return
        self._files.close()
        _put_in_place(self._path, file, empty=self._empty)


@contextlib.contextmanager
def taken(path: Path) -> Iterator[Seat]:
    """Keep everybody else out of a shop; a damaged one is free. Raises ShopInUse."""
    empty = not path.exists() and not path.is_symlink()
    with contextlib.ExitStack() as files, contextlib.ExitStack() as lock:
        db = None
        if not empty:
            with contextlib.suppress(Damaged):
                db = lock.enter_context(_alone(path))
        yield Seat(path, db, files, empty=empty)


def _refuse_if_mended(path: Path) -> None:
    """Raise ShopInUse where somebody else has put a shop in the place of the damaged one."""
    with contextlib.suppress(Damaged), _alone(path):
        raise ShopInUse


def _put_in_place(path: Path, file: Path, *, empty: bool) -> None:
    """Rename a file over one that nobody can work with, or over nothing.

    What lies beside the old one goes first: it must not be taken for the new one's. Where nothing
    was, the name is taken before that: whoever makes a shop there at this moment keeps it.
    """
    try:
        if empty:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    except FileExistsError as error:
        raise ShopInUse from error
    except OSError as error:
        raise ReadOnly from error
    try:
        for side in SIDE_FILES:
            path.with_name(path.name + side).unlink(missing_ok=True)
        sync(file)
        file.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        if empty:
            remove_file(path)
        raise ReadOnly from error


def _overwrite(target: Any, file: Path) -> None:  # noqa: ANN401 - the driver has no types
    target.execute("PRAGMA journal_mode = delete")
    target.execute("PRAGMA synchronous = extra")
    target.execute("PRAGMA fullfsync = 1")
    source = sqlcipher.connect(uri_of(file, "ro"), uri=True, isolation_level=None)
    try:
        source.backup(target)
    finally:
        source.close()


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[peewee.Database]:
    """Yield the shop's only connection. Raises ShopInUse, or Damaged for what is no database.

    Whoever has a file in WAL mode open keeps a shared lock on it, so taking the exclusive one
    shows whether there is anybody; it is kept until the end.
    """
    try:
        recognise(path)
    except ShopNotFound as error:
        raise Damaged from error
    db = sqlite(path, exclusive=True)
    try:
        with _faults():
            db.connect()
            db.execute_sql(f"PRAGMA busy_timeout = {_WAIT_MILLISECONDS}")
            db.execute_sql("BEGIN EXCLUSIVE")
            db.execute_sql("COMMIT")
        yield db
    finally:
        with contextlib.suppress(*database_errors()):
            db.close()


@contextlib.contextmanager
def _faults() -> Iterator[None]:
    """Turn what the database raises into what to tell; a lock that is not to be had into its own.

    Raises ShopInUse and the faults of the database.
    """
    try:
        yield
    except database_errors() as error:
        fault = fault_of(error)
        if isinstance(fault, DatabaseBusy):
            raise ShopInUse from error
        raise fault or error from error
