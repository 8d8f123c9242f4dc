"""Items: what the shop sells, in a table, with the chosen one or a new one beside it."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout

from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.changes.types import SetUp, SetUpChanged
from smbcrm.membership.items import rules
from smbcrm.membership.items.types import Item, ItemKind
from smbcrm.ui.desk import Desk
from smbcrm.ui.event_bridge import Elsewhere
from smbcrm.ui.saver import Saver
from smbcrm.ui.settings.item_editor import ItemEditor
from smbcrm.ui.settings.part import Part
from smbcrm.ui.settings.typed_numbers import shown_hundredths
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Card
from smbcrm.ui.widgets.fields import TextField
from smbcrm.ui.widgets.labels import label
from smbcrm.ui.widgets.paged_model import Column, PagedModel, Source
from smbcrm.ui.widgets.table import Table

EDITOR_WIDTH = 262
_WIDE_FROM = 880
_LOWEST = 220
_BARCODE, _POINTS = 4, 5
_USUAL = 100
_KINDS = {
    ItemKind.SERVICE: N_("Service"),
    ItemKind.PRODUCT: N_("Product"),
    ItemKind.PACKAGE: N_("Visit package"),
}


class ItemsPart(Part):
    """Typing finds an item, Enter goes to its fields, a scan goes into the barcode."""

    def __init__(self, desk: Desk, saver: Saver) -> None:
        super().__init__(desk, saver)
        self._items: Sequence[Item] = ()
        self._shown: Sequence[Item] = ()
        self._order: tuple[object, bool] = ("code", False)
        self._chosen = ""
        self._known = self._asking = False
        self.search = TextField("", icon="search", placeholder=desk.say(N_("Find an item")))
        self.search.edit.setAccessibleName(desk.say(N_("Find an item")))
        self.search.edit.setObjectName("items_search")
        self.new = Button(desk.say(N_("New item")), icon="plus")
        self.new.setObjectName("items_new")
        self.model = PagedModel(_columns(desk), desk.jobs, self, resort=self._resort)
        self.table = Table()
        self.table.setModel(self.model)
        self.table.show_columns(self.model.columns)
        self.table.setSortingEnabled(True)
        self.table.horizontalHeader().setSortIndicator(0, Qt.SortOrder.AscendingOrder)
        self.table.horizontalHeader().setAccessibleName(desk.say(N_("Columns")))
        self.table.setObjectName("items_table")
        self.table.setAccessibleName(desk.say(N_("Items")))
        self.table.setMinimumHeight(_LOWEST)
        self._count = label("", "caption")
        self.editor = ItemEditor(self)
        self.editor.setFixedWidth(EDITOR_WIDTH)
        self._lay_out()
        self.search.edited.connect(self._filter)
        self.search.edit.returnPressed.connect(self._open_first)
        self.new.clicked.connect(self.editor.begin)
        self.table.opened.connect(lambda _: self.editor.focus_first())
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._choose_current())
        self.model.loaded.connect(self._loaded)
        self.model.dataChanged.connect(lambda *_: self._choose_current())
        self.editor.closed.connect(self._closed)
        self.editor.added.connect(self._remember)

    def arrive(self) -> None:
        """Ask for the items."""
        self.desk.ask(self, self.desk.services.items.all, self._show)

    def happened(self, event: object) -> None:
        """Ask again after a change of the items."""
        if isinstance(event, Elsewhere) or event == SetUpChanged(SetUp.ITEMS):
            self.arrive()

    def narrow(self, width: int, height: int) -> None:
        """Leave barcode and points to the fields beside where there is little room."""
        del height
        for column in (_BARCODE, _POINTS):
            self.table.setColumnHidden(column, width < _WIDE_FROM)

    def take_scan(self, code: str) -> bool:
        """Choose the item with that barcode; else the scan is for the barcode of the open one."""
        for item in self._items:
            if code in {item.code, item.barcode} and not self.editor.is_new():
                self._remember(item.code)
                self._filter()
                return True
        return self.editor.take_scan(code)

    def escape(self) -> bool:
        """Give back what was typed, close the new item, go to the table, empty the search."""
        if super().escape():
            return True
        focused = QApplication.focusWidget()
        if self.editor.is_new():
            self.editor.close_new()
            return True
        if focused is not None and self.editor.isAncestorOf(focused):
            self.table.setFocus()
            return True
        if self.search.text():
            self.search.clear()
            self._filter()
            return True
        return False

    def half_done(self) -> bool:
        """Tell whether something is typed and not saved, also of a new item."""
        return super().half_done() or self.editor.is_begun()

    def drafts(self) -> dict[str, str]:
        """Return what is typed and not saved, and which item it is about."""
        chosen = "" if self.editor.is_new() else self._chosen
        mine = {"item": chosen, "new": "yes" if self.editor.is_new() else ""}
        return {**super().drafts(), **self.editor.drafts(), **mine}

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(12, 12, 12, 12)
        head.setSpacing(10)
        head.addWidget(self.search, 1)
        head.addWidget(self.new)
        card = Card(padding=1, spacing=0)
        card.setObjectName("items_card")
        card.body.addLayout(head)
        card.body.addWidget(self.table, 1)
        foot = QFrame()
        dress(foot, kind="footer")
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 8, 12, 8)
        row.addWidget(self._count)
        card.body.addWidget(foot)
        side = QVBoxLayout()
        side.addWidget(self.editor)
        side.addStretch(1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(card, 1)
        whole.addLayout(side)

    def _show(self, items: Sequence[Item]) -> None:
        first, self._known = not self._known, True
        self._items = items
        self.table.fit_columns(self.model.columns, items)
        if first:
            self._chosen = self._drafts.pop("item", "")
            if self._drafts.pop("new", ""):
                self.editor.begin()
        self._filter()
        if first:
            self.editor.take_up(self._drafts)
            self.retype()

    def _filter(self) -> None:
        """Show what the text finds, switched off or not, in the order of the table."""
        typed = self.search.text()
        found = self._items
        if typed:
            sold = [replace(item, active=True) for item in self._items]
            wanted = {item.id for item in rules.found(sold, typed, len(sold))}
            found = [item for item in self._items if item.id in wanted]
        self._shown = self._sorted(found, *self._order)
        self.model.load(Source.of(self._shown))
        words = NN_("{count} item", "{count} items")
        self._count.setText(self.desk.count(words, len(self._shown)))

    def _resort(self, key: object, falling: bool) -> Source[Item]:  # noqa: FBT001 - the model's way
        self._order = (key, falling)
        self._shown = self._sorted(self._shown, key, falling)
        return Source.of(self._shown)

    def _sorted(self, items: Sequence[Item], key: object, falling: object) -> Sequence[Item]:
        name = str(key)

        def place(item: Item) -> tuple[object, str]:
            value = getattr(item, name)
            return (value.casefold() if isinstance(value, str) else value, item.code)

        return sorted(items, key=place, reverse=bool(falling))

    def _loaded(self) -> None:
        """Keep the chosen item in sight, else begin with the first."""
        at = next((n for n, item in enumerate(self._shown) if item.code == self._chosen), 0)
        self._asking = True
        if self._shown:
            self.table.setCurrentIndex(self.model.index(at, 0))
            self._choose_current()
        elif self._known and not self.editor.is_new():
            self.editor.show_item(None)
        self._asking = False

    def _choose_current(self) -> None:
        row = self.table.currentIndex().row()
        item = self.model.row(row) if row >= 0 else None
        if item is None or (self.editor.is_new() and self._asking):
            return
        self._chosen = item.code
        self.editor.show_item(item)

    def _open_first(self) -> None:
        if self._shown:
            self.editor.focus_first()

    def _remember(self, code: str) -> None:
        self._chosen = code
        if self.search.text():
            self.search.clear()

    def _closed(self) -> None:
        """Show the chosen item again in the place of a new one."""
        item = next((one for one in self._items if one.code == self._chosen), None)
        self.editor.show_item(item)
        self.table.setFocus()


def _columns(desk: Desk) -> tuple[Column[Item], ...]:
    say, money = desk.say, desk.words.money
    off = say(N_("off"))
    return (
        Column(say(N_("Code")), lambda item: item.code, sort="code", width=90),
        Column(say(N_("Name")), lambda item: item.name, paint="strong", sort="name"),
        Column(say(N_("Kind")), lambda item: say(_KINDS[item.kind]), sort="kind", width=120),
        Column(say(N_("Price")), lambda item: money(item.price), "right", sort="price", width=86),
        Column(say(N_("Barcode")), lambda item: item.barcode or "", "right", width=116),
        Column(
            say(N_("Points")),
            lambda item: (
                "" if item.points_factor == _USUAL else f"×{shown_hundredths(item.points_factor)}"
            ),
            "right",
            width=60,
        ),
        Column(
            "",
            lambda item: "" if item.active else off,
            paint="state",
            mark=lambda item: ("" if item.active else "circle-slash", "neutral"),
            width=72,
        ),
    )
