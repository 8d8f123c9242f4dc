"""Amounts as people type them: 68, 68.5, 68,50, ¥1,050.00, 1 050,00, NT$1,050, 1050元.

How `,` and `.` are read: one of them with one or two digits after it is decimal; of two kinds the
last is decimal; one kind several times groups thousands; before a currency without decimals a
comma with three digits after it does. Spaces and apostrophes always group thousands. One
separator with exactly three digits after it has two readings: it is refused with both, unless the
caller knows the decimal separator of the column (`decide_separator`), or at least which one is
usual where the text was written (`decimal_signs`). 0,500 has only one, and so has 1.050 before a
currency of three decimals, which is how the program itself writes them, and 12,345 before one
without decimals, whose point is refused: 12.345 there may be a slip of one who types 12.
"""

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

from smbcrm.core.currency_signs import currencies_beside
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.core.money import Currency, Money

LARGEST = 10**12
"""The largest amount taken, in minor units; the till, items, tiers and lists know no other."""

_LONGEST_TEXT = 100
_LONGEST_SHOWN = 40
_DECIMALS_OF_A_GROUP = 3
_SHEET_DIGITS = 15
_NOISE = Decimal("0.000001")


class AmountRefused(UserError):
    """A text or cell that cannot be taken as an amount; the subclasses say why."""


class AmountMissing(AmountRefused):
    """Nothing was typed."""

    msgid = N_("The amount is empty. Type it, for example {example}.")


class NotAnAmount(AmountRefused):
    """Letters, a formula, or separators that group nothing."""

    msgid = N_("“{text}” is not an amount. Type it with digits, for example {example}.")


class NegativeAmount(AmountRefused):
    """An amount below zero."""

    msgid = N_("“{text}” is negative. Type an amount of zero or more.")


class AmountTooFine(AmountRefused):
    """More decimals than the currency has."""

    msgid = N_("“{text}” is finer than {smallest}, the smallest amount. Round it.")


class AmountTooLarge(AmountRefused):
    """More than `LARGEST`."""

    msgid = N_("“{text}” is more than {largest}, the largest amount. Correct it.")


class AmbiguousAmount(AmountRefused):
    """One separator with exactly three digits after it."""

    msgid = N_(
        "“{text}” can be {decimal} or {thousands}."
        " Type it without the separator, or with one or two decimals."
    )


class TooFineOrThousands(AmbiguousAmount):
    """The same where the decimal reading is finer than the currency."""

    msgid = N_(
        "“{text}” is finer than {smallest}, the smallest amount. Round it, or type {plain} for "
        "{thousands}."
    )


class AmbiguousComma(AmbiguousAmount):
    """A comma with exactly three digits after it, before a currency of three decimals."""

    msgid = N_(
        "“{text}” can be {decimal} or {thousands}."
        " Type it without the comma, or with a dot before the decimals."
    )


class AnotherCurrency(AmountRefused):
    """A currency sign or code that is not the shop's."""

    msgid = N_("“{text}” is not in {currency}, the currency of the shop. Convert it first.")


class Separator(StrEnum):
    """The separator before the decimals."""

    POINT = "."
    COMMA = ","

    @property
    def other(self) -> "Separator":
        """The separator that groups thousands beside this one."""
        return Separator.COMMA if self is Separator.POINT else Separator.POINT


_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\u3000\t"), " ")
_MARKS = {
    ord("。"): ".",
    0xFF61: ".",  # half-width ideographic full stop
    0x066B: ".",  # Arabic decimal separator
    0x066C: "'",  # Arabic thousands separator
    0x2019: "'",
    0x02BC: "'",
    0x2212: "-",
    0x2013: "-",
    0x2014: "-",
    0xFE63: "-",
    0xFFE5: "¥",
    0xFFE1: "£",
    0xFFE6: "₩",
    # Marks of direction and order that copying from other programs leaves behind.
    0x200E: None,
    0x200F: None,
    0xFEFF: None,
}
_PLAIN = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | _SPACES | _MARKS
_AMOUNT = re.compile(
    r"(?P<before>[^\d.,]*)(?P<number>[.,]?\d(?:[\d., ']*\d)?)(?P<cents>[.,]-{1,2})?(?P<after>\D*)"
)
_WHOLE = re.compile(r"\d*|[1-9]\d{0,2}([ '.,])\d{3}(?:\1\d{3})*")
# Thousands, or a whole part with three decimals; after a nought it can only be decimals.
_OPEN = re.compile(r"[1-9]\d*(?P<separator>[.,])\d{3}")
_LESS = re.compile(r"[-()]")


def parse_amount(
    text: str,
    currency: Currency,
    *,
    decimal: Separator | None = None,
    usual: Separator | None = None,
) -> int:
    """Return the minor units of a typed amount.

    `decimal` is the decimal separator where it is known; it decides between the two readings of
    1,050 and nothing else. `usual` decides only what would else be refused as ambiguous, unless it
    makes the amount too fine. Raises the subclasses of `AmountRefused`.

    >>> parse_amount("¥1,050.00", Currency("CNY", 2)), parse_amount("68,5", Currency("EUR", 2))
    (105000, 6850)
    """
    shown = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
    number = _checked_number(text, currency, shown)
    separator = _decimal_of(number) or decimal or _sole_reading(number, currency, shown, usual)
    parts = _parts(number, separator)
    if parts is None:
        raise NotAnAmount(text=shown, example=currency.example)
    whole, fraction = parts
    if len(fraction.rstrip("0")) > currency.exponent:
        raise AmountTooFine(text=shown, smallest=Money(1, currency))
    minor = int(f"0{whole}{fraction[: currency.exponent]:0<{currency.exponent}}")
    if minor > LARGEST:
        raise AmountTooLarge(text=shown, largest=Money(LARGEST, currency))
    return minor


