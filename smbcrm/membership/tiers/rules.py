"""Tiers: pure rules (product.md section 5)."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from smbcrm.core.amounts import LARGEST
from smbcrm.membership.requests.rules import business_date
from smbcrm.membership.shop.scale import scale_of
from smbcrm.membership.staff.rolls import clean_name
from smbcrm.membership.tiers.types import (
    BENEFITS,
    RULE,
    BadTier,
    BadTierCode,
    BadTierDiscount,
    BadTierFactor,
    BadTierTerm,
    ComingRule,
    FirstTier,
    LowestStays,
    Membership,
    Tier,
    TierChanges,
    TierCodeTaken,
    TiersUnordered,
    TooFarAhead,
    Ways,
)
from smbcrm.membership.tiers.window import WINDOW_MONTHS

# Thresholds of a new shop, to be scaled to its currency, in major units (product.md section 1).
_SILVER_FROM, _GOLD_FROM = 400, 1000

LARGEST_FACTOR = 10_000
"""Percent of the usual points."""
WHOLE_DISCOUNT = 10_000
"""Hundredths of a percent."""
LONGEST_TERM, LONGEST_PAID = 60, 240
"""Months."""
COMING_IN = dt.timedelta(days=2)
"""From tomorrow night: tomorrow is still by the old rule, so that there is a day to think."""
LOOK_AHEAD = dt.timedelta(days=3653)
"""A review is looked at no further ahead."""

_MAY_BE_MISSING = ("spend_from", "visits_from", "points_from", "item", "item_months")
_CODE = re.compile("[a-z0-9-]{1,20}")


def shipped_thresholds(currency: str) -> tuple[int | None, int | None]:
    """Return the spend from which silver and gold are reached, in major units."""
    scale = scale_of(currency)
    return (_SILVER_FROM * scale, _GOLD_FROM * scale) if scale else (None, None)


def held(memberships: Sequence[Membership], day: dt.date) -> Membership | None:
    """Return the membership in force on a day: the latest one that began by then."""
    begun = [item for item in memberships if item.since <= day]
    return max(begun, key=lambda item: (item.since, item.id), default=None)


def changed(tiers: Sequence[Tier], tier: Tier, changes: TierChanges) -> Tier:
    """Return a tier with its changes, checked; see `checked`."""
    return checked(tiers, with_changes(tier, changes))


def with_changes(tier: Tier, changes: TierChanges) -> Tier:
    """Return a tier with its changes; nothing is checked."""
    given = changes.given()
    given.update({name: given[name] or None for name in _MAY_BE_MISSING if name in given})
    if given.get("item"):
        given.setdefault("item_months", tier.item_months or WINDOW_MONTHS)
    elif "item" in given:
        given["item_months"] = None
    return tier._replace(**given)


def checked(tiers: Sequence[Tier], tier: Tier) -> Tier:
    """Return a tier that can be, its name clean; `tiers` are all, lowest first.

    Raises BadName, NameTaken, BadTier, BadTierFactor, BadTierDiscount, BadTierTerm, FirstTier, and
    TiersUnordered where a higher tier would be no harder to reach than a lower one.
    """
    others = [other for other in tiers if other.id != tier.id]
    tier = tier._replace(name=clean_name(tier.name, {other.name for other in others}))
    if not all(0 <= one <= LARGEST_FACTOR for one in (tier.points_factor, tier.birthday_factor)):
        raise BadTierFactor
    if not 0 <= tier.discount <= WHOLE_DISCOUNT:
        raise BadTierDiscount
    if not (
        all(wanted is None or 0 < wanted <= LARGEST for wanted in tier.counts)
        and 1 <= tier.months <= LONGEST_TERM
    ):
        raise BadTier
    if not (
        0 <= tier.lasts_months <= LONGEST_TERM
        and 0 <= tier.grace_months <= LONGEST_TERM
        and (tier.item is None) == (tier.item_months is None)
        and (tier.item_months is None or 1 <= tier.item_months <= LONGEST_PAID)
    ):
        raise BadTierTerm
    if all(tier.rank < other.rank for other in others) and not tier.only_by_hand:
        raise FirstTier(name=tier.name)
    check_order(sorted((*others, tier), key=lambda one: one.rank))
    return tier


def check_order(tiers: Sequence[Tier]) -> None:
    """Raise TiersUnordered unless what is wanted of the same months rises from tier to tier."""
    for way in range(len(Ways())):
        for months in {tier.months for tier in tiers}:
            wanted = [
                (amount, tier.name)
                for tier in tiers
                if tier.months == months and (amount := tier.counts[way]) is not None
            ]
            for (less, lower), (more, higher) in pairwise(wanted):
                if less >= more:
                    raise TiersUnordered(lower=lower, higher=higher)


def ordered(tiers: Sequence[Tier], codes: Sequence[str]) -> tuple[Tier, ...]:
    """Return all tiers in a new order, lowest first, with their new ranks.

    Raises LowestStays where it is no order of all of them or another one would be the lowest, and
    TiersUnordered.
    """
    by_code = {tier.code: tier for tier in tiers}
    lowest = tiers[0]
    if sorted(codes) != sorted(by_code) or codes[0] != lowest.code:
        raise LowestStays(name=lowest.name)
    found = tuple(by_code[code]._replace(rank=rank) for rank, code in enumerate(codes))
    check_order(found)
    return found


def check_code(tiers: Iterable[Tier], code: str) -> str:
    """Return the code of a new tier; raise BadTierCode, TierCodeTaken."""
    if not _CODE.fullmatch(code):
        raise BadTierCode
    if code in {tier.code for tier in tiers}:
        raise TierCodeTaken(code=code)
    return code


def live(tiers: Iterable[Tier], coming: Iterable[ComingRule], day: dt.date) -> tuple[Tier, ...]:
    """Return the tiers by the rules that count on a business date."""
    due = {one.tier.id: one.tier for one in coming if one.live_from <= day}
    return tuple(rule_of(due[tier.id], tier) if tier.id in due else tier for tier in tiers)


def rule_of(source: Tier, tier: Tier) -> Tier:
    """Return a tier with the rule and the benefits of another one."""
    return tier._replace(**{name: getattr(source, name) for name in (*RULE, *BENEFITS)})


def coming_day(today: dt.date) -> dt.date:
    """Return the first business date of a rule that counts from tomorrow night."""
    return today + COMING_IN


def check_look(day: dt.date, today: dt.date) -> dt.date:
    """Return a day as of which a review can be looked at; raise DateTooEarly, TooFarAhead."""
    last = today + LOOK_AHEAD
    if day > last:
        raise TooFarAhead(date=day, last=last)
    business_date(min(day, today), today)
    return day


def review_of(days: Sequence[tuple[int, int]], day: dt.date) -> dt.date:
    """Return the last review date on a day or before; `days` are (month, day), at least one."""
    return max(date for date in _around(days, day) if date <= day)


def review_after(days: Sequence[tuple[int, int]], day: dt.date) -> dt.date:
    """Return the first review date after a day."""
    return min(date for date in _around(days, day) if date > day)


def _around(days: Sequence[tuple[int, int]], day: dt.date) -> list[dt.date]:
    years = (day.year - 1, day.year, day.year + 1)
    return [dt.date(year, month, number) for year in years for month, number in days]
