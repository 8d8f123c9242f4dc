"""What a replay needs from the outside."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from smbcrm.membership.customers.ports import CustomerWork
from smbcrm.membership.offers.ports import OfferWork
from smbcrm.membership.tiers.ports import TierDesk

if TYPE_CHECKING:
    from smbcrm.membership.vouchers.types import Definition
    from smbcrm.membership.what_if.types import Lasting, Sold, ToppedUp


class ReplayQuery(Protocol):
    """Reads what is replayed."""

    def customers(self) -> Sequence[int]:
        """Return all customers."""
        ...

    def sales(self, customers: Sequence[int], first: dt.date) -> Mapping[int, tuple["Sold", ...]]:
        """Return the standing sales and refunds of customers from a date on, by (date, seq)."""
        ...

    def top_ups(
        self, customers: Sequence[int], first: dt.date
    ) -> Mapping[int, tuple["ToppedUp", ...]]:
        """Return the standing top-ups of customers from a date on, by (date, seq)."""
        ...

    def lots(self, customers: Sequence[int]) -> Mapping[int, tuple["Lasting", ...]]:
        """Return the points and the gift of customers that sales and top-ups ever brought."""
        ...

    def points_out(self) -> int:
        """Return the points that customers own, those below zero as nothing."""
        ...


class GivenVouchers(Protocol):
    """What is asked of the vouchers that the shop gives."""

    def definitions(self) -> tuple["Definition", ...]:
        """Return every voucher that the shop gives or gave, by code."""

    def for_entries(self) -> tuple["Definition", ...]:
        """Return those that are or were given on the entry of a tier, by code."""


class ReplayWork(CustomerWork, OfferWork, TierDesk, Protocol):
    """The slice of a unit of work that a replay reads."""

    @property
    def vouchers(self) -> GivenVouchers:
        """The vouchers that the shop gives."""

    @property
    def replay(self) -> ReplayQuery:
        """What is replayed."""
