"""The scanner: a keyboard that types a code in a burst and ends it with Enter (design.md 10).

A burst is 6 or more letters, digits or hyphens, each at most 35 ms after the one before, that ends
as quickly in Enter or Tab. In a text field the burst is typed and then taken back, so that typing
by hand is never delayed. Everywhere else a key might choose or start something, so it is held
back until it is known to be no scan, and then given to whom it was meant for.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol, cast
from unicodedata import normalize

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from shiboken6 import isValid

from smbcrm.ui.focus_watch import FocusWatch

GAP_MS = 35
SHORTEST = 6
_HOLD_MS = 50  # a gap, and what a timer may be early
_ENDS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
_SILENT = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock})
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
Clock = Callable[[QKeyEvent], int]
"""Returns the moment of a key in milliseconds; only differences count."""


class ScanFilter(QObject):
    """Listens to every key of the program and tells what was scanned.

    With a `prefix`, one sign that the shop's scanner sends first, only bursts that begin with it
    are scans, and nothing of them is ever seen in a field.
    """

    scanned = Signal(str)

    def __init__(self, parent: QObject, *, prefix: str = "", clock: Clock | None = None) -> None:
        super().__init__(parent)
        self._prefix = prefix
        self._since_start = QElapsedTimer()
        self._since_start.start()
        self._clock = clock or self._moment
        self._burst: _Burst | None = None
        self._scanned_at: int | None = None
        self._giving_back = False
        self._patience = QTimer(self, singleShot=True, interval=_HOLD_MS)
        self._patience.timeout.connect(self._give_back)
        self._watch = FocusWatch(self)

    def close(self) -> None:
        """Listen no more."""
        self._watch.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Swallow what belongs to a scan."""
        # Many events pass here: the test that fails most, and costs least, stands first.
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        receiver = None if self._giving_back else _receiver(watched)
        return receiver is not None and self._key(receiver, event)

    def _moment(self, event: QKeyEvent) -> int:
        """Return when the key was pressed, not when we come to it; tests send keys without."""
        return event.timestamp() or self._since_start.elapsed()

    def _key(self, receiver: QObject, event: QKeyEvent) -> bool:
        if event.key() in _SILENT:
            return False
        now = self._clock(event)
        burst = self._burst
        if burst is not None and (_apart(burst.last, now) or event.isAutoRepeat()):
            self._break()
            burst = None
        if event.key() in _ENDS:
            return self._end(burst, now)
        sign = "" if event.isAutoRepeat() else _sign(event, self._prefix)
        begins = burst is None and (sign == self._prefix or not self._prefix)
        if not sign or (burst is None and not begins):
            self._break()
            return False
        if burst is None:
            self._burst = burst = _Burst()
        burst.signs.append(sign)
        burst.last = now
        if self._prefix or not _is_text(receiver):
            burst.held.append((receiver, event.clone()))
            self._patience.start()
            return True
        burst.keep(receiver)
        return False

    def _end(self, burst: "_Burst | None", now: int) -> bool:
        """Take an Enter or Tab: it ends a scan, follows one (CR and LF), or is somebody's own."""
        if burst is not None and len(burst.signs) >= (2 if self._prefix else SHORTEST):
            self._scanned_at = now
            self._patience.stop()
            self._burst = None
            _cancel_composition()
            burst.take_back()
            self.scanned.emit("".join(burst.signs).removeprefix(self._prefix))
            return True
        self._break()
        return self._scanned_at is not None and not _apart(self._scanned_at, now)

    def _break(self) -> None:
        """Forget the burst: it was no scan, and who was meant gets what was held back."""
        self._give_back()
        self._burst = None

    def _give_back(self) -> None:
        """Give the held keys to whom they were meant for; the burst may still go on."""
        self._patience.stop()
        if self._burst is None:
            return
        held, self._burst.held = self._burst.held, []
        self._giving_back = True
        try:
            for receiver, event in held:
                if isValid(receiver):
                    QApplication.sendEvent(receiver, event)
        finally:
            self._giving_back = False


