"""How likely a text is under each encoding, character by character.

Bytes of one Chinese encoding nearly always decode under another one too; what comes out are real
but rare characters. So each encoding has a model: what share of a list of customers a class of
characters makes up, spread over the size of that class. The natural logarithms are summed over the
text; every candidate explains the very same bytes, so the sums can be compared. The classes are
blocks of the standards themselves (GB 2312 and Big5 put common characters into a first level).
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from smbcrm.exports.reading.frequent_han import COMMON_TO_BOTH, SIMPLIFIED, TRADITIONAL

_SIMPLIFIED = frozenset(COMMON_TO_BOTH + SIMPLIFIED)
_TRADITIONAL = frozenset(COMMON_TO_BOTH + TRADITIONAL)
_EVERY = _SIMPLIFIED | _TRADITIONAL
_WESTERN = frozenset("éèêëàâçîïôûùüöäßñáíóúåøæãõÉÈÀÇÖÄÜÑÁÍÓÚÅØÆ")
_TYPOGRAPHIC = frozenset("€£\u2018\u2019“”\u2013—…°·©®ªº¿¡«»\xa0")

_ASCII = -4.0
_CONTROL = -12.0
_COMMON = -7.0
_AT_HOME = -9.0
_WRONG = -16.0
_PAIR = -3.0  # a Chinese character beside a Latin letter: 阿Q exists, but is rare

_BESIDE = (re.compile(r"[A-Za-z][\u3000-\uffff]"), re.compile(r"[\u3000-\uffff][A-Za-z]"))

Grade = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class EncodingModel:
    """An encoding and how it grades one character outside ASCII; `prior` favours usual ones."""

    encoding: str
    grade: Grade
    prior: float


# First and last lead byte of a block, and what its characters are worth.
_Blocks = tuple[tuple[int, int, float], ...]
_GB2312_TRAILS = 0xA1
_GB2312: _Blocks = (
    (0xA1, 0xA1, -9.0),  # punctuation
    (0xA3, 0xA3, -9.0),  # wide Latin letters and digits
    (0xA2, 0xA9, -12.0),
    (0xB0, 0xD7, -10.0),  # first level, by sound
    (0xD8, 0xF7, -11.0),  # second level, by radical
)
_BIG5: _Blocks = (
    (0xA1, 0xA3, -9.0),  # punctuation and symbols
    (0xA4, 0xC6, -10.5),  # first level, by strokes
    (0xC9, 0xF9, -12.4),  # second level
)
_JIS: _Blocks = (
    (0x81, 0x82, -9.0),  # punctuation, wide Latin letters
    (0x88, 0x97, -9.5),  # first level
    (0x98, 0xEA, -12.5),  # second level
)


def _pair(char: str, codec: str) -> bytes:
    """Return the two bytes of a character; none where it has another number of them."""
    data = char.encode(codec, "replace")
    return data if len(data) == 2 else b""  # noqa: PLR2004 - a pair


def _by_block(lead: int, blocks: _Blocks, otherwise: float) -> float:
    """Return what a character with this first byte is worth."""
    return next((worth for low, high, worth in blocks if low <= lead <= high), otherwise)


def _gb18030(char: str) -> float:
    if char in _SIMPLIFIED:
        return _COMMON
    pair = _pair(char, "gb18030")
    if pair and pair[1] < _GB2312_TRAILS:
        return -14.0  # added by GBK
    return _by_block(pair[0], _GB2312, -18.0) if pair else -18.0


def _big5(char: str) -> float:
    if char in _TRADITIONAL:
        return _COMMON
    pair = _pair(char, "big5hkscs")
    return _by_block(pair[0], _BIG5, -15.0) if pair else -18.0


def _japanese(char: str) -> float:
    if "\u3041" <= char <= "\u30fe":
        return -6.0  # kana
    if "\uff61" <= char <= "\uff9f":
        return -9.0  # narrow kana, one byte each
    pair = _pair(char, "cp932")
    worth = _by_block(pair[0], _JIS, -15.0) if pair else -18.0
    return max(worth, -8.0) if char in _EVERY else worth


def _korean(char: str) -> float:
    if not "\uac00" <= char <= "\ud7a3":
        return -12.0
    return -7.9 if _pair(char, "euc_kr") else -13.0


def _western(char: str) -> float:
    if char in _WESTERN:
        return -6.5
    if char in _TYPOGRAPHIC:
        return -9.0
    return -10.0 if char.isalpha() else -13.0


def _utf8(char: str) -> float:
    if char in _EVERY:
        return _COMMON
    return -8.0 if char in _WESTERN or "\u3000" <= char <= "\uffef" else -11.0


MODELS = (
    EncodingModel("utf-8", _utf8, -6.0),
    EncodingModel("gb18030", _gb18030, 0.0),
    EncodingModel("big5hkscs", _big5, 0.0),
    EncodingModel("cp1252", _western, 0.0),
    EncodingModel("cp932", _japanese, -1.0),
    EncodingModel("cp949", _korean, -2.0),
    EncodingModel("euc_jp", _japanese, -3.0),
)


def likelihood(text: str, model: EncodingModel) -> tuple[float, float]:
    """Return the sum over a decoded text, and the share of its characters that are at home.

    At home are the common characters and the punctuation of an encoding's languages; counted among
    those outside ASCII.

    >>> likelihood("abc", MODELS[1])
    (-12.0, 1.0)
    """
    total = model.prior + _PAIR * sum(len(kind.findall(text)) for kind in _BESIDE)
    count = at_home = 0
    for char, times in Counter(text).items():
        if char.isascii():
            visible = char.isprintable() or char in "\t\r\n"
            total += times * (_ASCII if visible else _CONTROL)
        else:
            worth = _WRONG if char == "\ufffd" else model.grade(char)
            total += times * worth
            count += times
            at_home += times if worth >= _AT_HOME else 0
    return total, at_home / count if count else 1.0
