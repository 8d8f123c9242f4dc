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

    Where the payment is refused, `bill` is the one for cash. `same_at`: when the same customer paid
    the same sum within minutes. `usual` is the shop's usual sale.
    """

    draft: SaleDraft
    plan: Plan
    same_at: dt.datetime | None
    usual: int | None

    def request(self, act: Act) -> SaleRequest:
        """Return what is to be recorded, exactly as it was quoted."""
        draft = self.draft
        payments = self.plan.payments(draft.choice.given)
        return SaleRequest(act, draft.customer, draft.amount, draft.items, payments)


def quote_sale(till: TillService, act: Act, rates: Rates, draft: SaleDraft) -> SaleQuote:
    """Ask the till. Raises UserError where the amount or the items cannot be sold at all.

    `act` is one that nothing is ever recorded under.
    """
    bill = till.quote_sale(SaleRequest(act, draft.customer, draft.amount, draft.items))
    chosen = plan(draft.choice, bill.amount, Purse.of(bill.before, rates.worth))
    quoted = SaleQuote(
        bill,
        None,
        draft,
        chosen,
        till.same_lately(draft.customer, bill.amount),
        till.usual_sale(),
    )
    request = quoted.request(act)
    if request.payments in (None, {Means.CASH: bill.amount}):
        return quoted
    try:
        return replace(quoted, bill=till.quote_sale(request))
    except UserError as refused:
        return replace(quoted, refused=refused)
