"""The process in which a foreign list is parsed: one request in, rows or a refusal out, then gone.

It imports little, so that it starts fast and holds nothing worth stealing: no database, no screen,
none of the program's own settings. `smbcrm.exports.reading.process` starts it; a frozen program
cannot be told what to import, so its first act must be `serve_if_asked`.
"""

import hashlib
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from io import BufferedReader
from typing import BinaryIO

from smbcrm.exports.reading.cells import Value
from smbcrm.exports.reading.charset import guessed_charset, named_charset
from smbcrm.exports.reading.delimited import DelimitedText
from smbcrm.exports.reading.kinds import HEAD, Kind, kind_of
from smbcrm.exports.reading.limits import OUT_OF_MEMORY, Limits, confine
from smbcrm.exports.reading.vcards import CardFile
from smbcrm.exports.reading.wire import Refusal, read_frame, write_frame
from smbcrm.exports.reading.workbook import Workbook

FLAG = "--read-list"
"""The only argument of a frozen program that was started to read a list."""

_BATCH_ROWS = 500
_BATCH_CHARACTERS = 250_000


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of the child. `path` is in the system's own bytes, `suffix` in small letters.

    `task` is `info` or `rows`.
    """

    task: str
    path: bytes
    suffix: str
    sheet: str | None
    encoding: str | None
    limits: Limits

    def message(self) -> list[object]:
        """Return it as it goes over the wire."""
        limits = {name: getattr(self.limits, name) for name in Limits.__slots__}
        path = self.path.decode("latin-1")
        return ["request", self.task, path, self.suffix, self.sheet, self.encoding, limits]


def request_from(message: list[object] | None) -> Request:
    """Return the request that came over the wire.

    :raises ValueError: it is none.
    """
    match message:
        case ["request", str(task), str(path), str(suffix), sheet, encoding, dict(limits)]:
            return Request(
                task,
                path.encode("latin-1"),
                suffix,
                sheet if isinstance(sheet, str) else None,
                encoding if isinstance(encoding, str) else None,
                Limits(**limits),
            )
        case _:
            raise ValueError("no request")


def serve_if_asked(arguments: Sequence[str]) -> None:
    """Read a list and end the process, where a frozen program was started for that."""
    if list(arguments[1:]) == [FLAG]:
        serve()


def serve() -> None:
    """Answer one request from standard input on standard output, under the limits it names.

    Ends the process: 0 answered (a refusal is an answer), 77 out of memory, 1 the parser broke.
    """
    source = os.fdopen(0, "rb")
    answer = os.fdopen(1, "wb")
    request = request_from(read_frame(source))
    confine(request.limits)
    try:
        answer_request(request, answer)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except BrokenPipeError:  # nobody listens any more
        os._exit(0)
    sys.exit(0)


def answer_request(request: Request, answer: BinaryIO) -> None:
    """Write the answer to one request; the last frame says that it is complete, or why not."""
    try:
        with open(request.path, "rb") as stream:  # noqa: PTH123 - a path in bytes
            table = opened(request, stream)
            if request.task == "info":
                write_frame(answer, ["info", table.facts() | _digest(stream)])
            else:
                with closing(table.rows()) as rows:
                    _write_rows(rows, request.limits, answer)
        write_frame(answer, ["end"])
    except Refusal as refusal:
        write_frame(answer, ["refused", refusal.code, refusal.params])
    except BrokenPipeError:
        raise
    except OSError:
        write_frame(answer, ["refused", "SourceUnreachable", {}])


def opened(request: Request, stream: BufferedReader) -> Workbook | DelimitedText | CardFile:
    """Return the list in an open file; a sheet matters only in a workbook, an encoding in a text.

    :raises Refusal: it is no list that can be read.
    """
    kind = kind_of(stream.read(HEAD), request.suffix)
    if kind is Kind.CARDS:
        return CardFile(stream, request.encoding, request.limits)
    if kind is not Kind.TEXT:
        return Workbook(stream, kind, request.limits, request.sheet)
    if request.encoding is None:
        return DelimitedText(stream, guessed_charset(stream), request.limits)
    return DelimitedText(stream, named_charset(stream, request.encoding), request.limits)


def _digest(stream: BufferedReader) -> dict[str, object]:
    """Return size and checksum of the file."""
    stream.seek(0)
    digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return {"size": stream.tell(), "sha256": digest}


def _write_rows(rows: Iterable[tuple[int, list[Value]]], limits: Limits, answer: BinaryIO) -> None:
    """Write the rows in batches that stay small, whatever stands in them.

    :raises Refusal: there are more rows than are read.
    """
    batch: list[tuple[int, list[Value]]] = []
    characters = 0
    for count, (number, row) in enumerate(rows, start=1):
        if count > limits.rows:
            raise Refusal("TooManyRows", limit=limits.rows)
        batch.append((number, row))
        characters += sum(len(value) for value in row if isinstance(value, str))
        if len(batch) == _BATCH_ROWS or characters > _BATCH_CHARACTERS:
            write_frame(answer, ["rows", batch])
            batch, characters = [], 0
    if batch:
        write_frame(answer, ["rows", batch])
