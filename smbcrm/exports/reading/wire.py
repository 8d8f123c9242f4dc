"""What goes between the program and its reading child: length, then JSON in UTF-8.

The child has touched hostile bytes, so nothing it says is unpickled or evaluated: JSON holds data
and only data. Dates travel as `{"d": ...}`, moments as `{"t": ...}`, what is
unread as `{"u": ...}`.
"""

import datetime as dt
import json
import struct
from typing import IO

from smbcrm.membership.imports.unread import Unread

FRAME_LIMIT = 128 * 1024 * 1024
"""Bytes; the widest row of the longest texts that are read fits in one frame."""

_UNREAD = {one.value: one for one in Unread}
_LENGTH = struct.Struct("!I")


class Refusal(Exception):
    """The list is refused; `code` is the name of the error that the parent raises."""

    def __init__(self, code: str, **params: str | int | list[str]) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class BadFrame(Exception):
    """The other side did not speak this protocol, or stopped in the middle."""


def _plain(value: object) -> dict[str, str]:
    """Return a date, moment or what is unread as JSON can carry it."""
    if isinstance(value, dt.datetime):
        return {"t": value.isoformat()}
    if isinstance(value, dt.date):
        return {"d": value.isoformat()}
    if isinstance(value, Unread):
        return {"u": value.value}
    raise TypeError(type(value).__name__)


def _rich(found: dict[str, object]) -> object:
    """Return the value that a small object stands for, or the object."""
    match found:
        case {"d": str(text)} if len(found) == 1:
            return dt.date.fromisoformat(text)
        case {"t": str(text)} if len(found) == 1:
            return dt.datetime.fromisoformat(text)
        case {"u": str(text)} if len(found) == 1 and text in _UNREAD:
            return _UNREAD[text]
        case _:
            return found


def write_frame(stream: IO[bytes], message: list[object]) -> None:
    """Write one message and push it out."""
    text = json.dumps(message, ensure_ascii=False, default=_plain, separators=(",", ":"))
    data = text.encode("utf-8", "surrogatepass")
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def read_frame(stream: IO[bytes]) -> list[object] | None:
    """Read one message; None where the stream ends.

    :raises BadFrame: what came is no message.
    """
    head = stream.read(_LENGTH.size)
    if not head:
        return None
    if len(head) < _LENGTH.size:
        raise BadFrame("cut off in the length")
    (size,) = _LENGTH.unpack(head)
    if size > FRAME_LIMIT:
        raise BadFrame("too long")
    data = stream.read(size)
    if len(data) < size:
        raise BadFrame("cut off in the message")
    try:
        message = json.loads(data.decode("utf-8", "surrogatepass"), object_hook=_rich)
    except (ValueError, RecursionError) as error:
        raise BadFrame("no JSON") from error
    if not isinstance(message, list) or not message:
        raise BadFrame("no message")
    return message
