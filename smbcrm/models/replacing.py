"""Puts a prepared file in the place of a SQLite shop: all of it or nothing.

A shop that can be opened is overwritten from inside, as one transaction of the online backup: it
cannot be half done, and a program that comes in between waits for the lock as it always does.
Renaming a file over an open one would leave that program with a WAL which belongs to neither.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from smbcrm.membership.backups.types import ShopInUse
from smbcrm.models.backup_shelf import sync, sync_folder
from smbcrm.models.connect import SIDE_FILES, ShopNotFound, recognise, uri_of
from smbcrm.models.faults import Damaged, DatabaseBusy, ReadOnly, fault_of

# Long enough for a command that is just ending, short enough for somebody who waits.
_WAIT_MILLISECONDS = 2000


def free_file(path: Path) -> None:
    """Raise ShopInUse where another connection has the shop open; a damaged file is free."""
    with contextlib.suppress(Damaged), _alone(path):
        pass


def replace_file(path: Path, file: Path) -> None:
    """Give a shop the content of a prepared file. Raises ShopInUse, or the fault of the disk."""
    try:
        with _alone(path) as target:
            _overwrite(target, file)
    except Damaged:
        _put_in_place(path, file)


def _put_in_place(path: Path, file: Path) -> None:
    """Rename a file over one that nobody can work with, or over nothing.

    What lies beside the old one goes first: it must not be taken for the new one's.
    """
    try:
        for side in SIDE_FILES:
            path.with_name(path.name + side).unlink(missing_ok=True)
        sync(file)
        file.replace(path)
        sync_folder(path.parent)
    except OSError as error:
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
def _alone(path: Path) -> Iterator[Any]:
    """Yield the shop's only connection. Raises ShopInUse, or Damaged for what is no database.

    Whoever has a file in WAL mode open keeps a shared lock on it, so taking the exclusive one
    shows whether there is anybody; it is kept until the end.
    """
    try:
        recognise(path)
    except ShopNotFound as error:
        raise Damaged from error
    connection = sqlcipher.connect(uri_of(path, "rw"), uri=True, isolation_level=None)
    try:
        connection.execute(f"PRAGMA busy_timeout = {_WAIT_MILLISECONDS}")
        connection.execute("PRAGMA locking_mode = exclusive")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
        yield connection
    except sqlcipher.Error as error:
        fault = fault_of(error)
        if isinstance(fault, DatabaseBusy):
            raise ShopInUse from error
        raise fault or error from error
    finally:
        connection.close()
