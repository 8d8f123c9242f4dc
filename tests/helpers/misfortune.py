"""What happens to a shop's disk: rights given up, no room left, other programs at work."""

import os
import shutil
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2 as sqlcipher

from tests.helpers.till_process import CONTEXT

_NOBODY = 65534


@contextmanager
def nobody() -> Iterator[None]:
    """Give up the rights of root for a moment, where the tests run as root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@contextmanager
def open_folder() -> Iterator[Path]:
    """Yield a folder that everybody can reach; pytest's own are closed to others."""
    folder = Path(tempfile.mkdtemp(prefix="smbcrm-test-")).resolve()
    folder.chmod(0o777)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


def with_little_room(limit: int, job: Callable[..., Any], *arguments: object) -> Any:  # noqa: ANN401
    """Run a job in a process that may write no file beyond so many bytes; return its answer."""
    ours, theirs = CONTEXT.Pipe()
    process = CONTEXT.Process(target=_cramped, args=(theirs, limit, job, arguments))
    process.start()
    theirs.close()
    try:
        answer, error = ours.recv()
    finally:
        process.join()
        ours.close()
    if error:
        raise RuntimeError(error)
    return answer


def _cramped(
    theirs: Connection, limit: int, job: Callable[..., Any], arguments: tuple[object, ...]
) -> None:
    import resource  # noqa: PLC0415 - there is no such module on Windows

    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        theirs.send((job(*arguments), ""))
    except BaseException:  # noqa: BLE001 - it is raised again where the answer is awaited
        theirs.send((None, traceback.format_exc()))


@contextmanager
def locked(path: Path, how: str = "BEGIN IMMEDIATE") -> Iterator[None]:
    """Hold a lock on a SQLite file, as another program would."""
    connection = sqlcipher.connect(str(path), isolation_level=None)
    try:
        connection.execute(how)
        yield
    finally:
        connection.close()


def spoil(path: Path, where: float = 0.5, size: int = 20_000) -> None:
    """Write rubbish over a part of a file."""
    middle = int(path.stat().st_size * where)
    with path.open("r+b") as file:
        file.seek(middle)
        file.write(b"\xa5" * size)
