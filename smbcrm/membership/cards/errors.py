"""Cards: what is refused, and what to do instead."""

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_


class UnknownCard(UserError):
    """No card has that number."""

    msgid = N_("There is no card {number}.")
    command = N_("Look for its customer with: smbcrm find")


# ------------------------------------------------------------------------------------ numbers


class BadCardNumber(UserError):
    """A text that no card can have for its number."""

    msgid = N_("“{number}” is no card number: 4 to 32 letters, digits or hyphens.")


class NotOurCard(UserError):
    """A number that is not of the shop's own range, or only looks as if it were."""

    msgid = N_(
        "{number} is not a number of this shop: 12 digits that begin with {prefix} and end with "
        "the right check digit. Leave the number out, then the next free one is taken."
    )


class NumberOfProduct(UserError):
    """A pre-printed number that is a valid UPC-A or EAN."""

    msgid = N_(
        "{number} may stand on a product (UPC or EAN), and a scanner could not tell them apart. "
        "Take another card."
    )


class NumberOfVoucher(UserError):
    """A pre-printed number that is written as our voucher codes are."""

    msgid = N_(
        "{number} is written like a voucher code, a letter and digits, and a scanner could not "
        "tell them apart. Take another card."
    )


class NumberOfCustomer(UserError):
    """A pre-printed number that is written as the codes of customers are."""

    msgid = N_(
        "{number} is written like the codes that this program gives to customers. Take another "
        "card."
    )


class CardNumberTaken(UserError):
    """The number is that of another card, item or customer."""

    msgid = N_("{number} is taken by {other}. Take another one.")


class RangeUsedUp(UserError):
    """No number of the range is left."""

    msgid = N_("No card number that begins with {prefix} is left. Choose other first digits.")
    command = N_("Use: smbcrm setting set card.prefix")


# -------------------------------------------------------------------------- who uses the card


class CardIsDead(UserError):
    """A dead card, while the customer has a living one."""

    msgid = N_("{why} The card of {name} ({code}) is now {living}: use that one.")


class CardIsDeadAlone(UserError):
    """A dead card of a customer who has no other."""

    msgid = N_("{why} It belongs to {name} ({code}), who has no other card.")
    command = N_("Issue one with: smbcrm card issue {code}")


class FrozenCardAlone(CardIsDeadAlone):
    """It is frozen."""

    command = N_("Use: smbcrm card unfreeze {number}")


class LostCardAlone(CardIsDeadAlone):
    """It was reported lost."""

    command = N_("Use: smbcrm card unfreeze {number}, or: smbcrm card replace {number}")


class ExpiredCardAlone(CardIsDeadAlone):
    """Its last day is over."""

    command = N_("Use: smbcrm card renew {number}")


# ----------------------------------------------------------------- what is done with the card


class NoCardToReplace(UserError):
    """The customer has no card that could be replaced."""

    msgid = N_("{code} has no card to replace.")
    command = N_("Issue one with: smbcrm card issue {code}")


class BadCardReason(UserError):
    """A reason that is not on the list of what is done, or none where one is needed."""

    msgid = N_("“{reason}” is no reason. Use one of these: {known}.")


class CardNeedsNothing(UserError):
    """The card is already as it is asked to be, or cannot be used as it is."""

    msgid = N_("{why} There is nothing to do.")


class CardMustBeUnfrozen(UserError):
    """Something that waits until the freeze of the card is taken back."""

    msgid = N_("{why} Unfreeze it first.")
    command = N_("Use: smbcrm card unfreeze {number}")


class CardMustBeFound(UserError):
    """Something that cannot be done with a card that nobody has."""

    msgid = N_("{why} Unfreeze it if it was found, else replace it.")
    command = N_("Use: smbcrm card unfreeze {number}, or: smbcrm card replace {number}")


class CardMustBeRenewed(UserError):
    """Something that cannot be done with a card whose last day is over."""

    msgid = N_("{why} Renew it, or replace it.")
    command = N_("Use: smbcrm card renew {number}")


class CardWasReplaced(UserError):
    """Another card took its place: that is final."""

    msgid = N_("{why} That is final: take the one that followed.")
    command = N_("See: smbcrm card show {following}")


class CardIsVoid(UserError):
    """A void card: that is final."""

    msgid = N_("{why} That is final: issue a new card.")
    command = N_("Use: smbcrm card issue {code}")


class NothingToTakeBack(UserError):
    """Nothing that could be undone was done with the card, or too long ago, or at another till."""

    msgid = N_("Nothing was done with the card {number} at this till in the last 30 minutes.")


class FollowerWasTouched(UserError):
    """The card that took another one's place has a life of its own by now."""

    msgid = N_("The card {following} is in use by now. Take that one.")


class LastDayOver(UserError):
    """A card cannot be renewed until a day that is over."""

    msgid = N_("{date} is over. Give a last day from {today} on.")
