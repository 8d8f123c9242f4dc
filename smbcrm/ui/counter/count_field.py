"""A field for a whole number, such as points, with its title above and what is wrong below."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from smbcrm.ui.counter.typing_place import PAUSE_MS
from smbcrm.ui.widgets.fields import TextField

_LONGEST = 12
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CountField(TextField):
    """A count; it takes full-width digits and separators of thousands."""

    changed = Signal()
    entered = Signal()
    paused = Signal()
    """Nobody has typed for a while: what is wrong may be said."""

    def __init__(self, title: str) -> None:
        super().__init__(title, big=True)
        self.edit.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        self.edited.connect(self.changed)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.paused)
        self.edited.connect(self._pause.start)

    def count(self) -> int | None:
        """Return the number, None where there is none that can be read."""
        typed = self.text().replace(",", "").replace(" ", "")
        return int(typed) if typed.isdecimal() and len(typed) <= _LONGEST else None

    def press(self, key: str) -> None:
        """Type a key of the keypad: a digit, 00, or clear."""
        if key == "clear":
            self.edit.clear()
        else:
            self.edit.insert(key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Enter is told once, however long the key is held; the focus selects everything."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in _ENTER:
                if not event.isAutoRepeat():
                    self.entered.emit()
                return True
        elif event.type() is QEvent.Type.FocusIn and isinstance(watched, QWidget):
            self.edit.selectAll()
        return super().eventFilter(watched, event)