class _Kept(Protocol):
    """What a text field held before a burst."""

    def restore(self) -> None:
        """Put it back."""


@dataclass(slots=True)
class _Burst:
    """Signs that came quickly one after the other."""

    signs: list[str] = field(default_factory=list)
    last: int = 0
    held: list[tuple[QObject, QEvent]] = field(default_factory=list)
    kept: dict[int, _Kept] = field(default_factory=dict)

    def keep(self, receiver: QObject) -> None:
        """Remember what a field holds, before the first sign reaches it."""
        if id(receiver) in self.kept:
            return
        if isinstance(receiver, QLineEdit):
            self.kept[id(receiver)] = _Line(receiver)
        elif isinstance(receiver, QPlainTextEdit | QTextEdit):
            self.kept[id(receiver)] = _Area(receiver)

    def take_back(self) -> None:
        """Give the fields what they held before."""
        for kept in self.kept.values():
            kept.restore()


class _Line:
    def __init__(self, line: QLineEdit) -> None:
        self._line = line
        self._text = line.text()
        self._cursor = line.cursorPosition()
        self._start, self._length = line.selectionStart(), line.selectionLength()

    def restore(self) -> None:
        line = self._line
        if not isValid(line):
            return
        if line.text() != self._text:
            line.setText(self._text)
        if self._start < 0:
            line.setCursorPosition(self._cursor)
        elif self._cursor == self._start:
            line.setSelection(self._start + self._length, -self._length)
        else:
            line.setSelection(self._start, self._length)


class _Area:
    def __init__(self, area: QPlainTextEdit | QTextEdit) -> None:
        self._area = area
        cursor = area.textCursor()
        self._anchor, self._position = cursor.anchor(), cursor.position()
        self._selected = cursor.selectedText()
        self._length = area.document().characterCount()

    def restore(self) -> None:
        area = self._area
        if not isValid(area):
            return
        start = min(self._anchor, self._position)
        typed = area.document().characterCount() - self._length + len(self._selected)
        cursor = area.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(start + typed, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(self._selected)
        cursor.setPosition(self._anchor)
        cursor.setPosition(self._position, QTextCursor.MoveMode.KeepAnchor)
        area.setTextCursor(cursor)


def _apart(before: int, now: int) -> bool:
    """Tell whether two keys are no burst; input methods time theirs by a clock of their own."""
    return not 0 <= now - before <= GAP_MS


def _cancel_composition() -> None:
    """Drop what an input method has half typed: the scan is not part of it."""
    QGuiApplication.inputMethod().reset()
    focused = QGuiApplication.focusObject()
    if focused is not None:
        QApplication.sendEvent(focused, QInputMethodEvent())


def _receiver(watched: QObject) -> QObject | None:
    """Return whom Qt gives a key to, if this is where we see it: each key passes several objects.

    All pass the window first. Whoever has the focus is watched; what a menu gets, which has none,
    is seen at the window alone.
    """
    popup = QApplication.activePopupWidget()
    focused = QApplication.focusWidget()
    to: QObject | None = focused
    if popup is not None:
        to = cast("QWidget | None", popup.focusWidget()) or popup
    if to is None:
        to = QGuiApplication.focusWindow()
    here = watched is to if to is focused else watched.isWindowType()
    return to if here else None


def _is_text(receiver: QObject) -> bool:
    """Tell whether somebody can type into it."""
    if isinstance(receiver, QLineEdit | QPlainTextEdit | QTextEdit):
        return not receiver.isReadOnly()
    return False


def _sign(event: QKeyEvent, prefix: str) -> str:
    """Return the letter, digit or hyphen of a key, the shop's prefix too; "" for all others."""
    text = event.text()
    if event.modifiers() & _COMMANDS or not text:
        return ""
    plain = normalize("NFKC", text)
    code = len(plain) == 1 and plain.isascii() and (plain.isalnum() or plain == "-")
    return plain if code or plain == prefix else ""
