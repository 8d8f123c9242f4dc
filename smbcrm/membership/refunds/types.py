"""Refunds: what is asked for, and what the till refuses."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.requests.types import Act

DAYS_AGAIN = 30
"""For so many days value is valid again whose lot had ended before it went back."""


class RefundOrder(StrEnum):
    """What goes back first: the money that was paid, or the stored value that was spent."""

    MONEY = "money"
    STORED = "stored"


class RefundReason(StrEnum):
    """Why something goes back: codes, because the ledger holds no free text."""

    FAULTY = "faulty"
    WRONG_ITEM = "wrong_item"
    NOT_SATISFIED = "not_satisfied"
    CHANGED_MIND = "changed_mind"
    WRONG_AMOUNT = "wrong_amount"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class RefundRequest:
    """A sale (its id or bill number) that goes back: all that is left, an amount, or lines.

    `amount` is in minor units; `lines` are thousandths of quantity by number of the line, from 1.
    """

    act: Act
    operation: str
    amount: int | None = None
    lines: Mapping[int, int] = field(default_factory=dict)
    reason: str | None = None


class NotASale(UserError):
    """Only a sale is refunded."""

    msgid = N_("{operation} is no sale, and only sales are refunded. {instead}")


class SaleTakenBack(UserError):
    """The sale does not stand any more."""

    msgid = N_("{operation} was taken back before, on {at}. There is nothing to refund.")


class AllRefunded(UserError):
    """Nothing of the sale is left."""

    msgid = N_("All of {operation} has gone back already, last with {refund}.")


class MoreThanLeft(UserError):
    """More is asked for than is left of the net sale."""

    msgid = N_("Of {operation} only {left} is left to refund, not {asked}. Refund at most {left}.")


class UnknownLine(UserError):
    """The sale has no such line."""

    msgid = N_("{operation} has no line {line}; its lines are 1 to {last}.")


class MoreThanLine(UserError):
    """More pieces are asked for than were sold and did not come back yet."""

    msgid = N_(
        "Of line {line} only {left} can still come back, not {asked}. Refund at most {left}."
    )


class NothingToRefund(UserError):
    """The lines asked for cost nothing."""

    msgid = N_("These lines cost nothing. Refund other lines, or the whole sale.")


class OnlyWhole(UserError):
    """A part is asked for of a sale that came to nothing."""

    msgid = N_("{operation} came to nothing: it goes back only as a whole.")


class VisitsElsewhere(UserError):
    """Visits that would have to come back were handed to another customer."""

    msgid = N_("{customer} has {count} of {package} now. Transfer that back first, then refund.")


class VisitsUsed(UserError):
    """Fewer visits are left than would have to come back: used, ended or put right."""

    msgid = N_(
        "{package} has {left} left, and {asked} would have to come back. Refund at most {most} of "
        "line {line}, or an amount."
    )


class AllVisitsUsed(UserError):
    """No visit is left that could come back."""

    msgid = N_("Nothing is left of {package} that could come back. Refund an amount instead.")


class VisitsKept(UserError):
    """An amount would leave visits that nothing was paid for."""

    msgid = N_(
        "{count} visits of {package} are not used yet. Without them at most {most} can go back. "
        "Refund their line, or all that is left."
    )


class VisitsUsedForNothing(UserError):
    """Visits were used, ended or put right of a sale that has no part to be refunded."""

    msgid = N_(
        "{package} has {left} left, and {asked} would have to come back. The sale came to nothing, "
        "so no part of it can be refunded. Adjust the visits instead."
    )


class LinesDisagree(UserError):
    """The amount typed is not the sum of the lines."""

    msgid = N_("The lines come to {lines}, the amount typed is {amount}. Mend one of them.")
