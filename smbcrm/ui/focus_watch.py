"""Lets a filter see the events of whatever has the focus.

A filter on the whole program is asked about every event of every widget: thousands when a page is
built, hundreds with every key, and each costs as much as a row of a list to paint.
"""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class FocusWatch(QObject):
    """Installs a filter on the widget that has the focus, and takes it along when that moves.

    The window that has the focus is watched too: where a menu is open, or no widget has the focus,
    keys are seen there alone.
    """

    def __init__(self, event_filter: QObject) -> None:
        super().__init__(event_filter)
        self._filter = event_filter
        self._widget: QWidget | None = None
        self._window: QWindow | None = None
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        app.focusChanged.connect(self._moved)
        app.focusWindowChanged.connect(self._window_changed)
        self._moved(None, QApplication.focusWidget())
        self._window_changed(QGuiApplication.focusWindow())

    def close(self) -> None:
        """Watch no more."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.disconnect(self._moved)
            app.focusWindowChanged.disconnect(self._window_changed)
        self._moved(None, None)
        self._window_changed(None)

    def _moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        self._follow(self._widget, now)
        self._widget = now

    def _window_changed(self, now: QWindow | None) -> None:
        self._follow(self._window, now)
        self._window = now

    def _follow(self, old: QObject | None, now: QObject | None) -> None:
        if old is now:
            return
        if old is not None and isValid(old):
            old.removeEventFilter(self._filter)
        if now is not None:
            now.installEventFilter(self._filter)
