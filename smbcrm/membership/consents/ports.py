"""What consent needs from the outside."""

import datetime as dt
from typing import Protocol

from smbcrm.membership.consents.types import Purpose, Word
from smbcrm.membership.customers.kinds import ConsentState
from smbcrm.membership.customers.ports import CustomerWork


class ConsentStore(Protocol):
    """The history of what customers said, and the purposes that the shop asks about."""

    def purposes(self) -> tuple[Purpose, ...]:
        """Return the purposes of the shop, by code."""

    def define(self, purpose: Purpose) -> None:
        """Keep a purpose; one of the same code gets its name."""

    def of_customer(self, customer: int) -> tuple[Word, ...]:
        """Return all that a customer ever said, oldest first."""

    def add(  # noqa: PLR0913 - the parts of one entry
        self,
        customer: int,
        about: str,
        state: ConsentState,
        at: dt.datetime,
        how: str,
        staff: int | None,
    ) -> None:
        """Add to the history of a customer; nothing of it is ever changed."""


class ConsentWork(CustomerWork, Protocol):
    """The slice of a unit of work that knows consent."""

    @property
    def consents(self) -> ConsentStore:
        """What customers allow."""
