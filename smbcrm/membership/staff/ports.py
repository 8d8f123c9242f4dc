"""What staff and terminals need from the outside."""

from typing import Protocol

from smbcrm.core.clock import BusinessDay
from smbcrm.membership.requests.ports import RequestWork
from smbcrm.membership.staff.types import Staff, Terminal


class StaffStore(Protocol):
    """Staff and terminals by name; the first of each answers where no name is given."""

    def staff(self) -> tuple[Staff, ...]:
        """Return those who work here now, in the order they came."""

    def terminals(self) -> tuple[Terminal, ...]:
        """Return the tills that are used, in the order they came."""

    def all_staff(self, *, hold: bool = False) -> tuple[Staff, ...]:
        """Return everybody who ever worked here; `hold` them to the end of the step."""

    def all_terminals(self, *, hold: bool = False) -> tuple[Terminal, ...]:
        """Return every till there ever was; `hold` them to the end of the step."""

    def add_staff(self, name: str) -> Staff:
        """Add somebody."""

    def add_terminal(self, name: str) -> Terminal:
        """Add a till."""

    def put_staff(self, one: Staff) -> None:
        """Write name and activity of somebody known."""

    def put_terminal(self, one: Terminal) -> None:
        """Write name and activity of a known till."""


class StaffWork(RequestWork, Protocol):
    """The slice of a unit of work that knows staff and terminals."""

    @property
    def staff(self) -> StaffStore:
        """Staff and terminals."""


class DaysOfShop(Protocol):
    """What an act must know of the shop."""

    @property
    def day(self) -> BusinessDay:
        """How the shop counts its days."""


class Days(Protocol):
    """The setting that says how the shop counts its days."""

    def shop(self) -> DaysOfShop:
        """Return the shop that the settings describe."""


class ActWork(StaffWork, Protocol):
    """The slice of a unit of work in which an act is checked and recorded."""

    @property
    def settings(self) -> Days:
        """The settings."""
