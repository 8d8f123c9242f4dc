"""What a sale would be: asked of the till on a worker, with the payment worked out for its sum."""

import datetime as dt
from dataclasses import dataclass, replace

from smbcrm.core.errors import UserError
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.proposing import Choice, Plan, Purse, plan
from smbcrm.membership.sales.service import TillService
from smbcrm.membership.sales.types import ItemQuantity, Means, SaleRequest
from smbcrm.membership.shop.types import Rates
from smbcrm.ui.counter.quoting import Quote


@dataclass(frozen=True, slots=True)
class SaleDraft:
    """What was typed of a sale; amounts in minor units."""

    customer: int | None
    amount: int | None
    items: tuple[ItemQuantity, ...]
    choice: Choice

    @property
    def empty(self) -> bool:
        """Whether nothing is sold yet."""
        return self.amount is None and not self.items


@dataclass(frozen=True, slots=True)
class SaleQuote(Quote):
    """The answer to a draft.

    Where the payment is refused, `bill` is the one for cash.
    """

    draft: SaleDraft
    plan: Plan

    def request(self, act: Act) -> SaleRequest:
        """Return what is to be recorded, exactly as it was quoted."""
        draft = self.draft
        payments = self.plan.payments(draft.choice.given)
        return SaleRequest(act, draft.customer, draft.amount, draft.items, payments)


@dataclass(frozen=True, slots=True)
class Usual:
    """The shop's usual net sale in minor units; None while there are too few."""

    net: int | None


@dataclass(frozen=True, slots=True)
class LastLook:
    """What is asked of the shop's books only when a sale is taken.

    `same_at`: when the same customer paid the same sum within minutes.
    """

    usual: Usual
    same_at: dt.datetime | None


def look_at_sale(
    till: TillService, customer: int | None, net: int, usual: Usual | None
) -> LastLook:
    """Ask the till; the usual sale only where it is not known yet."""
    return LastLook(usual or Usual(till.usual_sale()), till.same_lately(customer, net))


def quote_sale(till: TillService, act: Act, rates: Rates, draft: SaleDraft) -> SaleQuote:
    """Ask the till. Raises UserError where the amount or the items cannot be sold at all.

    `act` is one that nothing is ever recorded under.
    """
    bill = till.quote_sale(SaleRequest(act, draft.customer, draft.amount, draft.items))
    chosen = plan(draft.choice, bill.amount, Purse.of(bill.before, rates.worth))
    quoted = SaleQuote(bill, None, draft, chosen)
    request = quoted.request(act)
    if request.payments in (None, {Means.CASH: bill.amount}):
        return quoted
    try:
        return replace(quoted, bill=till.quote_sale(request))
    except UserError as refused:
        return replace(quoted, refused=refused)
