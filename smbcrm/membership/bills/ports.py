"""What e-bills need from the outside."""

from typing import TYPE_CHECKING, Protocol

from smbcrm.core.work import Recorder

if TYPE_CHECKING:
    from smbcrm.membership.bills.types import Bill


class BillStore(Protocol):
    """The snapshots, one for each operation at the till."""

    def add(self, seq: int, bill: "Bill") -> None:
        """Write the snapshot of an operation."""

    def get(self, seq: int) -> "Bill | None":
        """Return the snapshot of an operation."""


class BillWork(Recorder, Protocol):
    """The slice of a unit of work that knows bills."""

    @property
    def bills(self) -> BillStore:
        """The snapshots."""
