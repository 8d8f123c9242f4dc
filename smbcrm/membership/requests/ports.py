"""What requests that write no operation need from the outside."""

from typing import TYPE_CHECKING, Protocol

from smbcrm.core.work import Recorder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smbcrm.membership.requests.types import Entered, Recorded, RuleChange


class RequestStore(Protocol):
    """The requests that were carried out; operations keep theirs in the ledger."""

    def find(self, request_id: str) -> "Recorded | None":
        """Return what was recorded under an id, by a request or by an operation."""

    def customer_of(self, request_id: str) -> int | None:
        """Return the customer whom a recorded request or operation was about."""

    def keep(self, entered: "Entered") -> None:
        """Record a request with the hash of what was asked and its answer."""

    def note_rules(self, request_id: str, changes: "Sequence[RuleChange]") -> None:
        """Keep which rules of the shop a request that is kept itself has changed."""


class RequestWork(Recorder, Protocol):
    """The slice of a unit of work that knows requests."""

    @property
    def requests(self) -> RequestStore:
        """The requests."""
