"""The field in which an item is looked for, with what it finds below: arrows choose, Enter adds."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from smbcrm.core.i18n import N_
from smbcrm.membership.items.types import Item
from smbcrm.ui.counter.happenings import DOT
from smbcrm.ui.desk import Desk
from smbcrm.ui.jobs import Latest
from smbcrm.ui.widgets.labels import label

MOST = 5
_ROW_HEIGHT = 32
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ARROWS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class ItemSearch(QWidget):
    """Finds an item. `chosen` tells it, `closed` that somebody has enough of searching."""

    chosen = Signal(object)
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._found: Sequence[Item] = ()
        self._question = Latest(desk.jobs, self)
        self._answered = False
        self._add_first = False
        self.field = QLineEdit()
        self.field.setPlaceholderText(desk.say(N_("Code, name or barcode of an item")))
        self.field.setAccessibleName(desk.say(N_("Find an item")))
        self.field.textEdited.connect(self._ask)
        self.field.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(desk.say(N_("Items found")))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setStyleSheet("QListView::item { padding: 0 10px; }")
        self.list.itemClicked.connect(self._clicked)
        self._nothing = label("", "caption", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addWidget(self.list)
        column.addWidget(self._nothing)

    def begin(self) -> None:
        """Look for something new; at first everything is found."""
        self.field.clear()
        self.field.setFocus()
        self._ask("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Arrows move the mark, Enter adds what is marked."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in _ARROWS:
                self._move(_ARROWS[Qt.Key(event.key())])
                return True
            if event.key() in _ENTER:
                if not event.isAutoRepeat():
                    self._enter()
                return True
        return super().eventFilter(watched, event)

    def _ask(self, text: str) -> None:
        find = partial(self._desk.services.items.find, text.strip(), MOST)
        self._answered = False
        self._question.ask(find, self._show, self._desk.room.trouble)

    def _show(self, found: Sequence[Item]) -> None:
        self._answered = True
        self._found = found
        self.list.clear()
        for item in found:
            price = self._desk.words.sum(item.price)
            row = QListWidgetItem(DOT.join((item.name, item.code, price)), self.list)
            row.setSizeHint(QSize(0, _ROW_HEIGHT))
        self.list.setCurrentRow(0)
        self.list.setFixedHeight(len(found) * _ROW_HEIGHT)
        self.list.setVisible(bool(found))
        self._nothing.setText(self._nothing_words() if not found else "")
        self._nothing.setVisible(not found)
        if self._add_first:
            self._add_first = False
            self._add()

    def _nothing_words(self) -> str:
        if self.field.text().strip():
            return self._desk.say(N_("No item is called so. Items are added under Settings."))
        return self._desk.say(N_("There are no items yet. They are added under Settings."))

    def _move(self, by: int) -> None:
        if self._found:
            self.list.setCurrentRow((self.list.currentRow() + by) % len(self._found))

    def _enter(self) -> None:
        """Add what is marked, once it is found; an empty field ends the search."""
        if not self.field.text().strip() and self.list.currentRow() <= 0:
            self.closed.emit()
        elif self._answered:
            self._add()
        else:
            self._add_first = True

    def _clicked(self, _row: QListWidgetItem) -> None:
        self._add()

    def _add(self) -> None:
        number = self.list.currentRow()
        if 0 <= number < len(self._found):
            item = self._found[number]
            self.begin()
            self.chosen.emit(item)
