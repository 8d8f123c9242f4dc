"""Clocks that stand wrong: pure rules over the order of the chain and the time of each operation.

The chain says in which order things were recorded, each operation at what time: where the two
disagree, the clock of a PC was set. Such an operation is accepted, and flagged.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple

BEHIND = dt.timedelta(minutes=5)
"""The clocks of two tills may differ by so much."""
AHEAD = dt.timedelta(days=400)
"""A shop may have been shut for so long."""
BELIEVED_AFTER = dt.timedelta(days=7)
"""A time far ahead that lasts so long is the time: a clock that stands wrong is noticed before."""
LOOK_BACK = 2000
"""The newest time is looked for among so many operations before."""


class Recorded(NamedTuple):
    """When an operation was recorded, by its place in the chain."""

    seq: int
    at: dt.datetime


class ClockFlag(NamedTuple):
    """An operation recorded while a clock stood wrong; `newest` is the time it is compared with."""

    seq: int
    at: dt.datetime
    newest: dt.datetime

    @property
    def behind(self) -> bool:
        """Whether the clock stood behind, rather than far ahead."""
        return self.at < self.newest


def flagged(rows: Iterable[Recorded]) -> Iterator[ClockFlag]:
    """Yield the operations, in the order of the chain, at which a clock stood wrong.

    It stands behind if more than `BEHIND` before the newest time so far, ahead if more than
    `AHEAD` after it. A time far ahead does not count as the newest until it has lasted.
    """
    watch = ClockWatch()
    for row in rows:
        flag = watch.look_at(row)
        if flag is not None:
            yield flag


def runs(numbers: Iterable[int], gap: int) -> Iterator[tuple[int, int]]:
    """Yield the first and the last of numbers that follow each other with no larger gap."""
    first = last = None
    for number in sorted(numbers):
        if first is None or last is None or number - last > gap:
            if first is not None and last is not None:
                yield first, last
            first = number
        last = number
    if first is not None and last is not None:
        yield first, last


class ClockWatch:
    """Follows the newest time along the chain."""

    def __init__(self) -> None:
        self.newest: dt.datetime | None = None
        self._ahead_since: dt.datetime | None = None

    def look_at(self, row: Recorded) -> ClockFlag | None:
        """Take the next operation, and return what is wrong with its time."""
        newest = self.newest
        if newest is None:
            self.newest = row.at
            return None
        if row.at - newest > AHEAD:
            since = self._ahead_since = self._ahead_since or row.at
            if row.at - since <= BELIEVED_AFTER:
                return ClockFlag(row.seq, row.at, newest)
        self._ahead_since = None
        self.newest = max(newest, row.at)
        return ClockFlag(row.seq, row.at, newest) if newest - row.at > BEHIND else None


def wrong_now(rows: Iterable[Recorded], now: dt.datetime) -> ClockFlag | None:
    """Return how a clock stands against the last operations; None where it can be right."""
    watch = ClockWatch()
    last = 0
    for row in rows:
        watch.look_at(row)
        last = row.seq
    return watch.look_at(Recorded(last + 1, now))
