"""Text on a terminal: harmless, and as wide as it looks.

A name is kept raw in the database and may hold anything. What steers a terminal or turns the
reading direction of what follows is shown as a visible escape here, at the border.
"""

import unicodedata
from collections.abc import Iterator

# Joiners are part of names and emoji; they join letters and steer nothing.
_JOINERS = "\u200c\u200d"
_STEERING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_NO_WIDTH = frozenset({"Mn", "Me", "Cf"})
_BMP = 0xFFFF
_BYTE = 0xFF


def harmless(text: str) -> str:
    r"""Return the text with control signs, direction marks and surrogates as visible escapes.

    >>> harmless("Ann\x1b[2J\u202e")
    'Ann\\x1b[2J\\u202e'
    """
    if text.isprintable():
        return text
    return "".join(_visible(sign) if _steers(sign) else sign for sign in text)


def json_signs(text: str, encoding: str) -> str:
    r"""Return JSON in which every sign that steers, or that the encoding lacks, is escaped.

    Nothing is lost: each escape means the same sign. Outside of strings JSON is plain ASCII.
    """
    return "".join(
        sign if sign == "\n" or _plain(sign, encoding) else _json_escape(sign) for sign in text
    )


def width(text: str) -> int:
    """Return how many columns of a terminal the text takes (Unicode Annex 11, wide counts two)."""
    return sum(_columns(sign) for sign in text)


def cut(text: str, columns: int) -> str:
    """Return the text, shortened with … where it is wider than so many columns."""
    if width(text) <= columns:
        return text
    taken, room = [], columns - 1
    for sign in text:
        room -= _columns(sign)
        if room < 0:
            break
        taken.append(sign)
    return "".join(taken) + "…"


def padded(text: str, columns: int, *, right: bool = False) -> str:
    """Return the text filled up with blanks to so many columns."""
    blanks = " " * (columns - width(text))
    return blanks + text if right else text + blanks


def wrapped(text: str, columns: int) -> list[str]:
    """Return the text in lines of at most so many columns, broken at blanks and between Han."""
    lines, line = [], ""
    for piece in _pieces(text):
        if line and width(line + piece.rstrip()) > columns:
            lines.append(line.rstrip())
            line = ""
        line += piece if line else piece.lstrip()
    return [*lines, line.rstrip()]


def _pieces(text: str) -> Iterator[str]:
    """Give the parts of a text between which a line may break."""
    piece = ""
    for sign in text:
        if piece and (piece[-1] == " " or _columns(sign) > 1) and not _closes(sign):
            yield piece
            piece = ""
        piece += sign
    yield piece


def _closes(sign: str) -> bool:
    """Tell whether a sign may not begin a line: blanks, and Chinese marks such as 。 and ）."""
    return sign == " " or unicodedata.category(sign) in {"Po", "Pe", "Pf"}


def _columns(sign: str) -> int:
    if sign.isascii():
        return 1
    if unicodedata.category(sign) in _NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def _steers(sign: str) -> bool:
    return unicodedata.category(sign) in _STEERING and sign not in _JOINERS


def _visible(sign: str) -> str:
    code = ord(sign)
    if code <= _BYTE:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= _BMP else f"\\U{code:08x}"


def _plain(sign: str, encoding: str) -> bool:
    if sign.isascii():
        return sign.isprintable()
    return not _steers(sign) and _has(encoding, sign)


def _has(encoding: str, sign: str) -> bool:
    try:
        sign.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _json_escape(sign: str) -> str:
    """Return one sign as JSON writes it in ASCII: two halves beyond U+FFFF (RFC 8259, 7)."""
    units = sign.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))
