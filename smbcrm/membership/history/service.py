"""History: the port and the use case."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from smbcrm.core.work import Recorder, UnitOfWork
from smbcrm.membership.bills.ports import BillWork

if TYPE_CHECKING:
    from smbcrm.membership.bills.types import Bill
    from smbcrm.membership.history.types import HistoryRow


class HistoryQuery(Protocol):
    """Reads operations with what they moved."""

    def of_customer(
        self, customer: int, limit: int, before: int | None
    ) -> tuple["HistoryRow", ...]:
        """Return a customer's operations, newest first, from below a sequence number on."""

    def seq_of(self, operation: str) -> int | None:
        """Return the sequence number of an operation."""


class HistoryWork(BillWork, Recorder, Protocol):
    """The slice of a unit of work that reads history."""

    @property
    def history(self) -> HistoryQuery:
        """What happened."""


@dataclass(frozen=True, slots=True)
class HistoryService:
    """Lists what happened."""

    uow: UnitOfWork[HistoryWork]

    def of_customer(
        self, customer: int, limit: int = 50, before: int | None = None
    ) -> tuple["HistoryRow", ...]:
        """Return a customer's operations, newest first."""
        return self.uow.read(lambda work: work.history.of_customer(customer, limit, before))

    def bill(self, operation: str) -> "Bill | None":
        """Return the snapshot written with an operation."""

        def read(work: HistoryWork) -> "Bill | None":
            seq = work.history.seq_of(operation)
            return None if seq is None else work.bills.get(seq)

        return self.uow.read(read)
