"""What requests that write no operation need from the outside."""

from typing import TYPE_CHECKING, Protocol

from smbcrm.core.work import Recorder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from smbcrm.membership.requests.types import Entered, Recorded, RuleChange, Signature


class RequestStore(Protocol):
    """The requests that were carried out; operations keep theirs in the ledger."""

    def find(self, request_id: str) -> "Recorded | None":
        """Return what was recorded under an id, by a request or by an operation."""

    def customer_of(self, request_id: str) -> int | None:
        """Return the customer whom a recorded request or operation was about."""

    def keep(self, entered: "Entered") -> None:
        """Record a request with the hash of what was asked and its answer; sign what it changed."""

    def sign(self, by: "Signature") -> None:
        """Write into the change log what the step changed up to now of customers and the shop.

        The stores know what was changed, a signature says by whom. A step that leaves something
        unsigned is a bug, and nothing of it is written.
        """

    def begin(self) -> None:
        """Let what the step wrote up to now be what a shop begins with: nobody changed it."""

    def note_rules(self, request_id: str, changes: "Sequence[RuleChange]") -> None:
        """Keep which rules of the shop a request that is kept itself has changed."""


class RequestWork(Recorder, Protocol):
    """The slice of a unit of work that knows requests."""

    @property
    def requests(self) -> RequestStore:
        """The requests."""
