"""The toast: what was just done, at the bottom of the window, with a way back."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QPropertyAnimation, QSize, QTimer, Signal
from PySide6.QtGui import QCursor, QEnterEvent, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QGraphicsOpacityEffect, QHBoxLayout, QStyle, QWidget

from smbcrm.core.i18n import N_
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.button import Button
from smbcrm.ui.widgets.free_place import Needed
from smbcrm.ui.widgets.labels import IconLabel, label
from smbcrm.ui.widgets.own_words import announce, say

STAYS_MS = 8000
FADE_MS = 150
_LOOKS_MS = 150
"""How often it looks whether something has come under it that is needed."""
_SETTLES_MS = 50
"""So long a window keeps its size before a place is looked for in it."""
_FROM_BELOW = 24
_FROM_SIDES = 40
_HEIGHT = 44


class Toast(QFrame):
    """A line that stays 8 seconds, longer while the mouse or the focus is on it.

    It hides no button, field or figure where the window has room beside them, and makes way when
    one comes under it, but not while somebody goes to it with the mouse.
    """

    undo_pressed = Signal()
    folder_pressed = Signal(object)
    """The folder that was written to."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        dress(self, kind="toast")
        self._icon = IconLabel("check", 18, "onToast")
        self._words = label("", wrap=True)
        self._undo = _ToastButton(say(N_("Undo")), key="Ctrl Z")
        self._undo.clicked.connect(self._undo_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 4, 12, 4)
        row.setSpacing(12)
        row.addWidget(self._icon)
        row.addWidget(self._words, 1)
        self._folder: Path | None = None
        self._open = _ToastButton(say(N_("Open the folder")))
        self._open.clicked.connect(self._open_clicked)
        row.addWidget(self._undo)
        row.addWidget(self._open)
        self._leave_timer = QTimer(self, singleShot=True, interval=STAYS_MS)
        self._leave_timer.timeout.connect(self._leave_if_unheld)
        self._hides = 0
        self._mouse_was = QCursor.pos()
        self._watch = QTimer(self, interval=_LOOKS_MS)
        self._watch.timeout.connect(self._make_way)
        self._settling = QTimer(self, singleShot=True, interval=_SETTLES_MS)
        self._settling.timeout.connect(self._place)
        self._veil = QGraphicsOpacityEffect(self)
        self._veil.setEnabled(False)
        self.setGraphicsEffect(self._veil)
        self._fade = QPropertyAnimation(self._veil, b"opacity", self)
        self._fade.setDuration(FADE_MS)
        self._fade.setStartValue(0.0)
        self._fade.setEndValue(1.0)
        self._fade.finished.connect(self._be_clear)
        parent.installEventFilter(self)
        self.hide()

    def show_text(
        self,
        text: str,
        *,
        can_undo: bool = False,
        folder: Path | None = None,
        icon: str = "check",
    ) -> None:
        """Say what was done; with a folder it can be shown."""
        self._folder = folder
        self._open.setVisible(folder is not None)
        self._words.setText(text)
        self._icon.set_icon(icon, "onToast")
        self._undo.setVisible(can_undo)
        self._place()
        self.show()
        self.raise_()
        self._fade_in()
        self._leave_timer.start()
        announce(self, text)

    def text(self) -> str:
        """Return what it says."""
        return self._words.text()

    def leave(self) -> None:
        """Go at once."""
        self._leave_timer.stop()
        self._be_clear()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Go with the window's edge while it is dragged; look for a place once it stays."""
        if isinstance(event, QResizeEvent) and watched is self.parent() and not self.isHidden():
            grown = event.size() - event.oldSize()
            self.move(self.x() + grown.width() // 2, self.y() + grown.height())
            self._settling.start()
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Begin to look what comes under it."""
        super().showEvent(event)
        self._watch.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Look no more: nothing is hidden by what is not seen."""
        super().hideEvent(event)
        self._watch.stop()
        self._settling.stop()

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Stay while the mouse is on it."""
        super().enterEvent(event)
        self._leave_timer.stop()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Go in a while without the mouse."""
        super().leaveEvent(event)
        if not self.isHidden():
            self._leave_timer.start()

    def _leave_if_unheld(self) -> None:
        if self._undo.hasFocus() or self._open.hasFocus():
            self._leave_timer.start()
        else:
            self.leave()

    def _undo_clicked(self) -> None:
        self.leave()
        self.undo_pressed.emit()

    def _open_clicked(self) -> None:
        folder = self._folder
        self.leave()
        self.folder_pressed.emit(folder)

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        widest = parent.width() - 2 * _FROM_SIDES
        wanted = self._width_on_one_line()
        width = min(wanted, widest)
        height = _HEIGHT if wanted <= widest else max(_HEIGHT, self.heightForWidth(width))
        self._mouse_was = QCursor.pos()
        needed = Needed(parent, self)
        place = needed.place(QSize(width, height), _FROM_BELOW)
        self._hides = needed.cost(place)
        self.setGeometry(place)

    def _make_way(self) -> None:
        """Go elsewhere if it hides more than where it was put."""
        parent, here = self.parentWidget(), self.geometry()
        if parent is None or self._settling.isActive() or self._is_held():
            return
        if Needed(parent, self, here).cost(here) > self._hides:
            self._place()

    def _is_held(self) -> bool:
        """Whether the mouse came to it; not where it was put under a mouse that rests."""
        return self.underMouse() and QCursor.pos() != self._mouse_was

    def _width_on_one_line(self) -> int:
        words = self._words.fontMetrics().horizontalAdvance(self._words.text()) + 4
        shown = [one for one in (self._undo, self._open) if not one.isHidden()]
        return 16 + 18 + 12 + words + sum(one.sizeHint().width() + 12 for one in shown) + 16

    def _fade_in(self) -> None:
        if not self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration):
            return  # the system asks for less motion
        self._veil.setEnabled(True)
        self._fade.start()

    def _be_clear(self) -> None:
        self._fade.stop()
        self._veil.setEnabled(False)


class _ToastButton(Button):
    def _cap_ink(self) -> str:
        return "onToast"
