"""The till: pure rules (product.md section 3)."""

import datetime as dt
import statistics
from collections.abc import Mapping, Sequence
from fractions import Fraction

from smbcrm.core.amounts import LARGEST
from smbcrm.core.money import Currency, Money, half_up, split_by_weight
from smbcrm.membership.items.types import Item
from smbcrm.membership.ledger.postings import SaleLine
from smbcrm.membership.sales.codes import WHOLE, Means
from smbcrm.membership.sales.errors import (
    AmountsDisagree,
    BadAmount,
    BadReason,
    NeedsCustomer,
    NoPointsAsked,
    NotSettled,
    Overpaid,
    PointsBelowZero,
    ShortCredit,
    ShortPoints,
    ShortStored,
    WrongPoints,
)
from smbcrm.membership.sales.types import Available, Paid
from smbcrm.membership.shop.types import Rates
from smbcrm.membership.tiers.types import Tier

_PERCENT = 100
_BASIS = 10_000
_OWNED = frozenset({Means.STORED, Means.CREDIT, Means.POINTS})

USUAL_OF, USUAL_FROM = 200, 10
"""The usual sale is found in so many of late, and not in fewer than these."""
USUAL_TIMES = 10
"""A sale of more than so many usual ones is asked about once more (design, section 9)."""


def check_amount(amount: int, currency: Currency) -> int:
    """Return a positive, believable amount; raise BadAmount."""
    if not 0 < amount <= LARGEST:
        raise BadAmount(largest=Money(LARGEST, currency))
    return amount


def check_reason(reason: str, known: Sequence[str]) -> str:
    """Return a reason of the list; raise BadReason."""
    if reason not in known:
        raise BadReason(reason=reason, known=[str(one) for one in known])
    return reason


def item_line(item: Item, quantity: int, served_by: int) -> SaleLine:
    """Return the line of so much of an item, rounded half up to the minor unit."""
    gross = half_up(item.price * quantity, WHOLE)
    return SaleLine(item.id, quantity, item.price, gross, 0, item.points_factor, served_by)


def amount_line(amount: int, served_by: int) -> SaleLine:
    """Return the one line of a sale of which only the amount is known."""
    return SaleLine(None, WHOLE, amount, amount, 0, _PERCENT, served_by)


def check_sum(lines: Sequence[SaleLine], amount: int | None, currency: Currency) -> int:
    """Return the sum of the lines.

    Raises BadAmount where it is absurd, AmountsDisagree where an amount typed differs.
    """
    total = sum(line.gross for line in lines)
    if total > LARGEST:
        raise BadAmount(largest=Money(LARGEST, currency))
    if amount is not None and amount != total:
        raise AmountsDisagree(items=Money(total, currency), amount=Money(amount, currency))
    return total


def discounted(lines: Sequence[SaleLine], discount: int) -> tuple[SaleLine, ...]:
    """Return the lines with the tier discount, in hundredths of a percent of their sum.

    It is rounded half up once and split to the lines by largest remainder.
    """
    total = half_up(sum(line.gross for line in lines) * discount, _BASIS)
    shares = split_by_weight(total, [line.gross for line in lines])
    return tuple(
        SaleLine(
            line.item,
            line.quantity,
            line.price,
            line.gross,
            share,
            line.points_factor,
            line.served_by,
        )
        for line, share in zip(lines, shares, strict=True)
    )


def points_worth(points: int, worth: Fraction) -> int:
    """Return the money value of points.

    Raises NoPointsAsked, and WrongPoints where it is no whole minor unit.
    """
    if points <= 0:
        raise NoPointsAsked
    value = points * worth
    if value.denominator != 1:
        raise WrongPoints(points=points, step=worth.denominator)
    return value.numerator


def settle(
    net: int,
    payments: Mapping[Means, int] | None,
    worth: Fraction,
    available: Available | None,
    currency: Currency,
) -> tuple[Paid, ...]:
    """Return how a net sale is settled, in the order of `Means`.

    Without payments all is cash. Cash above what is due is the amount given, the rest is change;
    any other sum that does not meet the net sale is refused.
    """
    if payments is None:
        return (Paid(Means.CASH, net, given=net, change=0),) if net else ()
    paid = []
    for means, amount in payments.items():
        if means is Means.POINTS:
            paid.append(Paid(means, points_worth(amount, worth), points=amount))
        else:
            paid.append(Paid(means, check_amount(amount, currency)))
    others = sum(item.amount for item in paid if item.means is not Means.CASH)
    given = payments.get(Means.CASH, 0)
    if others > net:
        raise Overpaid(paid=Money(others, currency), due=Money(net, currency))
    if others + given < net:
        raise NotSettled(
            paid=Money(others + given, currency),
            due=Money(net, currency),
            missing=Money(net - others - given, currency),
        )
    check_available(paid, available, net - others, currency)
    cash = Paid(Means.CASH, net - others, given=given, change=given - net + others)
    order = list(Means)
    return tuple(
        sorted(
            (cash if item.means is Means.CASH else item for item in paid),
            key=lambda item: order.index(item.means),
        )
    )