def amount_from_number(value: float, currency: Currency) -> int:
    """Return the minor units of a numeric spreadsheet cell, whose unit is the major one.

    Binary noise is rounded away (0.1 + 0.2 is 0.30): below a millionth, and beyond the 15 digits
    that spreadsheets keep. What then is no whole count of minor units is refused. Raises the
    subclasses of `AmountRefused`.
    """
    exact = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.{_SHEET_DIGITS}g}")
    if isinstance(value, bool) or exact.is_nan():
        raise NotAnAmount(text=str(value), example=currency.example)
    if abs(exact) > LARGEST:
        raise AmountTooLarge(text=f"{exact:.3e}", largest=Money(LARGEST, currency))
    minor = exact.quantize(_NOISE).scaleb(currency.exponent)
    if minor < 0:
        raise NegativeAmount(text=str(value))
    if minor != minor.to_integral_value():
        raise AmountTooFine(text=str(value), smallest=Money(1, currency))
    if minor > LARGEST:
        raise AmountTooLarge(text=str(value), largest=Money(LARGEST, currency))
    return int(minor)


def decide_separator(values: Iterable[str]) -> Separator | None:
    """Return the decimal separator that the texts of a column prove.

    None where none of them proves one, or where they contradict each other.
    """
    proofs = {proof for proof in map(_proof, values) if proof}
    return proofs.pop() if len(proofs) == 1 else None


def has_two_readings(text: str, currency: Currency) -> bool:
    """Tell whether a text is refused as ambiguous where no separator is known: 1,050."""
    try:
        parse_amount(text, currency)
    except AmbiguousAmount:
        return True
    except AmountRefused:
        pass
    return False


def _plain(text: str) -> str:
    """Return a text with ASCII digits and marks, whatever keyboard it came from."""
    marks = text.translate(_PLAIN).strip()
    return "".join(str(unicodedata.decimal(mark)) if mark.isdecimal() else mark for mark in marks)


def _matched(text: str) -> re.Match[str] | None:
    return _AMOUNT.fullmatch(_plain(text)) if len(text) <= _LONGEST_TEXT else None


def _number(found: re.Match[str]) -> str:
    """Return digits and separators; 68,- is written out as 68,00."""
    cents = found["cents"]
    return found["number"] + (f"{cents[0]}00" if cents else "")


def _checked_number(text: str, currency: Currency, shown: str) -> str:
    """Return digits and separators of an amount that is in the currency and not negative."""
    if not text.strip():
        raise AmountMissing(example=currency.example)
    found = _matched(text)
    if found is None:
        raise NotAnAmount(text=shown, example=currency.example)
    sides = (found["before"], found["after"])
    for currencies in (currencies_beside(_LESS.sub("", side)) for side in sides):
        if currencies is None:
            raise NotAnAmount(text=shown, example=currency.example)
        if any(currency.code not in codes for codes in currencies):
            raise AnotherCurrency(text=shown, currency=currency.code)
    number = _number(found)
    less = "".join(_LESS.findall("".join(sides)))
    if less not in {"", "-", "()"}:
        raise NotAnAmount(text=shown, example=currency.example)
    if less and number.strip("0., '"):
        raise NegativeAmount(text=shown)
    return number


def _decimal_of(number: str) -> Separator | None:
    """Return the decimal separator that the number itself proves, if it does."""
    if _OPEN.fullmatch(number):
        return None
    found = [Separator(mark) for mark in number if mark in set(Separator)]
    if not found:
        return None
    # One kind several times groups thousands, so the other is decimal; else the last one is.
    several = len(found) > 1 and len(set(found)) == 1
    return found[-1].other if several else found[-1]


def _sole_reading(
    number: str, currency: Currency, shown: str, usual: Separator | None
) -> Separator:
    """Return a decimal separator for a number that proves none; raises `AmbiguousAmount`."""
    found = _OPEN.fullmatch(number)
    if found is None:
        return Separator.POINT
    separator = Separator(found["separator"])
    if currency.exponent == 0 and separator is Separator.COMMA:
        return separator.other
    three = currency.exponent == _DECIMALS_OF_A_GROUP
    if three and separator is Separator.POINT:
        return separator
    digits = int(number.replace(separator, ""))
    minor, rest = divmod(digits * currency.unit, 10**_DECIMALS_OF_A_GROUP)
    if usual and not (rest and usual is separator):
        return usual
    thousands = Money(digits * currency.unit, currency)
    if rest:
        smallest = Money(1, currency)
        raise TooFineOrThousands(
            text=shown, smallest=smallest, plain=str(digits), thousands=thousands
        )
    refused = AmbiguousComma if three else AmbiguousAmount
    raise refused(text=shown, decimal=Money(minor, currency), thousands=thousands)


def _parts(number: str, decimal: Separator) -> tuple[str, str] | None:
    """Return the digits before and after the decimal separator; none where groups are wrong."""
    whole, _, fraction = number.partition(decimal)
    if not _WHOLE.fullmatch(whole) or not (fraction.isdecimal() or not fraction):
        return None
    return re.sub(r"\D", "", whole), fraction


def _proof(text: str) -> Separator | None:
    found = _matched(text)
    decimal = _decimal_of(_number(found)) if found else None
    return decimal if found and decimal and _parts(_number(found), decimal) else None
