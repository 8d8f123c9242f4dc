"""Spending PINs: the facts, and what is said of them."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, Text

TRIES = 5
"""So often a PIN may be wrong before it is locked."""
LOCKS = (
    dt.timedelta(minutes=1),
    dt.timedelta(minutes=5),
    dt.timedelta(minutes=15),
    dt.timedelta(hours=1),
    dt.timedelta(days=1),
)
"""How long the first lock lasts, the next, and so on; the last length comes again and again."""
_WAITS = (N_("one minute"), N_("5 minutes"), N_("15 minutes"), N_("one hour"), N_("one day"))


@dataclass(frozen=True, slots=True)
class SpendingPin:
    """A customer's PIN as it is kept: stretched, with how often it was wrong since it was right.

    `wrong` counts since the last lock, `locks` how often it was locked since it was right.
    """

    customer: int
    secret: str
    wrong: int = 0
    locked_until: dt.datetime | None = None
    locks: int = 0


class ResetReason(StrEnum):
    """By what staff knew whom they stood before, when a PIN was reset that nobody typed."""

    KNOWN = "known_in_person"
    DOCUMENT = "document_shown"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class WrongTry:
    """A PIN typed wrong after it had been locked: whose, by whom of the staff, at which till."""

    customer: int
    staff: int
    terminal: int
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class PinReset:
    """A PIN that was changed or taken away without being typed: what is kept of it."""

    request: str
    reason: str


class BadPin(UserError):
    """A PIN that is too short, too long, or not of digits."""

    msgid = N_("A spending PIN has 4 to 6 digits. Type another one.")


class PinNeeded(UserError):
    """Stored value is spent for which the PIN is asked."""

    msgid = N_("From {amount} on, stored value is spent with the customer's PIN. Let them type it.")


class NoPinYet(UserError):
    """The PIN is asked, and the customer has none."""

    msgid = N_(
        "From {amount} on, stored value is spent with a PIN, and this customer has none yet. Let "
        "them choose one."
    )
    command = N_("Set it with: smbcrm customer pin CODE")


class CurrentPinNeeded(UserError):
    """A PIN is changed or taken away by whoever knows it."""

    msgid = N_("This customer has a spending PIN already. Let them type it to change it.")
    command = N_("Forgotten? Reset it with: smbcrm customer pin CODE --forgotten --reason REASON")


class BadResetReason(UserError):
    """A reason of no list."""

    msgid = N_("“{reason}” is no reason. Use one of these: {known}.")


class NoResetReason(UserError):
    """A PIN is reset for a reason, and only a reset has one."""

    msgid = N_("Give --forgotten and --reason together.")


class WrongPin(UserError):
    """The PIN was wrong."""

    msgid = N_("This is not the customer's PIN. Tries left: {tries}.")


class PinLocked(UserError):
    """It was wrong too often."""

    msgid = N_("The PIN was wrong {tries} times. It can be typed again after one minute.")


class PinLockedLonger(PinLocked):
    """It was wrong too often again and again: a clock that is put forward ends no such lock."""

    msgid = N_(
        "The PIN was wrong {tries} times. It can be typed again after {wait}, once something else "
        "has been recorded since. Reset it where it is forgotten."
    )
    command = N_("Reset it with: smbcrm customer pin CODE --forgotten --reason REASON")


def locked(locks: int) -> PinLocked:
    """Return what is said of a PIN that was locked so often since it was right."""
    if locks <= 1:
        return PinLocked(tries=TRIES)
    wait = Text(_WAITS[min(locks, len(LOCKS)) - 1])
    return PinLockedLonger(tries=TRIES * locks, wait=wait)
