"""What the till refuses, and what to do instead."""

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_


class BadAmount(UserError):
    """An amount that is zero, negative or absurd."""

    msgid = N_("The amount must be above 0 and at most {largest}.")


class NothingSold(UserError):
    """Neither an amount nor items."""

    msgid = N_("Say what is sold: an amount, or items with --item CODE=QUANTITY.")


class AmountsDisagree(UserError):
    """The amount typed is not the sum of the items."""

    msgid = N_("The items come to {items}, the amount typed is {amount}. Mend one of them.")


class BadQuantity(UserError):
    """A quantity that is zero, negative or absurd."""

    msgid = N_("The quantity of {code} must be above 0 and at most 1,000,000.")


class NeedsCustomer(UserError):
    """A walk-in has neither stored value nor points."""

    msgid = N_("A sale without a customer is paid with money. Find the customer first.")


class NotSettled(UserError):
    """The payments do not meet the net sale."""

    msgid = N_("{paid} is paid and {due} is due: {missing} is missing. Say how that is paid.")


class Overpaid(UserError):
    """More was paid than is due, and not in cash."""

    msgid = N_("{paid} is paid and {due} is due. Only cash gives change: lower another payment.")


class ShortStored(UserError):
    """Stored value does not cover what should be taken from it."""

    msgid = N_(
        "Stored value is {short} short: {available} is there. Take the rest in another way: {split}"
    )


class ShortCredit(UserError):
    """Store credit does not cover what should be taken from it."""

    msgid = N_(
        "Store credit is {short} short: {available} is there. Take the rest in another way: {split}"
    )


class ShortPoints(UserError):
    """There are fewer points than asked for."""

    msgid = N_("There are {available} points, {asked} are asked for. Use at most {available}.")


class PointsBelowZero(UserError):
    """After a refund points may be missing; they are earned back first."""

    msgid = N_(
        "Points are below zero: what had earned them was paid back. They must be earned back first."
    )


class NoPointsAsked(UserError):
    """Nought points, or fewer."""

    msgid = N_("The number of points must be above 0.")


class WrongPoints(UserError):
    """A count of points that is worth no whole amount."""

    msgid = N_("{points} points are worth no whole amount. Use a multiple of {step}.")


class BadReason(UserError):
    """A reason that is not in the list."""

    msgid = N_("“{reason}” is no reason. Use one of these: {known}.")


class AlreadyReversed(UserError):
    """It was taken back before."""

    msgid = N_("{operation} was taken back before, on {at}. Nothing was changed.")


class NotReversible(UserError):
    """An opening, a reversal or what was done to a package's term is not undone at the till."""

    msgid = N_(
        "{operation} cannot be undone or voided here. Record what is right as something new."
    )


class MadeByProgram(UserError):
    """An expiry, or a void whose ground went: no act of a till, so it has no undo."""

    msgid = N_(
        "{operation} was made by the program, not at a till, and cannot be undone. {instead}"
    )


class UndoTooLate(UserError):
    """Undo ends after 30 minutes."""

    msgid = N_(
        "Undo ends 30 minutes after recording. Void it with a reason on the same business day. "
        "Later than that: {instead}"
    )


class OtherTerminal(UserError):
    """Undo belongs to the till that recorded."""

    msgid = N_("{operation} was recorded at {terminal}. Undo it there, or void it with a reason.")


class VoidTooLate(UserError):
    """A void ends with the business day."""

    msgid = N_("The business day of {operation} is over. {instead}")


class DayIsClosed(UserError):
    """Nothing of a closed day is taken out any more, by nobody."""

    msgid = N_("The day of {operation} is closed at {terminal}. {instead}")


class Refunded(UserError):
    """Something went back after it."""

    msgid = N_("{refund} gave something back after {operation}. Take that back first.")


class Touched(UserError):
    """What it brought was used since."""

    msgid = N_("What {operation} brought was used since, by {later}. {instead}")


class PaidOutSince(UserError):
    """It took gift whose paid part was paid out since."""

    msgid = N_(
        "{operation} used a gift part that is void since {later} paid out what it came with. "
        "{instead}"
    )


class LotEnded(UserError):
    """What it took has ended since and cannot be filled again."""

    msgid = N_("A part of what {operation} took has ended on {date}. {instead}")


class BadTopUpPayment(UserError):
    """A top-up is paid with money, not with value the shop gave before."""

    msgid = N_("A top-up is paid with cash, card, wechat, alipay, transfer or other.")
