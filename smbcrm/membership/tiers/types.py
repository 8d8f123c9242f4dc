"""Tiers: the facts."""

import datetime as dt
from enum import StrEnum
from typing import Any, NamedTuple

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.tiers.window import WINDOW_MONTHS

# The names of the tiers a new shop has; the shop can rename them.
SHIPPED_NAMES = (N_("Regular"), N_("Silver"), N_("Gold"))


GRACE_MONTHS = 2
"""For so long a tier is kept after its condition was met last, unless the shop says otherwise."""
FOR_EVER = dt.date(9999, 12, 31)
"""The last day of a tier held by hand without one."""


class BirthdaySpan(StrEnum):
    """On which days the points of a birthday count."""

    DAY = "day"
    MONTH = "month"


class Tier(NamedTuple):
    """A tier: how it is reached, what it gives, how long it is kept.

    Any one way is enough: spend in minor units, visits, or points earned, each in the last
    `months`; or a sale of `item` (its code), which gives it for `item_months`. None: not this way;
    without any way it is given by hand alone. Factors are in percent of the usual points,
    `discount` in hundredths of a percent of the sum of the lines. A tier lasts `lasts_months` at
    least, and is kept for `grace_months` after its condition was met last. `birthday_factor`
    multiplies the points on the customer's birthday, or in the month of it.
    """

    id: int
    code: str
    rank: int
    name: str
    spend_from: int | None
    points_factor: int
    discount: int
    visits_from: int | None = None
    points_from: int | None = None
    months: int = WINDOW_MONTHS
    item: str | None = None
    item_months: int | None = None
    birthday_factor: int = 100
    birthday_span: BirthdaySpan = BirthdaySpan.DAY
    lasts_months: int = 0
    grace_months: int = GRACE_MONTHS

    @property
    def counts(self) -> "Ways":
        """Return what has to be in the window, each alone."""
        return Ways(self.spend_from, self.visits_from, self.points_from)

    @property
    def only_by_hand(self) -> bool:
        """Whether nothing that a customer does leads to it."""
        return self.counts == Ways() and self.item is None


class Ways(NamedTuple):
    """What is wanted of the figures of a window; None: not this way."""

    spend: int | None = None
    visits: int | None = None
    points: int | None = None


class Figures(NamedTuple):
    """What was spent (minor units), how many visits were made, what points were earned."""

    spend: int = 0
    visits: int = 0
    points: int = 0


class TierChanges(NamedTuple):
    """What changes of a tier; None: it stays as it is.

    0 or an empty text takes away what may be missing: a way to reach it, or its item.
    """

    name: str | None = None
    spend_from: int | None = None
    points_factor: int | None = None
    discount: int | None = None
    visits_from: int | None = None
    points_from: int | None = None
    months: int | None = None
    item: str | None = None
    item_months: int | None = None
    birthday_factor: int | None = None
    birthday_span: BirthdaySpan | None = None
    lasts_months: int | None = None
    grace_months: int | None = None

    def back_to(self, before: Tier) -> "TierChanges":
        """Return what sets the same fields back to what they were."""
        fields: dict[str, Any] = {name: getattr(before, name) for name in self.given()}
        missing = {name: "" if name == "item" else 0 for name in fields if fields[name] is None}
        return TierChanges(**{**fields, **missing})

    def given(self) -> dict[str, Any]:
        """Return the fields that change, by name."""
        return {name: value for name, value in self._asdict().items() if value is not None}


class NewTier(NamedTuple):
    """A tier to be added: its code, its name, what it differs in from one that gives nothing.

    `above` is the code of the tier that it comes after; None: it is the highest one.
    """

    code: str
    name: str
    changes: TierChanges = TierChanges()
    above: str | None = None


class Moment(NamedTuple):
    """When something was done to tiers: after which operation, and as which such deed.

    Deeds are changed rules, tiers given by hand or released, and reviews; their turns rise from 1
    in the order in which they were recorded. An operation itself has the turn 0.
    """

    after: int
    turn: int


class PastRule(NamedTuple):
    """The rule by which a tier was reached and kept for operations up to a sequence number.

    `turn` is that of the change which ended it: reviews before it judged by this rule.
    """

    tier: int
    until: int
    spend_from: int | None
    visits_from: int | None = None
    points_from: int | None = None
    months: int = WINDOW_MONTHS
    item: str | None = None
    item_months: int | None = None
    lasts_months: int = 0
    grace_months: int = GRACE_MONTHS
    turn: int = 1

    @classmethod
    def of(cls, tier: Tier, until: "Moment") -> "PastRule":
        """Return the rule of a tier as it is, given up at a moment."""
        rule = {name: getattr(tier, name) for name in RULE}
        return cls(tier.id, until.after, turn=until.turn, **rule)

    def put_on(self, tier: Tier) -> Tier:
        """Return a tier as it was then."""
        return tier._replace(**{name: getattr(self, name) for name in RULE})


RULE = PastRule._fields[2:-1]
"""The fields of a tier by which operations are judged."""
BENEFITS = ("points_factor", "discount", "birthday_factor", "birthday_span")
"""The fields of a tier that say what it gives."""


class ComingRule(NamedTuple):
    """A tier as it will be from the beginning of a business date on."""

    live_from: dt.date
    tier: Tier


class TierReason(StrEnum):
    """Why a customer has a tier."""

    SPEND = "spend"
    VISITS = "visits"
    POINTS = "points"
    PAID = "paid"
    HAND = "hand"
    REVIEW = "review"
    IMPORT = "import"


