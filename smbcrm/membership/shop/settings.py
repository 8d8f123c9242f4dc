"""Every setting of a shop, declared once."""

import datetime as dt
import re
from collections.abc import Callable
from fractions import Fraction
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from smbcrm.core.amounts import LARGEST
from smbcrm.core.i18n import LANGUAGES, N_
from smbcrm.core.settings import Setting

OFF = "off"
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""How weekdays are written in a setting, Monday first."""
_PERCENT = 100
_FACTOR = re.compile(rf"({'|'.join(WEEKDAYS)})=(\d{{1,2}}(?:\.\d{{1,2}})?)")
_TAX = re.compile(r"(\d{1,2}(?:\.\d{1,3})?)\s*%?")


def _text(value: str) -> str:
    if len(value) > 500:  # noqa: PLR2004 - a name or an address, not a novel
        raise ValueError(value)
    return value


def _name(value: str) -> str:
    if not value or not value.isprintable():
        raise ValueError(value)
    return _text(value)


def _count(value: str) -> int:
    number = int(value)
    if not 1 <= number <= 1_000_000:  # noqa: PLR2004
        raise ValueError(value)
    return number


def _months(value: str) -> int:
    number = int(value)
    if not 1 <= number <= 240:  # noqa: PLR2004 - twenty years
        raise ValueError(value)
    return number


def _months_or_ever(value: str) -> int:
    return 0 if int(value) == 0 else _months(value)


def _minor(value: str) -> int:
    number = int(value)
    if not 0 <= number <= 1_000_000_000:  # noqa: PLR2004
        raise ValueError(value)
    return number


def _hour(value: str) -> int:
    hour, _, minute = value.partition(":")
    if minute not in {"", "00"} or not 0 <= int(hour) <= 23:  # noqa: PLR2004
        raise ValueError(value)
    return int(hour)


def _zone(value: str) -> ZoneInfo:
    try:
        return ZoneInfo(value)
    except (ZoneInfoNotFoundError, OSError) as error:
        raise ValueError(value) from error


def _matching(pattern: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise ValueError(value)
        return value

    return read


def _threshold(value: str) -> int | None:
    return None if value == OFF else _amount(value)


def _amount(value: str) -> int:
    number = int(value)
    if not 1 <= number <= LARGEST:
        raise ValueError(value)
    return number


def _switch(value: str) -> bool:
    return {"on": True, OFF: False}[value]


def _weekdays(value: str) -> tuple[int, ...]:
    """Return the factor of each weekday in percent, Monday first."""
    factors = [_PERCENT] * len(WEEKDAYS)
    for part in () if value == "none" else value.split(","):
        found = _FACTOR.fullmatch(part.strip())
        if not found:
            raise ValueError(value)
        factors[WEEKDAYS.index(found[1])] = int(Fraction(found[2]) * _PERCENT)
    return tuple(factors)


def _exponent(value: str) -> int:
    return {"0": 0, "2": 2, "3": 3}[value]


def _tax(value: str) -> Fraction | None:
    if value in {"", "none"}:
        return None
    found = _TAX.fullmatch(value)
    if not found:
        raise ValueError(value)
    return Fraction(found[1]) / 100


def _one_of(*values: str) -> Callable[[str], str]:
    allowed = frozenset(values)

    def read(value: str) -> str:
        if value not in allowed:
            raise ValueError(value)
        return value

    return read


def _days_of_year(value: str) -> tuple[tuple[int, int], ...]:
    """Read days such as 01-01 04-01; 29 February is none that comes every year."""
    days = sorted({dt.date.fromisoformat(f"2001-{one}") for one in value.split()})
    if not 1 <= len(days) <= 12:  # noqa: PLR2004 - at most once a month
        raise ValueError(value)
    return tuple((day.month, day.day) for day in days)


A_TEXT = N_("a text of at most 500 characters")
A_COUNT = N_("a whole number from 1 to 1,000,000")
MONTHS = N_("a number of months from 1 to 240")
AN_AMOUNT = N_("an amount from {least} to {most}")

NAME = Setting("shop.name", "Shopbell", N_("Name of the shop"), A_TEXT, _name)
ADDRESS = Setting("shop.address", "", N_("Address of the shop"), A_TEXT, _text)
PHONE = Setting("shop.phone", "", N_("Phone of the shop"), A_TEXT, _text)
TAX_NUMBER = Setting("shop.tax_number", "", N_("Tax number of the shop"), A_TEXT, _text)
BILL_NOTE = Setting("shop.bill_note", "", N_("Line at the foot of bills"), A_TEXT, _text)
REGION = Setting(
    "shop.region",
    "US",
    N_("Region"),
    N_("a country code of two letters, such as US"),
    _matching("[A-Z]{2}"),
)
CURRENCY = Setting(
    "shop.currency",
    "USD",
    N_("Currency"),
    N_("a currency code of three letters, such as USD"),
    _matching("[A-Z]{3}"),
    fixed=True,
)
EXPONENT = Setting(
    "shop.exponent", "2", N_("Decimals of the currency"), "0, 2, 3", _exponent, fixed=True
)
TIME_ZONE = Setting(
    "shop.time_zone", "UTC", N_("Time zone"), N_("a time zone such as Asia/Taipei"), _zone
)
DAY_BEGINS = Setting(
    "shop.day_begins",
    "04:00",
    N_("Hour at which the day begins"),
    N_("a full hour from 00:00 to 23:00"),
    _hour,
)
LANGUAGE = Setting(
    "shop.document_language",
    "en",
    N_("Language of documents"),
    "en, zh_CN, zh_TW",
    _one_of(*LANGUAGES),
)
TAX = Setting(
    "shop.tax_rate",
    "none",
    N_("Tax included in prices"),
    N_("a percentage such as 20 or 7.5, or none"),
    _tax,
)
CARD_PREFIX = Setting(
    "card.prefix",
    "6810",
    N_("First digits of our card numbers"),
    N_("four digits"),
    _matching(r"[1-9]\d{3}"),
)
CARD_MONTHS = Setting(
    "card.validity_months",
    "0",
    N_("Months for which a new card is valid"),
    N_("a number of months from 1 to 240, or 0 for ever"),
    _months_or_ever,
)
EARN_POINTS = Setting(
    "points.earn_points", "1", N_("Points earned for each earning amount"), A_COUNT, _count
)
EARN_MINOR = Setting(
    "points.earn_minor",
    "100",
    N_("Earning amount"),
    AN_AMOUNT,
    _count,
    amounts=(1, 1_000_000),
)
WORTH_POINTS = Setting(
    "points.worth_points", "100", N_("Points that are worth the redeeming amount"), A_COUNT, _count
)
WORTH_MINOR = Setting(
    "points.worth_minor",
    "100",
    N_("Redeeming amount"),
    AN_AMOUNT,
    _count,
    amounts=(1, 1_000_000),
)
POINTS_MONTHS = Setting("points.months", "12", N_("Months until points end"), MONTHS, _months)
GIFT_MONTHS = Setting(
    "stored_value.gift_months", "12", N_("Months until the gift part ends"), MONTHS, _months
)
EARN_AT = Setting(
    "points.earned_at",
    "spend",
    N_("When points are earned"),
    N_("spend, or top_up"),
    _one_of("spend", "top_up"),
)
ON_GIFT = Setting("points.on_gift", OFF, N_("Points on gift money too"), "on, off", _switch)
WEEKDAY_FACTORS = Setting(
    "points.weekdays",
    "none",
    N_("Weekdays with more points"),
    N_("weekdays with their factor, such as tue=2, sat=1.5, or none"),
    _weekdays,
)
SPEND_ORDER = Setting(
    "stored_value.order",
    "pro_rata",
    N_("How stored value is spent"),
    "pro_rata, gift_first, principal_first",
    _one_of("pro_rata", "gift_first", "principal_first"),
)
PAY_OUT = Setting(
    "stored_value.pay_out",
    "everybody",
    N_("Who may pay stored value out"),
    "everybody, owner, nobody",
    _one_of("everybody", "owner", "nobody"),
)
PIN_FROM = Setting(
    "stored_value.pin_from",
    OFF,
    N_("Spending PIN from an amount on"),
    N_("an amount from {least} to {most}, or off"),
    _threshold,
    amounts=(1, LARGEST),
)
REFUND_VOUCHERS = Setting(
    "refund.vouchers", "on", N_("Vouchers come back after a whole refund"), "on, off", _switch
)
REFUND_ORDER = Setting(
    "refund.order",
    "money",
    N_("What goes back first with a refund"),
    N_("money, or stored (value)"),
    _one_of("money", "stored"),
)
REVIEW_DATES = Setting(
    "tiers.review_dates",
    "01-01 04-01 07-01 10-01",
    N_("Days on which tiers are reviewed"),
    N_("one to twelve days of the year as month-day, such as 01-01 07-01"),
    _days_of_year,
)
COUNT_BLIND = Setting(
    "till.count_blind",
    "no",
    N_("Count the cash blind"),
    "no, yes",
    lambda value: {"no": False, "yes": True}[value],
)
DIFFERENCE_LIMIT = Setting(
    "till.difference_limit",
    "200",
    N_("Day-close difference that needs a word"),
    AN_AMOUNT,
    _minor,
    amounts=(0, 1_000_000_000),
)
FEBRUARY_29 = Setting(
    "occasion.february_29",
    "february_28",
    N_("29 February in common years"),
    "february_28, march_1",
    _one_of("february_28", "march_1"),
)
LEAP_MONTH = Setting(
    "occasion.leap_month",
    "leap",
    N_("Birthdays in a lunar leap month"),
    "leap, ordinary, both",
    _one_of("leap", "ordinary", "both"),
)
RETENTION_MONTHS = Setting(
    "privacy.retention_months",
    "0",
    N_("People who stay away are listed to be erased after"),
    N_("a number of months from 1 to 240, or 0 for never"),
    _months_or_ever,
)

SETTINGS: tuple[Setting[object], ...] = (
    NAME,
    ADDRESS,
    PHONE,
    TAX_NUMBER,
    BILL_NOTE,
    REGION,
    CURRENCY,
    EXPONENT,
    TIME_ZONE,
    DAY_BEGINS,
    LANGUAGE,
    TAX,
    CARD_PREFIX,
    CARD_MONTHS,
    EARN_POINTS,
    EARN_MINOR,
    WORTH_POINTS,
    WORTH_MINOR,
    POINTS_MONTHS,
    EARN_AT,
    ON_GIFT,
    WEEKDAY_FACTORS,
    GIFT_MONTHS,
    SPEND_ORDER,
    PAY_OUT,
    PIN_FROM,
    REFUND_ORDER,
    REFUND_VOUCHERS,
    REVIEW_DATES,
    COUNT_BLIND,
    DIFFERENCE_LIMIT,
    FEBRUARY_29,
    LEAP_MONTH,
    RETENTION_MONTHS,
)
