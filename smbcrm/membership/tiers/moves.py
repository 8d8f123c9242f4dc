"""Tiers: who moves when they are reviewed."""

import datetime as dt
from typing import NamedTuple

from smbcrm.membership.staff.steps import Moment
from smbcrm.membership.tiers.types import Figures, Tier, TierReason


class Review(NamedTuple):
    """A review that was applied: of which review date, judged on which day, after which operation.

    `up` and `down` are how many people it moved.
    """

    of: dt.date
    day: dt.date
    after: int
    up: int = 0
    down: int = 0


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
    """Who moves at a review date, as of a day; `applied` is the review if it was done already."""

    of: dt.date
    day: dt.date
    moves: tuple[Move, ...]
    applied: Review | None = None


class TierEntered(NamedTuple):
    """Somebody moved up (an event)."""

    customer: int
    tier: int
    reason: TierReason
