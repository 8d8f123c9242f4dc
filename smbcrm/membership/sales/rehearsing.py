"""The steps behind a quote: what is typed is carried out, for the unit of work to take back."""

from dataclasses import replace

from smbcrm.core.clock import Clock
from smbcrm.core.errors import UserError
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.desk import balances
from smbcrm.membership.sales.errors import NotSettled
from smbcrm.membership.sales.filling import redeem, top_up
from smbcrm.membership.sales.ports import TillWork
from smbcrm.membership.sales.proposing import Purse, plan
from smbcrm.membership.sales.quoting import (
    RedeemDraft,
    RedeemQuote,
    SaleDraft,
    SaleQuote,
    TopUpDraft,
    TopUpQuote,
)
from smbcrm.membership.sales.selling import ask_sale, post_sale, price, settle
from smbcrm.membership.sales.types import SaleRequest
from smbcrm.membership.spending_pin.steps import asks_pin


def sale_quoted(work: TillWork, clock: Clock, act: Act, draft: SaleDraft) -> SaleQuote:
    """Sell a draft with the payment that was chosen, else proposed; for cash if that is refused.

    Net sale, payment and bill are of one moment. Raises UserError where the amount, the items or
    the vouchers cannot be at all.
    """
    typed = (draft.customer, draft.amount, draft.items)
    request = SaleRequest(act, *typed, vouchers=draft.vouchers, served=draft.served)
    priced = price(work, clock, request, ask_sale(work, request))
    purse = Purse.of(balances(priced.wallet), priced.desk.shop.rates.worth)
    chosen = plan(draft.choice, priced.net, purse)
    refused = None
    try:
        settled = settle(work, priced, chosen.payments(draft.choice.given))
    except UserError as error:
        refused, settled = error, settle(work, priced, None)
    stored = chosen.parts.get(Means.STORED, 0)
    asks = draft.customer is not None and asks_pin(priced.desk.shop, stored)
    has = asks and work.spending_pins.get(draft.customer or 0) is not None
    return SaleQuote(post_sale(work, settled), refused, draft, chosen, asks, has)


def top_up_quoted(work: TillWork, clock: Clock, act: Act, draft: TopUpDraft) -> TopUpQuote:
    """Top a draft up, with exact cash where too little was given.

    Raises UserError where the amount cannot be topped up at all.
    """
    try:
        return TopUpQuote(top_up(work, clock, draft.request(act)), None, draft)
    except NotSettled as refused:  # nothing of it is posted yet
        exact = replace(draft, given=None)
        return TopUpQuote(top_up(work, clock, exact.request(act)), refused, draft)


def redemption_quoted(work: TillWork, clock: Clock, act: Act, draft: RedeemDraft) -> RedeemQuote:
    """Redeem a draft; raise what `redeem` raises."""
    return RedeemQuote(redeem(work, clock, draft.request(act)), None, draft)
