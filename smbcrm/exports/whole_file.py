"""A file that is written whole or not at all: beside its place first, then it takes its name."""

import os
import sys
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
    try:
        if not replace and path.exists():
            raise FileExists(file=str(path))
        with fresh.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        _give_name(fresh, path, replace=replace)
    except FileExistsError as error:
        raise FileExists(file=str(path)) from error
    except OSError as error:
        raise FileNotWritten(file=str(path)) from error
    finally:
        with suppress(OSError):
            fresh.unlink()


def _give_name(fresh: Path, path: Path, *, replace: bool) -> None:
    """Let a file that is whole take its name; raise FileExistsError rather than replace another.

    A second name for it is refused by the disk itself where there is one already. A disk that
    knows no second names (FAT, exFAT) has the name taken first, for the moment of the renaming.
    """
    if not replace and sys.platform != "win32":
        try:
            path.hardlink_to(fresh)
        except FileExistsError:
            raise
        except OSError:
            path.open("xb").close()
        else:
            return
    if replace or sys.platform != "win32":
        fresh.replace(path)
    else:
        fresh.rename(path)  # Windows refuses a name that is taken


class WholeFileWriter:
    """Writes what is in memory already."""

    def write(self, path: Path, content: bytes, *, replace: bool = False) -> None:
        """Write the file. Raises as `whole_file`."""
        with whole_file(path, replace=replace) as stream:
            stream.write(content)
