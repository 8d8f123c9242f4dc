"""A held Enter is one Enter.

Controls ignore a key that repeats by itself, by `QKeyEvent.isAutoRepeat`. X11 tells a repeat only
by a release and a press of the same moment, and Qt marks it only where the press has already come
when it reads the release: most repeats of a held key come unmarked. No hand lets go of a key and
presses it again within the same millisecond, so such a press is a repeat.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from smbcrm.ui.focus_watch import FocusWatch

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class HeldEnter(QObject):
    """Swallows the unmarked repeats of Enter, in every window of the program."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._let_go_at = 0
        FocusWatch(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Look at what comes to the window, before any control gets it."""
        if not isinstance(event, QKeyEvent) or not watched.isWindowType():
            return False
        if event.key() not in _ENTER or not event.timestamp():
            return False
        if event.type() == QEvent.Type.KeyRelease:
            self._let_go_at = event.timestamp()
        return event.type() == QEvent.Type.KeyPress and event.timestamp() == self._let_go_at
