"""What an owner should look at: pure rules, and the bounds from which something is told.

None of it proves anything. What is rare in an honest shop is listed one by one, what happens to
everybody now and then only where somebody does it often.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from smbcrm.core.clock import BusinessDay
from smbcrm.membership.ledger.clocks import ClockFlag
from smbcrm.membership.ledger.types import OperationKind
from smbcrm.membership.reports.insider_ways import Noted, RuleTurned
from smbcrm.membership.reports.till_deeds import TillDeed

LATE = dt.timedelta(hours=2)
"""What is taken back so long after it was recorded is told: who made a mistake sees it sooner."""
AFTER_HOURS = dt.timedelta(hours=1)
"""So long after the last sale or top-up of the day the shop is taken to be empty."""
WINDOW = dt.timedelta(days=30)
"""Within so many days "often" is counted."""
MOST_ADJUSTMENTS = 5
MOST_GIFTS = 3
MOST_VOUCHERS = 2
"""More than so many by hand to one customer are much."""
MOST_FRIENDS = 2
MOST_CASH_REFUNDS = 2
MOST_CASH_BACK = 5
MOST_MOVED_OUT = 3
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
    ONE_CARD = "many_on_one_card"
    FRIENDS = "friends_for_little"
    ENTRIES = "entries_given_back"
    CASH_REFUNDS = "cash_refunds"
    CASH_BACK = "often_cash_back"
    MOVED_OUT = "often_moved_out"
    GIVEN = "given_to_staff"
    LARGE = "large_adjustments"
    PAID_OUT = "paid_out_soon"
    PARTS = "below_the_pin"
    EXTENDED = "long_extensions"
    CASH_OUT = "cash_out"
    BEYOND = "beyond_the_drawer"
    BACK_DATED = "back_dated"
    LATER = "changed_after_closing"
    CLOCK = "clock"
    PIN_RESET = "pin_resets"
    WRONG_PINS = "wrong_pins"
    VOID_CARDS = "void_cards"
    TIERS_HELD = "tiers_held"
    TURNED = "rules_changed_back"
    SHORT = "differences"
    RECOUNTED = "recounted"


class Difference(NamedTuple):
    """A day that was closed with more or less in the drawer than should be there."""

    date: dt.date
    terminal: str
    staff: str
    expected: int
    counted: int
    word: str


class ResetPin(NamedTuple):
    """A spending PIN that was changed or taken away without being typed; `name` is whose."""

    recorded_at: dt.datetime
    staff: str
    terminal: str
    name: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class InsiderFacts:
    """What happened in a while.

    `deeds` are in the order of the chain: all that take something back, give it back, adjust, or
    move cash, and every one that another part names. `own` and `relatives` are the numbers of those
    by staff who are the customer themselves, or are related to them, now or when it was done;
    `later` of those on days that were closed before. `last_sales` is when each business date had
    its last sale or top-up.
    `differences` are of the counts that closed a day, `recounted` of blind counts that were
    followed by one with another difference, each held against what should have been there then.
    `numbered` are the numbers of what the chain alone tells, by why it is told: what others gave to
    staff and their relatives without money, and what goes round a rule in several steps
    (`insider_ways`). `by_hand` are those of vouchers that nothing but a hand brought, `friends` of
    those that a friend brought who bought for less than they are worth.
    `ordinary` is the amount of the largest top-up offer. `holds` are tiers held by hand for staff
    and their relatives, `wrong_pins` were typed after a lock, `void_cards` are made void by hand.
    """

    deeds: Sequence[TillDeed]
    own: frozenset[int] = frozenset()
    relatives: frozenset[int] = frozenset()
    later: frozenset[int] = frozenset()
    last_sales: Mapping[dt.date, dt.datetime] = field(default_factory=dict)
    flags: Sequence[ClockFlag] = ()
    differences: Sequence[Difference] = ()
    recounted: Sequence[Difference] = ()
    resets: Sequence[ResetPin] = ()
    numbered: Mapping[Suspicion, frozenset[int]] = field(default_factory=dict)
    by_hand: frozenset[int] = frozenset()
    friends: frozenset[int] = frozenset()
    ordinary: int = 0
    holds: Sequence[Noted] = ()
    wrong_pins: Sequence[Noted] = ()
    void_cards: Sequence[Noted] = ()
    turned: Sequence[RuleTurned] = ()

    @property
    def noted(self) -> Mapping[Suspicion, Sequence[Noted]]:
        """What wrote no operation, by why it is told."""
        return {
            Suspicion.WRONG_PINS: self.wrong_pins,
            Suspicion.VOID_CARDS: self.void_cards,
            Suspicion.TIERS_HELD: self.holds,
        }


@dataclass(frozen=True, slots=True)
class Suspect:
    """What is told for one reason."""

    why: Suspicion
    deeds: tuple[TillDeed, ...] = ()
    differences: tuple[Difference, ...] = ()
    resets: tuple[ResetPin, ...] = ()
    noted: tuple[Noted, ...] = ()
    turned: tuple[RuleTurned, ...] = ()

    @property
    def count(self) -> int:
        """How many things are told."""
        listed = self.deeds, self.differences, self.resets, self.noted, self.turned
        return sum(map(len, listed))


def suspects(
    facts: InsiderFacts, day: BusinessDay, limit: int, worth: tuple[int, int] = (1, 0)
) -> list[Suspect]:
    """Return what should be looked at; `limit` is the difference that needs a word.

    So many points are worth so many minor units, as `worth` says.
    """
    found = [Suspect(why, deeds) for why in Suspicion if (deeds := _told(why, facts, day))]
    large = _large(facts, worth)
    found += [Suspect(Suspicion.LARGE, large)] if large else []
    if facts.resets:
        found.append(Suspect(Suspicion.PIN_RESET, resets=tuple(facts.resets)))
    found += [Suspect(why, noted=tuple(told)) for why, told in facts.noted.items() if told]
    if facts.turned:
        found.append(Suspect(Suspicion.TURNED, turned=tuple(facts.turned)))
    for why, counts in (
        (Suspicion.SHORT, facts.differences),
        (Suspicion.RECOUNTED, facts.recounted),
    ):
        far_off = tuple(one for one in counts if abs(one.counted - one.expected) > limit)
        found += [Suspect(why, differences=far_off)] if far_off else []
    order = list(Suspicion)
    return sorted(found, key=lambda one: order.index(one.why))


def often(
    deeds: Iterable[TillDeed],
    most: int,
    window: dt.timedelta,
    by: Callable[[TillDeed], Hashable] = lambda deed: deed.staff,
) -> list[TillDeed]:
    """Return those of which one of the staff did more than `most` within a window of time.

    They are told together: each that lies in such a window, in the order of the chain. `by` says
    what else than who did them they have in common.
    """
    alike: defaultdict[Hashable, list[TillDeed]] = defaultdict(list)
    for deed in deeds:
        alike[by(deed)].append(deed)
    found: set[TillDeed] = set()
    for own in alike.values():
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


def _told(why: Suspicion, facts: InsiderFacts, day: BusinessDay) -> tuple[TillDeed, ...]:
    """Return what is told for a reason: by its rule, and by its numbers."""
    rule = _TOLD.get(why)
    found = set(rule(facts, day) if rule else ())
    found.update(_numbered(facts, facts.numbered.get(why, frozenset())))
    return tuple(sorted(found, key=lambda deed: deed.seq))


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
    issued = _numbered(facts, facts.by_hand)
    to_one = often(issued, MOST_VOUCHERS, WINDOW, lambda deed: (deed.staff, deed.holder))
    return [*often(given, MOST_GIFTS, WINDOW), *to_one]


def _friends(facts: InsiderFacts, _: BusinessDay) -> list[TillDeed]:
    brought = _numbered(facts, facts.friends)
    return often(brought, MOST_FRIENDS, WINDOW, lambda deed: deed.holder)


def _cash_refunds(facts: InsiderFacts, _: BusinessDay) -> list[TillDeed]:
    refunds = _of_kind(facts, OperationKind.REFUND)
    to_nobody = [deed for deed in refunds if deed.holder is None and deed.cash < 0]
    return often(to_nobody, MOST_CASH_REFUNDS, WINDOW)


def _cash_back(facts: InsiderFacts, _: BusinessDay) -> list[TillDeed]:
    """Return refunds in cash: of old bills of customers, who need not have been there."""
    refunds = _of_kind(facts, OperationKind.REFUND)
    return often([deed for deed in refunds if deed.cash < 0], MOST_CASH_BACK, WINDOW)


def _moved_out(facts: InsiderFacts, _: BusinessDay) -> list[TillDeed]:
    """Return what takes stored value from customers without a sale: paid out, handed on."""
    kinds = {OperationKind.WITHDRAWAL, OperationKind.TRANSFER}
    return often([deed for deed in facts.deeds if deed.kind in kinds], MOST_MOVED_OUT, WINDOW)


def _large(facts: InsiderFacts, worth: tuple[int, int]) -> tuple[TillDeed, ...]:
    """Return the adjustments that give more than the largest top-up offer asks for."""
    points, minor = worth
    return tuple(
        deed
        for deed in _of_kind(facts, OperationKind.ADJUSTMENT)
        if facts.ordinary and deed.value + deed.points * minor // points > facts.ordinary
    )


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
    Suspicion.FRIENDS: _friends,
    Suspicion.CASH_REFUNDS: _cash_refunds,
    Suspicion.CASH_BACK: _cash_back,
    Suspicion.MOVED_OUT: _moved_out,
    Suspicion.CASH_OUT: _cash_out,
    Suspicion.BACK_DATED: _back_dated,
    Suspicion.LATER: _later,
    Suspicion.CLOCK: _clock,
}
