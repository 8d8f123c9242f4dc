"""A file that is written whole or not at all: beside its place first, then it takes its name."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from smbcrm.membership.files.types import FileExists, FileNotWritten


@contextmanager
def whole_file(path: Path, *, replace: bool) -> Iterator[BinaryIO]:
    """Open a file that appears under its name only once all of it was written.

    What goes wrong meanwhile leaves everything as it was. Raises FileExists, FileNotWritten.
    """
    if not path.name:
        raise FileNotWritten(file=str(path))
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    held = False
    try:
        if not replace:
            path.open("xb").close()
            held = True
        with fresh.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(path)
    except BaseException as error:
        _remove(fresh)
        if held:
            _remove(path)
        if isinstance(error, FileExistsError):
            raise FileExists(file=str(path)) from error
        if isinstance(error, OSError):
            raise FileNotWritten(file=str(path)) from error
        raise


class WholeFileWriter:
    """Writes what is in memory already."""

    def write(self, path: Path, content: bytes, *, replace: bool = False) -> None:
        """Write the file. Raises as `whole_file`."""
        with whole_file(path, replace=replace) as stream:
            stream.write(content)


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
