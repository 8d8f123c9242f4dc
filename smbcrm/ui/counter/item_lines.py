"""What is sold, item by item: found by code, name or barcode, counted up and down, removed."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.membership.items.types import Item
from smbcrm.membership.sales.codes import WHOLE
from smbcrm.membership.sales.types import ItemQuantity
from smbcrm.ui.counter.item_search import ItemSearch
from smbcrm.ui.desk import Desk
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.flow import Flow
from smbcrm.ui.widgets.labels import ElideLabel, label

_WIDEST_NAME = 190
_LINE_HEIGHT = 34


class ItemLines(QWidget):
    """The items of a sale. `changed` when what is sold changed; `left` when the search is over."""

    changed = Signal()
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._lines: dict[str, tuple[Item, int]] = {}
        self._shown: dict[str, _Line] = {}
        self._flow = Flow()
        self.add = Button(desk.say(N_("Add item")), icon="plus", kind="chip")
        dress(self.add, dashed=True)
        self.add.clicked.connect(self.search_items)
        title = label(desk.say(N_("Items")), "label")
        title.setFixedHeight(self.add.sizeHint().height())
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(title, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._flow, 1)
        self._flow.addWidget(self.add)
        self.search = ItemSearch(desk)
        self.search.chosen.connect(self.add_item)
        self.search.closed.connect(self._close_search)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.search)
        self.search.hide()

    @property
    def items(self) -> tuple[ItemQuantity, ...]:
        """What is sold, in the order it was added."""
        return tuple(ItemQuantity(code, quantity) for code, (_, quantity) in self._lines.items())

    @property
    def lines(self) -> tuple[tuple[Item, int], ...]:
        """The items with their quantities in thousandths, to go on with later."""
        return tuple(self._lines.values())

    @property
    def searching(self) -> bool:
        """Whether the search is open."""
        return not self.search.isHidden()

    def search_items(self) -> None:
        """Open the search."""
        self.search.show()
        self.search.begin()

    def close_search(self) -> bool:
        """Close the search; say whether it was open."""
        if not self.searching:
            return False
        self._close_search()
        return True

    def add_item(self, item: Item) -> None:
        """Sell one more of an item."""
        self._count(item, self._lines.get(item.code, (item, 0))[1] + WHOLE)

    def recall(self, lines: Sequence[tuple[Item, int]]) -> None:
        """Go on with these lines."""
        self._lines = {item.code: (item, quantity) for item, quantity in lines}
        self._show()

    def _count(self, item: Item, quantity: int) -> None:
        if quantity > 0:
            self._lines[item.code] = (item, quantity)
        else:
            self._lines.pop(item.code, None)
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        """Show the lines; those that stay keep their buttons, and with them the focus."""
        for code in [code for code in self._shown if code not in self._lines]:
            line = self._shown.pop(code)
            had_focus = _holds_focus(line)
            self._flow.removeWidget(line)
            line.deleteLater()
            if had_focus:
                self.add.setFocus()
        for code, (item, quantity) in self._lines.items():
            if code not in self._shown:
                line = self._shown[code] = _Line(self._desk, item)
                line.counted.connect(partial(self._step, item))
                self._flow.addWidget(line)
                self._flow.addWidget(self.add)
                line.show()
            self._shown[code].show_quantity(quantity)
        last: QWidget = self.add
        for line in self._shown.values():
            for button in line.buttons:
                self.setTabOrder(last, button)
                last = button
        if last is not self.add:
            self.setTabOrder(last, self.add)

    def _step(self, item: Item, by: int) -> None:
        """Count one up or down; 0 removes the line."""
        quantity = self._lines[item.code][1]
        self._count(item, quantity + by * WHOLE if by else 0)

    def _close_search(self) -> None:
        self.search.hide()
        self.left.emit()


def _holds_focus(line: "_Line") -> bool:
    return any(button.hasFocus() for button in line.buttons)


class _Line(QFrame):
    """One item: its name, less, how many, more, remove. `counted` tells −1, +1, or 0 to remove."""

    counted = Signal(int)

    def __init__(self, desk: Desk, item: Item) -> None:
        super().__init__()
        dress(self, kind="tile")
        self.setFixedHeight(_LINE_HEIGHT)
        self._item, self._desk = item, desk
        name = ElideLabel(item.name, "strong")
        name.setMaximumWidth(_WIDEST_NAME)
        self._quantity = label("", "strong")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 2, 2, 2)
        row.setSpacing(2)
        row.addWidget(name)
        row.addSpacing(6)
        self.buttons = (
            self._button("minus", N_("One less of {item}"), -1),
            self._button("plus", N_("One more of {item}"), 1),
            self._button("x", N_("Remove {item}"), 0),
        )
        self._less, more, remove = self.buttons
        for part in (self._less, self._quantity, more, remove):
            row.addWidget(part)

    def show_quantity(self, quantity: int) -> None:
        """Say how many; thousandths."""
        text = f"× {self._desk.words.quantity(quantity)}"
        self._quantity.setText(text)
        self._less.setEnabled(quantity > WHOLE)
        self.setAccessibleName(f"{self._item.name} {text}")

    def _button(self, icon: str, name: str, by: int) -> Button:
        words = self._desk.say(name, item=self._item.name)
        made = Button("", icon=icon, kind="quiet", small=True, name=words)
        made.clicked.connect(partial(self.counted.emit, by))
        return made
