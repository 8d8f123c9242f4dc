"""Tells when somebody does something at a panel: a key, a click, a turn of the wheel."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

_ALIVE = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel})


class HandsOn(QObject):
    """Watches a panel, only while it is wanted.

    `moved`: somebody did something there. Fields keep their keys to themselves, so that a panel
    would not see them: every event of the program passes here meanwhile.
    """

    moved = Signal()

    def __init__(self, owner: QObject, panel: QWidget) -> None:
        super().__init__(owner)
        self._panel = panel

    def watch(self, *, on: bool) -> None:
        """Begin or cease to watch."""
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
            if on:
                app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Tell of what is done at the panel; nothing is kept from it."""
        if event.type() in _ALIVE and isinstance(watched, QWidget) and self._is_here(watched):
            self.moved.emit()
        return False

    def _is_here(self, widget: QWidget) -> bool:
        return widget is self._panel or self._panel.isAncestorOf(widget)
