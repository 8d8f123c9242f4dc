"""Changes: the facts."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

T_co = TypeVar("T_co", covariant=True)


class SetUp(StrEnum):
    """A part of how the shop is set up."""

    SHOP = "shop"
    STAFF = "staff"
    TILLS = "tills"
    ITEMS = "items"
    TIERS = "tiers"
    OFFERS = "offers"
    VOUCHERS = "vouchers"
    REWARDS = "rewards"
    SEGMENTS = "segments"
    FIELDS = "fields"


@dataclass(frozen=True, slots=True)
class SetUpChanged:
    """Somebody changed how the shop is set up (an event)."""

    what: SetUp


@dataclass(frozen=True, slots=True)
class Changed(Generic[T_co]):
    """Something as it is now and as it was before, so that it can be set back.

    `before` is None where this very request had been carried out before: then nothing changed now,
    and what was before that is not known any more.
    """

    after: T_co
    before: T_co | None = None
