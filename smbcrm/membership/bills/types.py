"""The e-bill: what it says, as it was on the day, equal for ever. Amounts in minor units."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from smbcrm.core.money import Currency
from smbcrm.membership.ledger.stored import BothParts


@dataclass(frozen=True, slots=True)
class BillShop:
    """The shop as it stands at the head of the bill."""

    name: str
    address: str
    phone: str
    tax_number: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class BillCustomer:
    """The customer on the bill; an erase empties name, given name, phone and address."""

    id: int
    code: str
    name: str
    phone: str
    address: str
    card: str
    tier: str
    given_name: str = ""
    tier_code: str = ""


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
class BillVisits:
    """A visit package on a bill: what was moved of it, and what is left afterwards.

    `until` is the last day of what ends first, `last` of what ends last; None: never. Without
    `counted` it is a pass, of which nothing becomes less. `owner` is the customer whose visits
    they are, where that is not the customer of the bill. On a refund `used` says how many of the
    visits of its sale were used or have ended.
    """

    code: str
    name: str
    moved: int
    left: int
    until: str | None = None
    last: str | None = None
    counted: bool = True
    owner: int | None = None
    used: int | None = None


@dataclass(frozen=True, slots=True)
class BillVoucher:
    """A voucher on a bill: it came (`moved` 1), or went (-1) and took an amount off.

    On a refund `amount` is what it had taken off the lines that go back; one with `moved` 0 stays
    used.
    `kind`, `value` and the name of the `item` say what it does; `until` is its last day.
    """

    code: str
    name: str
    kind: str
    value: int | None
    item: str
    moved: int
    amount: int = 0
    until: str | None = None


@dataclass(frozen=True, slots=True)
class BillReward:
    """What was handed over for points: so many of a reward."""

    code: str
    name: str
    quantity: int


class BillServer(NamedTuple):
    """Somebody who served, by name, and their share in percent."""

    name: str
    share: int


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
    or what a reversal took back. `local_time` is when it was recorded by the clock on the shop's
    wall, `2026-11-21T10:24`, and `points_worth` what the points are worth afterwards; bills of
    before they were written have neither. A refund names the operation and the bill number of its
    sale, and until when value is valid again that had ended; its payments are what went back. A
    withdrawal says how much of the gift, of which it voids the rest, was spent before; a transfer,
    which customer took it. `visits` are the packages that were sold, used or moved, `vouchers`
    those that came or went; what they took off is a part of `discount`. `reward` is what was handed
    over for points. `discount_tier` is the tier of the discount that goes back with a refund: the
    customer may have another one by then. `served` is empty where who sold served alone.
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
    local_time: str = ""
    points_worth: int | None = None
    refunds: str | None = None
    refunds_bill: int | None = None
    again_until: str | None = None
    gift_spent: int = 0
    taker: int | None = None
    visits: tuple[BillVisits, ...] = ()
    vouchers: tuple[BillVoucher, ...] = ()
    reward: BillReward | None = None
    discount_tier: str = ""
    served: tuple[BillServer, ...] = ()

    @property
    def servers(self) -> tuple[BillServer, ...]:
        """Who served, with whole percents that come to 100."""
        return self.served or (BillServer(self.staff, 100),)


class PaperSize(StrEnum):
    """The sheet that a bill is put on."""

    A5 = "A5"
    A4 = "A4"


@dataclass(frozen=True, slots=True)
class Paper:
    """How a bill is put on paper.

    `language` is empty for the bill's own. `instead` holds characters that no font has, or whole
    texts with such in them, with what is written for each. `copy`: it was handed over before;
    `void`: it was taken back.
    """

    size: PaperSize = PaperSize.A5
    language: str = ""
    instead: tuple[tuple[str, str], ...] = ()
    copy: bool = False
    void: bool = False


@dataclass(frozen=True, slots=True)
class BillIssue:
    """A bill that was handed over: by which request, how, when, by whom, where.

    `paper` is as it was asked for; its `copy` and `void` say nothing.
    """

    seq: int
    request: str
    is_copy: bool
    paper: Paper
    issued_at: dt.datetime
    staff: int
    terminal: int


@dataclass(frozen=True, slots=True)
class MissingCharacter:
    """A character that no bundled font has, and the text of the bill that it stands in."""

    character: str
    text: str


@dataclass(frozen=True, slots=True)
class Sheets:
    """A bill on paper: the PDF, and the characters that are missing on it, each one once."""

    pdf: bytes
    missing: tuple[MissingCharacter, ...]


@dataclass(frozen=True, slots=True)
class FoundBill:
    """A bill as it was written, what took it back since, and how it was handed over, in order."""

    seq: int
    bill: Bill
    reversed_by: str | None
    issues: tuple[BillIssue, ...]

    @property
    def issued(self) -> bool:
        """Whether it was handed over before."""
        return bool(self.issues)


@dataclass(frozen=True, slots=True)
class Draft:
    """A bill as it is handed over: what it says, how it was drawn, and the sheets.

    `request` is the one under which it was noted just now; empty where nothing was noted.
    """

    found: FoundBill
    paper: Paper
    pdf: bytes
    missing: tuple[MissingCharacter, ...]
    request: str = ""


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page as a picture: `width * height` pixels of three bytes, red, green, blue."""

    width: int
    height: int
    pixels: bytes
