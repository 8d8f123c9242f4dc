"""Value that moves without a sale: the use cases."""

from dataclasses import dataclass

from smbcrm.core.clock import Clock
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.sales.ports import TillWork
from smbcrm.membership.value.adjusting import adjust, cash
from smbcrm.membership.value.transferring import transfer
from smbcrm.membership.value.types import (
    AdjustRequest,
    CashRequest,
    TransferRequest,
    WithdrawRequest,
)
from smbcrm.membership.value.withdrawing import withdraw


@dataclass(frozen=True, slots=True)
class ValueService:
    """Moves value without a sale, once for each request id however often it is sent.

    Every method returns what it did as a bill; a quote is that bill before it is written, and
    raises what the method would raise.
    """

    uow: UnitOfWork[TillWork]
    clock: Clock

    def withdraw(self, request: WithdrawRequest) -> Bill:
        """Pay the paid part out; of each lot touched the unspent gift of its top-up is voided.

        The bill says what is paid out (`amount`), what is voided (`gift`, below zero) and how much
        of the gift was spent before (`gift_spent`); points that the top-up earned go with it
        (`points`, below zero). Raises BadMeans, ShortPrincipal, PaysNothingOut, OwnerPaysOut.
        """
        return self.uow.run(withdraw, self.clock, request)

    def quote_withdrawal(self, request: WithdrawRequest) -> Bill:
        """Return the bill that `withdraw` would write."""
        return self.uow.rehearse(withdraw, self.clock, request)

    def transfer(self, request: TransferRequest) -> Bill:
        """Hand stored value to another customer. Raises SameCustomer, ShortAccount, BadReason."""
        return self.uow.run(transfer, self.clock, request)

    def quote_transfer(self, request: TransferRequest) -> Bill:
        """Return the bill that `transfer` would write."""
        return self.uow.rehearse(transfer, self.clock, request)

    def adjust(self, request: AdjustRequest) -> Bill:
        """Put an account right. Raises BadReason, NotAdjustable, NothingMoves, ShortAccount."""
        return self.uow.run(adjust, self.clock, request)

    def cash(self, request: CashRequest) -> Bill:
        """Note cash in or out of the drawer. Raises BadReason, NothingMoves."""
        return self.uow.run(cash, self.clock, request)
