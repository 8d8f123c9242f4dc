"""Tiers: the facts."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from smbcrm.core.i18n import N_

WINDOW_MONTHS = 12

# The names of the tiers a new shop has; the shop can rename them.
SHIPPED_NAMES = (N_("Regular"), N_("Silver"), N_("Gold"))


@dataclass(frozen=True, slots=True)
class Tier:
    """A tier. Spend in minor units (None: not reached by spend), factor in percent.

    `discount` is in hundredths of a percent of the sum of the lines.
    """

    id: int
    code: str
    rank: int
    name: str
    spend_from: int | None
    points_factor: int
    discount: int


class TierReason(StrEnum):
    """Why a customer has a tier."""

    SPEND = "spend"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class Membership:
    """A tier that a customer holds since a business date; `held_until`: set by hand till then."""

    id: int
    tier: int
    since: dt.date
    reason: TierReason
    operation: int | None
    held_until: dt.date | None


@dataclass(frozen=True, slots=True)
class Spend:
    """What one standing sale adds to a customer's spend."""

    date: dt.date
    seq: int
    amount: int


@dataclass(frozen=True, slots=True)
class Offer:
    """A top-up offer: the gift for paying at least an amount, both in minor units."""

    amount: int
    gift: int
