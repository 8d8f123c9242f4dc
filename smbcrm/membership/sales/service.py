"""The till: the use cases."""

from dataclasses import dataclass

from smbcrm.core.clock import Clock
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.sales.filling import redeem, top_up
from smbcrm.membership.sales.ports import TillWork
from smbcrm.membership.sales.reversing import reverse
from smbcrm.membership.sales.selling import sell
from smbcrm.membership.sales.types import (
    RedeemRequest,
    ReverseRequest,
    SaleRequest,
    TopUpRequest,
)


@dataclass(frozen=True, slots=True)
class TillService:
    """Records what happens at the till, once for each request id however often it is sent.

    Every method returns the bill: the snapshot written with the operation. A request that was
    recorded before returns its first bill; the same id with other arguments raises RequestReused.
    """

    uow: UnitOfWork[TillWork]
    clock: Clock

    def sale(self, request: SaleRequest) -> Bill:
        """Record a sale; refuse one whose payments do not meet the net sale."""
        return self.uow.run(sell, self.clock, request)

    def top_up(self, request: TopUpRequest) -> Bill:
        """Record a top-up with its gift."""
        return self.uow.run(top_up, self.clock, request)

    def redeem(self, request: RedeemRequest) -> Bill:
        """Turn points into store credit."""
        return self.uow.run(redeem, self.clock, request)

    def reverse(self, request: ReverseRequest) -> Bill:
        """Undo (no reason, 30 minutes, same till) or void (a reason, same business day)."""
        return self.uow.run(reverse, self.clock, request)
