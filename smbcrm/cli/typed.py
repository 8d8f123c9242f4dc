"""What people type on the command line: dates, counts, amounts, quantities and payments."""

import datetime as dt
import unicodedata
from collections.abc import Sequence

from smbcrm.core.amounts import (
    LARGEST,
    AmbiguousComma,
    AmountRefused,
    AmountTooLarge,
    NegativeAmount,
    parse_amount,
)
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.core.money import Currency
from smbcrm.core.written import THOUSANDTHS
from smbcrm.membership.sales.codes import WHOLE, Means
from smbcrm.membership.sales.serving import Serves
from smbcrm.membership.sales.types import ItemQuantity

INSTEAD_FORM = "TEXT=OTHER"
_COUNT = Currency("", 0)
_LONGEST = 40


class BadDate(UserError):
    """A date that does not exist or is not written as ISO 8601 has it."""

    msgid = N_("“{text}” is not a date. Write it as 2026-03-05.")


class BadCount(UserError):
    """A text that is no count."""

    msgid = N_("“{text}” is not a whole number. Type one with digits, for example 300.")


class NegativeCount(BadCount):
    """A count below zero."""

    msgid = N_("“{text}” is negative. Type a whole number of zero or more.")


class CountTooLarge(BadCount):
    """More than `LARGEST`."""

    msgid = N_("“{text}” is more than {largest}, the largest number. Correct it.")


class NotAQuantity(UserError):
    """A text that is no quantity."""

    msgid = N_("“{text}” is not a quantity. Type it with at most three decimals, for example 0.5.")


class AmbiguousQuantity(UserError):
    """A comma with exactly three digits after it."""

    msgid = AmbiguousComma.msgid


class NotALine(UserError):
    """A text that names no line of a sale by its number."""

    msgid = N_(
        "“{text}” names no line of a bill. Write its number, or its number and how many of it, "
        "for example 2 or 2=0.5."
    )


class NotAPayment(UserError):
    """A payment without a sign of equality."""

    msgid = N_("“{text}” is not a payment. Write it as KIND=AMOUNT, for example cash={example}.")


class UnknownMeans(UserError):
    """A way to pay that we do not know."""

    msgid = N_("“{text}” is not a way to pay. Use one of these: {known}.")


class NotAPair(UserError):
    """An option that needs both sides of a sign of equality."""

    msgid = N_("“{text}” lacks a part. Write it as {form}.")


class NoShopNamed(UserError):
    """An empty text where a shop is to be named: often a variable that was not set."""

    msgid = N_("The shop's name is empty. Name a file or a PostgreSQL address.")


def read_shop(text: str) -> str:
    """Return the address of a shop as it was typed; raise NoShopNamed."""
    if not text.strip():
        raise NoShopNamed
    return text


def read_date(text: str) -> dt.date:
    """Return a date typed as 2026-03-05; raise BadDate."""
    try:
        return dt.date.fromisoformat(unicodedata.normalize("NFKC", text).strip())
    except ValueError:
        raise BadDate(text=_shown(text)) from None


def read_count(text: str) -> int:
    """Return a whole number of at least 0, typed in any digits; raise BadCount."""
    try:
        return parse_amount(text, _COUNT)
    except NegativeAmount:
        raise NegativeCount(text=_shown(text)) from None
    except AmountTooLarge:
        raise CountTooLarge(text=_shown(text), largest=LARGEST) from None
    except AmountRefused:
        raise BadCount(text=_shown(text)) from None


def read_quantity(text: str) -> int:
    """Return a quantity in thousandths; raise NotAQuantity or AmbiguousQuantity."""
    try:
        return parse_amount(text, THOUSANDTHS)
    except AmbiguousComma as error:
        raise AmbiguousQuantity(
            text=error.params["text"],
            decimal=text.replace(",", "."),
            thousands=text.replace(",", ""),
        ) from None
    except AmountRefused:
        raise NotAQuantity(text=_shown(text)) from None


def read_item(text: str) -> ItemQuantity:
    """Return so much of an item, typed as CODE=QTY or as CODE for one; raises as read_quantity."""
    code, equals, quantity = text.rpartition("=")
    return ItemQuantity(code, read_quantity(quantity)) if equals else ItemQuantity(text, WHOLE)


def read_serves(text: str) -> Serves:
    """Return somebody who served, typed as NAME=N or as NAME; raise BadCount."""
    name, equals, share = text.rpartition("=")
    return Serves(name, read_count(share)) if equals else Serves(text)


def read_line(text: str) -> tuple[int, int]:
    """Return a line and so much of it in thousandths, typed as N=QTY or as N for one.

    Raises NotALine, or as read_quantity.
    """
    number, equals, quantity = text.partition("=")
    try:
        line = read_count(number)
    except BadCount:
        raise NotALine(text=_shown(text)) from None
    return line, read_quantity(quantity) if equals else WHOLE


def read_pair(text: str, form: str) -> tuple[str, str]:
    """Return both sides of the first sign of equality; raise NotAPair, which says the form."""
    first, _, second = text.partition("=")
    if not first.strip() or not second.strip():
        raise NotAPair(text=_shown(text), form=form)
    return first.strip(), second.strip()


def payments(texts: Sequence[str] | None, currency: Currency) -> dict[Means, int] | None:
    """Return what was typed after each --pay: minor units by means, for points a count.

    The same means twice is added up. Raises NotAPayment, UnknownMeans, BadCount, AmountRefused.
    """
    if not texts:
        return None
    paid: dict[Means, int] = {}
    for text in texts:
        kind, equals, amount = unicodedata.normalize("NFKC", text).partition("=")
        if not equals:
            raise NotAPayment(text=_shown(text), example=currency.example)
        means = _means(kind)
        value = read_count(amount) if means is Means.POINTS else parse_amount(amount, currency)
        paid[means] = paid.get(means, 0) + value
    return paid


def _means(kind: str) -> Means:
    try:
        return Means(kind.strip().lower())
    except ValueError:
        raise UnknownMeans(text=_shown(kind.strip()), known=[str(one) for one in Means]) from None


def _shown(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def read_instead(text: str) -> tuple[str, str]:
    """Return a character or whole text and what is written for it, typed as 㗎=嘅.

    Raises NotAPair.
    """
    found, equals, other = text.partition("=")
    if not equals or not found.strip():
        raise NotAPair(text=_shown(text), form=INSTEAD_FORM)
    return (found.strip() if len(found) > 1 else found), other
