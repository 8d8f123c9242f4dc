"""Lives of customers as tiers see them, by Hypothesis: for the oracle and for the program."""

import datetime as dt
from dataclasses import dataclass

from hypothesis import strategies as st

from smbcrm.membership.tiers.moves import Review
from smbcrm.membership.tiers.timeline import Facts
from smbcrm.membership.tiers.types import Membership, Paid, PastRule, Spend, Tier, TierReason
from tests.helpers.oracle_tiers import (
    OracleDeed,
    OracleGift,
    OracleLife,
    OracleReview,
    OracleTier,
)

BEGIN = dt.date(2024, 1, 15)
CODES = ("regular", "silver", "gold", "club")
_MONTHS = st.sampled_from([1, 3, 6, 12, 24])
_GAPS = (20, 30, 31, 92, 200)
_WAY = st.none() | st.integers(1, 12)


@dataclass
class Life:
    """The same life told to both."""

    oracle: OracleLife
    facts: Facts
    days: list[dt.date]

    def last_moment(self) -> tuple[int, dt.date]:
        """Return the last operation and the last day that anything of it names."""
        told = self.oracle
        moments = [(one.after, one.date) for one in told.gifts]
        moments += [(one.after, one.date) for one in told.reviews]
        moments += [(one.seq, one.date) for one in told.deeds]
        moments += [(until, BEGIN) for until, _ in told.rules if until]
        return max([0, *(seq for seq, _ in moments)]), max([BEGIN, *(on for _, on in moments)])


@st.composite
def tiers(draw: st.DrawFn) -> tuple[OracleTier, ...]:
    """Return tiers of small figures, the lowest one without a way to it."""
    found = [OracleTier("regular", grace=draw(st.integers(0, 2)))]
    for code in CODES[1:]:
        item = draw(st.sampled_from([None, "club"]))
        found.append(
            OracleTier(
                code,
                draw(_WAY),
                draw(_WAY),
                draw(_WAY),
                draw(_MONTHS),
                item,
                draw(st.integers(1, 6)) if item else 0,
                draw(st.sampled_from([0, 0, 2, 14])),
                draw(st.integers(0, 3)),
            )
        )
    return tuple(found)


@st.composite
def lives(draw: st.DrawFn) -> Life:
    """Return a life of some two years: what is recorded comes later and later."""
    rules: list[tuple[int | None, tuple[OracleTier, ...]]] = [(None, draw(tiers()))]
    life = OracleLife(rules)
    today, seq = BEGIN, 0
    for act in draw(st.lists(st.sampled_from(_ACTS), min_size=1, max_size=14)):
        today += dt.timedelta(days=draw(st.sampled_from([0, 0, 1, *_GAPS])))
        if act == "rule":
            seq += 1  # somebody else buys, so that every rule has its operations
            rules[-1] = (seq, rules[-1][1])
            rules.append((None, draw(tiers())))
            seq += 1
        elif act == "review":
            life.reviews.append(OracleReview(today, seq))
            seq += 1
        elif act == "hand":
            days = draw(st.sampled_from([None, 0, 1, *_GAPS]))
            until = None if days is None else today + days * _DAY
            life.gifts.append(OracleGift(today, seq, draw(st.sampled_from(CODES)), until))
            seq += 1
        elif act == "refund":
            seq += 1
            _refund(draw, life, today, seq)
        else:
            seq += 1
            on = today - draw(st.sampled_from([0, 0, 0, 5, 40, 120])) * _DAY
            item = draw(st.sampled_from([None, "club"])) if act == "sale" else None
            amount = draw(st.integers(0, 9)) if act == "sale" else 0
            points = draw(st.integers(0, 9)) if act == "sale" else 0
            life.deeds.append(OracleDeed(on, seq, act, amount, points, item))
    return Life(life, _facts(life), sorted({one.date for one in life.deeds} | {BEGIN}))


_DAY = dt.timedelta(days=1)
_ACTS = ("sale", "sale", "sale", "visit_use", "refund", "review", "hand", "rule")


def _refund(draw: st.DrawFn, life: OracleLife, today: dt.date, seq: int) -> None:
    """Give a part or all of an earlier sale back."""
    sales = [n for n, one in enumerate(life.deeds) if one.kind == "sale" and one.ended is None]
    if not sales:
        return
    place = draw(st.sampled_from(sales))
    sale, whole = life.deeds[place], draw(st.booleans())
    part = sale.spend if whole else draw(st.integers(0, sale.spend))
    points = sale.points if whole else draw(st.integers(0, sale.points))
    if whole:
        life.deeds[place] = OracleDeed(
            sale.date, sale.seq, "sale", sale.spend, sale.points, sale.item, seq
        )
    life.deeds.append(OracleDeed(today, seq, "refund", -part, -points))


def tier_of(rank: int, one: OracleTier) -> Tier:
    """Return the program's tier for one of the oracle's."""
    return Tier(
        rank + 1,
        one.code,
        rank,
        one.code,
        one.spend,
        100,
        0,
        one.visits,
        one.points,
        one.months,
        one.item,
        one.item_months if one.item else None,
        lasts_months=one.lasts,
        grace_months=one.grace,
    )


def _facts(life: OracleLife) -> Facts:
    versions = [
        (until, [tier_of(rank, one) for rank, one in enumerate(found)])
        for until, found in life.rules
    ]
    past = [
        PastRule.of(tier, until) for until, found in versions if until is not None for tier in found
    ]
    given = [
        Membership(
            number,
            CODES.index(one.tier) + 1,
            one.date,
            TierReason.HAND,
            None,
            one.until,
            one.after,
        )
        for number, one in enumerate(life.gifts, start=1)
    ]
    reviews = [Review(one.date, one.date, one.after) for one in life.reviews]
    return Facts(versions[-1][1], past, given, spends(life.deeds), reviews)


def spends(deeds: list[OracleDeed]) -> list[Spend]:
    """Return the program's spends for the oracle's deeds, in order."""
    found = [
        Spend(
            one.date,
            one.seq,
            one.spend,
            one.points,
            one.kind == "refund",
            (Paid(one.item, one.ended),) if one.item else (),
        )
        for one in deeds
    ]
    return sorted(found, key=lambda one: (one.date, one.seq))