GIVEN = frozenset({TierReason.HAND, TierReason.IMPORT})
"""The tiers that somebody gave; all others follow from what the customer did."""


class HoldReason(StrEnum):
    """Why a tier is given by hand."""

    INVITATION = "invitation"
    GOODWILL = "goodwill"
    FAMILY = "family"
    STAFF = "staff"
    CORRECTION = "correction"
    RELEASE = "release"
    """Nobody is asked for it: it stands where a tier given by hand was released."""


class Membership(NamedTuple):
    """A tier that a customer holds since a business date; `held_until`: not lowered till then.

    `after` and `turn` are the moment at which it was given by hand or by a review.
    """

    id: int
    tier: int
    since: dt.date
    reason: TierReason
    operation: int | None
    held_until: dt.date | None
    after: int | None = None
    reason_code: str | None = None
    turn: int = 0


class HoldRequest(NamedTuple):
    """A tier (its code) to be given by hand, until a last day or, without one, for ever.

    Without a tier what was given by hand is released: the tier stays, and is reviewed again.
    """

    customer: int
    tier: str | None
    until: dt.date | None = None
    reason: str = HoldReason.RELEASE


class Paid(NamedTuple):
    """An item that gives a tier, sold; `ended` is the refund with which all of it went back."""

    item: str
    ended: int | None = None


class Spend(NamedTuple):
    """What one standing operation adds to what tiers look at.

    That is a sale, the use of a visit, a top-up that earned points, or what takes back, a refund or
    a withdrawal that took points, whose figures lie below zero. `amount` is the spend in minor
    units, `net` the net sale; `of` is the sale that a refund gives back.
    """

    date: dt.date
    seq: int
    amount: int
    points: int = 0
    is_refund: bool = False
    paid: tuple[Paid, ...] = ()
    is_visit: bool = True
    net: int = 0
    of: int | None = None


class Wanted(NamedTuple):
    """Which spends are asked for: those from a day on, and those of items (codes) from any day.

    With `top_ups` also top-ups and withdrawals, for the points that were earned with them, and
    taken back.
    """

    first: dt.date
    items: tuple[str, ...] = ()
    top_ups: bool = False


class UnknownTier(UserError):
    """There is no such tier."""

    msgid = N_("There is no tier {tier}.")
    command = N_("See: smbcrm tier list")


class NoSuchItem(UserError):
    """No item has the code that is to give a tier."""

    msgid = N_("No item has the code {code}.")
    command = N_("See: smbcrm item list")


class FirstTier(UserError):
    """The lowest tier is the one in which everybody begins."""

    msgid = N_("Everybody begins in {name}, so nothing leads to it. Leave its conditions empty.")


class TiersUnordered(UserError):
    """A higher tier must be harder to reach."""

    msgid = N_("{higher} must be reached later than {lower}. Give amounts that rise.")


class LowestStays(UserError):
    """The order of tiers that was asked for is none."""

    msgid = N_("Name every tier once, {name} first: everybody begins there.")


class TierCodeTaken(UserError):
    """Another tier has the code."""

    msgid = N_("There is a tier {code} already. Choose another code.")


class BadTierCode(UserError):
    """A code of a tier that cannot be."""

    msgid = N_("The code of a tier has 1 to 20 small letters, digits or hyphens.")


class BadTier(UserError):
    """A way to a tier that cannot be."""

    msgid = N_(
        "A tier is reached from an amount, visits or points above 0 in 1 to 60 months. Choose "
        "another figure."
    )


class BadTierFactor(UserError):
    """A points factor of a tier that cannot be."""

    msgid = N_("A points factor is 0 to 10,000 percent. Choose another one.")


class BadTierDiscount(UserError):
    """A discount of a tier that cannot be."""

    msgid = N_("A discount is 0 to 100 percent. Choose another one.")


class BadTierTerm(UserError):
    """How long a tier is kept or paid for that cannot be."""

    msgid = N_("A tier is kept for 0 to 60 months, and paid for with an item for 1 to 240 months.")


class NobodyToHold(UserError):
    """There is no customer with that id: removed since, or never there."""

    msgid = N_("This customer is not there any more. Look for them again.")


class BadHoldReason(UserError):
    """A reason that is not on the list."""

    msgid = N_("“{reason}” is no reason. Use one of these: {known}.")


class NothingHeld(UserError):
    """There is no tier given by hand that could be released or taken back."""

    msgid = N_("No tier is held by hand here.")


class TierInUse(UserError):
    """A tier that somebody got, or that something names, is never taken away."""

    msgid = N_("{name} is in use and stays. Leave its conditions empty, so that nobody reaches it.")


class TierNamed(UserError):
    """Vouchers or rewards are for a tier that is to be taken away, or come with it."""

    msgid = N_(
        "{name} stands in vouchers or rewards: {named}. Leave it out there, then take it away."
    )


class HeldInPast(UserError):
    """The last day of a tier held by hand is over."""

    msgid = N_("{date} is over. Choose the last day from {today} on.")


class TooFarAhead(UserError):
    """A review as of a day about which nothing can be said today."""

    msgid = N_("{date} is too far ahead. Choose a day until {last}.")


class ReviewPassed(UserError):
    """A review whose turn is over: a later one was applied."""

    msgid = N_("The review of {later} was applied already. That of {date} is over.")


class NotYet(UserError):
    """A review as of a day to come cannot be applied."""

    msgid = N_("{date} is to come: look at the list now, apply it on that day.")
