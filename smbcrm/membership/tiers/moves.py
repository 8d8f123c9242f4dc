"""Tiers: who moves when they are reviewed."""

import datetime as dt
from typing import NamedTuple

from smbcrm.membership.staff.steps import Moment
from smbcrm.membership.tiers.types import Figures, Tier, TierReason


class Review(NamedTuple):
    """A review: of which review date, judged as of which day, in force from which day on.

    It is of the moment of `after` and `turn`; see `Moment`. `up` and `down` are how many people
    it moved.
    """

    of: dt.date
    as_of: dt.date
    day: dt.date
    after: int
    turn: int
    up: int = 0
    down: int = 0


class Listed(NamedTuple):
    """What the list of an applied review said of one customer: from which tier to which (ids).

    `figures` are what decided it; None where an earlier version applied it, which kept none.
    """

    review: Review
    before: int
    after: int
    figures: Figures | None = None


class Turn(NamedTuple):
    """A change of a customer's tiers that no sale and no visit made: by hand, or by a review.

    `date` is the business date that what follows from it bears.
    """

    request_id: str
    at: Moment
    date: dt.date
    customer: int


class Move(NamedTuple):
    """Who moves at a review: from, to, and what the figures of the window of `judged` are."""

    customer: int
    code: str
    name: str
    before: Tier
    after: Tier
    figures: Figures
    judged: Tier

    @property
    def is_up(self) -> bool:
        """Whether it is a better tier."""
        return self.after.rank > self.before.rank


class ReviewList(NamedTuple):
    """Who moves at a review date; `applied` is the review if it was done already.

    `day` is the one on which it was applied, else today or, of a review to come, its date.
    """

    of: dt.date
    day: dt.date
    moves: tuple[Move, ...]
    applied: Review | None = None


class TierEntered(NamedTuple):
    """Somebody moved up (an event)."""

    customer: int
    tier: int
    reason: TierReason
