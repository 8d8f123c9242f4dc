"""Gives the search box the focus back when the counter was left alone for ten seconds."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

AFTER_MS = 10_000
_ALIVE = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel})


class FocusReturn(QObject):
    """Watches keys and clicks only while the focus is on the page but not in its search box."""

    def __init__(self, page: QWidget, home: QWidget, may_return: Callable[[], bool]) -> None:
        super().__init__(page)
        self._page = page
        self._home = home
        self._may_return = may_return
        self._watching = False
        self._timer = QTimer(self, singleShot=True, interval=AFTER_MS)
        self._timer.timeout.connect(self._return)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._moved)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Start the ten seconds anew with every key and click."""
        if event.type() in _ALIVE:
            self._timer.start()
        return super().eventFilter(watched, event)

    def _moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        away = now is not None and now is not self._home and self._page.isAncestorOf(now)
        app = QApplication.instance()
        if app is None or away == self._watching:
            return
        self._watching = away
        if away:
            app.installEventFilter(self)
            self._timer.start()
        else:
            app.removeEventFilter(self)
            self._timer.stop()

    def _return(self) -> None:
        if not self._page.isVisible():
            return
        if self._may_return():
            self._home.setFocus()
        else:
            self._timer.start()
