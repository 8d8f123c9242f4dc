"""What customers are given: what is asked for, and what is answered."""

from dataclasses import dataclass
from enum import StrEnum

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import Text
from smbcrm.membership.reports.document import Document
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


@dataclass(frozen=True, slots=True)
class VoucherPaper:
    """A voucher as it is handed to its customer, and the language they read."""

    document: Document
    language: str


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
