"""Which customers are staff, or related to them, as it stood at any time: pure rules.

A tie of today counts for whatever was done before, one that was taken away for what was done while
it stood: so nobody takes it away after the deed.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

BEGAN, ENDLESS = (
    dt.datetime.min.replace(tzinfo=dt.UTC),
    dt.datetime.max.replace(tzinfo=dt.UTC),
)


class Noticed(NamedTuple):
    """What was noted of two: from `at` on they belong together, or no more."""

    at: dt.datetime
    first: int
    second: int
    linked: bool


class Span(NamedTuple):
    """Two who belong together from one instant to before another."""

    first: int
    second: int
    since: dt.datetime = BEGAN
    until: dt.datetime = ENDLESS


class Tie(NamedTuple):
    """Somebody of the staff and a customer: themselves, or a relative of theirs, in a while."""

    staff: int
    customer: int
    own: bool
    since: dt.datetime
    until: dt.datetime

    def at(self, instant: dt.datetime) -> bool:
        """Tell whether it stood then."""
        return self.since <= instant < self.until


def spans(now: Iterable[tuple[int, int]], noticed: Sequence[Noticed]) -> list[Span]:
    """Return who belonged together when: those of today for ever, others while it stood.

    `noticed` is in the order of time.
    """
    today = set(now)
    found = [Span(*pair) for pair in today]
    began: dict[tuple[int, int], dt.datetime] = {}
    for one in noticed:
        pair = one.first, one.second
        if one.linked:
            began.setdefault(pair, one.at)
        elif pair in began:
            since = began.pop(pair)
            found += [] if pair in today else [Span(*pair, since, one.at)]
    return found


def ties(staff: Sequence[Span], related: Sequence[Span]) -> Iterator[Tie]:
    """Yield the ties of staff to customers; `related` are customers, each pair in both orders."""
    for one in staff:
        yield Tie(one.first, one.second, True, one.since, one.until)  # noqa: FBT003 - a fact
        for other in related:
            since, until = max(one.since, other.since), min(one.until, other.until)
            if other.first == one.second and since < until:
                yield Tie(one.first, other.second, False, since, until)  # noqa: FBT003 - a fact
