"""The adapter of the port `RowSource`: every list is read in a child process with limits.

Whatever a hostile file does, it does it there: the child holds no data of the shop, has a cap on
memory and computing time, and may be killed at any moment. Rows stream through in batches, so this
process stays small however long the list is.
"""

import os
import stat
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

from smbcrm.exports.reading.child import Request
from smbcrm.exports.reading.limits import MIB, Limits
from smbcrm.exports.reading.process import ReadingChild
from smbcrm.exports.reading.read_once import Batch, ReadOnce, rows_of
from smbcrm.exports.reading.refusals import error_from
from smbcrm.exports.reading.wire import Refusal
from smbcrm.membership.imports import source
from smbcrm.membership.imports.source import Row, RowSource, SourceInfo


class ChildRowSource:
    """Reads .xlsx, .xls, .xlsb, .ods, delimited text and vCards; a `RowSource`."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()

    def info(
        self, path: Path, *, sheet: str | None = None, encoding: str | None = None
    ) -> SourceInfo:
        """Return what is known of the file before its rows are read."""
        with closing(self._frames("info", path, sheet, encoding)) as frames:
            for frame in frames:
                match frame:
                    case ["info", dict(facts)]:
                        return _info(facts)
        raise source.ReaderStopped(file=path.name)

    def rows(
        self, path: Path, *, sheet: str | None = None, encoding: str | None = None
    ) -> Generator[tuple[int, Row]]:
        """Yield each row that holds something, with its number."""
        with closing(self._batches(path, sheet, encoding)) as batches:
            for batch in batches:
                yield from rows_of(batch)

    @contextmanager
    def once(self) -> Generator[RowSource]:
        """Yield a source that reads each sheet of a list once while it is open."""
        with closing(ReadOnce(self, self._batches)) as reading:
            yield reading

    def _batches(self, path: Path, sheet: str | None, encoding: str | None) -> Generator[Batch]:
        with closing(self._frames("rows", path, sheet, encoding)) as frames:
            for frame in frames:
                match frame:
                    case ["rows", list(batch)]:
                        yield batch
                    case _:
                        raise source.ReaderStopped(file=path.name)

    def _frames(
        self, task: str, path: Path, sheet: str | None, encoding: str | None
    ) -> Generator[list[object]]:
        """Start a child, yield what it says, turn its refusal into an error, and end it."""
        _check_path(path, self._limits)
        suffix = path.suffix.lower()
        place = os.fsencode(path.absolute())
        request = Request(task, place, suffix, sheet, encoding, self._limits)
        try:
            started = ReadingChild(request)
        except OSError as error:
            raise source.ReaderNotStarted(file=path.name) from error
        with started as child:
            try:
                yield from child.frames()
            except Refusal as refusal:
                raise error_from(refusal, path) from refusal


def _check_path(path: Path, limits: Limits) -> None:
    """Refuse what is no file, before anything is opened: opening a pipe would wait for ever.

    :raises SourceRefused: it is no file, empty or too large.
    :raises SourceFault: the system does not give it.
    """
    name = path.name or str(path)
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            if path.suffix.lower() == ".numbers":
                raise error_from(Refusal("ForeignFormat", what="numbers"), path)
            raise source.SourceIsFolder(file=name)
        if not stat.S_ISREG(found.st_mode):
            raise source.SourceNotRegular(file=name)
        path.open("rb").close()
    except PermissionError as error:
        raise source.SourceNotPermitted(file=name) from error
    except (FileNotFoundError, NotADirectoryError) as error:
        raise source.SourceNotFound(file=name) from error
    except ValueError as error:  # a NUL character in the name
        raise source.SourceNotFound(file=name) from error
    except OSError as error:
        raise source.SourceUnreachable(file=name) from error
    if found.st_size == 0:
        raise source.SourceEmpty(file=name)
    if found.st_size > limits.file:
        raise source.SourceTooLarge(file=name, megabytes=limits.file // MIB)


def _info(facts: dict[str, object]) -> SourceInfo:
    """Return the facts that the child sent, each of its type."""
    return SourceInfo(
        sheet=_text(facts["sheet"]),
        sheets=_texts(facts["sheets"]),
        hidden_sheets=_texts(facts["hidden_sheets"]),
        encoding=_text(facts["encoding"]),
        delimiter=_text(facts["delimiter"]),
        size=int(str(facts["size"])),
        sha256=str(facts["sha256"]),
        unreadable=int(str(facts["unreadable"])),
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else ()
