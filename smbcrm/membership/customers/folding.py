"""Fold what people write into what is compared, and cut it into runs of like signs."""

import unicodedata
from enum import StrEnum
from itertools import groupby

from smbcrm.membership.customers.han import is_han

LONGEST_TEXT = 400
"""Signs of a text that count; a longer one is cut here before anything else is done with it."""

_LETTERS = {
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "\u0131": "i",  # the Turkish i without a dot
    "þ": "th",
    "æ": "ae",
    "œ": "oe",
    "\u02bb": " ",  # Hawaiian and Arabic apostrophes are letters to Unicode
    "\u02bc": " ",
}
"""Latin letters that do not come apart into a letter and an accent."""


class RunKind(StrEnum):
    """What the signs of a run are."""

    HAN = "han"
    DIGITS = "digits"
    LETTERS = "letters"


class _Signs(dict[int, str | None]):
    """What each sign folds to, worked out when it is first met; None drops it."""

    def __missing__(self, code: int) -> str | None:
        folded = self[code] = self._fold(chr(code))
        return folded

    @staticmethod
    def _fold(sign: str) -> str | None:
        category = unicodedata.category(sign)
        if category in {"Mn", "Me", "Cf"}:
            return None
        if category == "Nd":
            return str(unicodedata.digit(sign))
        if category[0] in "LN" or category == "Mc":
            return _LETTERS.get(sign, sign)
        return " "


_SIGNS = _Signs()


def fold(text: str) -> str:
    """Return the text as it is compared: plain small letters, digits, one space between words.

    Width, case and accents go (É is e), so do invisible signs; every other sign that is no letter
    and no digit is a space. Traditional characters stay; see `han.simplify`.

    >>> fold(" O'Brien,  José 138-0013 ")
    'o brien jose 138 0013'
    """
    text = text[:LONGEST_TEXT]
    if text.isascii():
        return " ".join(text.lower().translate(_SIGNS).split())
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = unicodedata.normalize("NFD", plain).translate(_SIGNS)
    return " ".join(unicodedata.normalize("NFC", plain).split())


def runs(folded: str) -> list[tuple[RunKind, int, int]]:
    """Return kind, start and end of each run of like signs in a folded, simplified text."""
    found, start = [], 0
    for kind, signs in groupby(folded, _kind_or_blank):
        end = start + len(tuple(signs))
        if kind is not None:
            found.append((kind, start, end))
        start = end
    return found


def kind_of(sign: str) -> RunKind:
    """Return the kind of run a sign of a folded text belongs to."""
    if "0" <= sign <= "9":
        return RunKind.DIGITS
    return RunKind.HAN if is_han(sign) else RunKind.LETTERS


def _kind_or_blank(sign: str) -> RunKind | None:
    return None if sign == " " else kind_of(sign)
