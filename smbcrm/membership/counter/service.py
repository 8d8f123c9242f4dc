"""The counter: what its pages are given, each in one call."""

import datetime as dt
from dataclasses import dataclass, replace

from smbcrm.core.clock import Clock
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.counter import rules
from smbcrm.membership.counter.expecting import days_sought, expected
from smbcrm.membership.counter.ports import CounterWork, Particulars
from smbcrm.membership.counter.types import (
    Board,
    CustomerView,
    Expected,
    RecentRow,
    Served,
    Strip,
)
from smbcrm.membership.counter.undoing import undoable
from smbcrm.membership.customers.lists import CustomerFilter
from smbcrm.membership.customers.showing import show
from smbcrm.membership.history.types import HistoryRow
from smbcrm.membership.ledger.types import OperationKind
from smbcrm.membership.occasions.choices import settings_of
from smbcrm.membership.sales.types import UNDO_WINDOW
from smbcrm.membership.shop.types import Shop
from smbcrm.membership.staff.steps import terminal_called
from smbcrm.membership.tiers.rules import window_start
from smbcrm.membership.tiers.steps import tier_on

RECENT = 12
"""Operations of an open customer."""
ROOM = 7
"""Rows of each list of the board."""
_MOST_UNDOABLE = 50
_EVERYBODY = CustomerFilter()


@dataclass(frozen=True, slots=True)
class CounterService:
    """Reads what the counter shows."""

    uow: UnitOfWork[CounterWork]
    clock: Clock

    def customer(self, customer: int) -> CustomerView:
        """Return everything the page of an open customer shows; raise UnknownCustomer."""
        return self.uow.read(self._customer, customer)

    def board(self, terminal: str | None = None) -> Board:
        """Return the board of a till, the first one for None; raise UnknownTerminal."""
        return self.uow.read(self._board, terminal)

    def _customer(self, work: CounterWork, customer: int) -> CustomerView:
        shop = work.settings.shop()
        today = shop.day.date(self.clock.now())
        shown = show(work, customer, today)
        held = tier_on(work, customer, today)
        lots = rules.living_lots(work.ledger.wallet(customer), today)
        bought = work.counter.bought(customer, window_start(today))
        profile, added = shown.customer.profile, shop.day.date(shown.customer.created_at)
        return CustomerView(
            shown=shown,
            today=today,
            tier_code=held.code,
            card=rules.card_to_show(work.cards.of_customer(customer)),
            owned=rules.owned(lots),
            points_money=rules.points_money(lots, shop.rates.worth),
            visits=bought.visits,
            first_visit=bought.first_visit,
            since=rules.customer_since(profile, added, bought.first_visit),
            spend=bought.spend,
            next_tier=rules.next_tier(work.tiers.all(), held, bought.spend),
            occasion=rules.occasion_to_say(profile, today, settings_of(shop)),
            last_means=work.counter.last_means(customer),
            recent=_recent(work, customer),
        )

    def _board(self, work: CounterWork, terminal: str | None) -> Board:
        shop, now = work.settings.shop(), self.clock.now()
        today = shop.day.date(now)
        till = terminal_called(work, terminal)
        here = work.counter.served(now - UNDO_WINDOW, today, _MOST_UNDOABLE, till.id)
        may_be_undone = undoable(work, here, today)
        newest = may_be_undone[0] if may_be_undone else None
        guests, in_all = _expected(work, shop, today)
        return Board(
            today=today,
            terminal=till.name,
            served=_served(work, shop, today, may_be_undone),
            undoable=newest,
            undo_until=None if newest is None else newest.undo_until,
            expected=guests,
            expected_in_all=in_all,
            strip=_strip(work, shop, today, till.id),
            customers=work.customer_list.count(_EVERYBODY),
        )


def _recent(work: CounterWork, customer: int) -> tuple[RecentRow, ...]:
    rows = work.history.of_customer(customer, RECENT, None)
    said = work.counter.particulars([row.seq for row in rows])
    return tuple(_recent_row(work, row, said[row.seq]) for row in rows)


def _recent_row(work: CounterWork, row: HistoryRow, said: Particulars) -> RecentRow:
    return RecentRow(
        row=row,
        amount=_amount(work, row),
        items=said.items,
        means=said.means,
        gift=row.gift if row.kind is OperationKind.TOP_UP else 0,
        earned=said.earned,
        takes_back=said.takes_back,
    )


def _amount(work: CounterWork, row: HistoryRow) -> int:
    """Return what an operation was about; that of a reversal stands on its bill."""
    if row.kind is OperationKind.SALE:
        return row.net or 0
    if row.kind is OperationKind.TOP_UP:
        return row.principal
    if row.kind is OperationKind.REVERSAL:
        bill = work.bills.get(row.seq)
        return 0 if bill is None else bill.amount
    return row.principal + row.gift + row.credit


def _served(
    work: CounterWork, shop: Shop, today: dt.date, may_be_undone: tuple[Served, ...]
) -> tuple[Served, ...]:
    since = rules.day_begins(shop.day, today)
    marked = {one.operation: one for one in may_be_undone}
    served = [marked.get(one.operation, one) for one in work.counter.served(since, today, ROOM)]
    served += work.counter.newcomers(since, today, ROOM)
    served.sort(key=lambda one: one.recorded_at, reverse=True)
    return tuple(served[:ROOM])


def _expected(work: CounterWork, shop: Shop, today: dt.date) -> tuple[tuple[Expected, ...], int]:
    settings = settings_of(shop)
    guests, in_all = work.counter.expected(days_sought(today, settings), today, ROOM)
    return expected(guests, today, settings), in_all


def _strip(work: CounterWork, shop: Shop, today: dt.date, terminal: int) -> Strip:
    first = today.replace(day=1)
    return replace(
        work.counter.strip(today, terminal),
        new_customers=work.counter.new_since(rules.day_begins(shop.day, today)),
        new_this_month=work.counter.new_since(rules.day_begins(shop.day, first)),
    )
