"""What tiers need from the outside."""

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from smbcrm.core.work import Recorder
from smbcrm.membership.tiers.types import Membership, Offer, Spend, Tier, TierReason


class TierStore(Protocol):
    """Tiers, who holds them, and the top-up offers."""

    def all(self) -> tuple[Tier, ...]:
        """Return the tiers, lowest first."""

    def offers(self) -> tuple[Offer, ...]:
        """Return the active top-up offers."""

    def add(self, tier: Tier) -> None:
        """Add a tier; its id is given by the database."""

    def add_offer(self, offer: Offer) -> None:
        """Add a top-up offer."""

    def memberships(self, customer: int) -> tuple[Membership, ...]:
        """Return a customer's memberships, all times."""

    def spends(self, customer: int, first: dt.date) -> tuple[Spend, ...]:
        """Return the standing sales of a customer from a date on, by (date, seq)."""

    def join(  # noqa: PLR0913 - one value for each column
        self,
        customer: int,
        tier: int,
        since: dt.date,
        reason: TierReason,
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
