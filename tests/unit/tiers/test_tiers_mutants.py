"""Faults that somebody could build into the rules of tiers: the oracle sees each of them."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

import pytest
from hypothesis import HealthCheck, Phase, find, settings

from smbcrm.core.clock import add_months
from smbcrm.membership.tiers import keeping, reaching, timeline
from smbcrm.membership.tiers.keeping import Question
from smbcrm.membership.tiers.moves import Listed, Review
from smbcrm.membership.tiers.timeline import Facts, retold
from smbcrm.membership.tiers.types import (
    Figures,
    Membership,
    PastRule,
    Spend,
    Tier,
    TierReason,
)
from smbcrm.membership.tiers.window import window_start
from tests.helpers.tier_lives import CODES, Life, lives, next_review

_DAY = dt.timedelta(days=1)
_way, _judged, _figures = reaching.way, keeping.judged, reaching.figures
_seen, _question, _in_force = Question.seen, timeline.question, reaching.in_force
_reviewed = timeline._reviewed
_by_hand, _raised, _paid_for = keeping.held_by_hand, reaching.raised, keeping._paid_for


def _above_only(tier: Tier, there: Figures) -> TierReason | None:
    return _way(tier, Figures(*(have - 1 for have in there)))


def _every_way(tier: Tier, there: Figures) -> TierReason | None:
    wanted = [(want, have) for want, have in zip(tier.counts, there, strict=True) if want]
    met = all(have >= want for want, have in wanted)
    return TierReason.SPEND if wanted and met else None


def _each_sale_a_visit(spends: Iterable[Spend], day: dt.date, months: int) -> Figures:
    first = window_start(day, months)
    inside = [one for one in spends if first <= one.date <= day]
    made = sum(not one.is_refund for one in inside)
    return _figures(inside, day, months)._replace(visits=made)


def _refunds_unseen(self: Question, spends: Sequence[Spend]) -> list[Spend]:
    return [one for one in _seen(self, spends) if not one.is_refund]


def _down_to_the_lowest(
    asked: Question, held: Tier, memberships: Sequence[Membership], spends: Sequence[Spend]
) -> Tier:
    found = _judged(asked, held, memberships, spends)
    return asked.tiers[0] if found.rank < held.rank else found


def _never_up(
    asked: Question, held: Tier, memberships: Sequence[Membership], spends: Sequence[Spend]
) -> Tier:
    found = _judged(asked, held, memberships, spends)
    return held if found.rank > held.rank else found


def _over_on_its_last_day(memberships: Iterable[Membership], day: dt.date) -> Membership | None:
    return _by_hand(memberships, day + _DAY)


def _a_ceiling(
    tiers: Sequence[Tier], held: Tier, at: Spend, views: Sequence[Sequence[Spend]]
) -> tuple[Tier, TierReason] | None:
    found = _raised(tiers, held, at, views)
    return None if found is not None and held.rank else found


def _judges_anew(facts: Facts, event: Review | Listed, told: Sequence[Membership]) -> Tier:
    return _reviewed(facts, event if isinstance(event, Review) else event.review, told)


def _as_of_the_day_of_applying(
    review: Review, tiers: Sequence[Tier], past: Sequence[PastRule]
) -> Question:
    return _question(review._replace(as_of=review.day), tiers, past)


def _the_list_alone(facts: Facts, event: Review | Listed, told: Sequence[Membership]) -> Tier:
    if isinstance(event, Review):
        return _reviewed(facts, event, told)
    return next(tier for tier in facts.tiers if tier.id == event.after)


MUTANTS: dict[str, tuple[object, str, object]] = {
    "a window of a day more": (
        reaching,
        "window_start",
        lambda day, months: window_start(day, months) - _DAY,
    ),
    "the very amount is not enough": (reaching, "way", _above_only),
    "all ways instead of one": (reaching, "way", _every_way),
    "two sales of a day are two visits": (reaching, "figures", _each_sale_a_visit),
    "a refund lowers at once": (timeline, "known", lambda spends: [list(spends)]),
    "the rules of today": (timeline, "in_force", lambda tiers, _past, _seq, _turn=0: tiers),
    "no grace": (
        keeping,
        "_reached_of_late",
        lambda asked, tier, seen: bool(_way(tier, _figures(seen, asked.day, tier.months))),
    ),
    "grace of a month more": (
        keeping,
        "add_months",
        lambda day, months: add_months(day, months - 1 if months < 0 else months),
    ),
    "a review overlooks refunds": (Question, "seen", _refunds_unseen),
    "down to the lowest": (keeping, "judged", _down_to_the_lowest),
    "a review raises nobody": (keeping, "judged", _never_up),
    "an applied review judges anew": (timeline, "_reviewed", _judges_anew),
    "its list whatever was taken back": (timeline, "_reviewed", _the_list_alone),
    "as of the day of applying": (timeline, "question", _as_of_the_day_of_applying),
    "deeds of one moment have no order": (
        timeline,
        "in_force",
        lambda tiers, past, seq, turn=0: _in_force(tiers, past, seq + (1 if turn else 0)),
    ),
    "by hand ends a day early": (keeping, "held_by_hand", _over_on_its_last_day),
    "only the first step up": (timeline, "raised", _a_ceiling),
    "paid for without end": (keeping, "_paid_for", lambda _asked, _tier, one: bool(one.paid)),
    "what went back still counts": (
        keeping,
        "_paid_for",
        lambda asked, tier, one: _paid_for(
            asked, tier, one._replace(paid=tuple(paid._replace(ended=None) for paid in one.paid))
        ),
    ),
}


def differs(life: Life) -> bool:
    told = [(one.since, CODES[one.tier - 1]) for one in retold(life.facts, dt.date.min)]
    found, wanted = next_review(life)
    return told != life.oracle.history() or found != wanted


@pytest.mark.soak
@pytest.mark.parametrize("name", MUTANTS)
def test_the_oracle_sees(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    place, what, change = MUTANTS[name]
    monkeypatch.setattr(place, what, change)
    if place is reaching and hasattr(keeping, what):
        monkeypatch.setattr(keeping, what, change)
    found: Callable[[Life], bool] = differs
    find(
        lives(),
        found,
        settings=settings(
            max_examples=3_000,
            phases=[Phase.generate],
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
