"""Where one is: Customers / Hannah Brooks, and the way through the list that it came from."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.labels import ElideLabel, KeyCap, label

HEIGHT = 48


class Crumbs(QWidget):
    """`back` to where one came from, `listed` to the list, `walked` one on (+1) or back (-1)."""

    back = Signal()
    listed = Signal()
    walked = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        say = desk.say
        self.setFixedHeight(HEIGHT)
        self.button = Button(
            "", icon="arrow-left", kind="quiet", small=True, key="", name=say(N_("Back"))
        )
        self.list = Button(say(N_("Customers")), kind="quiet", small=True)
        self._name = ElideLabel("", "muted")
        self._place = label("", "caption")
        self.up = Button("", icon="chevron-up", small=True, name=say(N_("The one before")))
        self.down = Button("", icon="chevron-down", small=True, name=say(N_("The next one")))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 6)
        row.setSpacing(2)
        for part in (self.button, self.list, label("/", "muted")):
            row.addWidget(part)
        row.addWidget(self._name, 1)
        self._way = QWidget()
        way = QHBoxLayout(self._way)
        way.setContentsMargins(0, 0, 0, 0)
        way.setSpacing(6)
        for part in (self._place, KeyCap("Alt ↑ ↓"), self.up, self.down):
            way.addWidget(part)
        row.addWidget(self._way)
        self._way.hide()
        self.button.clicked.connect(self.back)
        self.list.clicked.connect(self.listed)
        self.up.clicked.connect(lambda _checked: self.walked.emit(-1))
        self.down.clicked.connect(lambda _checked: self.walked.emit(1))
        for key, by in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(lambda by=by: self.walked.emit(by))

    def show_name(self, name: str) -> None:
        """Show whose page it is."""
        self._name.setText(name)

    def show_place(self, number: int, count: int) -> None:
        """Show which of how many it is, counted from 1; 0 where there is no list to walk."""
        self._way.setVisible(bool(number))
        words = self._desk.words.number
        self._place.setText(
            self._desk.say(N_("{number} of {count}"), number=words(number), count=words(count))
        )
        self.up.setEnabled(number > 1)
        self.down.setEnabled(number < count)
