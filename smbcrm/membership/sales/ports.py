"""What the till needs from the outside."""

import datetime as dt
from typing import Protocol

from smbcrm.membership.bills.ports import BillWork
from smbcrm.membership.offers.ports import OfferWork
from smbcrm.membership.packages.ports import PackageWork
from smbcrm.membership.rewards.ports import RewardWork
from smbcrm.membership.spending_pin.ports import SpendingPinWork
from smbcrm.membership.vouchers.ports import IssuingWork


class RecentSales(Protocol):
    """Looks back at the sales that stand."""

    def nets(self, limit: int) -> tuple[int, ...]:
        """Return the last net sales above zero, newest first."""

    def with_stored_value(self) -> int | None:
        """Return who came by stored value last and has some left, one with a gift before others."""

    def recorded(self, customer: int, net: int, since: dt.datetime) -> dt.datetime | None:
        """Return when a customer's last sale of that net amount was recorded, if since then."""


class TillWork(
    IssuingWork, PackageWork, OfferWork, RewardWork, SpendingPinWork, BillWork, Protocol
):
    """The slice of a unit of work that the till uses."""

    @property
    def recent_sales(self) -> RecentSales:
        """The sales of late."""
