"""Which encoding a text file is written in.

Order: the mark at the beginning; zero bytes that only UTF-16 explains; UTF-8, which no other
encoding satisfies by chance; then the model under which the text is likeliest. Where none of them
likes what it sees (Cyrillic, Thai ...), charset-normalizer is asked, and only about scripts that
have no model here: on short lists its guesses are no better than chance.
"""

import codecs
from dataclasses import dataclass
from typing import BinaryIO

from smbcrm.exports.reading.encoding_models import MODELS, likelihood
from smbcrm.exports.reading.wire import Refusal

_PIECE = 1024 * 1024
_SAMPLE = 128 * 1024
_TRUSTED = 0.3  # of the characters; a wrong reading has a tenth of them at home, a right one most
_SPARE = ("cp1251", "koi8_r", "cp1253", "cp1255", "cp1256", "cp874", "cp1250", "cp1254")
_ENOUGH = 32  # bytes; of less, charset-normalizer knows nothing
_BINARY_SHARE = 0.05
_ZERO_SHARE = 0.10  # of the characters: line ends and separators alone are more
_FEW = 2
_GUESSED_LOSS = 0.10
_NAMED_LOSS = 0.02
_THREE = "\u0800"  # the first character that has three bytes in UTF-8
_CONTROLS = bytes(set(range(0x20)) - {0x09, 0x0A, 0x0C, 0x0D, 0x1A, 0x1B}) + b"\x7f"

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins with the mark of UTF-16 too, so it is asked first
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_MARKED = ("utf-16", "utf-32")  # their order of bytes is told by the mark
_LONGEST_MARK = 4

ENCODINGS = (
    "utf-8",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "gb18030",
    "big5hkscs",
    "cp950",
    "cp932",
    "euc_jp",
    "iso2022_jp",
    "cp949",
    "cp1250",
    "cp1251",
    "cp1252",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp1257",
    "cp1258",
    "cp437",
    "cp850",
    "cp852",
    "cp866",
    "cp874",
    "koi8-r",
    "mac-roman",
    "iso8859-2",
    "iso8859-15",
)
"""What may be asked for; Python's own names. Codecs that are no text encodings stay outside."""

# A file that says the smaller set is nearly always written in the larger one.
_WIDER = {
    "gbk": "gb18030",
    "gb2312": "gb18030",
    "hz": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "utf-8-sig": "utf-8",
    "tis-620": "cp874",
}


# A text may hold U+FFFD of its own, from an earlier accident; half a pair never stands in one.
_LOST = "\udfff"
_COUNTED = "smbcrm.counted"


def _mark_lost(error: UnicodeError) -> tuple[str, int]:
    """Put a mark where bytes do not decode; a handler as codecs asks for."""
    return (_LOST, error.end if isinstance(error, UnicodeDecodeError) else 0)


codecs.register_error(_COUNTED, _mark_lost)


@dataclass(frozen=True, slots=True)
class Charset:
    """The encoding of a text, and how many of its characters do not decode."""

    encoding: str
    unreadable: int

    @property
    def codec(self) -> str:
        """Return the codec to read with: a mark at the beginning is no part of the text."""
        return "utf-8-sig" if self.encoding == "utf-8" else self.encoding


def named_charset(stream: BinaryIO, name: str) -> Charset:
    """Return the encoding that somebody asked for; it may fit half of a text that has two.

    :raises Refusal: there is none of that name, or the text is clearly not written in it.
    """
    encoding = known_encoding(name)
    stream.seek(0)
    if encoding in _MARKED and _by_mark(stream.read(_LONGEST_MARK)) != encoding:
        encoding += "-le"  # the order of bytes that nearly every computer has
    lost, outside = _count_lost(stream, Charset(encoding, 0).codec)
    if lost > _NAMED_LOSS * outside and not _is_mixed(stream):
        raise Refusal("WrongEncoding", encoding=encoding)
    return Charset(encoding, lost)


def known_encoding(name: str) -> str:
    """Return Python's name of a text encoding.

    :raises Refusal: there is none of that name.
    """
    try:
        encoding = codecs.lookup(name).name
    except (LookupError, ValueError):
        encoding = ""
    encoding = _WIDER.get(encoding, encoding)
    if encoding not in ENCODINGS:
        raise Refusal("UnknownEncoding", encoding=name, encodings=list(ENCODINGS))
    return encoding


