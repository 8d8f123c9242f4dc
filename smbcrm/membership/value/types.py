"""Value that moves without a sale: what is asked for, why, and what the till refuses."""

from dataclasses import dataclass, field
from enum import StrEnum

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.bills.types import Balances
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.quoting import Quote


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
    """Stored value paid out again, in minor units of the paid part.

    `pin` is the customer's, where the shop asks for it; see `SaleRequest`.
    """

    act: Act
    customer: int
    amount: int
    means: Means = Means.CASH
    pin: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class WithdrawQuote(Quote):
    """What the till says to a withdrawal: the bill that would be written.

    `asks_pin`: recording it takes the customer's PIN; `has_pin`: they have one.
    """

    request: WithdrawRequest
    asks_pin: bool
    has_pin: bool


@dataclass(frozen=True, slots=True)
class TransferRequest:
    """Stored value handed from one customer to another, in minor units.

    With `package` it is so many visits of that package, for which no PIN is asked. `pin` is the
    giver's, where the shop asks for it; see `SaleRequest`.
    """

    act: Act
    giver: int
    taker: int
    amount: int
    reason: str
    package: str | None = None
    pin: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class TransferQuote(Quote):
    """What the till says to a transfer: the bill that would be written, and what the taker has.

    `asks_pin` and `has_pin` are those of the giver, as of a withdrawal.
    """

    request: TransferRequest
    taker_before: Balances
    taker_after: Balances
    asks_pin: bool
    has_pin: bool


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
    """Cash into the drawer (plus) or out of it (minus), in minor units.

    `again`: as much again as the last close left is put in as float.
    """

    act: Act
    amount: int
    reason: str
    again: bool = False


class FloatIsThere(UserError):
    """The very float that the last close left in the drawer is put in once more."""

    msgid = N_(
        "The last close left {amount} in the drawer: that is the float already. If as much again "
        "was put in, say so."
    )
    command = N_("Repeat it with: --again")


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


class NothingToPayOut(ShortPrincipal):
    """There is no paid part at all."""

    msgid = N_("{asked} is asked for, but there is no paid part to pay out.")


class HandedOver(UserError):
    """Value that somebody else handed over, and whose top-up earned them points."""

    msgid = N_(
        "{amount} of this was handed over by another customer, whose top-up earned points. "
        "Transfer it back, and pay it out there."
    )


class ShortAccount(UserError):
    """An adjustment or a transfer takes no more than there is."""

    msgid = N_("{asked} is asked for, {available} is there. Take at most {available}.")


class NothingThere(ShortAccount):
    """An adjustment or a transfer of what is not there at all."""

    msgid = N_("{asked} is asked for, but there is nothing to take.")


class SameCustomer(UserError):
    """Giver and taker are one."""

    msgid = N_("Giver and taker are the same customer. Choose another one.")


class NotAdjustable(UserError):
    """An account that is put right in another way."""

    msgid = N_("“{account}” is no account that can be adjusted. Use one of these: {known}.")


class NothingMoves(UserError):
    """An amount of zero."""

    msgid = N_("The amount is 0: nothing would move. Type another one.")
