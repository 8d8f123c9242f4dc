"""The row above the list: the search, and what is done with the list as a whole."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from smbcrm.core.i18n import N_
from smbcrm.ui.customers.columns import ListColumn
from smbcrm.ui.customers.export_controls import ExportControls
from smbcrm.ui.customers.filters import Filters
from smbcrm.ui.customers.menus import (
    ColumnsButton,
    DensityButton,
    ListSearch,
    MenuButton,
    SortButton,
)
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.button import Button
from smbcrm.ui.widgets.own_words import plain_tip

_WIDE, _SEARCH, _SEARCH_NARROW = 1200, 300, 220


class Tools(QWidget):
    """Search at the left, buttons at the right; in a narrow window the buttons are icons."""

    saving_wanted = Signal()
    sql_wanted = Signal()
    renaming_wanted = Signal()
    removing_wanted = Signal()
    duplicates_wanted = Signal()

    def __init__(
        self,
        desk: Desk,
        columns: Sequence[ListColumn],
        chosen: Sequence[str],
        to_file: ExportControls,
    ) -> None:
        super().__init__()
        say = desk.say
        self.search = ListSearch(desk)
        self.save = Button(say(N_("Save as segment")), icon="bookmark")
        self.save.setObjectName("customers_save_segment")
        self.sort = SortButton(desk, columns)
        self.density = DensityButton(desk)
        self.columns = ColumnsButton(desk, columns, chosen)
        self.more = MenuButton("", "ellipsis", QMenu(), name=say(N_("More")))
        self.more.setObjectName("customers_more")
        menu = self.more.menu_below
        menu.addAction(say(N_("Duplicates"))).triggered.connect(self.duplicates_wanted)
        menu.addAction(say(N_("Show the SQL"))).triggered.connect(self.sql_wanted)
        self._rename = QAction(say(N_("Rename the segment…")), menu)
        self._remove = QAction(say(N_("Remove the segment")), menu)
        menu.addActions([self._rename, self._remove])
        self._rename.triggered.connect(self.renaming_wanted)
        self._remove.triggered.connect(self.removing_wanted)
        self.save.clicked.connect(self.saving_wanted)
        self._worded = {
            one: one.text()
            for one in (self.save, self.sort, self.density, self.columns, to_file.excel)
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 10)
        row.setSpacing(8)
        row.addWidget(self.search)
        row.addStretch(1)
        for button in (*self._worded, to_file.folder, self.more):
            row.addWidget(button)
        self.show_filters(Filters())
        self.narrow(_WIDE)

    def show_filters(self, filters: Filters) -> None:
        """Offer what can be done with these."""
        self.save.setVisible(bool(filters.where) and not filters.segment)
        for action in (self._rename, self._remove):
            action.setEnabled(bool(filters.segment))

    def narrow(self, width: int) -> None:
        """Fit a window of that width."""
        wide = width >= _WIDE
        self.search.setFixedWidth(_SEARCH if wide else _SEARCH_NARROW)
        for button, words in self._worded.items():
            button.set_text(words if wide else "")
            button.setAccessibleName(words)
            button.setToolTip(plain_tip("" if wide else words))
