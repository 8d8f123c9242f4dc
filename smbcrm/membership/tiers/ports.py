"""What tiers need from the outside."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from smbcrm.core.work import Recorder
from smbcrm.membership.shop.ports import SettingStore
from smbcrm.membership.staff.ports import StaffWork

if TYPE_CHECKING:
    from smbcrm.membership.tiers.types import Membership, PastRule, Spend, Tier, TierReason


class TierStore(Protocol):
    """Tiers, and who holds them."""

    def all(self) -> tuple["Tier", ...]:
        """Return the tiers, lowest first."""

    def add(self, tier: "Tier") -> None:
        """Add a tier; its id is given by the database."""

    def hold(self) -> int:
        """Hold the rules of the tiers to the end of the step; return the last operation's seq.

        No sale is posted meanwhile, so it is judged by the rules before or by those after.
        """
        ...

    def put(self, tier: "Tier") -> None:
        """Write a known tier."""

    def past_rules(self) -> tuple["PastRule", ...]:
        """Return the rules that were given up, oldest first."""

    def add_past_rule(self, rule: "PastRule") -> None:
        """Note a rule that is given up; one of the same tier and moment stays as it is."""

    def memberships(self, customer: int) -> tuple["Membership", ...]:
        """Return a customer's memberships, all times."""

    def spends(self, customer: int, first: dt.date) -> tuple["Spend", ...]:
        """Return the standing sales of a customer from a date on, by (date, seq)."""

    def join(  # noqa: PLR0913 - one value for each column
        self,
        customer: int,
        tier: int,
        since: dt.date,
        reason: "TierReason",
        operation: int | None,
        held_until: dt.date | None,
    ) -> None:
        """Write a membership."""

    def forget(self, memberships: Sequence[int]) -> None:
        """Remove memberships that turned out never to have begun."""


class TierWork(Recorder, Protocol):
    """The slice of a unit of work that knows tiers."""

    @property
    def tiers(self) -> TierStore:
        """The tiers."""


class TierDesk(TierWork, StaffWork, Protocol):
    """Everything that the use cases of tiers need."""

    @property
    def settings(self) -> SettingStore:
        """The settings of the shop."""
