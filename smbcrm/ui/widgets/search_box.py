"""The search box: where work at the counter begins."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit

from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.labels import IconLabel, KeyCap, label

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LEAST_FIELD, _AROUND = 200, 130
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class SearchBox(QFrame):
    """A frame with a line in it; `field` is the line."""

    typed = Signal(str)
    """What is in it now, after every change but `set_text`."""
    entered = Signal()
    moved = Signal(int)
    """Up (-1) or down (+1) in what was found."""
    escaped = Signal()

    def __init__(self, placeholder: str, key: str = "") -> None:
        super().__init__()
        self._silent = False
        dress(self, kind="searchBox")
        self.field = QLineEdit()
        self.field.setPlaceholderText(placeholder)
        self.field.setAccessibleName(placeholder)
        self.field.setAccessibleDescription(key)
        self.field.setInputMethodHints(Qt.InputMethodHint.ImhPreferLatin)
        self._hint = label("", "hint")
        self._hint.hide()
        self._icon = IconLabel("search", 22)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(12)
        row.addWidget(self._icon)
        row.addWidget(self.field, 1)
        row.addWidget(self._hint)
        if key:
            row.addWidget(KeyCap(key), 0, Qt.AlignmentFlag.AlignVCenter)
        self.setFocusProxy(self.field)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._text_changed)

    def text(self) -> str:
        """Return what is typed."""
        return self.field.text()

    def set_text(self, text: str) -> None:
        """Put a text into it and tell nobody."""
        self._silent = True
        self.field.setText(text)
        self._silent = False

    def clear(self) -> None:
        """Empty it and tell nobody."""
        self.set_text("")

    def set_idle(self, idle: bool) -> None:  # noqa: FBT001 - one thing to say
        """Be large while nothing else is on the page."""
        dress(self, idle=idle)
        dress(self.field, idle=idle)

    def set_compact(self, compact: bool) -> None:  # noqa: FBT001 - one thing to say
        """Be low, for small windows."""
        dress(self, compact=compact)
        dress(self.field, compact=compact)

    def set_hint(self, text: str) -> None:
        """Say something at the right, where there is room for it."""
        self._hint.setText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """See whether there is room for the hint."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        words = self.field.fontMetrics().horizontalAdvance(self.field.placeholderText())
        left = self.width() - max(words, _LEAST_FIELD) - _AROUND
        text = self._hint.text()
        self._hint.setVisible(bool(text) and self._hint.sizeHint().width() <= left)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Watch focus and keys of the line inside."""
        kind = event.type()
        if kind in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            dress(self, focused=kind == QEvent.Type.FocusIn)
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key in _ENTER:
            if not event.isAutoRepeat():
                self.entered.emit()
        elif key in _STEPS:
            self.moved.emit(_STEPS[key])
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            return False
        return True

    def _text_changed(self, text: str) -> None:
        if not self._silent:
            self.typed.emit(text)
