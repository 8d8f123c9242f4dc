"""Where one is in a long list, and how to be there again after it was asked for anew."""

from dataclasses import dataclass

from PySide6.QtCore import QObject

from smbcrm.ui.customers.model import CustomersModel
from smbcrm.ui.customers.table import CustomersTable
from smbcrm.ui.widgets.paged_model import PAGE


@dataclass(frozen=True, slots=True)
class Place:
    """The chosen customer, the number of the row, and how far the list is moved, in pixels."""

    customer: int | None
    row: int
    scrolled: int


class PlaceKeeper(QObject):
    """Finds the chosen customer again, near where the row was."""

    def __init__(self, table: CustomersTable, model: CustomersModel) -> None:
        super().__init__(table)
        self._table = table
        self._model = model
        self._sought: Place | None = None
        model.dataChanged.connect(self._seek)

    def place(self) -> Place | None:
        """Return where one is; None while no row is chosen."""
        if self._sought is not None:
            return self._sought
        current = self._table.currentIndex()
        if not current.isValid():
            return None
        row = self._model.row(current.row())
        bar = self._table.verticalScrollBar()
        return Place(None if row is None else row.id, current.row(), bar.value())

    def go_to(self, place: Place) -> None:
        """Be there again, once the rows are there."""
        rows = self._model.rowCount()
        if not rows:
            return
        self._sought = place
        self._table.doItemsLayout()
        self._table.go_to(min(place.row, rows - 1))
        self._table.verticalScrollBar().setValue(place.scrolled)
        self._seek()

    def forget(self) -> None:
        """Look for nobody any more: a person has chosen another row."""
        self._sought = None

    def _seek(self) -> None:
        place = self._sought
        if place is None:
            return
        first = place.row // PAGE * PAGE
        last = min(first + PAGE, self._model.rowCount())
        if first >= last or self._model.row(first) is None:
            return  # on its way: `dataChanged` comes back here
        self._sought = None
        ids = [row.id for number in range(first, last) if (row := self._model.row(number))]
        if place.customer in ids:
            found = first + ids.index(place.customer)
            moved = (found - place.row) * self._table.rowHeight(0)
            self._table.go_to(found)
            self._table.verticalScrollBar().setValue(place.scrolled + moved)
