"""What is typed at the till, and what the till would make of it: a draft and its quote.

The amount that is due, the way of paying that is proposed, points, discount and new balances all
come from here: a screen shows them and works out nothing. What is recorded is the quote's own
request.
"""

from dataclasses import dataclass

from smbcrm.core.errors import UserError
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.proposing import Choice, Plan
from smbcrm.membership.sales.serving import Serves
from smbcrm.membership.sales.types import ItemQuantity, RedeemRequest, SaleRequest, TopUpRequest


@dataclass(frozen=True, slots=True)
class SaleDraft:
    """What was typed of a sale; amounts in minor units, the codes of vouchers in their order.

    `served` names who served; nobody: who sells.
    """

    customer: int | None
    amount: int | None
    items: tuple[ItemQuantity, ...]
    choice: Choice
    vouchers: tuple[str, ...] = ()
    served: tuple[Serves, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing is sold yet."""
        return self.amount is None and not self.items


@dataclass(frozen=True, slots=True)
class TopUpDraft:
    """What was typed of a top-up; amounts in minor units. `given` is the cash handed over."""

    customer: int
    amount: int
    means: Means
    given: int | None

    def request(self, act: Act) -> TopUpRequest:
        """Return what is to be recorded."""
        cash = self.given if self.means is Means.CASH else None
        paid = self.amount if cash is None else cash
        return TopUpRequest(act, self.customer, self.amount, {self.means: paid})


@dataclass(frozen=True, slots=True)
class RedeemDraft:
    """What was typed of a redemption."""

    customer: int
    points: int

    def request(self, act: Act) -> RedeemRequest:
        """Return what is to be recorded."""
        return RedeemRequest(act, self.customer, self.points)


@dataclass(frozen=True, slots=True)
class Quote:
    """What the till says to a draft: the bill that would be written, or why not in this way."""

    bill: Bill
    refused: UserError | None


@dataclass(frozen=True, slots=True)
class SaleQuote(Quote):
    """The answer to a draft, with the payment proposed for its net sale.

    Where the payment is refused, `bill` is the one for cash. `asks_pin`: recording it as planned
    takes the customer's PIN; `has_pin`: they have one.
    """

    draft: SaleDraft
    plan: Plan
    asks_pin: bool = False
    has_pin: bool = False

    @property
    def short(self) -> int:
        """How much stored value, where there is some, is below the whole sum; minor units."""
        stored = self.bill.before.stored
        return max(self.bill.amount - stored, 0) if stored > 0 else 0

    def request(self, act: Act, pin: str | None = None) -> SaleRequest:
        """Return what is to be recorded, exactly as it was quoted."""
        draft = self.draft
        payments = self.plan.payments(draft.choice.given)
        return SaleRequest(
            act,
            draft.customer,
            draft.amount,
            draft.items,
            payments,
            vouchers=draft.vouchers,
            pin=pin,
            served=draft.served,
        )


@dataclass(frozen=True, slots=True)
class TopUpQuote(Quote):
    """The answer to a draft; where the cash given is too little, `bill` is that of exact cash."""

    draft: TopUpDraft


@dataclass(frozen=True, slots=True)
class RedeemQuote(Quote):
    """The answer to a draft."""

    draft: RedeemDraft
