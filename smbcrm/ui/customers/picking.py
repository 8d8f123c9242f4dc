"""Picking in the list: one by one, from one to another, a page of it, and everybody it shows."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from smbcrm.membership.customers.lists import CustomerRow
from smbcrm.ui.customers.listing import Listing
from smbcrm.ui.customers.model import CustomersModel
from smbcrm.ui.customers.selection import Selection
from smbcrm.ui.customers.table import CustomersTable
from smbcrm.ui.customers.ticks import Ticked
from smbcrm.ui.desk import Desk
from smbcrm.ui.jobs import Lane
from smbcrm.ui.widgets.paged_model import PAGE

_AT_ONCE = 1_000


class Picking(QObject):
    """Turns what is done with rows into who is picked. `shown` returns what the list shows.

    A list of any length is not here as a whole: who is not, is asked for.
    """

    def __init__(
        self,
        desk: Desk,
        table: CustomersTable,
        model: CustomersModel,
        selection: Selection,
        shown: Callable[[], Listing],
    ) -> None:
        super().__init__(table)
        self._desk, self._table, self._model = desk, table, model
        self._selection, self._shown = selection, shown
        table.ticked.connect(self._tick)
        table.extended.connect(self.extend)
        table.all_wanted.connect(self.more)
        table.titles_ticked.connect(self._page_or_nobody)
        selection.changed.connect(self.show_state)
        model.loaded.connect(self.show_state)

    def extend(self, first: int, last: int) -> None:
        """Pick everybody from one row to another."""
        numbers = range(min(first, last), max(first, last) + 1)
        rows = [self._model.row(number) for number in numbers[:_AT_ONCE]]
        known = [row.id for row in rows if row is not None]
        if len(known) == len(numbers):
            self._selection.add(known)
            return
        work = partial(_between, self._shown(), numbers[0], len(numbers))
        self._desk.ask(self, work, self._selection.add, lane=Lane.LONG)

    def more(self) -> None:
        """Pick the page of the list where one is; where that is picked, everybody shown."""
        page = self._page()
        if self._selection.holds_all(page):
            self.everybody()
        else:
            self._selection.add(page)

    def everybody(self) -> None:
        """Pick everybody whom the list shows."""
        shown = self._shown()
        work = partial(shown.services.customers.ids, shown.chosen)
        self._desk.ask(self, work, self._selection.add, lane=Lane.LONG)

    def show_state(self) -> None:
        """Show in the titles whether all of the page, some or nobody is picked."""
        state = Ticked.NONE
        if len(self._selection):
            state = Ticked.ALL if self._selection.holds_all(self._page()) else Ticked.SOME
        self._table.show_ticked(state)

    def _tick(self, number: int) -> None:
        row = self._model.row(number)
        if isinstance(row, CustomerRow):
            self._selection.toggle(row.id)

    def _page_or_nobody(self) -> None:
        page = self._page()
        if self._selection.holds_all(page):
            self._selection.remove(page)
        else:
            self._selection.add(page)

    def _page(self) -> list[int]:
        """Return who is in the page of the list where one is, as far as it is here."""
        current = self._table.currentIndex()
        start = max(current.row(), 0) // PAGE * PAGE
        return self._model.ids(start, PAGE)


def _between(listing: Listing, first: int, many: int) -> tuple[int, ...]:
    """Return who stands there; on a worker."""
    found: list[int] = []
    for start in range(first, first + many, _AT_ONCE):
        found += [row.id for row in listing.page(start, min(_AT_ONCE, first + many - start))]
    return tuple(found)
