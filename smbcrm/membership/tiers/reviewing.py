"""The review of everybody's tier: the list to look at first, and applying it once."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from smbcrm.core.clock import Clock
from smbcrm.core.ids import uuid7
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.changes.types import SetUp, SetUpChanged
from smbcrm.membership.requests.types import Act, Done
from smbcrm.membership.staff.steps import Moment, once
from smbcrm.membership.tiers import rules
from smbcrm.membership.tiers.keeping import Question, judged
from smbcrm.membership.tiers.moves import Move, Review, ReviewList, Turn
from smbcrm.membership.tiers.ports import Desk, EntrySteps, TierDesk
from smbcrm.membership.tiers.reaching import figures, in_force, way
from smbcrm.membership.tiers.steps import begin_rules, every_rule, items_of, tier_entered, wanted
from smbcrm.membership.tiers.timeline import Facts, held_of, is_of, retold
from smbcrm.membership.tiers.types import (
    Figures,
    Membership,
    NotYet,
    PastRule,
    Spend,
    Tier,
    TierReason,
)


class _Case(NamedTuple):
    """A customer who may move: all that is needed to judge and to write."""

    customer: int
    memberships: Sequence[Membership]
    spends: Sequence[Spend]


class _Rules(NamedTuple):
    tiers: Sequence[Tier]
    past: Sequence[PastRule]
    question: Question


class _Begun(NamedTuple):
    """A review that is applied: by whom, of which review date, judged on which day, after what."""

    request_id: str
    at: Moment
    of: dt.date
    day: dt.date
    after: int


def listed(uow: UnitOfWork[TierDesk], clock: Clock, as_of: dt.date | None) -> ReviewList:
    """Return who will move; see `TierService.review`."""
    return uow.snapshot(_listed, clock, as_of)


def apply(
    uow: UnitOfWork[Desk],
    clock: Clock,
    entry: EntrySteps[Desk],
    as_of: dt.date | None,
    act: Act | None,
) -> ReviewList:
    """Apply a review; see `TierService.apply_review`."""
    return uow.run(lambda work: _apply(work, clock, entry, as_of, act or Act(uuid7(clock))))


def _listed(work: TierDesk, clock: Clock, as_of: dt.date | None) -> ReviewList:
    shop = work.settings.shop()
    today = shop.day.date(clock.now())
    day = rules.check_look(as_of or today, today)
    of = rules.review_of(shop.review_dates, day)
    applied = work.tiers.review_of(of)
    if applied is not None:
        return _carried_out(work, applied)
    found = _rules(work, day)
    moves = [move for _, move in _moving(work, found)]
    return ReviewList(of, day, _named(work, moves))


def _apply(
    work: Desk, clock: Clock, entry: EntrySteps[Desk], as_of: dt.date | None, act: Act
) -> ReviewList:
    made: list[ReviewList] = []

    def step(at: Moment) -> Done:
        day = rules.check_look(as_of or at.today, at.today)
        if day > at.today:
            raise NotYet(date=day)
        if entry.wanted(work):
            _lock_rising(work, day)
        begin_rules(work, at.today)
        of = rules.review_of(work.settings.shop().review_dates, day)
        after = work.tiers.hold()
        if work.tiers.review_of(of) is None:
            begun = _Begun(act.request_id, at, of, day, after)
            made.append(_carry_out(work, entry, begun))
        return Done(of.isoformat())

    of = dt.date.fromisoformat(once(work, clock, act, "tier_review", {"as_of": as_of}, step))
    if made:
        return made[0]
    review = work.tiers.review_of(of)
    assert review is not None  # noqa: S101 - this very request, or another one, applied it
    return _carried_out(work, review)


def _lock_rising(work: TierDesk, day: dt.date) -> None:
    """Hold who will rise, before the rules: every posting takes its locks in this order."""
    moving = _moving(work, _rules(work, day))
    for customer in sorted(case.customer for case, move in moving if move.is_up):
        work.tiers.lock(customer)


def _carry_out(work: Desk, entry: EntrySteps[Desk], begun: _Begun) -> ReviewList:
    at, of, day, after = begun.at, begun.of, begun.day, begun.after
    found = _rules(work, day)
    moving = _moving(work, found)
    ups = sum(move.is_up for _, move in moving)
    review = Review(of, day, after, ups, len(moving) - ups)
    work.tiers.add_review(review, at.now, at.staff.id, at.terminal.id)
    reviews = work.tiers.reviews(day)
    stale: list[int] = []
    told: list[tuple[int, Membership]] = []
    for case, move in moving:
        facts = Facts(found.tiers, found.past, case.memberships, case.spends, reviews)
        stale += [one.id for one in case.memberships if one.since >= day]
        told += [(case.customer, one) for one in retold(facts, day)]
        if move.is_up:
            tier_entered(work, case.customer, move.after, TierReason.REVIEW)
    work.tiers.forget(stale)
    work.tiers.join(told)
    for case, move in moving:
        if move.is_up:  # what it is given is dated today: then it was told of, and may be used
            turn = Turn(begun.request_id, at, at.today, case.customer)
            entry.risen(work, turn, case.memberships)
    work.record(SetUpChanged(SetUp.TIERS))
    return ReviewList(of, day, _named(work, [move for _, move in moving]), review)


def _rules(work: TierDesk, day: dt.date) -> _Rules:
    """Return the rules by which a day is judged: also those that are to come until then."""
    tiers = rules.live(work.tiers.all(), work.tiers.coming(), day)
    past, last = work.tiers.past_rules(), work.tiers.last_operation()
    return _Rules(tiers, past, Question(day, last, tiers, partial(in_force, tiers, past)))


def _carried_out(work: TierDesk, review: Review) -> ReviewList:
    """Return a review that was applied, with those whom it moved."""
    tiers, past = work.tiers.all(), work.tiers.past_rules()
    asked = Question(review.day, review.after, tiers, partial(in_force, tiers, past))
    moves = []
    for case in _cases(work, _Rules(tiers, past, asked), work.tier_standing.moved(review)):
        places = [n for n, one in enumerate(case.memberships) if is_of(one, review)]
        for place in places:
            before = held_of(tiers, case.memberships[:place])
            after = held_of(tiers, case.memberships[: place + 1])
            moves.append(_move(asked, case, before, after))
    moves.sort(key=_place)
    return ReviewList(review.of, review.day, _named(work, moves), review)


def _moving(work: TierDesk, found: _Rules) -> list[tuple[_Case, Move]]:
    """Return who moves, the best tiers first, in each by what was spent."""
    asked, items = found.question, items_of(every_rule(found.tiers, found.past))
    unsettled = _unsettled(work, asked) | work.tier_standing.buyers(items)
    moves = []
    for case in _cases(work, found, sorted(unsettled)):
        begun = [one for one in case.memberships if one.since <= asked.day]
        held = held_of(asked.tiers, begun)
        after = judged(asked, held, begun, case.spends)
        if after.rank != held.rank:
            moves.append((case, _move(asked, case, held, after)))
    moves.sort(key=lambda one: _place(one[1]))
    return moves


def _move(asked: Question, case: _Case, before: Tier, after: Tier) -> Move:
    """Return a move with the figures of the window that decides it."""
    window = after if after.rank > before.rank else before
    there = figures(asked.seen(case.spends), asked.day, window.months)
    return Move(case.customer, "", "", before, after, there, window)


def _place(move: Move) -> tuple[int, int, int]:
    return -move.before.rank, -move.figures.spend, move.customer


def _cases(work: TierDesk, found: _Rules, customers: Sequence[int]) -> Iterator[_Case]:
    asked = wanted(every_rule(found.tiers, found.past), found.question.day, reviewed=True)
    spends = work.tier_standing.spends(customers, asked)
    memberships = work.tier_standing.memberships(customers)
    for customer in customers:
        yield _Case(customer, memberships[customer], spends[customer])


def _unsettled(work: TierDesk, question: Question) -> set[int]:
    """Return who holds another tier than the highest that the figures of today reach.

    Everybody else stays where they are: what is reached today is kept.
    """
    tiers = question.tiers
    held = work.tier_standing.held(question.day)
    tops = _tops(work, question)
    places = {tier.id: tier.rank for tier in tiers}
    lowest = tiers[0].rank
    by_figures = {
        customer
        for customer, rank in tops.items()
        if rank != places[held.get(customer, tiers[0].id)]
    }
    without = {
        customer
        for customer, tier in held.items()
        if places[tier] != lowest and customer not in tops
    }
    return by_figures | without


def _tops(work: TierDesk, question: Question) -> Mapping[int, int]:
    """Return the rank of the highest tier that is reached today, by who did anything."""
    tops: dict[int, int] = {}
    for months in {tier.months for tier in question.tiers}:
        tiers = [tier for tier in reversed(question.tiers) if tier.months == months]
        found = work.tier_standing.figures(
            question.day,
            months,
            visits=any(tier.visits_from is not None for tier in tiers),
            points=any(tier.points_from is not None for tier in tiers),
        )
        for customer, there in found.items():
            rank = _top(tiers, there, question.tiers[0].rank)
            tops[customer] = max(rank, tops.get(customer, rank))
    return tops


def _top(tiers: Iterable[Tier], there: Figures, lowest: int) -> int:
    return next((tier.rank for tier in tiers if way(tier, there)), lowest)


def _named(work: TierDesk, moves: Sequence[Move]) -> tuple[Move, ...]:
    names = work.tier_standing.named([move.customer for move in moves])
    return tuple(
        move._replace(code=names[move.customer][0], name=names[move.customer][1]) for move in moves
    )
