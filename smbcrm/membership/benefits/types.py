"""What customers are given: what is asked for, and what is answered."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Currency
from smbcrm.membership.bills.types import PaperSize
from smbcrm.membership.reports.document import Letterhead
from smbcrm.membership.requests.types import Act
from smbcrm.membership.rewards.types import Reward
from smbcrm.membership.vouchers.types import Voucher, VoucherMove, VoucherState


class VoucherVoidReason(StrEnum):
    """Why a voucher is made void: codes, because the ledger holds no free text."""

    MISTAKE = "mistake"
    MISUSE = "misuse"
    LOST = "lost"
    CUSTOMER_ASKED = "customer_asked"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class IssueRequest:
    """A voucher that the shop gives, by its code, for each of these customers."""

    act: Act
    definition: str
    customers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BuyRequest:
    """A voucher that the shop gives, by its code, for points."""

    act: Act
    customer: int
    definition: str


@dataclass(frozen=True, slots=True)
class RewardRequest:
    """So many of a reward for points; where `points` are said, they must be its price."""

    act: Act
    customer: int
    reward: str
    quantity: int = 1
    points: int | None = None


@dataclass(frozen=True, slots=True)
class VoidVoucherRequest:
    """A voucher that shall be used no more."""

    act: Act
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class VoucherShown:
    """A voucher with where it stands, whose it is, and what happened to it, oldest first."""

    voucher: Voucher
    state: VoucherState
    owner: Text
    moves: tuple[VoucherMove, ...]


class NoVouchers(UserError):
    """Another till was quicker, or the last one has ended."""

    msgid = N_("No voucher is left to hand over.")


@dataclass(frozen=True, slots=True)
class VoucherCard:
    """A voucher as it is handed to its customer, who is named where they are known.

    `gives` is what it does, `terms` what else holds for it; `minimum` is the spend it asks for in
    minor units, and it may be used from `first_day` through `last_day`, where it has any.
    """

    code: str
    language: str
    customer: str
    name: str
    gives: Text
    terms: tuple[Text, ...]
    minimum: int
    first_day: dt.date | None
    last_day: dt.date | None


@dataclass(frozen=True, slots=True)
class VoucherCards:
    """Vouchers of a shop that are put on paper together, in this order."""

    shop: Letterhead
    currency: Currency
    made_at: dt.datetime
    cards: tuple[VoucherCard, ...]


@dataclass(frozen=True, slots=True)
class CardPaper:
    """How vouchers are put on paper.

    A single one is on a sheet of that size, several are on A4. `language` is empty for that of
    each customer; `instead` is as for a bill (`Paper`).
    """

    size: PaperSize = PaperSize.A5
    language: str = ""
    instead: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class VoucherChoice:
    """A voucher of a customer, as it may be chosen for a sale that is being made.

    `off` is what it would take off in minor units, of a chosen one what it takes; None while
    nothing is sold yet. With `why` it cannot be used, and that is why.
    """

    voucher: Voucher
    off: int | None
    why: UserError | None


@dataclass(frozen=True, slots=True)
class RewardChoice:
    """A reward as a customer may choose it; `short` is how many points are missing for one.

    With `why` it cannot be had, and that is why.
    """

    reward: Reward
    short: int
    why: UserError | None
