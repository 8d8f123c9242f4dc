"""Lives of customers as tiers see them, by Hypothesis: for the oracle and for the program."""

import datetime as dt
from dataclasses import dataclass, replace

from hypothesis import strategies as st

from smbcrm.membership.tiers import timeline
from smbcrm.membership.tiers.keeping import held_of
from smbcrm.membership.tiers.moves import Listed, Review
from smbcrm.membership.tiers.timeline import Facts
from smbcrm.membership.tiers.types import (
    Membership,
    Moment,
    Paid,
    PastRule,
    Spend,
    Tier,
    TierReason,
)
from tests.helpers.oracle_tiers import (
    TAKES_BACK,
    VISITS,
    OracleDeed,
    OracleGift,
    OracleLife,
    OracleTier,
)

BEGIN = dt.date(2024, 1, 15)
CODES = ("regular", "silver", "gold", "club")
_MONTHS = st.sampled_from([1, 3, 6, 12, 24])
_GAPS = (30, 31, 92)
_WAY = st.none() | st.integers(1, 12)


@dataclass
class Life:
    """The same life told to both."""

    oracle: OracleLife
    facts: Facts
    days: list[dt.date]

    def last_moment(self) -> tuple[int, int, dt.date]:
        """Return the last operation, the last turn and the last day that anything of it names."""
        told = self.oracle
        moments = [(one.after, one.turn, one.date) for one in told.gifts]
        moments += [(one.after, one.turn, one.date) for one in told.reviews]
        moments += [(one.seq, 0, one.date) for one in told.deeds]
        moments += [(*until, BEGIN) for until, _ in told.rules if until]
        moments.append((0, 0, BEGIN))
        return (
            max(one[0] for one in moments),
            max(one[1] for one in moments),
            max(one[2] for one in moments),
        )


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
    """Return a life of some two years: what is recorded comes later and later.

    Rules, gifts and reviews may follow each other with no operation between them, and reviews may
    be applied long after their date. Sales are dated back, and taken back whole.
    """
    life = OracleLife([(None, draw(tiers()))])
    today, seq, turn = BEGIN, 0, 0
    for act in draw(st.lists(st.sampled_from(_ACTS), min_size=1, max_size=14)):
        today += dt.timedelta(days=draw(st.sampled_from([0, 0, 1, *_GAPS])))
        if act == "rule":
            turn += 1
            life.rules[-1] = ((seq, turn), life.rules[-1][1])
            life.rules.append((None, draw(tiers())))
        elif act == "review":
            turn += 1
            life.apply(today, seq, turn, today - draw(st.sampled_from(_LATE)) * _DAY)
        elif act == "hand":
            turn += 1
            days = draw(st.sampled_from([None, 0, 1, *_GAPS]))
            until = None if days is None else today + days * _DAY
            life.gifts.append(OracleGift(today, seq, draw(st.sampled_from(CODES)), until, turn))
        elif act == "void":
            _void(draw, life)
        elif act == "refund":
            seq += 1
            _refund(draw, life, today, seq)
        else:
            seq += 1
            on = today - draw(st.sampled_from([0, 0, 0, 5, 40, 120])) * _DAY
            item = draw(st.sampled_from([None, "club"])) if act == "sale" else None
            amount = draw(st.integers(0, 9)) if act == "sale" else 0
            points = draw(st.integers(0, 9)) * _EARNS.get(act, 0)
            life.deeds.append(OracleDeed(on, seq, act, amount, points, item))
    return Life(life, facts_of(life), sorted({one.date for one in life.deeds} | {BEGIN}))


_DAY = dt.timedelta(days=1)
_LATE = (0, 0, 0, 1, 30)
_ACTS = (
    *("sale", "sale", "sale", "sale", "visit_use", "refund", "refund"),
    *("review", "review", "hand", "rule", "void", "top_up", "withdrawal"),
)
_EARNS = {"sale": 1, "top_up": 1, "withdrawal": -1}


def _void(draw: st.DrawFn, life: OracleLife) -> None:
    """Take one of the last operations out, as if it never was; not a sale that went back."""
    free = [n for n, one in enumerate(life.deeds[-3:], max(len(life.deeds) - 3, 0))]
    free = [n for n in free if life.deeds[n].kind == "refund" or not _went_back(life, n)]
    if not free:
        return
    gone = life.deeds.pop(draw(st.sampled_from(free)))
    for n, one in enumerate(life.deeds):
        if one.ended == gone.seq:
            life.deeds[n] = replace(one, ended=None)


def _went_back(life: OracleLife, place: int) -> bool:
    return life.deeds[place].ended is not None


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
        life.deeds[place] = replace(sale, ended=seq)
    life.deeds.append(OracleDeed(today, seq, "refund", -part, -points))


def next_review(life: Life, days: int = 0, late: int = 0) -> tuple[str, str]:
    """Return what a review some days after all that would leave: by the program, by the oracle."""
    last, turn, on = life.last_moment()
    on += days * _DAY
    of = on - late * _DAY
    review = Review(of, of, on, last, turn + 1)
    facts = life.facts._replace(reviews=[*life.facts.reviews, review])
    oracle = replace(life.oracle, reviews=[*life.oracle.reviews])
    oracle.apply(on, last, turn + 1, of)
    return held_of(facts.tiers, timeline.retold(facts, dt.date.min)).code, oracle.held()


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


def facts_of(life: OracleLife) -> Facts:
    """Return what the program is told of the oracle's life."""
    versions = [
        (until, [tier_of(rank, one) for rank, one in enumerate(found)])
        for until, found in life.rules
    ]
    past = [
        PastRule.of(tier, Moment(*until))
        for until, found in versions
        if until is not None
        for tier in found
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
            turn=one.turn,
        )
        for number, one in enumerate(life.gifts, start=1)
    ]
    reviews = [
        Listed(
            Review(one.as_of, one.as_of, one.date, one.after, one.turn),
            CODES.index(one.moved[0]) + 1,
            CODES.index(one.moved[1]) + 1,
        )
        for one in life.reviews
        if one.moved is not None
    ]
    return Facts(versions[-1][1], past, given, spends(life.deeds), reviews)


def spends(deeds: list[OracleDeed]) -> list[Spend]:
    """Return the program's spends for the oracle's deeds, in order."""
    found = [
        Spend(
            one.date,
            one.seq,
            one.spend,
            one.points,
            one.kind in TAKES_BACK,
            (Paid(one.item, one.ended),) if one.item else (),
            one.kind in VISITS,
        )
        for one in deeds
    ]
    return sorted(found, key=lambda one: (one.date, one.seq))
