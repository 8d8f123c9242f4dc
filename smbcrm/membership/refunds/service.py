"""Refunds: the use cases."""

from dataclasses import dataclass

from smbcrm.core.clock import Clock
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.refunds.planning import (
    RefundQuote,
    SaleLeft,
    refund_quoted,
    sale_left,
    void_quoted,
)
from smbcrm.membership.refunds.refunding import refund
from smbcrm.membership.refunds.types import RefundRequest
from smbcrm.membership.sales.ports import TillWork
from smbcrm.membership.sales.types import ReverseRequest


@dataclass(frozen=True, slots=True)
class RefundService:
    """Gives sales back, once for each request id however often it is sent.

    The bill says exactly what goes back where. A quote is that very bill before it is written.
    Raises UnknownOperation, NotASale, SaleTakenBack, AllRefunded, MoreThanLeft, UnknownLine,
    MoreThanLine, LinesDisagree, NothingToRefund, OnlyWhole, what `visits_back` raises, and
    DateFollows: a refund is dated today.
    """

    uow: UnitOfWork[TillWork]
    clock: Clock

    def refund(self, request: RefundRequest) -> Bill:
        """Give back what is asked for, to where it came from."""
        return self.uow.run(refund, self.clock, request)

    def propose(self, request: RefundRequest) -> RefundQuote:
        """Return the bill that `refund` would write, and part by part what goes back where."""
        return self.uow.rehearse(refund_quoted, self.clock, request)

    def propose_void(self, request: ReverseRequest) -> RefundQuote:
        """Return the same of a void in the place of a refund; raise what `reverse` would raise."""
        return self.uow.rehearse(void_quoted, self.clock, request)

    def sale_left(self, operation: str) -> SaleLeft:
        """Return a sale, by id or bill number, with what of it can go back."""
        return self.uow.read(sale_left, self.clock, operation)
