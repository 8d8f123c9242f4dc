"""Vouchers: what is refused, and what to do instead."""

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.items.wrong import WrongPart
from smbcrm.membership.tiers.limits import NotForTier


class BadDefinition(WrongPart):
    """A code, name, minimum, time or price of a voucher that cannot be."""


class VoucherOver(UserError):
    """A last day that is over."""

    msgid = N_("{date} is over: nobody could use this voucher. Choose a last day from {today} on.")


class BadVoucherAmount(UserError):
    """An amount off that is zero or absurd."""

    msgid = N_("A voucher takes an amount above 0 and at most {largest} off.")


class BadPercentage(UserError):
    """A percentage that is zero or over 100."""

    msgid = N_("A voucher takes above 0 and at most 100 percent off.")


class VoucherWithoutItem(UserError):
    """A free item without the item."""

    msgid = N_("Say which item the voucher makes free.")


class UnknownVoucherKind(UserError):
    """A kind that nobody wrote."""

    msgid = N_("“{kind}” is no kind of voucher. Use one of these: {known}.")


class NobodyEnters(UserError):
    """A voucher on entry of the lowest tier."""

    msgid = N_("Everybody begins in {name}: nobody enters it. Choose another tier.")


class DefinitionCodeTaken(UserError):
    """Another voucher of the shop has the code."""

    msgid = N_("{code} is the code of another voucher. Choose another one.")


class UnknownDefinition(UserError):
    """The shop gives no such voucher."""

    msgid = N_("The shop has no voucher with the code {code}.")
    command = N_("See: smbcrm voucher list")


class DefinitionOff(UserError):
    """A voucher that is not given any more."""

    msgid = N_("The voucher {name} is switched off. Choose another one, or switch it on.")


class NotForTierOf(NotForTier):
    """One of the customers is in another tier."""

    msgid = N_("{name} is for {tiers} only, and {customer} is {tier}. Choose somebody else.")


class NotForPoints(UserError):
    """A voucher without a price in points."""

    msgid = N_("The voucher {name} is not given for points. Choose another one.")


class UnknownVoucher(UserError):
    """No voucher has that code."""

    msgid = N_("There is no voucher {code}. Look at the code again.")
    command = N_("See what a customer has with: smbcrm balance CODE")


class VoucherNeedsCustomer(UserError):
    """A walk-in has no vouchers."""

    msgid = N_("A voucher belongs to a customer. Find the customer first.")


class VoucherTwice(UserError):
    """One voucher, chosen twice for a sale."""

    msgid = N_("The voucher {code} is chosen twice, and counts once. Leave it out once.")


class ForeignVoucher(UserError):
    """The voucher of another customer."""

    msgid = N_(
        "The voucher {code} belongs to {owner}. Record the sale for that customer, or leave it out."
    )


class VoucherUsed(UserError):
    """It was used."""

    msgid = N_("The voucher {code} was used on {date}: {operation}. Leave it out.")


class VoucherExpired(UserError):
    """Its last day is over."""

    msgid = N_("The voucher {code} ended on {date}. Leave it out, or issue a new one.")


class VoucherIsVoid(UserError):
    """It was made void."""

    msgid = N_("The voucher {code} was made void on {date}. Leave it out, or issue a new one.")


class VoucherHeld(UserError):
    """It lies in a sale that is being made at another till."""

    msgid = N_(
        "The voucher {code} is in a sale at {terminal}, until {until} at most. End that sale, or "
        "wait until then."
    )


class VoucherNotYet(UserError):
    """Its first day has not come."""

    msgid = N_("The voucher {code} may be used from {date} on. Leave it out today.")


class MinimumSpend(UserError):
    """The sale is too small for it."""

    msgid = N_(
        "The voucher {code} asks for a sale of at least {minimum}: {missing} is missing. Add "
        "something, or leave it out."
    )


class VoucherNeedsItem(UserError):
    """What it makes free is not sold."""

    msgid = N_("The voucher {code} makes {item} free. Add that to the sale, or leave it out.")


class NothingOff(UserError):
    """It would be used up for nothing."""

    msgid = N_("The voucher {code} would take nothing off here. Keep it for another sale.")


class EntryVoucherUsed(UserError):
    """A tier was entered by what is to be taken back, and the voucher for that was used."""

    msgid = N_(
        "{operation} led into a tier, and the voucher {code} that came with it was used since. "
        "Take that back first."
    )


class HeldVoucherUsed(UserError):
    """A tier was entered by hand, which is to be taken back, and the voucher for that was used."""

    msgid = N_("The voucher {code} that came with this tier was used since. Take that back first.")


class FriendVoucherUsed(UserError):
    """A first sale is to be taken back, and one of the vouchers that it brought two was used."""

    msgid = N_(
        "{operation} was a first sale, and the voucher {code} that it brought was used since. Give "
        "a refund instead."
    )
