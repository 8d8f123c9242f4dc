"""Ways round the rules that take several steps: pure rules, and the bounds from which one is told.

Each step alone is everyday; what is told is that they follow each other.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

PARTS = 3
"""So often stored value leaves one customer below the PIN, and that much of it in all."""
PARTS_WINDOW = dt.timedelta(hours=1)
PAID_OUT_WITHIN = dt.timedelta(days=30)
"""What came in without cash and goes out in cash so soon is told."""
TURNED_WITHIN = dt.timedelta(days=7)
"""A rule that is changed back so soon after something was sold by it is told."""
MANY_ON_A_CARD = 5
"""So many sales and top-ups of one customer in a day by one of the staff are told."""
_COUNTED = ("points.", "stored_value.", "refund.", "till.difference_limit")
"""The settings by which value is given or looked after; of others nobody gains."""
_SEGMENT = "segment"
"""A list under a name gives nothing to anybody."""


class Noted(NamedTuple):
    """Something that wrote no operation: when, who of the staff, at which till, for whom."""

    recorded_at: dt.datetime
    staff: str
    terminal: str
    name: str
    code: str


class RuleChanged(NamedTuple):
    """A rule of the shop that somebody changed, as it was and is."""

    at: dt.datetime
    staff: str
    terminal: str
    rule: str
    before: str
    after: str


class RuleTurned(NamedTuple):
    """A rule that was changed, and changed back with so many sales and top-ups in between."""

    changed: RuleChanged
    back_at: dt.datetime
    between: int


class Moved(NamedTuple):
    """Stored value that left a customer (by id), in minor units."""

    seq: int
    party: int
    at: dt.datetime
    amount: int


class Brought(NamedTuple):
    """An operation that made a customer's stored value more without cash, or paid it out in cash.

    `party` is who acts, by id.
    """

    seq: int
    party: int
    at: dt.datetime


class Handed(NamedTuple):
    """Stored value that one customer handed over to another, by their ids."""

    seq: int
    giver: int
    taker: int


class Extended(NamedTuple):
    """An extension of a lot of visits from one last day to another, in days, and its own term."""

    seq: int
    lot: int
    days: int
    term: int


def below_the_pin(moved: Iterable[Moved], limit: int) -> frozenset[int]:
    """Return what left a customer in parts: each below the limit, together at least that.

    Counted where there are `PARTS` or more within `PARTS_WINDOW`.
    """
    by_party: defaultdict[int, list[Moved]] = defaultdict(list)
    for one in moved:
        if one.amount < limit:
            by_party[one.party].append(one)
    found: set[int] = set()
    for parts in by_party.values():
        parts.sort(key=lambda one: one.at)
        for place, first in enumerate(parts):
            near = [one for one in parts[place:] if one.at - first.at <= PARTS_WINDOW]
            if len(near) >= PARTS and sum(one.amount for one in near) >= limit:
                found.update(one.seq for one in near)
    return frozenset(found)


def paid_out_soon(
    brought: Sequence[Brought], paid: Iterable[Brought], handed: Sequence[Handed] = ()
) -> frozenset[int]:
    """Return what came in without cash and was paid out in cash soon after, both sides of it.

    Whoever recorded it, and also where it was handed on in between.
    """
    found: set[int] = set()
    for out in paid:
        for party, until, steps in _came_by(out, handed):
            for one in brought:
                soon = out.at - one.at <= PAID_OUT_WITHIN
                if one.party == party and one.seq < until and soon:
                    found.update((one.seq, *steps, out.seq))
    return frozenset(found)


def _came_by(out: Brought, handed: Sequence[Handed]) -> Iterator[tuple[int, int, tuple[int, ...]]]:
    """Yield whose value may have been paid out, before which operation, and by which steps."""
    ways = [(out.party, out.seq, tuple[int, ...]())]
    known = {out.party}
    for party, until, steps in ways:
        yield party, until, steps
        for one in reversed(handed):
            if one.taker == party and one.seq < until and one.giver not in known:
                known.add(one.giver)
                ways.append((one.giver, one.seq, (one.seq, *steps)))


def beyond_its_term(extended: Iterable[Extended]) -> frozenset[int]:
    """Return the extensions by which a lot lasts longer than its own term once more, all in all.

    They are looked at in their order.
    """
    days: defaultdict[int, int] = defaultdict(int)
    found: set[int] = set()
    for one in extended:
        days[one.lot] += one.days
        if days[one.lot] > one.term:
            found.add(one.seq)
    return frozenset(found)


def turned_back(
    changes: Sequence[RuleChanged], sold_at: Sequence[dt.datetime]
) -> Iterator[RuleTurned]:
    """Yield the rules that were changed and changed back while something was sold by them."""
    counted = [one for one in changes if _counts(one.rule)]
    for place, one in enumerate(counted):
        for later in counted[place + 1 :]:
            if later.rule == one.rule and later.after == one.before:
                between = sum(one.at <= at < later.at for at in sold_at)
                if between and later.at - one.at <= TURNED_WITHIN:
                    yield RuleTurned(one, later.at, between)
                break


def _counts(rule: str) -> bool:
    what, _, name = rule.partition(" ")
    return what != _SEGMENT and (what != "setting" or name.startswith(_COUNTED))
