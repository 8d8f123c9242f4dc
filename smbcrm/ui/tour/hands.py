"""Hands that work the window as a person does: keys, the mouse, and eyes that wait."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from smbcrm.ui.main_window import MainWindow

_LONGEST_MS = 300_000
"""A slow PC makes the demo shop in minutes; then it is lost for good."""
_QUIET_TURNS = 8
"""So many turns of the event loop in which nothing is awaited, before everything has been answered
and painted: turns, not time, for on a busy PC one turn may take longer than eight."""
_SOON_MS = 200
"""A timer that ends within this time is part of an answer: a quote pauses while somebody types."""

_KEYS = {
    "Enter": Qt.Key.Key_Return,
    "Esc": Qt.Key.Key_Escape,
    "Tab": Qt.Key.Key_Tab,
    "Down": Qt.Key.Key_Down,
    "Up": Qt.Key.Key_Up,
    "Left": Qt.Key.Key_Left,
    "Right": Qt.Key.Key_Right,
    "Space": Qt.Key.Key_Space,
    "Home": Qt.Key.Key_Home,
    "End": Qt.Key.Key_End,
    "PgDown": Qt.Key.Key_PageDown,
    "PgUp": Qt.Key.Key_PageUp,
    "Backspace": Qt.Key.Key_Backspace,
    ",": Qt.Key.Key_Comma,
}
_MODIFIERS = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
}


class Lost(Exception):
    """The window did not come to where the tour expects it; the message says where it stands."""


class Hands:
    """Works one window. `busy` tells whether an answer is still awaited."""

    def __init__(self, window: MainWindow, folder: Path, busy: Callable[[], bool]) -> None:
        self.window = window
        self.pictures: list[Path] = []
        self._folder = folder
        self._busy = busy

    def press(self, *keys: str) -> None:
        """Press keys one after the other: `F5`, `Ctrl+K`, `Enter`."""
        for key in keys:
            self.strike(key)
            self.settle()

    def strike(self, key: str) -> None:
        """Press a key and wait for nothing."""
        *held, name = key.split("+") if len(key) > 1 else [key]
        modifiers = Qt.KeyboardModifier.NoModifier
        for one in held:
            modifiers |= _MODIFIERS[one]
        # To the window and not to a widget: so it goes the way of every real key.
        QTest.keyClick(self.window.windowHandle(), _key(name), modifiers)

    def type(self, text: str) -> None:
        """Type a text where the cursor is, slower than a scanner."""
        for sign in text:
            # QTest knows the keys of ASCII only.
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                plain = Qt.KeyboardModifier.NoModifier
                QApplication.sendEvent(self._target(), QKeyEvent(kind, 0, plain, sign))
        self.settle()

    def click(self, name: str) -> None:
        """Click the visible widget of that object name. Raises Lost."""
        found = [one for one in self.window.findChildren(QWidget, name) if one.isVisible()]
        if not found:
            raise Lost(name)
        QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
        self.settle()

    def click_said(self, words: str) -> None:
        """Click the visible button that is called so. Raises Lost."""
        buttons = self.window.findChildren(QAbstractButton)
        found = [one for one in buttons if one.isVisible() and words in _said(one)]
        if not found:
            raise Lost(words)
        QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
        self.settle()

    def settle(self) -> None:
        """Wait until everything that was asked has been answered and painted."""
        since, quiet = QElapsedTimer(), 0
        since.start()
        while quiet < _QUIET_TURNS:
            _rest()
            quiet = 0 if self._busy() else quiet + 1
            if quiet == _QUIET_TURNS and _soon(self.window):
                quiet = 0
            if since.elapsed() > _LONGEST_MS:
                raise Lost(self.window.windowTitle())

    def picture(self, name: str) -> Path:
        """Save a picture of the window under the next number."""
        path = self._folder / f"{len(self.pictures) + 1:02}-{name}.png"
        if not self.window.grab().save(str(path)):
            raise OSError(str(path))
        self.pictures.append(path)
        return path

    def _target(self) -> QWidget:
        QGuiApplication.processEvents()
        return QApplication.focusWidget() or self.window


def _rest(milliseconds: int = 5) -> None:
    """Let events come; QTest.qWait would keep the workers waiting too."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _said(button: QAbstractButton) -> tuple[str, str]:
    return button.text(), button.accessibleName()


def _soon(window: QWidget) -> bool:
    """Tell whether something is about to happen by itself."""
    timers = (one for one in window.findChildren(QTimer) if one.isActive() and one.isSingleShot())
    return any(one.remainingTime() <= _SOON_MS for one in timers)


def _key(name: str) -> Qt.Key:
    if name in _KEYS:
        return _KEYS[name]
    return getattr(Qt.Key, f"Key_{name.upper()}")  # type: ignore[no-any-return] # F5, K, 1
