"""The e-bill: what it says, as it was on the day, equal for ever. Amounts in minor units."""

from dataclasses import dataclass

from smbcrm.core.money import Currency
from smbcrm.membership.ledger.stored import BothParts


@dataclass(frozen=True, slots=True)
class BillShop:
    """The shop as it stands at the head of the bill."""

    name: str
    address: str
    phone: str


@dataclass(frozen=True, slots=True)
class BillCustomer:
    """The customer on the bill; an erase empties name, phone and address."""

    id: int
    code: str
    name: str
    phone: str
    address: str
    card: str
    tier: str


@dataclass(frozen=True, slots=True)
class BillLine:
    """One line: quantity in thousandths. `code` is empty where only an amount was typed."""

    code: str
    name: str
    quantity: int
    price: int
    gross: int


@dataclass(frozen=True, slots=True)
class BillPayment:
    """How a part was paid; for stored value both parts, for cash what was given and the change."""

    means: str
    amount: int
    points: int | None = None
    given: int | None = None
    change: int | None = None
    principal: int | None = None
    gift: int | None = None


@dataclass(frozen=True, slots=True)
class Balances(BothParts):
    """What the customer owns: money parts in minor units, points as a count."""

    principal: int = 0
    gift: int = 0
    credit: int = 0
    points: int = 0


@dataclass(frozen=True, slots=True)
class Bill:
    """Everything an e-bill says, and the first answer to the request that made it.

    `amount` is what the operation was about: the net sale, the paid top-up, the redeemed value,
    or what a reversal took back.
    """

    operation: str
    kind: str
    bill_number: int | None
    business_date: str
    recorded_at: str
    language: str
    currency: Currency
    shop: BillShop
    staff: str
    terminal: str
    amount: int
    customer: BillCustomer | None = None
    lines: tuple[BillLine, ...] = ()
    gross: int = 0
    discount: int = 0
    tax: int | None = None
    tax_rate: str | None = None
    payments: tuple[BillPayment, ...] = ()
    gift: int = 0
    points: int = 0
    before: Balances = Balances()
    after: Balances = Balances()
    reverses: str | None = None
