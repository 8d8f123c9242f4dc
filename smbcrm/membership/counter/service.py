"""The counter: what its pages are given, each in one call.

The board has to be there first: what only an open customer needs is loaded with the first one.
"""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from smbcrm.core.clock import Clock
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.counter.board import Board, Expected, Served, Strip
from smbcrm.membership.counter.expecting import days_sought, expected
from smbcrm.membership.counter.undoing import undoable
from smbcrm.membership.customers.lists import CustomerFilter
from smbcrm.membership.occasions.choices import settings_of
from smbcrm.membership.sales.codes import UNDO_WINDOW
from smbcrm.membership.shop.types import Shop
from smbcrm.membership.staff.called import terminal_called

if TYPE_CHECKING:
    from smbcrm.membership.bills.types import Bill
    from smbcrm.membership.counter.ports import CounterWork
    from smbcrm.membership.counter.recorded import Recorded
    from smbcrm.membership.counter.types import CustomerView

ROOM = 7
"""Rows of each list of the board."""
_MOST_UNDOABLE = 50
_EVERYBODY = CustomerFilter()


@dataclass(frozen=True, slots=True)
class CounterService:
    """Reads what the counter shows."""

    uow: UnitOfWork["CounterWork"]
    clock: Clock

    def customer(self, customer: int) -> "CustomerView":
        """Return everything the page of an open customer shows; raise UnknownCustomer."""
        from smbcrm.membership.counter.viewing import view_of  # noqa: PLC0415 - see above

        return self.uow.read(view_of, customer, self.clock)

    def board(self, terminal: str | None = None) -> Board:
        """Return the board of a till, the first one for None; raise UnknownTerminal."""
        return self.uow.read(self._board, terminal)

    def recorded(self, bill: "Bill") -> "Recorded":
        """Return what there is to say of what was just recorded beside what its bill says."""
        from smbcrm.membership.counter.recorded import recorded  # noqa: PLC0415 - see above

        return self.uow.read(recorded, bill, self.clock)

    def closed_today(self, terminal: str | None = None) -> str:
        """Return the name of a till that has closed this day, "" where it is open.

        The first one for None; raise UnknownTerminal.
        """
        from smbcrm.membership.counter.recorded import closed_at  # noqa: PLC0415 - see above

        def read(work: "CounterWork") -> str:
            today = work.settings.shop().day.date(self.clock.now())
            return closed_at(work, today, terminal_called(work, terminal).id)

        return self.uow.read(read)

    def last_here(self, terminal: str | None = None) -> Served | None:
        """Return what was recorded last today at a till, even if it was taken back.

        Raise UnknownTerminal.
        """

        def read(work: "CounterWork") -> Served | None:
            shop, till = work.settings.shop(), terminal_called(work, terminal)
            today = shop.day.date(self.clock.now())
            return work.counter.newest(shop.day.begins(today), today, till.id)

        return self.uow.read(read)

    def _board(self, work: "CounterWork", terminal: str | None) -> Board:
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


def _served(
    work: "CounterWork", shop: Shop, today: dt.date, may_be_undone: tuple[Served, ...]
) -> tuple[Served, ...]:
    since = shop.day.begins(today)
    marked = {one.operation: one for one in may_be_undone}
    served = [marked.get(one.operation, one) for one in work.counter.served(since, today, ROOM)]
    served += work.counter.newcomers(since, today, ROOM)
    served.sort(key=lambda one: one.recorded_at, reverse=True)
    return tuple(served[:ROOM])


def _expected(work: "CounterWork", shop: Shop, today: dt.date) -> tuple[tuple[Expected, ...], int]:
    settings = settings_of(shop)
    guests, in_all = work.counter.expected(days_sought(today, settings), today, ROOM)
    return expected(guests, today, settings), in_all


def _strip(work: "CounterWork", shop: Shop, today: dt.date, terminal: int) -> Strip:
    first = today.replace(day=1)
    return work.counter.strip(today, terminal)._replace(
        new_customers=work.counter.new_since(shop.day.begins(today)),
        new_this_month=work.counter.new_since(shop.day.begins(first)),
    )
