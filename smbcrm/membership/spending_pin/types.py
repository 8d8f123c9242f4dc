"""Spending PINs: the facts, and what is said of them."""

import datetime as dt
from dataclasses import dataclass

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_

TRIES = 5
"""So often a PIN may be wrong before it is locked."""
LOCKED_FOR = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class SpendingPin:
    """A customer's PIN as it is kept: stretched, with how often it was wrong since it was right."""

    customer: int
    secret: str
    wrong: int = 0
    locked_until: dt.datetime | None = None


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


class WrongPin(UserError):
    """The PIN was wrong."""

    msgid = N_("This is not the customer's PIN. Tries left: {tries}.")


class PinLocked(UserError):
    """It was wrong too often."""

    msgid = N_("The PIN was wrong {tries} times. It can be typed again after one minute.")
