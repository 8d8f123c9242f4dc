"""The customers of the shop: searched, sorted, and one of them opened."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from smbcrm.core.i18n import N_
from smbcrm.membership.customers.lists import CustomerFilter, CustomerRow, CustomerSort
from smbcrm.membership.lists.types import CustomerList
from smbcrm.ui.customers.columns import chosen_on, columns_of, keep_chosen
from smbcrm.ui.customers.export import ListExport
from smbcrm.ui.customers.export_controls import ExportControls
from smbcrm.ui.customers.listing import Listing
from smbcrm.ui.customers.menus import ColumnsButton, ListSearch, SortButton
from smbcrm.ui.customers.nobody import Nobody
from smbcrm.ui.customers.place import Place, PlaceKeeper
from smbcrm.ui.customers.table import CustomersModel, CustomersTable
from smbcrm.ui.desk import Desk
from smbcrm.ui.jobs import PATIENCE_MS
from smbcrm.ui.page import Page
from smbcrm.ui.page_head import PageHead
from smbcrm.ui.theme.props import dress
from smbcrm.ui.walk import Walk
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Card
from smbcrm.ui.widgets.paged_model import Source

_SIDES, _FOOT, _SEARCH_WIDTH = 20, 16, 300
_ROUND = 6
"""Below the rows: the card is round there."""
_RISING, _FALLING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@dataclass(frozen=True, slots=True)
class CustomersMemory:
    """What is typed, the order, where one is in the list, and the file that is being written."""

    text: str
    sort: CustomerSort
    descending: bool
    place: Place | None
    export: ListExport


class CustomersPage(Page):
    """A table of everybody, or of those whom the search finds."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._columns = columns_of(desk)
        self._listing = Listing(desk.services.customers)
        self._loading = self._again = self._enter_waits = False
        self._back_to: Place | None = None
        self._said = ""
        self._head = PageHead(desk, desk.say(N_("Customers")))
        self.new = Button(desk.say(N_("New customer")), icon="user-plus", kind="primary", key="F3")
        self.new.setObjectName("customers_new")
        self._head.side.addWidget(self.new)
        self.search = ListSearch(desk)
        self.sort = SortButton(desk, self._columns)
        chosen = chosen_on(desk, self._columns)
        self.columns = ColumnsButton(desk, self._columns, chosen)
        self.to_file = ExportControls(desk, self, self._as_list)
        shown = [one.column for one in self._columns]
        self.model = CustomersModel(shown, desk.jobs, self, resort=self._resorted)
        self.table = CustomersTable(self.model, self._columns)
        self.table.setObjectName("customers_table")
        self.table.setAccessibleName(desk.say(N_("Customers")))
        self.table.choose_columns(chosen)
        self.nobody = Nobody(desk)
        self._keeper = PlaceKeeper(self.table, self.model)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._lay_out()
        self._listen()
        self._show_sort()

    # ------------------------------------------------------------------------------ the page

    def arrive(self, part: str = "") -> None:
        """Ask again for what is shown, and be where one was."""
        del part
        self._load()

    def escape(self) -> bool:
        """Take away what went wrong, else the search; the field's own undo brings it back."""
        if self.to_file.escape():
            return True
        if not self.search.text():
            return False
        self._show_all()
        return True

    def refocus(self) -> None:
        """Go on in the list where somebody is chosen, else begin with the search."""
        going_on = self._keeper.place() is not None and self._body.currentIndex() == 0
        (self.table if going_on else self.search.field).setFocus()

    def memory(self) -> CustomersMemory:
        """Return what is searched, how it is sorted, and who is chosen."""
        listing = self._listing
        place = self._back_to or self._keeper.place()
        text = self.search.text()
        return CustomersMemory(text, listing.sort, listing.descending, place, self.to_file.export)

    def recall(self, memory: object) -> None:
        """Go on there."""
        if isinstance(memory, CustomersMemory):
            self.search.set_text(memory.text)
            customers = self.desk.services.customers
            self._listing = Listing(customers, memory.text, memory.sort, memory.descending)
            self._back_to = memory.place
            self._show_sort()
            self.to_file.take_up(memory.export)

    # --------------------------------------------------------------------------- what is done

    def _typed(self, text: str) -> None:
        now = self._listing
        before, self._enter_waits = now.narrowed, False
        self._listing = Listing(now.customers, text, now.sort, now.descending)
        if before or self._listing.narrowed:
            self._keeper.forget()
            self._back_to = None
            self._ask()

    def _entered(self) -> None:
        """Open the only one that was found, or go on in the list."""
        if self._loading:
            self._enter_waits = True
        elif not self.model.rowCount():
            self._want_new()
        elif self._listing.narrowed and self.model.rowCount() == 1:
            self._open(0)
        else:
            self._to_table()

    def _to_table(self) -> None:
        if self.model.rowCount():
            self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _open(self, number: int) -> None:
        row = self.model.row(number)
        if isinstance(row, CustomerRow):
            now = self._listing
            chosen = CustomerFilter(text=now.text)
            walk = Walk(now.customers, chosen, now.sort, now.descending, number)
            self.desk.room.show_customer(row.id, walk)

    def _want_new(self) -> None:
        self.desk.room.new_customer(self.search.text().strip())

    def _show_all(self) -> None:
        self.search.field.selectAll()
        self.search.field.del_()
        self.search.field.setFocus()

    def _choose_columns(self, chosen: frozenset[str]) -> None:
        keep_chosen(self.desk, self._columns, chosen)
        self.table.choose_columns(chosen)

    def _resorted(self, by: object, descending: bool) -> Source[CustomerRow]:  # noqa: FBT001 - Resort
        now = self._listing
        if isinstance(by, CustomerSort):
            self._listing = Listing(now.customers, now.text, by, descending)
        self._show_sort()
        self._begin()
        return self._listing.source()

    def _show_sort(self) -> None:
        sorts = [one.column.sort for one in self._columns]
        column = sorts.index(self._listing.sort)
        order = _FALLING if self._listing.descending else _RISING
        self.table.show_sort(column, order)
        self.sort.show_sort(column, order)

    def _as_list(self) -> CustomerList:
        """Return what is shown: these columns, this order, whoever the search finds."""
        hidden = self.table.isColumnHidden
        shown = tuple(one.id for n, one in enumerate(self._columns) if not hidden(n))
        return self._listing.as_list(shown)

    # ---------------------------------------------------------------------------- what is asked

    def _changed(self) -> None:
        if self.isVisible():
            self._load()

    def _load(self) -> None:
        """Ask anew for what is shown; once more afterwards where more happens meanwhile."""
        if self._loading:
            self._again = True
        else:
            self._back_to = self._back_to or self._keeper.place()
            self._ask()

    def _ask(self) -> None:
        self._begin()
        self.model.load(self._listing.source())

    def _begin(self) -> None:
        self._loading, self._again = True, False
        if not self._patience.isActive():
            self._patience.start()

    def _loaded(self) -> None:
        self._settle()
        rows = self.model.rowCount()
        self._said = self._listing.sentence(self.desk, rows)
        self._head.show_sub(self._said)
        self._show_rows(rows)
        place, self._back_to = self._back_to, None
        if place is not None:
            self._keeper.go_to(place)
        elif rows and self.table.hasFocus():
            self.table.go_to(0)
        if self._enter_waits:
            self._enter_waits = False
            self._entered()
        if self._again:
            self._load()

    def _show_rows(self, rows: int) -> None:
        if not rows:
            focused = self.table.hasFocus()
            if self._listing.narrowed:
                self.nobody.say_unknown(self._listing.text.strip())
            else:
                self.nobody.say_empty()
            self._body.setCurrentIndex(1)
            if focused:
                self.search.field.setFocus()
        else:
            self._body.setCurrentIndex(0)
        # One primary button: with an empty book it is that of the first customer.
        empty = not rows and not self._listing.narrowed
        dress(self.new, kind="" if empty else "primary")

    def _failed(self, error: object) -> None:
        self._settle()
        self._head.show_sub(self._said)
        if isinstance(error, Exception):
            self.desk.room.trouble(error, self._load)

    def _settle(self) -> None:
        self._loading = False
        self._patience.stop()

    def _say_waiting(self) -> None:
        self._head.show_sub(self.desk.say(N_("Looking…")))

    # -------------------------------------------------------------------- what it is made of

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDES, 0, _SIDES, _FOOT)
        column.setSpacing(0)
        column.addWidget(self._head)
        tools = QHBoxLayout()
        tools.setContentsMargins(0, 4, 0, 10)
        tools.setSpacing(8)
        self.search.setFixedWidth(_SEARCH_WIDTH)
        tools.addWidget(self.search)
        tools.addStretch(1)
        tools.addWidget(self.sort)
        tools.addWidget(self.columns)
        tools.addWidget(self.to_file.excel)
        tools.addWidget(self.to_file.folder)
        column.addLayout(tools)
        column.addWidget(self.to_file.bar)
        self._body = QStackedWidget()
        card = Card()
        card.body.setContentsMargins(0, 0, 0, _ROUND)
        card.body.addWidget(self.table)
        self._body.addWidget(card)
        self._body.addWidget(self.nobody)
        column.addWidget(self._body, 1)

    def _listen(self) -> None:
        room = self.desk.room
        self.new.clicked.connect(lambda _: room.new_customer())
        self.search.typed.connect(self._typed)
        self.search.entered.connect(self._entered)
        self.search.moved.connect(lambda by: self._to_table() if by > 0 else None)
        self.sort.changed.connect(self.table.sort_by)
        self.columns.changed.connect(self._choose_columns)
        self.table.opened.connect(self._open)
        self.table.pressed.connect(lambda _: self._keeper.forget())
        self.model.loaded.connect(self._loaded)
        self.model.failed.connect(self._failed)
        self.nobody.new_wanted.connect(self._want_new)
        self.nobody.list_wanted.connect(lambda: room.go("import"))
        self.nobody.all_wanted.connect(self._show_all)
        self._patience.timeout.connect(self._say_waiting)
        self.desk.bridge.changed.connect(self._changed)
        self._bind("Ctrl+F", self._find)
        self._bind("Ctrl+E", self.to_file.begin)

    def _bind(self, key: str, act: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(act)

    def _find(self) -> None:
        self.search.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.field.selectAll()
