"""Value that moves without a sale: the use cases."""

from dataclasses import dataclass

from smbcrm.core.clock import Clock
from smbcrm.core.errors import UserError
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.value.adjusting import adjust
from smbcrm.membership.value.drawer import CashWork, cash
from smbcrm.membership.value.transferring import (
    transfer,
    transfer_quoted,
    transfer_with_pin,
)
from smbcrm.membership.value.types import (
    AdjustRequest,
    CashRequest,
    TransferQuote,
    TransferRequest,
    WithdrawQuote,
    WithdrawRequest,
)
from smbcrm.membership.value.withdrawing import withdraw, withdraw_with_pin, withdrawal_quoted


@dataclass(frozen=True, slots=True)
class ValueService:
    """Moves value without a sale, once for each request id however often it is sent.

    Every method returns what it did as a bill; a quote is that bill before it is written, and
    raises what the method would raise, but that nobody is asked for a PIN there.

    From the shop's amount of stored value on the customer's PIN is asked before it is paid out or
    handed over, as in a sale: raises PinNeeded, NoPinYet, WrongPin and PinLocked. What cannot be
    for another reason is refused before, by a quote: of somebody who has not that much nobody is
    told whether there is a PIN, and none is typed in vain.
    """

    uow: UnitOfWork[CashWork]
    clock: Clock

    def withdraw(self, request: WithdrawRequest) -> Bill:
        """Pay the paid part out; of each lot touched the unspent gift of its top-up is voided.

        The bill says what is paid out (`amount`), what is voided (`gift`, below zero) and how much
        of the gift was spent before (`gift_spent`); points that the top-up earned go with it
        (`points`, below zero), and those spent already are owed: then the points in `after` are
        below zero, and none are redeemed before they are earned back.

        Raises BadMeans, ShortPrincipal, PaysNothingOut, OwnerPaysOut, HandedOver.
        """
        self.quote_withdrawal(request)
        return _done(self.uow.run(withdraw_with_pin, self.clock, request))

    def quote_withdrawal(self, request: WithdrawRequest) -> Bill:
        """Return the bill that `withdraw` would write."""
        return self.uow.rehearse(withdraw, self.clock, request)

    def propose_withdrawal(self, request: WithdrawRequest) -> WithdrawQuote:
        """Return the same bill, and whether the customer's PIN is asked for."""
        return self.uow.rehearse(withdrawal_quoted, self.clock, request)

    def transfer(self, request: TransferRequest) -> Bill:
        """Hand stored value to another customer. Raises SameCustomer, ShortAccount, BadReason."""
        self.quote_transfer(request)
        return _done(self.uow.run(transfer_with_pin, self.clock, request))

    def quote_transfer(self, request: TransferRequest) -> Bill:
        """Return the bill that `transfer` would write."""
        return self.uow.rehearse(transfer, self.clock, request)

    def propose_transfer(self, request: TransferRequest) -> TransferQuote:
        """Return the same bill, what the taker has, and whether the giver's PIN is asked for."""
        return self.uow.rehearse(transfer_quoted, self.clock, request)

    def adjust(self, request: AdjustRequest) -> Bill:
        """Put an account right. Raises BadReason, NotAdjustable, NothingMoves, ShortAccount."""
        return self.uow.run(adjust, self.clock, request)

    def quote_adjust(self, request: AdjustRequest) -> Bill:
        """Return the bill that `adjust` would write."""
        return self.uow.rehearse(adjust, self.clock, request)

    def cash(self, request: CashRequest) -> Bill:
        """Note cash in or out of the drawer. Raises BadReason, NothingMoves, FloatIsThere."""
        return self.uow.run(cash, self.clock, request)


def _done(done: Bill | UserError) -> Bill:
    if isinstance(done, UserError):
        raise done
    return done
