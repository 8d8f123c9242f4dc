"""Past sales: the use case. Imports bring them in."""

from dataclasses import dataclass

from smbcrm.core.work import UnitOfWork
from smbcrm.membership.past_sales.ports import PastSaleWork
from smbcrm.membership.past_sales.types import PastSale, PastSums


@dataclass(frozen=True, slots=True)
class PastSaleService:
    """Tells what customers bought at the till before."""

    uow: UnitOfWork[PastSaleWork]

    def of(self, customer: int, limit: int) -> tuple[PastSums, tuple[PastSale, ...]]:
        """Return what a customer's past sales come to, and the newest of them."""
        return self.uow.read(
            lambda work: (work.past_sales.sums(customer), work.past_sales.of(customer, limit))
        )
