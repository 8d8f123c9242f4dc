"""How somebody said yes or no to something: asked in place, for consent needs a proof."""

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from smbcrm.core.i18n import N_
from smbcrm.membership.customers.kinds import ConsentState
from smbcrm.membership.customers.rules import LONGEST_HOW
from smbcrm.ui.desk import Desk
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.fields import TextField
from smbcrm.ui.widgets.scrolling import bring_into_sight
from smbcrm.ui.widgets.wrapped import WrapLabel


class Said(NamedTuple):
    """What somebody said of a channel or a purpose, and how."""

    about: str
    state: ConsentState
    how: str


class AskHow(QFrame):
    """Asks in place how somebody said so. `said` tells what is to be written down."""

    said = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._asked: tuple[str, ConsentState] | None = None
        dress(self, kind="tile")
        self._words = WrapLabel("", "strong")
        self.how = TextField(desk.say(N_("How was it said?")))
        self.how.edit.setMaxLength(LONGEST_HOW)
        self.save = Button(desk.say(N_("Write it down")), icon="check", kind="primary")
        self.cancel = Button(desk.say(N_("Cancel")))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.how, 1)
        for button in (self.cancel, self.save):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(6)
        column.addWidget(self._words)
        column.addLayout(row)
        self.how.edit.returnPressed.connect(self._said)
        self.save.clicked.connect(self._said)
        self.cancel.clicked.connect(self.left)
        self.hide()

    def ask(self, about: str, state: ConsentState, words: str) -> None:
        """Ask how this was said; `words` are what is about to be written down."""
        self._asked = (about, state)
        self._words.setText(words)
        self.how.set_text(self._desk.say(N_("asked at the counter")))
        self.show()
        self.how.setFocus(Qt.FocusReason.OtherFocusReason)
        self.how.edit.selectAll()
        bring_into_sight(self)

    def _said(self) -> None:
        if not self.how.text():
            say = self._desk.say
            self.how.show_error(say(N_("Nothing is written.")), say(N_("Write how it was said.")))
        elif self._asked is not None:
            self.said.emit(Said(*self._asked, self.how.text()))
