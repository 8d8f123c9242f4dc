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
from smbcrm.membership.tiers.keeping import Question, decided, held_of
from smbcrm.membership.tiers.moves import Listed, Move, Review, ReviewList, Turn
from smbcrm.membership.tiers.ports import Desk, EntrySteps, TierDesk
from smbcrm.membership.tiers.reaching import figures, in_force, way
from smbcrm.membership.tiers.steps import begin_rules, every_rule, items_of, tier_entered, wanted
from smbcrm.membership.tiers.timeline import by_review, question
from smbcrm.membership.tiers.types import (
    Figures,
    Membership,
    NotYet,
    PastRule,
    ReviewPassed,
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
    """A review that is applied: by whom, and which."""

    request_id: str
    at: Moment
    review: Review


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
    of = rules.review_of(shop.review_dates, rules.check_look(as_of or today, today))
    applied = work.tiers.review_of(of)
    if applied is not None:
        return _carried_out(work, applied)
    found = _rules(work, of, today)
    moves = [move for _, move in _moving(work, found)]
    return ReviewList(of, found.question.on, _named(work, moves))


def _apply(
    work: Desk, clock: Clock, entry: EntrySteps[Desk], as_of: dt.date | None, act: Act
) -> ReviewList:
    made: list[ReviewList] = []

    def step(at: Moment) -> Done:
        day = rules.check_look(as_of or at.today, at.today)
        if day > at.today:
            raise NotYet(date=day)
        of = rules.review_of(work.settings.shop().review_dates, day)
        if entry.wanted(work):
            _lock_rising(work, of, at.today)
        begin_rules(work, at.today)
        now = work.tiers.hold()
        if work.tiers.review_of(of) is None:
            later = work.tiers.last_review()
            if later is not None and later > of:
                raise ReviewPassed(date=of, later=later)
            review = Review(of, of, at.today, *now)
            made.append(_carry_out(work, entry, _Begun(act.request_id, at, review)))
        return Done(of.isoformat())

    of = dt.date.fromisoformat(once(work, clock, act, "tier_review", {"as_of": as_of}, step))
    if made:
        return made[0]
    review = work.tiers.review_of(of)
    assert review is not None  # noqa: S101 - this very request, or another one, applied it
    return _carried_out(work, review)


def _lock_rising(work: TierDesk, of: dt.date, today: dt.date) -> None:
    """Hold who will rise, before the rules: every posting takes its locks in this order."""
    moving = _moving(work, _rules(work, of, today))
    for customer in sorted(case.customer for case, move in moving if move.is_up):
        work.tiers.lock(customer)


def _carry_out(work: Desk, entry: EntrySteps[Desk], begun: _Begun) -> ReviewList:
    at, review = begun.at, begun.review
    moving = _moving(work, _rules(work, review.of, at.today))
    ups = sum(move.is_up for _, move in moving)
    review = review._replace(up=ups, down=len(moving) - ups)
    work.tiers.add_review(review, at.now, at.staff.id, at.terminal.id)
    work.tiers.add_moves(
        (move.customer, Listed(review, move.before.id, move.after.id, move.figures))
        for _, move in moving
    )
    work.tiers.join([(case.customer, by_review(move.after, review)) for case, move in moving])
    for case, move in moving:
        if move.is_up:  # what it is given is dated today: then it was told of, and may be used
            tier_entered(work, case.customer, move.after, TierReason.REVIEW)
            turn = Turn(begun.request_id, at, at.today, case.customer)
            entry.risen(work, turn, case.memberships)
    work.record(SetUpChanged(SetUp.TIERS))
    return ReviewList(review.of, review.day, _named(work, [move for _, move in moving]), review)


def _rules(work: TierDesk, of: dt.date, today: dt.date) -> _Rules:
    """Return the rules by which a review is judged: also those that are to come until then."""
    on = max(of, today)
    tiers = rules.live(work.tiers.all(), work.tiers.coming(), on)
    past, last = work.tiers.past_rules(), work.tiers.last_operation()
    return _Rules(tiers, past, Question(of, on, last, tiers, partial(in_force, tiers, past)))


def _carried_out(work: TierDesk, review: Review) -> ReviewList:
    """Return a review that was applied, with those whom it moved."""
    tiers, past = work.tiers.all(), work.tiers.past_rules()
    asked, listed = question(review, tiers, past), work.tier_standing.moved(review)
    places = {tier.id: tier for tier in tiers}
    moves = []
    for case in _cases(work, _Rules(tiers, past, asked), list(listed)):
        one = listed[case.customer]
        move = _move(asked, case, places[one.before], places[one.after])
        moves.append(move._replace(figures=one.figures or move.figures))
    moves.sort(key=_place)
    return ReviewList(review.of, review.day, _named(work, moves), review)


def _moving(work: TierDesk, found: _Rules) -> list[tuple[_Case, Move]]:
    """Return who moves, the best tiers first, in each by what was spent."""
    asked, items = found.question, items_of(every_rule(found.tiers, found.past))
    unsettled = _unsettled(work, asked) | work.tier_standing.buyers(items)
    moves = []
    for case in _cases(work, found, sorted(unsettled)):
        begun = [one for one in case.memberships if one.since <= asked.on]
        held = held_of(asked.tiers, begun)
        after = decided(asked, begun, case.spends)
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
    """Return who held another tier than the highest that the figures of the day reached.

    Everybody else stays where they are: what was reached on that day is kept.
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
    """Return the rank of the highest tier that was reached on the day, by who did anything."""
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
