"""Read a phone as people type it, and show it as people in the shop's region write it.

Numbers follow ITU-T E.164; what is valid where comes from phonenumbers, Google's table of the
world's numbering plans. One rule keeps messages from strangers: a number means the shop's own
country unless it is written with + (or the region's own prefix for abroad, 00 in China). What is
not valid so stays as typed: found by its digits, never sent a message.

phonenumbers takes some 15 microseconds a number, but 30 ms to load: it is loaded when needed.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from smbcrm.membership.customers.phone_search import digits_of

_WHOLE_AS_FLOAT = re.compile(r"(\+?[0-9]+)\.0+")
_GROUP = re.compile(r"(?:\+ ?)?\d[\d ().\-\u2010-\u2015\u2212]*")
"""Digits with what people write between them, dashes of every length included."""


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone of a customer; `e164` is None where it can be searched but not sent a message."""

    typed: str
    e164: str | None


def read_phone(typed: str, region: str) -> Phone | None:
    """Return the phone meant by a text in a shop of this region (`TW`), None if it has no digit.

    What a spreadsheet adds to a number (`'0912345678`, `13800138000.0`) and invisible signs are
    taken off first; words around one number do no harm. A number rounded to 1.38E+10, one with an
    extension, two numbers in one text and what is not valid in the region are kept as typed.

    >>> read_phone("138-0013-8000", "CN")
    Phone(typed='138-0013-8000', e164='+8613800138000')
    >>> read_phone("09012345678", "HK")
    Phone(typed='09012345678', e164=None)
    """
    text = _without_invisible(typed).removeprefix("'").strip()
    if not digits_of(text):
        return None
    plain = unicodedata.normalize("NFKC", text)
    if whole := _WHOLE_AS_FLOAT.fullmatch(plain):
        text = plain = whole.group(1)
    groups = _GROUP.findall(plain)
    return Phone(text, _valid(groups[0], region) if len(groups) == 1 else None)


def phone_key(phone: Phone) -> str:
    """Return what makes two phones one: the number, or the digits as typed."""
    return phone.e164 or digits_of(phone.typed)


def digits_missing(phone: Phone, region: str) -> int:
    """Return how many digits more a mobile number of its country has, 0 where nothing is missing.

    Lengths as in phonenumbers' table of numbering plans, without the prefix that is dialled before
    a number at home.

    >>> digits_missing(Phone("07700 9001", None), "GB"), digits_missing(Phone("0142", None), "US")
    (2, 6)
    """
    import phonenumbers  # noqa: PLC0415 - a search must not wait for it

    if phone.e164 is not None:
        return 0
    try:
        number = phonenumbers.parse(phone.typed, region)
    except phonenumbers.NumberParseException:
        return 0
    plan = phonenumbers.PhoneMetadata.metadata_for_region(
        phonenumbers.region_code_for_country_code(number.country_code or 0), None
    )
    if plan is None or plan.mobile is None or not plan.mobile.possible_length:
        return 0
    digits = phonenumbers.national_significant_number(number)
    digits = digits.removeprefix(plan.national_prefix or "")
    return max(0, min(plan.mobile.possible_length) - len(digits))


def show_phone(phone: Phone, region: str) -> str:
    """Return the phone as written in the region: national at home, international from abroad.

    >>> show_phone(Phone("0912345678", "+886912345678"), "TW")
    '0912 345 678'
    """
    return _formatted(phone.e164, region) if phone.e164 else phone.typed


def _without_invisible(typed: str) -> str:
    """Return the text without the signs that steer a screen; they come along with a paste."""
    categories = ((sign, unicodedata.category(sign)) for sign in typed)
    shown = (" " if kind in {"Cc", "Cs"} else sign for sign, kind in categories if kind != "Cf")
    return "".join(shown).strip()


def _valid(number: str, region: str) -> str | None:
    """Return the number in E.164 if it is valid where its digits say it belongs."""
    import phonenumbers  # noqa: PLC0415 - a search must not wait for it

    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(parsed):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


@lru_cache(maxsize=4096)
def _formatted(e164: str, region: str) -> str:
    import phonenumbers  # noqa: PLC0415 - a search must not wait for it

    number = phonenumbers.parse(e164)
    at_home = number.country_code == phonenumbers.country_code_for_region(region)
    style = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, style.NATIONAL if at_home else style.INTERNATIONAL)
