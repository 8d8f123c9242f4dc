"""Tiers: the facts."""

import datetime as dt
from enum import StrEnum
from typing import Any, NamedTuple

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_

# The names of the tiers a new shop has; the shop can rename them.
SHIPPED_NAMES = (N_("Regular"), N_("Silver"), N_("Gold"))


class BirthdaySpan(StrEnum):
    """On which days the points of a birthday count."""

    DAY = "day"
    MONTH = "month"


class Tier(NamedTuple):
    """A tier. Spend in minor units (None: not reached by spend), factors in percent.

    `discount` is in hundredths of a percent of the sum of the lines. `birthday_factor` multiplies
    the points on the customer's birthday, or in the month of it.
    """

    id: int
    code: str
    rank: int
    name: str
    spend_from: int | None
    points_factor: int
    discount: int
    birthday_factor: int = 100
    birthday_span: BirthdaySpan = BirthdaySpan.DAY


class TierChanges(NamedTuple):
    """What changes of a tier; None: it stays as it is. `spend_from` 0: not reached by spend."""

    name: str | None = None
    spend_from: int | None = None
    points_factor: int | None = None
    discount: int | None = None
    birthday_factor: int | None = None
    birthday_span: BirthdaySpan | None = None

    def back_to(self, before: Tier) -> "TierChanges":
        """Return what sets the same fields back to what they were."""
        return TierChanges(
            None if self.name is None else before.name,
            None if self.spend_from is None else before.spend_from or 0,
            None if self.points_factor is None else before.points_factor,
            None if self.discount is None else before.discount,
            None if self.birthday_factor is None else before.birthday_factor,
            None if self.birthday_span is None else before.birthday_span,
        )

    def given(self) -> dict[str, Any]:
        """Return the fields that change, by name."""
        return {name: value for name, value in self._asdict().items() if value is not None}


class PastRule(NamedTuple):
    """The spend from which a tier was reached by operations up to a sequence number."""

    tier: int
    until: int
    spend_from: int | None


class TierReason(StrEnum):
    """Why a customer has a tier."""

    SPEND = "spend"
    IMPORT = "import"


class Membership(NamedTuple):
    """A tier that a customer holds since a business date; `held_until`: set by hand till then."""

    id: int
    tier: int
    since: dt.date
    reason: TierReason
    operation: int | None
    held_until: dt.date | None


class Spend(NamedTuple):
    """What one standing sale adds to a customer's spend."""

    date: dt.date
    seq: int
    amount: int


class UnknownTier(UserError):
    """There is no such tier."""

    msgid = N_("There is no tier {tier}.")
    command = N_("See: smbcrm tier list")


class FirstTier(UserError):
    """The lowest tier is the one in which everybody begins."""

    msgid = N_("Everybody begins in {name}, so no spend leads to it. Leave its amount empty.")


class TiersUnordered(UserError):
    """A higher tier must be harder to reach."""

    msgid = N_("{higher} must be reached later than {lower}. Give amounts that rise.")


class BadTier(UserError):
    """A threshold, factor or discount of a tier that cannot be."""

    msgid = N_(
        "A tier is reached from an amount above 0, has points factors of 0 to 10,000 percent and "
        "a discount of 0 to 100 percent."
    )
