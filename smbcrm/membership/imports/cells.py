"""One cell of a foreign list as text, phones, a date of expiry or a count."""

import datetime as dt
import re
import unicodedata

from smbcrm.core.amounts import (
    LARGEST,
    AmountRefused,
    Separator,
    amount_from_number,
    parse_amount,
)
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.core.money import Currency
from smbcrm.membership.customers.company_data import checked_days
from smbcrm.membership.customers.phone_search import digits_of
from smbcrm.membership.imports.source import Cell
from smbcrm.membership.imports.unread import Unread
from smbcrm.membership.imports.words import NOTHING

SPREADSHEET_DIGITS = 15
"""Digits of a number that a spreadsheet keeps (IEEE 754 double); the rest become noughts."""

_LONGEST_NOTHING = 6
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?e\+?\d+", re.IGNORECASE)
_BETWEEN_PHONES = re.compile(r"[/,;、，；／|\n\r]+|\s+(?:或|or)\s+|或")
_BETWEEN_TAGS = re.compile(r"[,;|、，；|\n\r]+")
_FEWEST_PHONE_DIGITS = 5
# What most cells hold; there is no second reading, so it needs no closer look.
_PLAIN_AMOUNT = re.compile(r"(\d{1,12}|\d{1,3}(?:,\d{3}){1,3}(?=\.))(?:\.(\d\d?))?", re.ASCII)
_PLAIN_COUNT = 12
_DAYS = re.compile(r"\s*(?:net|月结)?\s*(\d+)\s*(?:days?|天|日)?\s*(?:内)?\s*", re.IGNORECASE)
_COUNTED = re.compile(r"\s*(?:points?|pts?\.?|积分|積分|点|點|分)\s*$", re.IGNORECASE)
_DASHES = re.compile(r"[-\u2010-\u2015\u2212_/\\.*\s]*")
_QUOTED = re.compile(r"'(?=[=+\-@\t\r\n＝＋－＠])")
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
_POINTS = Currency("point", 0)


class NotACount(UserError):
    """Points that are no whole number of zero or more."""

    msgid = N_("“{text}” is no number of points. Type a whole number, zero or more.")


def text_of(cell: Cell) -> str:
    """Return a cell as people would type it; nothing for a dash, 无 or N/A.

    Spaces and line ends around it go, what stands inside is kept raw.
    """
    if isinstance(cell, str):
        text = cell.strip()
        return "" if len(text) <= _LONGEST_NOTHING and is_blank(text) else text
    if cell is None or isinstance(cell, Unread):
        return ""
    return str(cell).upper() if isinstance(cell, bool) else _plain(cell)


def name_of(cell: Cell) -> str:
    """Return a name: Null and None are people, a dash is nobody."""
    if not isinstance(cell, str):
        return text_of(cell)
    text = cell.strip()
    return "" if _DASHES.fullmatch(text) else text


def _plain(cell: Cell) -> str:
    """Return a number or date as people would type it."""
    match cell:
        case float():
            return f"{cell:.{SPREADSHEET_DIGITS}g}"
        case dt.datetime():
            return cell.strftime("%Y-%m-%d %H:%M")
        case dt.date():
            return cell.isoformat()
        case _:
            return str(cell)


def is_blank(text: str) -> bool:
    """Tell whether a text says that there is nothing: blank, dashes, 无, N/A."""
    return text.casefold() in NOTHING or bool(_DASHES.fullmatch(text))


def unquoted(cell: Cell) -> Cell:
    """Return a cell without the quotation mark that our own files put before = + - @."""
    return _QUOTED.sub("", cell, count=1) if isinstance(cell, str) and cell[:1] == "'" else cell


def digits_lost(cell: Cell) -> bool:
    """Tell whether a spreadsheet has rounded a long number: 6.22E+15, or more than 15 digits."""
    if isinstance(cell, str):
        return bool(_ROUNDED.fullmatch(cell.strip()))
    return isinstance(cell, int | float) and abs(cell) >= 10**SPREADSHEET_DIGITS


def phones_in(cell: Cell) -> list[str]:
    """Return the phones in a cell, each as it is typed.

    Signs that stand between numbers part them, unless a part would be too short for a phone.

    >>> phones_in("138 0013 8000 / 021-5555 1234"), phones_in("0912345678/9")
    (['138 0013 8000', '021-5555 1234'], ['0912345678/9'])
    """
    text = text_of(cell)
    if isinstance(cell, int) or not text:
        return [text] if text else []
    parts = [part for part in map(str.strip, _BETWEEN_PHONES.split(text)) if part]
    if len(parts) > 1 and all(len(digits_of(part)) >= _FEWEST_PHONE_DIGITS for part in parts):
        return parts
    return [text]


def amount_of(
    cell: Cell,
    currency: Currency,
    decimal: Separator | None,
    usual: Separator | None = None,
) -> int | None:
    """Return minor units, None for nothing; `decimal` is what the column proved.

    `usual` is taken where the column proved nothing and a cell has two readings.
    Raises the subclasses of `AmountRefused`.
    """
    if isinstance(cell, int | float):
        return amount_from_number(cell, currency)
    text = text_of(cell)
    plain = _PLAIN_AMOUNT.fullmatch(text.removeprefix(currency.symbol))
    if plain and len(plain[2] or "") <= currency.exponent:
        whole = plain[1].replace(",", "")
        minor = int(whole + (plain[2] or "").ljust(currency.exponent, "0"))
        if minor <= LARGEST:
            return minor
    return parse_amount(text, currency, decimal=decimal, usual=usual) if text else None


def count_of(cell: Cell, decimal: Separator | None) -> int | None:
    """Return a count of points, None for nothing; raises NotACount."""
    text = text_of(cell)
    if not text:
        return None
    if len(text) <= _PLAIN_COUNT and text.isascii() and text.isdigit():
        return int(text)
    try:
        if isinstance(cell, int | float):
            return amount_from_number(cell, _POINTS)
        plain = _COUNTED.sub("", unicodedata.normalize("NFKC", text))
        return parse_amount(plain, _POINTS, decimal=decimal)
    except AmountRefused as refusal:
        shown = refusal.params.get("text", text[:SPREADSHEET_DIGITS])
        raise NotACount(text=shown) from refusal


def days_in(text: str) -> int | None:
    """Return in how many days a company pays, None for nothing; raise BadPaymentDays.

    >>> days_in("Net 30"), days_in("60天"), days_in("")
    (30, 60, None)
    """
    plain = unicodedata.normalize("NFKC", text)
    found = _DAYS.fullmatch(plain)
    return checked_days(found[1] if found else plain)


def tags_in(cell: Cell) -> list[str]:
    """Return the tags in a cell, parted by commas and the like."""
    return [tag for tag in map(str.strip, _BETWEEN_TAGS.split(text_of(cell))) if tag]


def quoted(text: str) -> str:
    """Return a text for a CSV file; what a spreadsheet takes for a formula gets a quotation mark.

    See OWASP, CSV injection. `unquoted` takes the mark off.
    """
    return f"'{text}" if text[:1] in _FORMULA else text
