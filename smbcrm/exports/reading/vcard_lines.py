"""The lines of a vCard file as phones write them, 2.1 to 4.0, from whatever bytes there are.

After RFC 6350 (4.0), RFC 2426 (3.0) and the specification 2.1 of the Versit Consortium
(1996). A value stays bytes until its encoding is known, because each may name its own and a fold
may stand inside a character. Pictures are passed over line by line, so they take no memory; of a
value that is longer than anybody writes only the fact is kept.
"""

import codecs
import io
import quopri
import re
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

_PHYSICAL = 64 * 1024
_LONGEST = 512 * 1024  # bytes; the longest text of a cell, in quoted-printable
_LINE = re.compile(
    rb"\s*(?:[^.;:\"\s]+\.)?(?P<name>[A-Za-z0-9-]+)"
    rb"(?P<params>(?:;(?:[^\";:]|\"[^\"]*\")*+)*+):(?P<value>.*)",
    re.DOTALL,
)
_GROUP = re.compile(rb"\s*([^.;:\"\s]+)\.[A-Za-z0-9-]+[;:]")
_PICTURE = re.compile(rb"\s*(?:[^.;:\"\s]+\.)?(PHOTO|LOGO|SOUND|KEY)[;:]", re.IGNORECASE)
_BEGINS = re.compile(rb"\s*(?:[^.;:\"\s]+\.)?[A-Za-z0-9-]+[;:]")
_PARAM = re.compile(r';((?:[^";]|"[^"]*")*)')
_QUOTED_PRINTABLE = "QUOTED-PRINTABLE"
_IN_BYTES = frozenset({"B", "BASE64"})
_WIDE = (  # UTF-16 tells itself by its mark, or by the zero bytes of BEGIN
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"B\x00", "utf-16-le"),
    (b"b\x00", "utf-16-le"),
    (b"\x00B", "utf-16-be"),
    (b"\x00b", "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One property: its name in capitals, its group, its parameters and its value.

    `params` have capital names; words without a name, as 2.1 has them, stand under TYPE. The value
    is None where it was passed over or cannot be taken. A line that is no property has no name.
    """

    name: str
    value: bytes | None
    group: str = ""
    params: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def types(self) -> frozenset[str]:
        """What kind of phone or address it is: CELL, HOME, FAX ..."""
        return frozenset(self.params.get("TYPE", ()))

    @property
    def is_quoted(self) -> bool:
        """Whether the value was written in quoted-printable."""
        return _QUOTED_PRINTABLE in self._encodings

    @property
    def charset(self) -> str | None:
        """The encoding that the line itself names."""
        return next(iter(self.params.get("CHARSET", ())), None)

    @property
    def _encodings(self) -> frozenset[str]:
        return frozenset((*self.params.get("ENCODING", ()), *self.params.get("TYPE", ())))


def wide_encoding(head: bytes) -> str | None:
    """Return the UTF-16 in which a file is written, None for one of bytes."""
    return next((name for beginning, name in _WIDE if head.startswith(beginning)), None)


def lines_of(stream: BinaryIO, wide: str | None) -> Generator[Line]:
    """Yield the properties of a file from its beginning, empty lines left out.

    Of a file in UTF-16 the values come in UTF-8.
    """
    stream.seek(0)
    for whole in _unfolded(_physical(stream, wide)):
        yield whole if isinstance(whole, Line) else _line(whole)


def _physical(stream: BinaryIO, wide: str | None) -> Generator[tuple[bytes, bool]]:
    """Yield each line without its end, and whether it is whole; of a huge one only the start."""
    text = io.TextIOWrapper(stream, encoding=wide or "latin-1", errors="replace", newline="")
    kept = "utf-8" if wide else "latin-1"
    try:
        while line := text.readline(_PHYSICAL):
            rest = line
            pieces, size = [line], len(line)
            while not rest.endswith(("\r", "\n")) and (rest := text.readline(_PHYSICAL)):
                size += len(rest)
                if size <= _LONGEST:
                    pieces.append(rest)
            data = "".join(pieces).rstrip("\r\n").encode(kept)
            yield data.removeprefix(codecs.BOM_UTF8).removeprefix(b"\x1a"), size <= _LONGEST
    finally:
        text.detach()


class _Folded:
    """A line while its folds come in."""

    def __init__(self, first: bytes, *, whole: bool) -> None:
        self.is_picture = _PICTURE.match(first) is not None
        self._parts = [] if self.is_picture else [first]
        self._size = len(first)
        self.first = first
        self.whole = whole
        head = first.partition(b":")[0].upper()
        self._is_quoted = _QUOTED_PRINTABLE.encode() in head

    @property
    def goes_on(self) -> bool:
        """Whether a soft line break of quoted-printable stands at the end."""
        return self._is_quoted and bool(self._parts) and self._parts[-1].endswith(b"=")

    def add(self, more: bytes, *, whole: bool) -> None:
        """Take the next piece."""
        self._size += len(more)
        self.whole = self.whole and whole and self._size <= _LONGEST
        if self.whole and not self.is_picture:
            self._parts.append(more)

    def ended(self) -> "bytes | Line":
        """Return the line in one piece, or what is known of one that is not kept."""
        if self.is_picture or not self.whole:
            found = _LINE.match(self.first)
            name = found["name"].decode("ascii").upper() if found else "PHOTO"
            return Line(name, None)
        if self._is_quoted:
            *soft, last = self._parts
            return b"".join([*(part.removesuffix(b"=") for part in soft), last])
        return b"".join(self._parts)


def _unfolded(lines: Iterable[tuple[bytes, bool]]) -> Generator[bytes | Line]:
    """Yield lines whose folds are taken out.

    In 2.1 the blank of a fold belongs to the text, later it does not. After a picture comes what
    old phones did not indent.
    """
    now: _Folded | None = None
    old = False
    for data, whole in lines:
        if now is not None and now.goes_on:
            now.add(data, whole=whole)
        elif now is not None and data[:1] in {b" ", b"\t"}:
            now.add(b" " + data.lstrip() if old else data[1:], whole=whole)
        elif not data.strip() or (now is not None and now.is_picture and not _BEGINS.match(data)):
            continue
        else:
            if now is not None:
                yield now.ended()
            now = _Folded(data, whole=whole)
            if data.upper().startswith(b"VERSION"):
                old = data.rstrip().endswith(b"2.1")
    if now is not None:
        yield now.ended()


def _line(data: bytes) -> Line:
    found = _LINE.fullmatch(data)
    if found is None:
        return Line("", None)
    group = _GROUP.match(data)
    params = _params(found["params"].decode("latin-1"))
    line = Line(
        found["name"].decode("ascii").upper(),
        found["value"],
        group[1].decode("latin-1").upper() if group else "",
        params,
    )
    if line._encodings & _IN_BYTES:  # noqa: SLF001 - its own module
        return Line(line.name, None, line.group, params)
    if line.is_quoted:
        return Line(line.name, quopri.decodestring(found["value"]), line.group, params)
    return line


def _params(text: str) -> dict[str, tuple[str, ...]]:
    """Return parameters by their names, each value in capitals.

    >>> _params(';TYPE="cell,home";PREF')
    {'TYPE': ('CELL', 'HOME', 'PREF')}
    """
    found: dict[str, tuple[str, ...]] = {}
    for param in _PARAM.findall(text):
        name, sign, value = param.partition("=")
        if not sign:
            name, value = "TYPE", name
        key = name.strip().upper()
        words = value.replace('"', "").upper().split(",")
        found[key] = (*found.get(key, ()), *(word.strip() for word in words))
    return found
