"""The sums of the oracle: dates, rates, splits and how a sale is settled. All pure."""

import calendar
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from tests.helpers.oracle_types import (
    TENDERS,
    IsBirthday,
    PackageRule,
    Refusal,
    Rules,
    TierRule,
)


def business_date(instant: dt.datetime, zone: ZoneInfo, day_begins: int) -> dt.date:
    """Return the civil date of an instant in a shop whose day begins at this hour."""
    local = instant.astimezone(zone)
    if local.hour < day_begins:
        return local.date() - dt.timedelta(days=1)
    return local.date()


def add_months(day: dt.date, months: int) -> dt.date:
    """Return the same day of the month that many months on, or the last day it has."""
    year, month_index = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month_index + 1)[1]
    return dt.date(year, month_index + 1, min(day.day, last))


def points_end(earned_on: dt.date, months: int) -> dt.date:
    """Return the last day of the month that many months after earning."""
    month = add_months(earned_on, months)
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def package_end(package: PackageRule, sold_on: dt.date) -> dt.date | None:
    """Return the last day of visits sold on a business date; None if they never end."""
    if package.months is not None:
        return add_months(sold_on, package.months)
    if package.days is not None:
        return sold_on + dt.timedelta(days=package.days)
    return None


def window_of_tier(ends_on: dt.date, day: dt.date) -> bool:
    """Say whether a day lies in the rolling 12 months that end on `ends_on`."""
    return add_months(ends_on, -12) < day <= ends_on


def discount_of(gross: int, percent: int) -> int:
    """Return percent of gross, rounded half up to the minor unit, once."""
    return (gross * percent * 2 + 100) // 200


def half_up(amount: int, whole: int) -> int:
    """Return amount / whole, rounded half up."""
    return (2 * amount + whole) // (2 * whole)


def begun(amount: int, whole: int) -> int:
    """Return amount / whole, where one that is begun counts."""
    return -(-amount // whole)


def solar_birthday(month: int, day: int) -> IsBirthday:
    """Return what says of a date whether it is this birthday; 29 February is the 28th at need."""

    def is_birthday(on: dt.date) -> bool:
        last = calendar.monthrange(on.year, month)[1]
        return (on.month, on.day) == (month, min(day, last))

    return is_birthday


def earning_rate(
    rules: Rules, tier: TierRule, on: dt.date, is_birthday: IsBirthday
) -> tuple[int, int]:
    """Return what is earned at a tier on a date: points per minor units, all factors multiplied."""
    weekday = dict(rules.weekdays).get(on.weekday(), 100)
    days = [on]
    if tier.birthday_month:
        days = [on.replace(day=n + 1) for n in range(calendar.monthrange(on.year, on.month)[1])]
    birthday = tier.birthday_percent if any(map(is_birthday, days)) else 100
    percent = tier.factor_percent * weekday * birthday
    return rules.earn_points * percent, rules.earn_minor * 100**3


def earned_points(rate: tuple[int, int], base: int) -> int:
    """Return the points for a base in minor units, floored once."""
    points, minor = rate
    return base * points // minor


def worth_of_points(rules: Rules, points: int) -> int:
    """Return what points pay in minor units; Refusal 'wrong_points' if that is no whole one."""
    worth, rest = divmod(points * rules.worth_minor, rules.worth_points)
    if rest:
        raise Refusal("wrong_points")
    return worth


def split_stored(order: str, amount: int, principal: int, gift: int) -> tuple[int, int]:
    """Split a stored value payment into (principal, gift), given the available sums.

    In the order of the shop; pro rata, principal is floored and the gift takes the rest.
    Refusal 'short_stored'.
    """
    if amount > principal + gift:
        raise Refusal("short_stored")
    if amount == 0:
        return 0, 0
    if order == "gift_first":
        from_principal = max(0, amount - gift)
    elif order == "principal_first":
        from_principal = min(amount, principal)
    else:
        from_principal = amount * principal // (principal + gift)
    return from_principal, amount - from_principal


def offered_gift(rules: Rules, amount: int, tier: str, on: dt.date) -> int:
    """Return the largest gift whose amount is reached, once; 0 if none is.

    Only the offers count that hold for this tier on this business date.
    """
    holding = [
        offer
        for offer in rules.offers
        if (offer.first is None or offer.first <= on)
        and (offer.last is None or on <= offer.last)
        and (not offer.tiers or tier in offer.tiers)
    ]
    return max((offer.gift for offer in holding if amount >= offer.amount), default=0)


@dataclass(frozen=True)
class Settlement:
    """How a net sale is paid; `tenders` holds what is due, `given` is the cash laid down."""

    tenders: dict[str, int]
    stored: int
    credit: int
    points: int
    points_worth: int
    given: int
    change: int

    @property
    def needs_customer(self) -> bool:
        """Say whether it draws on accounts that only a customer has."""
        return bool(self.stored or self.credit or self.points)


def settle(rules: Rules, net: int, payments: Mapping[str, int] | None) -> Settlement:
    """Check payments against the net sale; None is all cash, cash above the due is change.

    Refusal 'wrong_means', 'bad_amount', 'wrong_points' or 'not_settled'.
    """
    if payments is None:
        payments = {"cash": net} if net else {}
    if not set(payments) <= {*TENDERS, "stored", "credit", "points"}:
        raise Refusal("wrong_means")
    if any(amount <= 0 for amount in payments.values()):
        raise Refusal("bad_amount")
    points = payments.get("points", 0)
    points_worth = worth_of_points(rules, points)
    given = payments.get("cash", 0)
    without_cash = points_worth + sum(
        amount for means, amount in payments.items() if means not in ("cash", "points")
    )
    cash_due = net - without_cash
    if not 0 <= cash_due <= given:
        raise Refusal("not_settled")
    tenders = {means: payments[means] for means in TENDERS[1:] if means in payments}
    if cash_due:
        tenders["cash"] = cash_due
    return Settlement(
        tenders=tenders,
        stored=payments.get("stored", 0),
        credit=payments.get("credit", 0),
        points=points,
        points_worth=points_worth,
        given=given,
        change=given - cash_due,
    )
