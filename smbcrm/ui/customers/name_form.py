"""The name of a segment: of a new one, or another one of one that is there."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.ui.desk import Desk
from smbcrm.ui.sentences import two_parts
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.fields import TextField

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WIDTH = 300


class NameForm(QWidget):
    """One line; Enter saves it. Where a segment has that name, it can be replaced."""

    wanted = Signal(str, bool)
    """A name, and whether the segment of that name shall be replaced."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._renames = ""
        say = desk.say
        self.name = TextField(say(N_("Name of the segment")))
        self.name.edit.setObjectName("customers_segment_name")
        self.save = Button(say(N_("Save")), icon="bookmark", kind="soft")
        self.replace = Button(say(N_("Replace it")))
        self.cancel = Button(say(N_("Cancel")), kind="quiet", key="Esc")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        self.name.setMaximumWidth(_WIDTH)
        row.addWidget(self.name, 1, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        for button in (self.replace, self.save, self.cancel):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        self.replace.hide()
        self.name.edited.connect(self.replace.hide)
        self.save.clicked.connect(lambda: self._want(replace=False))
        self.replace.clicked.connect(lambda: self._want(replace=True))

    @property
    def renames(self) -> str:
        """The segment that gets another name; "" where a new one is saved."""
        return self._renames

    def begin(self, name: str = "") -> None:
        """Ask for the name of a new segment, or for another one of this."""
        self._renames = name
        self.name.set_text(name)
        self.name.edit.selectAll()
        self.replace.hide()

    def refuse(self, sentence: str, *, taken: bool) -> None:
        """Say why it was not saved; `taken`: there is one of that name."""
        self.name.show_error(*two_parts(sentence))
        self.replace.setVisible(taken and not self._renames)
        self.name.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter in the line saves it."""
        if event.key() in _ENTER and not event.isAutoRepeat():
            self._want(replace=False)
        else:
            super().keyPressEvent(event)

    def _want(self, *, replace: bool) -> None:
        if self.name.text():
            self.wanted.emit(self.name.text(), replace)
        else:
            self.name.setFocus()
