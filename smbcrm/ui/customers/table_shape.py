"""Columns, their order and the height of rows: chosen in menus or dragged, shown, and kept."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from smbcrm.ui.customers.columns import ListColumn
from smbcrm.ui.customers.liking import (
    Density,
    columns_liked,
    density_liked,
    like_columns,
    like_density,
)
from smbcrm.ui.customers.table import CustomersTable
from smbcrm.ui.customers.tools import Tools
from smbcrm.ui.desk import Desk


class TableShape(QObject):
    """Keeps the table as whoever acts likes it."""

    def __init__(
        self, desk: Desk, table: CustomersTable, tools: Tools, columns: Sequence[ListColumn]
    ) -> None:
        super().__init__(table)
        self._desk, self._table, self._tools, self._columns = desk, table, tools, columns
        table.choose_columns(columns_liked(desk, columns))
        self._show_density(density_liked(desk))
        tools.columns.changed.connect(self._choose_columns)
        tools.density.changed.connect(self._choose_density)
        table.columns_moved.connect(self._columns_moved)

    def _choose_columns(self, chosen: Sequence[str]) -> None:
        like_columns(self._desk, self._columns, chosen)
        self._table.choose_columns(chosen)

    def _columns_moved(self) -> None:
        shown = self._table.shown_columns()
        like_columns(self._desk, self._columns, shown)
        self._tools.columns.show_chosen(shown)

    def _choose_density(self, density: Density) -> None:
        like_density(self._desk, density)
        self._show_density(density)

    def _show_density(self, density: Density) -> None:
        self._tools.density.show_density(density)
        self._table.set_row_height(density.value)
