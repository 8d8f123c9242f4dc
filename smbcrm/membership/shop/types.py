"""The shop as its settings make it."""

from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from smbcrm.core.clock import BusinessDay
from smbcrm.core.money import Currency
from smbcrm.membership.shop import settings as s


def money_of_points(points: int, worth: Fraction) -> int:
    """Return what points are worth, floored to whole minor units; `worth` is that of one point.

    Points below zero are worth nothing.

    >>> money_of_points(7, Fraction(1, 2))
    3
    """
    return max(points, 0) * worth.numerator // worth.denominator


class Rates(NamedTuple):
    """How points are earned and what they are worth; amounts in minor units."""

    earn_points: int
    earn_minor: int
    worth_points: int
    worth_minor: int
    points_months: int
    gift_months: int

    @property
    def earn(self) -> Fraction:
        """Points for one minor unit, before any factor."""
        return Fraction(self.earn_points, self.earn_minor)

    @property
    def worth(self) -> Fraction:
        """Minor units that one point is worth."""
        return Fraction(self.worth_minor, self.worth_points)


class Shop(NamedTuple):
    """What every use case needs to know of the shop."""

    name: str
    address: str
    phone: str
    tax_number: str
    bill_note: str
    region: str
    currency: Currency
    day: BusinessDay
    language: str
    tax: Fraction | None
    rates: Rates
    card_prefix: str
    card_months: int
    february_29: str
    leap_month: str
    refund_order: str = "money"
    refund_vouchers: str = "back"

    @classmethod
    def of(cls, stored: Mapping[str, str]) -> "Shop":
        """Return the shop that the stored settings describe."""
        return _shop(tuple(sorted(stored.items())))


@lru_cache(maxsize=8)
def _shop(rows: tuple[tuple[str, str], ...]) -> Shop:
    stored = dict(rows)
    return Shop(
        name=s.NAME.value(stored),
        address=s.ADDRESS.value(stored),
        phone=s.PHONE.value(stored),
        tax_number=s.TAX_NUMBER.value(stored),
        bill_note=s.BILL_NOTE.value(stored),
        region=s.REGION.value(stored),
        currency=Currency(s.CURRENCY.value(stored), s.EXPONENT.value(stored)),
        day=BusinessDay(s.TIME_ZONE.value(stored), s.DAY_BEGINS.value(stored)),
        language=s.LANGUAGE.value(stored),
        tax=s.TAX.value(stored),
        rates=Rates(
            s.EARN_POINTS.value(stored),
            s.EARN_MINOR.value(stored),
            s.WORTH_POINTS.value(stored),
            s.WORTH_MINOR.value(stored),
            s.POINTS_MONTHS.value(stored),
            s.GIFT_MONTHS.value(stored),
        ),
        card_prefix=s.CARD_PREFIX.value(stored),
        card_months=s.CARD_MONTHS.value(stored),
        february_29=s.FEBRUARY_29.value(stored),
        leap_month=s.LEAP_MONTH.value(stored),
        refund_order=s.REFUND_ORDER.value(stored),
        refund_vouchers=s.REFUND_VOUCHERS.value(stored),
    )
