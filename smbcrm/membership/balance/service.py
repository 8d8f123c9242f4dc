"""Card and balance: the use cases. They only read; what is done with a card is `cards`."""

from dataclasses import dataclass, replace

from smbcrm.core.clock import Clock
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.balance.ports import BalanceWork
from smbcrm.membership.balance.rules import holdings
from smbcrm.membership.balance.types import (
    CustomerBalance,
    LedgerFilter,
    LedgerLine,
    LotLeft,
    Place,
)
from smbcrm.membership.cards.steps import cards_of
from smbcrm.membership.customers.showing import show
from smbcrm.membership.ledger.types import AccountKind, OperationKind
from smbcrm.membership.tiers.steps import tier_on

_OF_VOUCHERS = frozenset({OperationKind.VOUCHER_ISSUE, OperationKind.VOUCHER_VOID})


@dataclass(frozen=True, slots=True)
class BalanceService:
    """Reads what the page Card and balance shows."""

    uow: UnitOfWork[BalanceWork]
    clock: Clock

    def customer(self, customer: int) -> CustomerBalance:
        """Return everything the page says before its lines; raise UnknownCustomer."""
        return self.uow.read(self._customer, customer)

    def lots(self, chosen: LedgerFilter, limit: int) -> tuple[LotLeft, ...]:
        """Return the living lots of a purse in the order in which they are drawn on."""

        def read(work: BalanceWork) -> tuple[LotLeft, ...]:
            today = work.settings.shop().day.date(self.clock.now())
            return work.balance.lots(chosen, today, limit)

        return self.uow.read(read)

    def count(self, chosen: LedgerFilter) -> int:
        """Return how many lines a purse has."""
        return self.uow.read(lambda work: work.balance.count(chosen))

    def page(self, chosen: LedgerFilter, after: Place | None, limit: int) -> tuple[LedgerLine, ...]:
        """Return the lines of a purse below a place, newest first; the newest ones for None."""
        return self.uow.read(_page, chosen, after, limit)

    def _customer(self, work: BalanceWork, customer: int) -> CustomerBalance:
        shop = work.settings.shop()
        today = shop.day.date(self.clock.now())
        shown = show(work, customer, today)
        owned = work.balance.owned(customer, today)
        visits = any(one.kind is AccountKind.VISITS for one in owned)
        return CustomerBalance(
            shown=shown,
            today=today,
            tier_code=tier_on(work, customer, today).code,
            cards=cards_of(work, customer, today),
            holdings=holdings(
                owned,
                work.packages.all() if visits else (),
                work.balance.brought(customer, today) if visits else {},
                shop.rates.worth,
            ),
        )


def _page(
    work: BalanceWork, chosen: LedgerFilter, after: Place | None, limit: int
) -> tuple[LedgerLine, ...]:
    lines = work.balance.page(chosen, after, limit)
    said = work.counter.particulars([line.seq for line in lines])
    named = work.balance.vouchers([line.seq for line in lines if line.kind in _OF_VOUCHERS])
    return tuple(
        replace(
            line,
            items=said[line.seq].items or named.get(line.seq, ()),
            means=said[line.seq].means,
        )
        for line in lines
    )
