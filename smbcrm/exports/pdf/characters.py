"""What a text on paper is made of: which characters are drawn, and where a line may end.

A small part of the Unicode line breaking algorithm (UAX #14), enough for names, addresses and
bills: Latin breaks at blanks, Chinese between any two characters, but no line begins with closing
punctuation or ends with opening punctuation (禁则, JLREQ and CLREQ say the same).
"""

import re
import unicodedata

_INVISIBLE = frozenset({"Cc", "Cf", "Cs"})
_BLANKS = frozenset({"Zl", "Zp"})
_LINE_ENDS = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85")
# Default ignorable (Unicode, DerivedCoreProperties) though of a category that is drawn: joiners,
# fillers, and the selectors of a variant, which ask for a glyph that no bundled font has.
_IGNORED = (
    frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
    | frozenset(map(chr, range(0x180B, 0x1810)))
    | frozenset(map(chr, range(0xFE00, 0xFE10)))
    | frozenset(map(chr, range(0xE0100, 0xE01F0)))
)
_CLOSING = frozenset(
    ".,:;!?)]}%»’”°…—~·、。，．：；！？）］｝％〉》」』】〕〗〙〛〞～〜・ー々ゝゞヽヾ"  # noqa: RUF001
)
_OPENING = frozenset("([{«‘“（［｛〈《「『【〔〖〘〚〝＄￥£¥$€#＃№")  # noqa: RUF001
_AS_THEY_ARE = re.compile("([\uf900-\ufaff\U0002f800-\U0002fa1f]+)")
"""Han compatibility characters: composing (NFC) would put another character into a name."""

GLUE = "\u00a0"
"""A blank at which no line ends: it looks as any other."""

HAN_MARKS = frozenset("‘’“”—…")  # noqa: RUF001
"""Punctuation that Latin and Chinese write with the same code, and draw differently."""


BLANK, WIDE, NEVER_FIRST, NEVER_LAST, JOINED = 1, 2, 4, 8, 16
"""What a character means for the end of a line, as bits of a number (an enum takes ten times as
long, and every character of a page is asked). `JOINED` stands on the character before it."""


def drawable(text: str) -> str:
    r"""Return what is drawn of a text: composed (NFC), on one line, nothing that has no shape.

    Compatibility characters of Han stay what they are: a name is written with one or the other.
    Controls, marks of direction and selectors of variants are left out: they would be boxes, or
    turn what follows round.

    >>> drawable("e\u0301\u202etab\there\ufe0f")
    'étab here'
    """
    if text.isascii() and text.isprintable():
        return text
    seen = "".join(map(_shape, text))
    parts = _AS_THEY_ARE.split(seen)
    parts[::2] = [unicodedata.normalize("NFC", part) for part in parts[::2]]
    return "".join(parts)


def break_class(character: str) -> int:
    """Return what a character means for the end of a line: the bits of it."""
    if character == " ":
        return BLANK
    found = NEVER_FIRST | NEVER_LAST if character == GLUE else 0
    if unicodedata.east_asian_width(character) in "WF":
        found |= WIDE
    if unicodedata.category(character).startswith("M"):
        found |= JOINED
    if character in _CLOSING:
        found |= NEVER_FIRST
    if character in _OPENING:
        found |= NEVER_LAST
    return found


def may_break(before: int, after: int) -> bool:
    """Return whether a line may end between two characters.

    >>> han, comma, letter = map(break_class, "茶，a")
    >>> may_break(han, han), may_break(han, comma), may_break(letter, letter)
    (True, False, False)
    >>> glue = break_class(GLUE)
    >>> may_break(han, glue), may_break(glue, han)
    (False, False)
    """
    if not (before | after) & (WIDE | BLANK) or after & (JOINED | BLANK):
        return False
    if before & BLANK:
        return True
    return not (after & NEVER_FIRST or before & NEVER_LAST)


def _shape(character: str) -> str:
    """Return what is drawn for one character: itself, a blank or nothing."""
    if character in _LINE_ENDS:
        return " "
    category = unicodedata.category(character)
    if category in _BLANKS:
        return " "
    return "" if category in _INVISIBLE or character in _IGNORED else character
