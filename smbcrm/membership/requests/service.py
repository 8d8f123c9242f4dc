"""Requests: what was recorded under an id."""

from dataclasses import dataclass

from smbcrm.core.work import UnitOfWork
from smbcrm.membership.requests.ports import RequestWork


@dataclass(frozen=True, slots=True)
class RequestService:
    """Tells of requests that were recorded before."""

    uow: UnitOfWork[RequestWork]

    def customer_of(self, request_id: str) -> int | None:
        """Return the customer whom a recorded request was about; None where there is neither.

        A request that is sent again names its customer as on the first day, while the card was
        replaced and the name changed since.
        """
        return self.uow.read(lambda work: work.requests.customer_of(request_id.lower()))
