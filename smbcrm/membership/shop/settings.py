"""Every setting of a shop, declared once."""

import re
from collections.abc import Callable
from fractions import Fraction
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from smbcrm.core.i18n import LANGUAGES, N_
from smbcrm.core.settings import Setting

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


A_TEXT = N_("a text of at most 500 characters")
A_COUNT = N_("a whole number from 1 to 1,000,000")
MONTHS = N_("a number of months from 1 to 240")

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
    "points.earn_minor", "100", N_("Earning amount in the smallest coin"), A_COUNT, _count
)
WORTH_POINTS = Setting(
    "points.worth_points", "100", N_("Points that are worth the redeeming amount"), A_COUNT, _count
)
WORTH_MINOR = Setting(
    "points.worth_minor", "100", N_("Redeeming amount in the smallest coin"), A_COUNT, _count
)
POINTS_MONTHS = Setting("points.months", "12", N_("Months until points end"), MONTHS, _months)
GIFT_MONTHS = Setting(
    "stored_value.gift_months", "12", N_("Months until the gift part ends"), MONTHS, _months
)
REFUND_ORDER = Setting(
    "refund.order",
    "money",
    N_("What goes back first with a refund"),
    N_("money, or stored (value)"),
    _one_of("money", "stored"),
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
    N_("Difference at the day close above which a word is needed, in the smallest coin"),
    N_("a whole number from 0 to 1,000,000,000"),
    _minor,
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
    GIFT_MONTHS,
    REFUND_ORDER,
    COUNT_BLIND,
    DIFFERENCE_LIMIT,
    FEBRUARY_29,
    LEAP_MONTH,
)
