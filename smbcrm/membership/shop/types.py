"""The shop as its settings make it."""

from collections.abc import Mapping
from enum import StrEnum
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


class SpendOrder(StrEnum):
    """Which part of stored value is spent first."""

    PRO_RATA = "pro_rata"
    GIFT_FIRST = "gift_first"
    PRINCIPAL_FIRST = "principal_first"


class EarnAt(StrEnum):
    """When points are earned on money that is paid ahead: once, so either or."""

    SPEND = "spend"
    TOP_UP = "top_up"


class PayOut(StrEnum):
    """Who may pay stored value out."""

    EVERYBODY = "everybody"
    OWNER = "owner"
    NOBODY = "nobody"


class Rates(NamedTuple):
    """How points are earned and what they are worth; amounts in minor units.

    `weekdays` are factors in percent, Monday first; `on_gift`: gift money earns too.
    """

    earn_points: int
    earn_minor: int
    worth_points: int
    worth_minor: int
    points_months: int
    gift_months: int
    earn_at: EarnAt = EarnAt.SPEND
    on_gift: bool = False
    weekdays: tuple[int, ...] = (100,) * 7

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
    refund_vouchers: bool = True
    spend_order: SpendOrder = SpendOrder.PRO_RATA
    pay_out: PayOut = PayOut.EVERYBODY
    pin_from: int | None = None
    """From how much stored value on the customer's PIN is asked, in minor units; None: never."""
    review_dates: tuple[tuple[int, int], ...] = ((1, 1), (4, 1), (7, 1), (10, 1))
    counts_blind: bool = False
    difference_limit: int = 200
    retention_months: int = 0
    """After how many months away people are listed to be erased; 0: never."""

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
            EarnAt(s.EARN_AT.value(stored)),
            s.ON_GIFT.value(stored),
            s.WEEKDAY_FACTORS.value(stored),
        ),
        card_prefix=s.CARD_PREFIX.value(stored),
        card_months=s.CARD_MONTHS.value(stored),
        february_29=s.FEBRUARY_29.value(stored),
        leap_month=s.LEAP_MONTH.value(stored),
        refund_order=s.REFUND_ORDER.value(stored),
        refund_vouchers=s.REFUND_VOUCHERS.value(stored),
        spend_order=SpendOrder(s.SPEND_ORDER.value(stored)),
        pay_out=PayOut(s.PAY_OUT.value(stored)),
        pin_from=s.PIN_FROM.value(stored),
        review_dates=s.REVIEW_DATES.value(stored),
        counts_blind=s.COUNT_BLIND.value(stored),
        difference_limit=s.DIFFERENCE_LIMIT.value(stored),
        retention_months=s.RETENTION_MONTHS.value(stored),
    )
