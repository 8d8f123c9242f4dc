"""The rows of the list, and who among them is picked."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from smbcrm.core.i18n import N_
from smbcrm.membership.customers.lists import CustomerRow
from smbcrm.ui.customers.selection import Selection
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.own_words import say
from smbcrm.ui.widgets.paged_model import Column, PagedModel, Resort

NAME = 0
"""The column of the name."""

Index = QModelIndex | QPersistentModelIndex


class CustomersModel(PagedModel[CustomerRow]):
    """Customers as rows; a screen reader is told of a tick and of an alert note with the name."""

    def __init__(
        self,
        columns: Sequence[Column[CustomerRow]],
        desk: Desk,
        parent: QObject,
        selection: Selection,
        resort: Resort[CustomerRow],
    ) -> None:
        super().__init__(columns, desk.jobs, parent, resort=resort)
        self._selection = selection

    def is_picked(self, row: object) -> bool:
        """Tell whether the customer of a row is picked."""
        return isinstance(row, CustomerRow) and row.id in self._selection

    def ids(self, start: int, many: int) -> list[int]:
        """Return who stands in these rows, as far as they are here."""
        page = self._pages.get(start // self._size, ())
        return [row.id for row in page[:many]]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows or says."""
        found = super().data(index, role)
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == NAME:
            row = self.row(index.row())
            more = [say(N_("picked"))] if self.is_picked(row) else []
            more += [say(N_("Alert note"))] if row is not None and row.alert else []
            return ", ".join((str(found), *more))
        return found
