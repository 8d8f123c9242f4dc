"""The counter: pure rules."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from smbcrm.membership.bills.types import Balances
from smbcrm.membership.cards.types import Card
from smbcrm.membership.counter.ports import Left
from smbcrm.membership.counter.types import NextOccasion, NextTier
from smbcrm.membership.customers.kinds import Status
from smbcrm.membership.customers.types import Profile
from smbcrm.membership.ledger.rules import redeemable_of
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.occasions.rules import next_dates
from smbcrm.membership.occasions.types import (
    Calendar,
    Occasion,
    OccasionKind,
    OccasionSettings,
)
from smbcrm.membership.shop.types import money_of_points
from smbcrm.membership.tiers.types import Tier
from smbcrm.membership.tiers.window import WINDOW_MONTHS

SOON = 30
"""Days in which an occasion is said at the counter."""

_KINDS = tuple(OccasionKind)


_NOTHING = Left(0, 0)


def owned(left: Mapping[AccountKind, Left]) -> Balances:
    """Return what living lots hold; points may be below zero."""

    def total(kind: AccountKind) -> int:
        return left.get(kind, _NOTHING).total

    return Balances(
        total(AccountKind.PRINCIPAL),
        total(AccountKind.GIFT),
        total(AccountKind.CREDIT),
        total(AccountKind.POINTS),
    )


def points_money(left: Mapping[AccountKind, Left], worth: Fraction) -> int:
    """Return what the points that may be redeemed are worth, floored to whole minor units."""
    points = left.get(AccountKind.POINTS, _NOTHING)
    return money_of_points(redeemable_of(points.total, points.lowest), worth)


def card_to_show(cards: Sequence[Card]) -> Card | None:
    """Return the newest living card, else the newest one; `cards` come newest first."""
    return next((card for card in cards if card.living), cards[0] if cards else None)


def next_tier(tiers: Iterable[Tier], held: Tier, spend: int) -> NextTier | None:
    """Return the next tier that more spend brings; `tiers` come lowest first.

    `spend` is that of the usual window, so a tier that looks at other months is left out. One
    whose spend is there already came with a change of rule: the next sale gives it.
    """
    for tier in tiers:
        wanted = tier.spend_from if tier.months == WINDOW_MONTHS else None
        if tier.rank > held.rank and wanted is not None and wanted > spend:
            return NextTier(tier.name, wanted - spend)
    return None


def customer_since(profile: Profile, added: dt.date, first_visit: dt.date | None) -> dt.date:
    """Return the first day on which somebody is known to have been a customer.

    The business date they were added, their first visit, or what was noted of an older book: there
    a month alone stands for its first day. A lunar date, or one without a year, says nothing.
    """
    noted = [
        dt.date(one.year, one.month, one.day or 1)
        for one in profile.occasions
        if one.kind is OccasionKind.CUSTOMER_SINCE
        and one.calendar is Calendar.SOLAR
        and one.year is not None
    ]
    return min([added, *noted, *([] if first_visit is None else [first_visit])])


def occasion_to_say(
    profile: Profile, today: dt.date, settings: OccasionSettings
) -> NextOccasion | None:
    """Return the occasion that the counter says of a customer; none of somebody who has died."""
    if profile.status is Status.DECEASED:
        return None
    return next_occasion(profile.occasions, today, settings)


def next_occasion(
    occasions: Iterable[Occasion], today: dt.date, settings: OccasionSettings
) -> NextOccasion | None:
    """Return the occasion that comes soonest, within `SOON` days; a birthday before others."""
    coming: list[NextOccasion] = []
    for occasion in occasions:
        for found in next_dates(occasion, today, 1, settings):
            left = max(0, (found.date - today).days)
            if left <= SOON:
                coming.append(
                    NextOccasion(occasion, found.date, left, found.age, found.whole_month)
                )
    return min(
        coming,
        key=lambda one: (one.days_left, one.whole_month, _KINDS.index(one.occasion.kind)),
        default=None,
    )
