"""A held key that acts, acts once: Enter, F5, Ctrl+Z.

Controls and shortcuts ignore a key that repeats by itself, by `QKeyEvent.isAutoRepeat`. X11 tells a
repeat only by a release and a press of the same moment, and Qt marks it only where the press has
already come when it reads the release: most repeats of a held key come unmarked. No hand lets go of
a key and presses it again within the same millisecond, so such a press is a repeat.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent

from smbcrm.ui.focus_watch import FocusWatch

Key = Qt.Key
_ENTER = (Key.Key_Return, Key.Key_Enter)
_MOVING = (
    *(Key.Key_Left, Key.Key_Right, Key.Key_Up, Key.Key_Down, Key.Key_Home, Key.Key_End),
    *(Key.Key_PageUp, Key.Key_PageDown, Key.Key_Backspace, Key.Key_Delete, Key.Key_Tab),
)
_WITH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class HeldKeys(QObject):
    """Swallows the unmarked repeats of keys that act, in every window of the program."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._let_go = (0, 0)
        FocusWatch(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Look at what comes to the window, before any shortcut or control gets it."""
        if not isinstance(event, QKeyEvent) or not watched.isWindowType():
            return False
        this = (int(event.key()), event.timestamp())
        if event.type() == QEvent.Type.KeyRelease:
            self._let_go = this
            return False
        if this != self._let_go or not event.timestamp() or not _acts(event):
            return False
        event.accept()  # of a ShortcutOverride: no shortcut shall take it either
        return True


def _acts(event: QKeyEvent) -> bool:
    """Tell whether a key does something, and does not type or move."""
    key = event.key()
    if key in _ENTER or Key.Key_F1 <= key <= Key.Key_F35:
        return True
    return bool(event.modifiers() & _WITH) and key not in _MOVING
