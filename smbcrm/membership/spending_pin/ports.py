"""What spending PINs need from the outside."""

import datetime as dt
from typing import TYPE_CHECKING, Protocol

from smbcrm.core.work import Recorder
from smbcrm.membership.customers.ports import CustomerWork

if TYPE_CHECKING:
    from smbcrm.membership.spending_pin.types import PinReset, SpendingPin, WrongTry


class SpendingPinStore(Protocol):
    """The PINs of customers who have one."""

    def get(self, customer: int, *, hold: bool = False) -> "SpendingPin | None":
        """Return a customer's PIN as it is kept; `hold` it to the end of the step."""

    def put(self, kept: "SpendingPin") -> None:
        """Write a customer's PIN, whether there was one or not."""

    def remove(self, customer: int) -> None:
        """Take a customer's PIN away."""

    def note_reset(self, reset: "PinReset") -> None:
        """Keep that a PIN was reset with a request that is kept itself, and why."""

    def note_wrong(self, one: "WrongTry") -> None:
        """Keep that a PIN was typed wrong after it had been locked, and who stood by."""

    def newest_instant(self) -> dt.datetime | None:
        """Return the newest time of the end of the chain; None where nothing was recorded."""


class SpendingPinWork(Recorder, Protocol):
    """The slice of a unit of work that knows PINs."""

    @property
    def spending_pins(self) -> SpendingPinStore:
        """The PINs."""


class SpendingPinDesk(CustomerWork, SpendingPinWork, Protocol):
    """Everything that the use cases of PINs need."""