def guessed_charset(stream: BinaryIO) -> Charset:
    """Return the encoding that fits the text best.

    :raises Refusal: it is no text, or no encoding fits.
    """
    stream.seek(0)
    head = stream.read(_SAMPLE)
    encoding = _by_mark(head) or _by_zeros(head)
    if encoding is None:
        _refuse_binary(head)
        if not _count_lost(stream, "utf-8")[0]:
            return Charset("utf-8", 0)
        encoding = _likeliest(stream)
        if encoding != "utf-8" and _is_mixed(stream, at_once=True):
            raise Refusal("MixedEncodings")
    charset = Charset("utf-8" if encoding == "utf-8-sig" else encoding, 0)
    lost, outside = _count_lost(stream, charset.codec)
    if lost > max(1, _GUESSED_LOSS * outside):
        raise Refusal("MixedEncodings" if _is_mixed(stream) else "BinaryText")
    return Charset(charset.encoding, lost)


def _is_mixed(stream: BinaryIO, *, at_once: bool = False) -> bool:
    """Tell whether some lines are surely UTF-8 and others are none.

    Surely is a line with characters of three bytes, which other encodings hardly ever make by
    chance; with `at_once` it has to be the first that is not plain ASCII, as headings are.
    """
    stream.seek(0)
    sure = none = False
    while (line := stream.readline(_SAMPLE)) and not (sure and none):
        if line.isascii():
            continue
        try:
            sure |= max(line.removeprefix(codecs.BOM_UTF8).decode("utf-8"), default="") >= _THREE
        except UnicodeDecodeError:
            none = True
        if at_once and not sure:
            return False
    return sure and none


def _by_mark(head: bytes) -> str | None:
    return next((encoding for mark, encoding in _MARKS if head.startswith(mark)), None)


def _by_zeros(head: bytes) -> str | None:
    """Return the UTF-16 whose zero bytes these are: separators and digits have one each."""
    pairs = len(head) // 2
    even, odd = head[0 : 2 * pairs : 2].count(0), head[1 : 2 * pairs : 2].count(0)
    for encoding, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros > max(_FEW, _ZERO_SHARE * pairs) and others * 20 <= zeros:
            text = head[: 2 * pairs].decode(encoding, "replace")
            if text.count("\ufffd") * 50 <= len(text) and any(mark in text for mark in "\r\n,;\t"):
                return encoding
    return None


def _refuse_binary(head: bytes) -> None:
    """Refuse what has more control characters than any text; a stray one is forgiven."""
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls > max(1, _BINARY_SHARE * len(head)):
        raise Refusal("BinaryText")


def _likeliest(stream: BinaryIO) -> str:
    """Return the encoding under which the lines that are not plain ASCII are likeliest."""
    sample = _telling_lines(stream)
    graded = []
    for model in MODELS:
        total, at_home = likelihood(sample.decode(model.encoding, "replace"), model)
        graded.append((total, at_home, model.encoding))
    _, at_home, encoding = max(graded)
    if at_home > _TRUSTED or len(sample) < _ENOUGH:
        return encoding
    return _other_script(sample) or encoding


def _telling_lines(stream: BinaryIO) -> bytes:
    """Return lines with bytes outside ASCII; a line end is itself in every encoding asked about."""
    stream.seek(0)
    found: list[bytes] = []
    size = 0
    while size < _SAMPLE and (line := stream.readline(_SAMPLE)):
        if not line.isascii():
            found.append(line)
            size += len(line)
    return b"".join(found)


def _other_script(sample: bytes) -> str | None:
    """Return charset-normalizer's answer for scripts that have no model here."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - 20 ms that few lists need

    best = from_bytes(sample, cp_isolation=list(_SPARE)).best()
    return None if best is None else best.encoding


def _count_lost(stream: BinaryIO, codec: str) -> tuple[int, int]:
    """Return how many characters of the whole text do not decode, and how many are not ASCII."""
    stream.seek(0)
    decoder = codecs.getincrementaldecoder(codec)(_COUNTED)
    lost = outside = 0
    while True:
        piece = stream.read(_PIECE)
        text = decoder.decode(piece, final=not piece)
        lost += text.count(_LOST)
        outside += len(text) - len(text.encode("ascii", "ignore")) if not text.isascii() else 0
        if not piece:
            return lost, outside
