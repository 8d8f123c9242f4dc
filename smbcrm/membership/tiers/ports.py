"""What tiers need from the outside."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

from smbcrm.core.work import Recorder
from smbcrm.membership.ledger.ports import LedgerWork
from smbcrm.membership.shop.ports import SettingStore

if TYPE_CHECKING:
    from smbcrm.membership.tiers.moves import Listed, Review, Turn
    from smbcrm.membership.tiers.types import (
        ComingRule,
        Figures,
        Membership,
        Moment,
        PastRule,
        Spend,
        Tier,
        Wanted,
    )


class TierStore(Protocol):
    """Tiers, and who holds them."""

    def all(self) -> tuple["Tier", ...]:
        """Return the tiers, lowest first."""

    def coming(self) -> tuple["ComingRule", ...]:
        """Return the rules to come, each with the tier as it will be."""

    def put_coming(self, rule: "ComingRule") -> None:
        """Write the rule to come of a tier, in place of the one before."""

    def drop_coming(self, tier: int) -> None:
        """Forget the rule to come of a tier, if there is one."""

    def add(self, tier: "Tier") -> None:
        """Add a tier; its id is given by the database."""

    def hold(self) -> "Moment":
        """Hold the rules of the tiers to the end of the step; return the moment of the step.

        No sale is posted meanwhile, so it is judged by the rules before or by those after.
        """
        ...

    def last_operation(self) -> int:
        """Return the last operation's seq, and hold nothing."""
        ...

    def is_used(self, tier: "Tier") -> bool:
        """Tell whether somebody ever got a tier, or what is never changed names it."""
        ...

    def named_by(self, tier: "Tier") -> tuple[str, ...]:
        """Return the names of vouchers and rewards that are for a tier, or come with it."""
        ...

    def drop(self, tier: int) -> None:
        """Take away a tier that is not used, with its rules."""

    def put(self, tier: "Tier") -> None:
        """Write a known tier; its rank stays."""

    def put_ranks(self, tiers: Iterable["Tier"]) -> None:
        """Write the ranks of all tiers."""

    def past_rules(self) -> tuple["PastRule", ...]:
        """Return the rules that were given up, oldest first."""

    def add_past_rule(self, rule: "PastRule", tier: "Tier") -> None:
        """Note the rule that a tier gives up."""

    def lock(self, customer: int) -> bool:
        """Tell whether there is such a customer, whose tiers are held to the end of the step."""
        ...

    def memberships(self, customer: int) -> tuple["Membership", ...]:
        """Return a customer's memberships, all times, in order."""

    def spends(self, customer: int, wanted: "Wanted") -> tuple["Spend", ...]:
        """Return what a customer did, by (date, seq), as far as it stands."""

    def join(self, memberships: Sequence[tuple[int, "Membership"]]) -> None:
        """Write memberships of (customer, membership); their ids are given by the database."""

    def note_by_hand(
        self, customer: int, before: "Membership | None", after: "Membership | None"
    ) -> None:
        """Note for the change log that somebody of the staff gave a tier, or took it back.

        What is joined and forgotten does not say so: a sale writes the same rows anew.
        """

    def forget(self, memberships: Sequence[int]) -> None:
        """Remove memberships that turned out never to have begun."""

    def listed(self, customer: int, first: dt.date) -> tuple["Listed", ...]:
        """Return the reviews that moved a customer on a day or later, in order."""

    def review_of(self, day: dt.date) -> "Review | None":
        """Return the review of a review date, if it was applied."""

    def last_review(self) -> dt.date | None:
        """Return the latest review date of which the review was applied."""

    def add_review(self, review: "Review", at: dt.datetime, staff: int, terminal: int) -> None:
        """Note a review that is applied."""

    def add_moves(self, moves: Iterable[tuple[int, "Listed"]]) -> None:
        """Note whom a review moves, as (customer, what its list says)."""


class StandingQuery(Protocol):
    """Reads the tiers of everybody at once."""

    def held(self, day: dt.date) -> Mapping[int, int]:
        """Return the tier held on a day, by customer; who never had one is left out."""

    def figures(
        self, day: dt.date, months: int, *, visits: bool, points: bool
    ) -> Mapping[int, "Figures"]:
        """Return by customer what lies in the window of so many months that ends on a day.

        Visits and points are counted where they are asked for, else 0.
        """

    def memberships(self, customers: Sequence[int]) -> Mapping[int, tuple["Membership", ...]]:
        """Return the memberships of customers, all times, in order."""

    def spends(
        self, customers: Sequence[int], wanted: "Wanted"
    ) -> Mapping[int, tuple["Spend", ...]]:
        """Return what customers did; see `TierStore.spends`."""

    def moved(self, review: "Review") -> Mapping[int, "Listed"]:
        """Return whom a review moved, by customer."""

    def buyers(self, items: Sequence[str]) -> frozenset[int]:
        """Return who ever bought one of these items (codes)."""

    def named(self, customers: Sequence[int]) -> Mapping[int, tuple[str, str]]:
        """Return code and full name of customers."""

    def given(self, day: dt.date) -> Sequence[tuple[int, int, dt.date]]:
        """Return the tiers held by hand on a day, as (customer, tier, last day)."""
        ...

    def people(self) -> int:
        """Return how many customers there are."""
        ...


class TierWork(Recorder, Protocol):
    """The slice of a unit of work that knows tiers."""

    @property
    def tiers(self) -> TierStore:
        """The tiers."""


class CodedItem(Protocol):
    """What tiers must know of an item."""

    @property
    def code(self) -> str:
        """The code that it keeps."""
        ...


class ItemCodes(Protocol):
    """What tiers must know of the shop's items."""

    def find(self, code: str) -> CodedItem | None:
        """Return the item with that code or barcode."""


class TierDesk(LedgerWork, TierWork, Protocol):
    """Everything that the use cases of tiers need."""

    @property
    def items(self) -> ItemCodes:
        """The items: some of them give a tier."""

    @property
    def settings(self) -> SettingStore:
        """The settings of the shop."""

    @property
    def tier_standing(self) -> StandingQuery:
        """The tiers of everybody."""


W_contra = TypeVar("W_contra", contravariant=True)
Desk = TypeVar("Desk", bound=TierDesk)


class EntrySteps(Protocol[W_contra]):
    """What else belongs to the entry of a tier, in the same transaction; tiers do not know it.

    `W_contra` is the slice of the unit of work that these steps need.
    """

    def wanted(self, work: W_contra) -> bool:
        """Tell whether anything follows from any entry."""
        ...

    def risen(self, work: W_contra, turn: "Turn", before: Sequence["Membership"]) -> None:
        """Do what follows from the tiers that a customer has entered.

        The memberships are written; `before` is what they were.
        """

    def taken_back(self, work: W_contra, turn: "Turn", before: Sequence["Membership"]) -> None:
        """Do the same, and take back what followed from entries that are none any more.

        Raises UserError where that cannot be.
        """