def check_available(
    paid: Sequence[Paid], available: Available | None, cash: int, currency: Currency
) -> None:
    """Refuse to spend more than there is; the answer offers payments that will do.

    `cash` is what the payments leave to be paid in cash. Store credit comes from points: while some
    are owed it waits, as they do; else what had earned it could be given back and it be spent.
    """
    owned = [item for item in paid if item.means in _OWNED]
    if not owned:
        return
    if available is None:
        raise NeedsCustomer
    have = {Means.STORED: available.stored, Means.CREDIT: available.credit}
    for item in owned:
        if item.means in {Means.POINTS, Means.CREDIT}:
            check_points(item.points or 0, available.points)
    for item in owned:
        there = have.get(item.means, item.amount)
        if item.amount > there:
            raise (ShortStored if item.means is Means.STORED else ShortCredit)(
                asked=Money(item.amount, currency),
                short=Money(item.amount - there, currency),
                available=Money(there, currency),
                split=_split(paid, have, cash, currency),
            )


def _split(paid: Sequence[Paid], have: Mapping[Means, int], cash: int, currency: Currency) -> str:
    """Return the same payments as they would be typed, with what is not there paid in cash."""
    parts = []
    for item in paid:
        if item.means is Means.CASH:
            continue
        possible = min(item.amount, have.get(item.means, item.amount))
        cash += item.amount - possible
        typed = str(item.points) if item.means is Means.POINTS else currency.plain(possible)
        if possible:
            parts.append(f"--pay {item.means}={typed}")
    return " ".join([*parts, f"--pay {Means.CASH}={currency.plain(cash)}"])


def check_points(points: int, have: int) -> None:
    """Refuse more points than there are; below zero nothing can be redeemed."""
    if have < 0:
        raise PointsBelowZero
    if points > have:
        raise ShortPoints(available=have, asked=points)


def earning_rate(rates: Rates, tier: Tier, day: dt.date, *, birthday: bool) -> Fraction:
    """Return the points for one minor unit: the factors of tier, weekday and birthday multiply."""
    percent = tier.points_factor * rates.weekdays[day.weekday()]
    return rates.earn * Fraction(
        percent * (tier.birthday_factor if birthday else _PERCENT), _PERCENT**3
    )


def points_earned(lines: Sequence[SaleLine], net: int, base: int, rate: Fraction) -> int:
    """Return the points of a sale: summed over its lines, floored once.

    `base` is the part of it that earns; the base of a line is line net x base / net. `rate` is the
    points for one minor unit, see `earning_rate`.
    """
    if not net:
        return 0
    weighted = sum(line.net * line.points_factor for line in lines)
    numerator = weighted * base * rate.numerator
    return numerator // (net * _PERCENT * rate.denominator)


def points_of(base: int, rate: Fraction) -> int:
    """Return the points of an amount that stands in no line, floored: of a top-up."""
    return base * rate.numerator // rate.denominator


def tax_included(net: int, rate: Fraction | None) -> int | None:
    """Return the tax that is in a net sale, rounded half up; None where the shop shows none."""
    if rate is None:
        return None
    return half_up(net * rate.numerator, rate.denominator + rate.numerator)


def usual(nets: Sequence[int]) -> int | None:
    """Return the usual one of some net sales: their median, None of fewer than ten."""
    return statistics.median_low(nets) if len(nets) >= USUAL_FROM else None


def is_large(net: int, usual_net: int | None) -> bool:
    """Tell whether a net sale is so large that it is asked about; never where none is usual yet.

    >>> is_large(68_010, 6_801), is_large(68_011, 6_801), is_large(68_011, None)
    (False, True, False)
    """
    return bool(usual_net) and net > USUAL_TIMES * (usual_net or 0)
