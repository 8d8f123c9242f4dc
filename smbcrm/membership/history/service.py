"""History: the port and the use case."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from smbcrm.core.work import Recorder, UnitOfWork

if TYPE_CHECKING:
    from smbcrm.membership.history.types import HistoryRow


class HistoryQuery(Protocol):
    """Reads operations with what they moved."""

    def of_customer(
        self, customer: int, limit: int, before: int | None
    ) -> tuple["HistoryRow", ...]:
        """Return a customer's operations, newest first, from below a sequence number on."""


class HistoryWork(Recorder, Protocol):
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
