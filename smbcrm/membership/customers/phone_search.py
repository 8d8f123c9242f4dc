"""How one phone is found: its end, its middle, and however a caller writes it whole.

A phone is compared on its digits. In E.164 the country code is known, so the national form with
the trunk 0 is known too; a phone kept as typed is only what it is.
"""

import re
import unicodedata
from typing import NamedTuple

from smbcrm.membership.customers.folding import LONGEST_TEXT

SHORTEST_WINDOW = 4
LONGEST_WINDOW = 6
"""Digits of a key for `search_part`: one starts at every digit that has so many behind it."""
END_LENGTH = 4
"""Digits of the end of a phone in `search_short`."""

MOST_DIGITS = 30
"""Digits that count of a phone kept as typed; E.164 allows 15."""

_INTERNATIONAL_PREFIX = "00"
_TRUNK_PREFIX = "0"
_SHORTEST_WHOLE = 7
"""Digits from which a number may be a whole one, written with more prefix than we keep."""
_LONGEST_PREFIX = 5
"""Digits of the longest prefix: 00 and a country code of three."""

_E164 = re.compile(r"\+[0-9]{5,15}")
_TWO_DIGIT_CODES = frozenset(
    str(code)
    for code in (
        *(20, 27, 30, 31, 32, 33, 34, 36, 39, 40, 41, 43, 44, 45, 46, 47, 48, 49),
        *(51, 52, 53, 54, 55, 56, 57, 58, 60, 61, 62, 63, 64, 65, 66),
        *(81, 82, 84, 86, 90, 91, 92, 93, 94, 95, 98),
    )
)
"""Country codes of ITU-T E.164; 1 and 7 have one digit, all that are not listed have three."""


class Line(NamedTuple):
    """A phone as it is compared: digits with country code, and with trunk prefix if known."""

    digits: str
    country: str
    national: str

    @property
    def trunk(self) -> str:
        """The digits as dialled inside the country, empty where the country is unknown."""
        return _TRUNK_PREFIX + self.national if self.country else ""

    def ends_with(self, digits: str) -> bool:
        """Tell whether the phone ends with the digits, or is them, written with more prefix."""
        if self.digits.endswith(digits) or self.trunk == digits:
            return True
        if len(self.national) < _SHORTEST_WHOLE or not digits.endswith(self.national):
            return False
        prefix = digits.removesuffix(self.national)
        if not self.country:
            return len(prefix) <= _LONGEST_PREFIX
        bare = prefix.removeprefix(_INTERNATIONAL_PREFIX)
        return bare.removesuffix(_TRUNK_PREFIX) == self.country

    def contains(self, digits: str) -> bool:
        """Tell whether the digits stand in the phone, or begin it as dialled."""
        if digits in self.digits or self.trunk.startswith(digits):
            return True
        abroad = _INTERNATIONAL_PREFIX + self.digits
        return bool(self.country) and len(digits) >= _SHORTEST_WHOLE and abroad.startswith(digits)


def read_line(phone: str) -> Line:
    """Take apart a phone in E.164 or as typed."""
    if _E164.fullmatch(phone):
        digits = phone[1:]
        code = digits[: 1 if digits[0] in "17" else 2 if digits[:2] in _TWO_DIGIT_CODES else 3]
        return Line(digits, code, digits[len(code) :])
    digits = digits_of(phone)[:MOST_DIGITS]
    return Line(digits, "", digits.lstrip(_TRUNK_PREFIX))


def digits_of(text: str) -> str:
    """Return the digits in a text of any script, as 0 to 9."""
    found = filter(str.isdecimal, text[:LONGEST_TEXT])
    return "".join(str(unicodedata.decimal(sign)) for sign in found)


def digit_windows(digits: str) -> tuple[str, ...]:
    """Return the keys that find any 4 to 6 neighbouring digits."""
    starts = range(len(digits) - SHORTEST_WINDOW + 1)
    return tuple(digits[start : start + LONGEST_WINDOW] for start in starts)


def phone_keys(phone: str) -> tuple[set[str], set[str]]:
    """Return the keys of a phone for `search_short` and for `search_part`."""
    line = read_line(phone)
    short = {line.digits[-END_LENGTH:]} if line.digits else set()
    part = set(digit_windows(line.digits))
    if line.country:
        part.add(line.trunk[:LONGEST_WINDOW])
    return short, part


def phone_window(digits: str) -> str:
    """Return the prefix by which digits of a query are looked up in `search_part`.

    Of more than 6 digits it is the end, which is the same in every way to write a number whole.
    """
    if len(digits) >= _SHORTEST_WHOLE:
        digits = digits.removeprefix(_INTERNATIONAL_PREFIX)
    return digits[-LONGEST_WINDOW:]
