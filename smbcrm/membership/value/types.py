"""Value that moves without a sale: what is asked for, why, and what the till refuses."""

from dataclasses import dataclass
from enum import StrEnum

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import Means


class TransferReason(StrEnum):
    """Why stored value is handed to another customer: codes, the ledger holds no free text."""

    FAMILY = "family"
    PRESENT = "present"
    WRONG_CUSTOMER = "wrong_customer"
    OTHER = "other"


class AdjustmentReason(StrEnum):
    """Why an account is put right."""

    CORRECTION = "correction"
    GOODWILL = "goodwill"
    PROMISED = "promised"
    OLD_BOOK = "old_book"
    OTHER = "other"


class CashReason(StrEnum):
    """Why cash goes into the drawer or out of it without a sale."""

    FLOAT = "float"
    BANK = "bank"
    PURCHASE = "purchase"
    CORRECTION = "correction"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class WithdrawRequest:
    """Stored value paid out again, in minor units of the paid part."""

    act: Act
    customer: int
    amount: int
    means: Means = Means.CASH


@dataclass(frozen=True, slots=True)
class TransferRequest:
    """Stored value handed from one customer to another, in minor units.

    With `package` it is so many visits of that package.
    """

    act: Act
    giver: int
    taker: int
    amount: int
    reason: str
    package: str | None = None


@dataclass(frozen=True, slots=True)
class AdjustRequest:
    """An account put right: plus gives, minus takes; minor units, for points and visits a count.

    `package` is the one whose visits are put right.
    """

    act: Act
    customer: int
    account: AccountKind
    amount: int
    reason: str
    package: str | None = None


@dataclass(frozen=True, slots=True)
class CashRequest:
    """Cash into the drawer (plus) or out of it (minus), in minor units."""

    act: Act
    amount: int
    reason: str


class BadMeans(UserError):
    """Stored value is paid out with money."""

    msgid = N_("Stored value is paid out with cash, card, wechat, alipay, transfer or other.")


class PaysNothingOut(UserError):
    """The shop pays no stored value out."""

    msgid = N_("This shop pays no stored value out. It can be spent, or handed to somebody else.")
    command = N_("Use: smbcrm setting set stored_value.pay_out")


class OwnerPaysOut(UserError):
    """Only the owner pays stored value out."""

    msgid = N_("Only {owner} pays stored value out, not {staff}. Ask {owner} to do it.")


class ShortPrincipal(UserError):
    """Only the paid part is paid out."""

    msgid = N_(
        "{asked} is asked for, {available} of the paid part is there. The gift part is not paid "
        "out: withdraw at most {available}."
    )


class ShortAccount(UserError):
    """An adjustment or a transfer takes no more than there is."""

    msgid = N_("{asked} is asked for, {available} is there. Take at most {available}.")


class SameCustomer(UserError):
    """Giver and taker are one."""

    msgid = N_("Giver and taker are the same customer. Choose another one.")


class NotAdjustable(UserError):
    """An account that is put right in another way."""

    msgid = N_("{account} is not put right so. Use one of these: {known}.")


class NothingMoves(UserError):
    """An amount of zero."""

    msgid = N_("The amount is 0: nothing would move. Type another one.")
