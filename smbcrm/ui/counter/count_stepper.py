"""How many: one less, the number, one more."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.ui.desk import Desk
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.labels import label

_LEAST_WIDTH = 24


class CountStepper(QWidget):
    """A number from 1 to `most`; `changed` when a person changed it."""

    changed = Signal()

    def __init__(self, desk: Desk, title: str, of: str = "") -> None:
        super().__init__()
        self._desk = desk
        self.setAccessibleName(title or of)
        self._most = 1
        self.count = 1
        self.less = self._button("minus", desk.say(N_("One less")), -1)
        self.more = self._button("plus", desk.say(N_("One more")), 1)
        self._number = label("1", "strong")
        self._number.setMinimumWidth(_LEAST_WIDTH)
        self._number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box = QFrame()
        dress(box, kind="tile")
        row = QHBoxLayout(box)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        for part in (self.less, self._number, self.more):
            row.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if title:
            column.addWidget(label(title, "label"))
        column.addWidget(box)
        column.addStretch(1)
        self.show_count(1, 1)

    def show_count(self, count: int, most: int) -> None:
        """Show a number, and allow up to so many."""
        self._most = max(most, 1)
        self.count = min(max(count, 1), self._most)
        text = self._desk.words.number(self.count)
        self._number.setText(text)
        self._number.setAccessibleName(text)
        self._allow(self.less, self.more, on=self.count > 1)
        self._allow(self.more, self.less, on=self.count < self._most)

    def _allow(self, button: Button, other: Button, *, on: bool) -> None:
        """Turn a button on or off; its focus stays here, on the other one."""
        if not on and button.hasFocus():
            other.setEnabled(True)
            other.setFocus()
        button.setEnabled(on)

    def _step(self, by: int) -> None:
        self.show_count(self.count + by, self._most)
        self.changed.emit()

    def _button(self, icon: str, name: str, by: int) -> Button:
        made = Button("", icon=icon, kind="quiet", name=name)
        made.setFixedWidth(36)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # after a click, Enter is not one more
        made.clicked.connect(partial(self._step, by))
        return made
