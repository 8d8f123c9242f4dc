"""The customers of the shop: searched, sorted, and one of them opened."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.membership.customers.lists import CustomerFilter, CustomerRow, ListSort
from smbcrm.membership.lists.types import CustomerList
from smbcrm.ui.customers.bulk_bar import BulkBar
from smbcrm.ui.customers.columns import columns_of
from smbcrm.ui.customers.export import ListExport
from smbcrm.ui.customers.export_controls import ExportControls
from smbcrm.ui.customers.filter_bar import FilterBar
from smbcrm.ui.customers.filters import Filters
from smbcrm.ui.customers.liking import columns_liked, like_order, order_liked
from smbcrm.ui.customers.listing import Listing
from smbcrm.ui.customers.model import CustomersModel
from smbcrm.ui.customers.nobody import Nobody
from smbcrm.ui.customers.picking import Picking
from smbcrm.ui.customers.place import Place, PlaceKeeper
from smbcrm.ui.customers.selection import Selection
from smbcrm.ui.customers.sql_card import SqlCard
from smbcrm.ui.customers.table import CustomersTable
from smbcrm.ui.customers.table_shape import TableShape
from smbcrm.ui.customers.take_back import Back, TakeBack
from smbcrm.ui.customers.tools import Tools
from smbcrm.ui.desk import Desk, Undo
from smbcrm.ui.jobs import PATIENCE_MS
from smbcrm.ui.page import Page
from smbcrm.ui.page_head import PageHead
from smbcrm.ui.theme.props import dress
from smbcrm.ui.walk import Walk
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Card
from smbcrm.ui.widgets.paged_model import Source

_SIDES, _FOOT = 20, 16
_ROUND = 6
"""Below the rows: the card is round there."""
_RISING, _FALLING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@dataclass(frozen=True, slots=True)
class CustomersMemory:
    """What is typed and filtered, the order, where one is, who is picked, and the file written."""

    text: str
    filters: Filters
    sort: ListSort
    descending: bool
    place: Place | None
    picked: tuple[int, ...]
    export: ListExport


class CustomersPage(Page):
    """A table of everybody, or of those whom search and filter find."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._columns = columns_of(desk)
        self._sorts = [one.column.sort for one in self._columns]
        sort, descending = order_liked(desk, self._columns)
        self._listing = Listing(desk.services, sort=sort, descending=descending)
        self._shown = self._listing
        self._loading = self._again = self._enter_waits = False
        self._back_to: Place | None = None
        self._said = ""
        self._head = PageHead(desk, desk.say(N_("Customers")))
        self.new = Button(desk.say(N_("New customer")), icon="user-plus", kind="primary", key="F3")
        self.new.setObjectName("customers_new")
        self._head.side.addWidget(self.new)
        self.take_back_of = TakeBack(desk, self)
        self.filter = FilterBar(desk, self.take_back_of)
        chosen = columns_liked(desk, self._columns)
        self.to_file = ExportControls(desk, self, self._as_list)
        self.tools = Tools(desk, self._columns, chosen, self.to_file)
        self.search, self.sort, self.columns = (
            *(self.tools.search, self.tools.sort),
            self.tools.columns,
        )
        shown = [one.column for one in self._columns]
        self.selection = Selection()
        self.model = CustomersModel(shown, desk, self, self.selection, self._resorted)
        self.table = CustomersTable(self.model, self._columns)
        self.table.setObjectName("customers_table")
        self.table.setAccessibleName(desk.say(N_("Customers")))
        TableShape(desk, self.table, self.tools, self._columns)
        self.nobody = Nobody(desk)
        self.bulk = BulkBar(desk, self.selection, self.take_back_of)
        self.picking = Picking(desk, self.table, self.model, self.selection, lambda: self._shown)
        self._keeper = PlaceKeeper(self.table, self.model)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._lay_out()
        self._listen()
        self._show_sort()

    # ------------------------------------------------------------------------------ the page

    def arrive(self, part: str = "") -> None:
        """Ask again for what is shown, and be where one was; a part is a text that finds some."""
        if part:
            self.filter.clear()
            self.search.set_text(part)
            self._typed(part)
        self.filter.load()
        self._load()

    def narrow(self, width: int, height: int) -> None:
        """Let the buttons be icons where there is no room for words."""
        del height
        self.tools.narrow(width)
        self.bulk.narrow(width)

    def escape(self) -> bool:
        """Close a form, take away what went wrong, pick nobody, take the search away.

        The field's own undo brings that back.
        """
        if self.filter.escape() or self.bulk.escape() or self.to_file.escape():
            return True
        if len(self.selection):
            self.selection.clear()
        elif self.search.text():
            self._show_all()
        elif self._listing.where and not self.model.rowCount():
            self.filter.clear()
        else:
            return False
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
        return CustomersMemory(
            *(text, self.filter.filters, listing.sort, listing.descending),
            *(place, self.selection.ids(), self.to_file.export),
        )

    def recall(self, memory: object) -> None:
        """Go on there."""
        if isinstance(memory, CustomersMemory):
            self.search.set_text(memory.text)
            self.filter.take_up(memory.filters)
            self.selection.put(memory.picked)
            self._listing = Listing(self.desk.services, memory.text, memory.filters.where)
            if memory.sort in self._sorts:  # else a field of the shop that is retired by now
                self._listing.sort, self._listing.descending = memory.sort, memory.descending
            self._back_to = memory.place
            self._show_sort()
            self.to_file.take_up(memory.export)

    def undo_again(self, kept: object) -> Undo | None:
        """Return the undo of what was done on the page of before."""
        return self.take_back_of.undo(kept) if isinstance(kept, Back) else None

    # --------------------------------------------------------------------------- what is done

    def _typed(self, text: str) -> None:
        now = self._listing
        before, self._enter_waits = now.searched, False
        self._listing = replace(now, text=text)
        if before or self._listing.searched:
            self._ask_for_others()

    def _filtered(self) -> None:
        self._listing = replace(self._listing, where=self.filter.filters.where)
        self._ask_for_others()

    def _entered(self) -> None:
        """Open the only one that was found, or go on in the list."""
        if self._loading:
            self._enter_waits = True
        elif not self.model.rowCount():
            self._want_new()
        elif self._listing.searched and self.model.rowCount() == 1:
            self._open(0)
        else:
            self._to_table()

    def _to_table(self) -> None:
        if self.model.rowCount():
            self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _open(self, number: int) -> None:
        row = self.model.row(number)
        if isinstance(row, CustomerRow):
            now, customers = self._shown, self.desk.services.customers
            walk = Walk(customers, now.chosen, now.sort, now.descending, number)
            self.desk.room.show_customer(row.id, walk)

    def _want_new(self) -> None:
        self.desk.room.new_customer(self.search.text().strip())

    def _take_off_last(self) -> None:
        last = self.filter.last()
        if last is not None:
            self.filter.take_off(last[0])

    def _show_all(self) -> None:
        self.search.field.selectAll()
        self.search.field.del_()
        self.search.field.setFocus()

    def _show_sql(self) -> None:
        """Show the statement of what is in sight."""
        desk, shown = self.desk, self._shown
        sentence = desk.tell(shown.chosen.sentence)

        def told(statement: str) -> None:
            desk.room.cover(SqlCard(desk, sentence, statement))

        desk.ask(self, lambda: desk.services.customers.statement(shown.chosen), told)

    def _of_segment(self, act: Callable[[str], None]) -> None:
        """Do something with the segment that is on."""
        if self.filter.filters.segment:
            act(self.filter.filters.segment)

    def _resorted(self, by: object, descending: bool) -> Source[CustomerRow]:  # noqa: FBT001 - Resort
        now = self._listing
        if isinstance(by, ListSort):
            self._listing = replace(now, sort=by, descending=descending)
            like_order(self.desk, self._columns, by, descending=descending)
        self._show_sort()
        self._begin()
        return self._listing.source()

    def _show_sort(self) -> None:
        column = self._sorts.index(self._listing.sort)
        order = _FALLING if self._listing.descending else _RISING
        self.table.show_sort(column, order)
        self.sort.show_sort(column, order)

    def _as_list(self) -> CustomerList:
        """Return what is shown: these columns, this order, whom search and filter find."""
        return self._shown.as_list(self.table.shown_columns())

    def _export_picked(self) -> None:
        """Write whoever is picked to a file, in the order and with the columns of the list."""
        asked = self._as_list()
        picked = CustomerFilter(only=self.selection.ids())
        self.to_file.begin_with(replace(asked, chosen=picked))

    # ---------------------------------------------------------------------------- what is asked

    def _changed(self) -> None:
        if self.isVisible():
            self.filter.load()
            self._load()

    def _load(self) -> None:
        """Ask anew for what is shown; once more afterwards where more happens meanwhile."""
        if self._loading:
            self._again = True
        else:
            self._back_to = self._back_to or self._keeper.place()
            self._ask()

    def _ask_for_others(self) -> None:
        self._keeper.forget()
        self._back_to = None
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
        self._shown = self._listing
        rows = self.model.rowCount()
        self._said = self._listing.sentence(self.desk, rows)
        self._head.show_sub(self._said)
        self._show_rows(rows)
        self.bulk.show_shown(rows)
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
            last = self.filter.last()
            if last is not None:
                self.nobody.say_nobody_fits(self._said, last[1])
            elif self._listing.narrowed:
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
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        above = QWidget()
        page.addWidget(above, 1)
        column = QVBoxLayout(above)
        column.setContentsMargins(_SIDES, 0, _SIDES, _FOOT)
        column.setSpacing(0)
        for part in (self._head, self.filter, self.tools, self.to_file.bar):
            column.addWidget(part)
        self._body = QStackedWidget()
        card = Card()
        card.body.setContentsMargins(0, 0, 0, _ROUND)
        card.body.addWidget(self.table)
        self._body.addWidget(card)
        self._body.addWidget(self.nobody)
        column.addWidget(self._body, 1)
        page.addWidget(self.bulk)

    def _listen(self) -> None:
        room = self.desk.room
        self.new.clicked.connect(lambda _: room.new_customer())
        self.search.typed.connect(self._typed)
        self.search.entered.connect(self._entered)
        self.search.moved.connect(lambda by: self._to_table() if by > 0 else None)
        self.sort.changed.connect(self.table.sort_by)
        self.tools.saving_wanted.connect(self.filter.begin_saving)
        self.tools.sql_wanted.connect(self._show_sql)
        self.tools.duplicates_wanted.connect(lambda: room.go("duplicates"))
        self.tools.renaming_wanted.connect(lambda: self._of_segment(self.filter.begin_renaming))
        self.tools.removing_wanted.connect(lambda: self._of_segment(self.filter.remove))
        self.filter.changed.connect(self._filtered)
        self.filter.put.connect(self.tools.show_filters)
        self.bulk.all_wanted.connect(self.picking.everybody)
        self.bulk.export_wanted.connect(self._export_picked)
        self.selection.changed.connect(lambda: self.bulk.show_shown(self.model.rowCount()))
        self.table.opened.connect(self._open)
        self.table.pressed.connect(lambda _: self._keeper.forget())
        self.model.loaded.connect(self._loaded)
        self.model.failed.connect(self._failed)
        self.nobody.new_wanted.connect(self._want_new)
        self.nobody.list_wanted.connect(lambda: room.go("import"))
        self.nobody.all_wanted.connect(self._show_all)
        self.nobody.less_wanted.connect(self._take_off_last)
        self.nobody.clear_wanted.connect(self.filter.clear)
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
