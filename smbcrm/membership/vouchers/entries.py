"""How a customer came up into tiers, and which vouchers belong to which entry: pure rules."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from smbcrm.membership.tiers.types import Membership, Tier


class Entry(NamedTuple):
    """A customer came up into a tier (its id) on a business date.

    `seq` is the operation that led there, or the last one before it was given by hand or by a
    review.
    """

    tier: int
    since: dt.date
    seq: int


class Turned(NamedTuple):
    """What became of entries: `undone` and `made`, and those that another operation leads to now.

    Of `moved` each is the entry as it was and as it is.
    """

    undone: tuple[Entry, ...]
    made: tuple[Entry, ...]
    moved: tuple[tuple[Entry, Entry], ...]


def entries(tiers: Sequence[Tier], memberships: Sequence[Membership]) -> tuple[Entry, ...]:
    """Return how memberships lead up into tiers, in order."""
    by_id = {tier.id: tier for tier in tiers}
    found, held = list[Entry](), tiers[0]
    for one in sorted(memberships, key=lambda one: (one.since, one.id)):
        tier = by_id[one.tier]
        if tier.rank > held.rank:
            led = one.after if one.operation is None else one.operation
            found.append(Entry(tier.id, one.since, led or 0))
        held = tier
    return tuple(found)


def turned(before: Sequence[Entry], after: Sequence[Entry]) -> Turned:
    """Return what became of entries.

    One that is gone and one of the same tier that came in its place are one entry which moved:
    who comes up by one sale and, after that was taken back, by another, came up once.
    """
    gone, come = Counter(before) - Counter(after), Counter(after) - Counter(before)
    undone, made, moved = list[Entry](), list[Entry](), list[tuple[Entry, Entry]]()
    for tier in dict.fromkeys(one.tier for one in (*before, *after)):
        old = [one for one in gone.elements() if one.tier == tier]
        new = [one for one in come.elements() if one.tier == tier]
        both = min(len(old), len(new))
        moved += zip(old[:both], new[:both], strict=True)
        undone += old[both:]
        made += new[both:]
    return Turned(tuple(undone), tuple(made), tuple(moved))
