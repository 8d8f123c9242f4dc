"""What an owner should look at: pure rules, and the bounds from which something is told.

None of it proves anything. What is rare in an honest shop is listed one by one, what happens to
everybody now and then only where somebody does it often.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from smbcrm.core.clock import BusinessDay
from smbcrm.membership.ledger.clocks import ClockFlag
from smbcrm.membership.ledger.types import OperationKind
from smbcrm.membership.reports.till_deeds import TillDeed

LATE = dt.timedelta(hours=2)
"""What is taken back so long after it was recorded is told: who made a mistake sees it sooner."""
AFTER_HOURS = dt.timedelta(hours=1)
"""So long after the last sale or top-up of the day the shop is taken to be empty."""
WINDOW = dt.timedelta(days=30)
"""Within so many days "often" is counted."""
MOST_ADJUSTMENTS = 5
MOST_GIFTS = 3
MOST_CASH_REFUNDS = 2
MOST_TAKEN_BACK = 5
"""More than so many by one of the staff are often."""
TAKEN_BACK_WINDOW = dt.timedelta(days=7)
"""Sales in cash are taken back every week: these are counted within so many days."""
_EXPLAINED = frozenset({"float", "bank", "purchase"})
"""Why cash is taken out in every shop."""


class Suspicion(StrEnum):
    """What is told, in the order in which it is."""

    OWN = "own_account"
    RELATIVE = "relative"
    LATE_VOID = "late_void"
    AFTER_HOURS = "after_hours"
    TAKEN_BACK = "often_taken_back"
    ADJUSTMENTS = "many_adjustments"
    GIFTS = "many_gifts"
    CASH_REFUNDS = "cash_refunds"
    CASH_OUT = "cash_out"
    BACK_DATED = "back_dated"
    LATER = "changed_after_closing"
    CLOCK = "clock"
    SHORT = "differences"


class Difference(NamedTuple):
    """A day that was closed with more or less in the drawer than should be there."""

    date: dt.date
    terminal: str
    staff: str
    expected: int
    counted: int
    word: str


@dataclass(frozen=True, slots=True)
class InsiderFacts:
    """What happened in a while.

    `deeds` are in the order of the chain: all that take something back, give it back, adjust, or
    move cash, and every one that another part names. `own` and `relatives` are the numbers of those
    by staff who are the customer themselves, or are related to them; `later` of those on days that
    were closed before. `last_sales` is when each business date had its last sale or top-up.
    """

    deeds: Sequence[TillDeed]
    own: frozenset[int] = frozenset()
    relatives: frozenset[int] = frozenset()
    later: frozenset[int] = frozenset()
    last_sales: Mapping[dt.date, dt.datetime] = field(default_factory=dict)
    flags: Sequence[ClockFlag] = ()
    differences: Sequence[Difference] = ()


@dataclass(frozen=True, slots=True)
class Suspect:
    """What is told for one reason."""

    why: Suspicion
    deeds: tuple[TillDeed, ...] = ()
    differences: tuple[Difference, ...] = ()

    @property
    def count(self) -> int:
        """How many things are told."""
        return len(self.deeds) + len(self.differences)


def suspects(facts: InsiderFacts, day: BusinessDay, limit: int) -> list[Suspect]:
    """Return what should be looked at; `limit` is the difference that needs a word."""
    found = [
        Suspect(why, tuple(deeds))
        for why in Suspicion
        if why is not Suspicion.SHORT and (deeds := _TOLD[why](facts, day))
    ]
    far_off = tuple(one for one in facts.differences if abs(one.counted - one.expected) > limit)
    return [*found, *([Suspect(Suspicion.SHORT, differences=far_off)] if far_off else [])]


def often(deeds: Iterable[TillDeed], most: int, window: dt.timedelta) -> list[TillDeed]:
    """Return those of which one of the staff did more than `most` within a window of time.

    They are told together: each that lies in such a window, in the order of the chain.
    """
    by_staff: defaultdict[int, list[TillDeed]] = defaultdict(list)
    for deed in deeds:
        by_staff[deed.staff].append(deed)
    found: set[TillDeed] = set()
    for own in by_staff.values():
        own.sort(key=lambda deed: deed.recorded_at)
        for first in range(len(own) - most):
            if own[first + most].recorded_at - own[first].recorded_at <= window:
                found.update(own[first : first + most + 1])
    return sorted(found, key=lambda deed: deed.seq)


def is_late(deed: TillDeed) -> bool:
    """Tell whether something was taken back long after it was recorded."""
    return deed.target_at is not None and deed.recorded_at - deed.target_at > LATE


def is_after_hours(deed: TillDeed, last_sales: Mapping[dt.date, dt.datetime]) -> bool:
    """Tell whether something was taken back when the shop was empty.

    It bears the date of what it takes back, so that day's last sale says when that was.
    """
    last = last_sales.get(deed.business_date)
    return last is not None and deed.of is not None and deed.recorded_at - last > AFTER_HOURS


def _numbered(facts: InsiderFacts, numbers: frozenset[int]) -> list[TillDeed]:
    return [deed for deed in facts.deeds if deed.seq in numbers]


def _of_kind(facts: InsiderFacts, kind: OperationKind) -> list[TillDeed]:
    return [deed for deed in facts.deeds if deed.kind is kind]


def _own(facts: InsiderFacts, _: BusinessDay) -> list[TillDeed]:
    return _numbered(facts, facts.own)


def _relatives(facts: InsiderFacts, _: BusinessDay) -> list[TillDeed]:
    return _numbered(facts, facts.relatives - facts.own)


def _late(facts: InsiderFacts, _: BusinessDay) -> list[TillDeed]:
    return [deed for deed in facts.deeds if is_late(deed)]


def _after_hours(facts: InsiderFacts, _: BusinessDay) -> list[TillDeed]:
    return [deed for deed in facts.deeds if is_after_hours(deed, facts.last_sales)]


def _taken_back(facts: InsiderFacts, _: BusinessDay) -> list[TillDeed]:
    back = [deed for deed in facts.deeds if deed.of is OperationKind.SALE and deed.cash < 0]
    return often(back, MOST_TAKEN_BACK, TAKEN_BACK_WINDOW)


def _adjustments(facts: InsiderFacts, _: BusinessDay) -> list[TillDeed]:
    return often(_of_kind(facts, OperationKind.ADJUSTMENT), MOST_ADJUSTMENTS, WINDOW)


def _gifts(facts: InsiderFacts, _: BusinessDay) -> list[TillDeed]:
    adjusted = _of_kind(facts, OperationKind.ADJUSTMENT)
    given = [deed for deed in adjusted if max(deed.value, deed.points, deed.visits) > 0]
    return often(given, MOST_GIFTS, WINDOW)


def _cash_refunds(facts: InsiderFacts, _: BusinessDay) -> list[TillDeed]:
    refunds = _of_kind(facts, OperationKind.REFUND)
    to_nobody = [deed for deed in refunds if deed.holder is None and deed.cash < 0]
    return often(to_nobody, MOST_CASH_REFUNDS, WINDOW)


def _cash_out(facts: InsiderFacts, _: BusinessDay) -> list[TillDeed]:
    cash = _of_kind(facts, OperationKind.CASH)
    return [deed for deed in cash if deed.cash < 0 and deed.reason not in _EXPLAINED]


def _back_dated(facts: InsiderFacts, day: BusinessDay) -> list[TillDeed]:
    return [
        deed
        for deed in facts.deeds
        if deed.of is None and deed.business_date != day.date(deed.recorded_at)
    ]


def _later(facts: InsiderFacts, _: BusinessDay) -> list[TillDeed]:
    return _numbered(facts, facts.later)


def _clock(facts: InsiderFacts, _: BusinessDay) -> list[TillDeed]:
    return _numbered(facts, frozenset(flag.seq for flag in facts.flags))


_TOLD: Mapping[Suspicion, Callable[[InsiderFacts, BusinessDay], Sequence[TillDeed]]] = {
    Suspicion.OWN: _own,
    Suspicion.RELATIVE: _relatives,
    Suspicion.LATE_VOID: _late,
    Suspicion.AFTER_HOURS: _after_hours,
    Suspicion.TAKEN_BACK: _taken_back,
    Suspicion.ADJUSTMENTS: _adjustments,
    Suspicion.GIFTS: _gifts,
    Suspicion.CASH_REFUNDS: _cash_refunds,
    Suspicion.CASH_OUT: _cash_out,
    Suspicion.BACK_DATED: _back_dated,
    Suspicion.LATER: _later,
    Suspicion.CLOCK: _clock,
}
