"""The till: the use cases."""

import datetime as dt
from dataclasses import dataclass

from smbcrm.core.clock import Clock
from smbcrm.core.errors import UserError
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales import quoting, rehearsing, rules, working_out
from smbcrm.membership.sales.filling import redeem, top_up
from smbcrm.membership.sales.ports import TillWork
from smbcrm.membership.sales.reversing import reverse
from smbcrm.membership.sales.selling import sell, sell_with_pin
from smbcrm.membership.sales.types import (
    RedeemRequest,
    ReverseRequest,
    SaleRequest,
    TopUpRequest,
)

SAME_WITHIN = dt.timedelta(minutes=5)
"""For so long the same sum for the same customer may be meant once (design, part B of 55)."""


@dataclass(frozen=True, slots=True)
class TillService:
    """Records what happens at the till, once for each request id however often it is sent.

    Every method returns the bill: the snapshot written with the operation. A request that was
    recorded before returns its first bill; the same id with other arguments raises RequestReused.

    A quote is that very bill before it is written: the operation is carried out, refused for the
    same reasons, and taken back, so nothing is left of it. Like the operation it waits for another
    till that is writing, and other tills wait for it: it is asked when somebody pauses, and never
    on the thread of a screen. Its bill number is the one that would be given now. A proposal is
    the quote of what somebody types: with the payment that the till proposes for it. Its act is one
    that nothing is ever recorded under.
    """

    uow: UnitOfWork[TillWork]
    clock: Clock

    def sale(self, request: SaleRequest) -> Bill:
        """Record a sale; refuse one whose payments do not meet the net sale.

        From the shop's amount of stored value on the customer's PIN is asked: raises PinNeeded,
        NoPinYet, WrongPin and PinLocked. A quote never asks for it, so that nobody can guess there.
        """
        done = self.uow.run(sell_with_pin, self.clock, request)
        if isinstance(done, UserError):
            raise done
        return done

    def quote_sale(self, request: SaleRequest) -> Bill:
        """Return the bill that `sale` would write; raise what it would raise."""
        return self.uow.rehearse(sell, self.clock, request)

    def propose_sale(self, act: Act, draft: quoting.SaleDraft) -> quoting.SaleQuote:
        """Return what a draft would record, with the payment proposed for its net sale.

        Raises UserError where the amount or the items cannot be sold at all; where only the
        payment cannot be, the quote says why.
        """
        return self.uow.rehearse(rehearsing.sale_quoted, self.clock, act, draft)

    def top_up(self, request: TopUpRequest) -> Bill:
        """Record a top-up with its gift."""
        return self.uow.run(top_up, self.clock, request)

    def propose_top_up(self, act: Act, draft: quoting.TopUpDraft) -> quoting.TopUpQuote:
        """Return what a draft would record.

        Raises UserError where the amount cannot be topped up at all; where only the cash given is
        too little, the quote says so.
        """
        return self.uow.rehearse(rehearsing.top_up_quoted, self.clock, act, draft)

    def redeem(self, request: RedeemRequest) -> Bill:
        """Turn points into store credit."""
        return self.uow.run(redeem, self.clock, request)

    def quote_redeem(self, request: RedeemRequest) -> Bill:
        """Return the bill that `redeem` would write; raise what it would raise."""
        return self.uow.rehearse(redeem, self.clock, request)

    def propose_redemption(self, act: Act, draft: quoting.RedeemDraft) -> quoting.RedeemQuote:
        """Return what a draft would record; raise what `redeem` would raise."""
        return self.uow.rehearse(rehearsing.redemption_quoted, self.clock, act, draft)

    def reverse(self, request: ReverseRequest) -> Bill:
        """Undo (no reason, 30 minutes, same till) or void (a reason, same business day)."""
        return self.uow.run(reverse, self.clock, request)

    def worked_sale(self, act: Act) -> working_out.WorkedSale | None:
        """Return what a sale to a real customer would come to; None while none has stored value."""
        return self.uow.rehearse(working_out.worked_sale, self.clock, act)

    def usual_sale(self) -> int | None:
        """Return the shop's usual net sale in minor units; None while there are too few.

        It is the median of the last 200 that stand, so a few large ones do not move it.
        """
        return rules.usual(self.uow.read(lambda work: work.recent_sales.nets(rules.USUAL_OF)))

    def same_lately(self, customer: int | None, net: int) -> dt.datetime | None:
        """Return when the same customer paid the same net sale, within the last 5 minutes.

        None for a walk-in: two strangers often pay the same.
        """
        if customer is None:
            return None
        since = self.clock.now() - SAME_WITHIN
        return self.uow.read(lambda work: work.recent_sales.recorded(customer, net, since))
