"""What went wrong where no screen says it better: a bar at the foot of the window that stays."""

from bisect import bisect
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget
from shiboken6 import isValid

from smbcrm.core.i18n import N_
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.button import Button
from smbcrm.ui.widgets.cards import Note
from smbcrm.ui.widgets.own_words import announce, plain_tip

_FROM_EDGES = 24
_WIDEST = 760
_MOST_LINES = 4
_LONGEST_TIP = 600


class TroubleBar(QFrame):
    """Stands until it is closed, until it is tried again, or until something else goes wrong."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        self.setObjectName("trouble")
        self._again: Callable[[], None] = _nothing
        self._asked = 0
        self._before: QWidget | None = None
        self._sentence = ""
        self._note = Note("danger")
        self._retry = Button(desk.say(N_("Try again")), icon="refresh-cw", small=True)
        self._retry.clicked.connect(self._try_again)
        self._close = Button("", icon="x", small=True, kind="quiet", name=desk.say(N_("Close")))
        self._close.clicked.connect(self.leave)
        self._note.add_button(self._retry)
        self._note.add_button(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._note)
        parent.installEventFilter(self)
        self.hide()

    def show_trouble(self, sentence: str, again: Callable[[], None] | None) -> None:
        """Say it, with a way to try again while there is one: not once its screen is gone."""
        self._again = again or _nothing
        self._asked += 1
        for one in _screens_of(self._again):
            one.destroyed.connect(partial(self._gone, self._asked))
        if not self._has_focus():
            self._before = QApplication.focusWidget()
        self._retry.setVisible(again is not None)
        self._sentence = sentence
        self._place()
        self.show()
        self.raise_()
        announce(self, sentence)

    def leave_if_over(self) -> None:
        """Go where nothing can be tried again: something else has worked since."""
        if self._again is _nothing:
            self.leave()

    def leave(self) -> None:
        """Go, and give the focus back to where it was."""
        before, self._before = self._before, None
        if self._has_focus() and before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()

    def text(self) -> str:
        """Return what it says."""
        return self._sentence

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay at the foot of the window."""
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            width = min(_WIDEST, parent.width() - 2 * _FROM_EDGES)
            height = self._show_what_fits(width)
            left = (parent.width() - width) // 2
            self.setGeometry(left, parent.height() - height - _FROM_EDGES, width, height)

    def _show_what_fits(self, width: int) -> int:
        """Show as much as a few lines hold, the rest in a tooltip; return the height of it."""
        lines = "\u2028".join("x" * _MOST_LINES)
        most = self._height_with(lines, width)
        whole = self._sentence
        height = self._height_with(whole, width)
        tip = ""
        if height > most:
            shown = bisect(
                range(len(whole)), most, key=lambda n: self._height_with(_cut(whole, n), width)
            )
            height = self._height_with(_cut(whole, max(0, shown - 1)), width)
            tip = _cut(whole, _LONGEST_TIP)
        self.setToolTip(plain_tip(tip))
        return height

    def _height_with(self, words: str, width: int) -> int:
        self._note.show_text("", words)
        for part in (self._note, self):
            layout = part.layout()
            if layout is not None:
                layout.invalidate()
                layout.activate()
        return self.heightForWidth(width)

    def _has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def _gone(self, asked: int, _gone: QObject | None = None) -> None:
        """Offer no more to try again what nobody would take the answer of."""
        if isValid(self) and asked == self._asked:
            self._again = _nothing
            if self._retry.hasFocus():
                self._close.setFocus()
            self._retry.hide()

    def _try_again(self) -> None:
        self.leave()
        again, self._again = self._again, _nothing
        again()


def _screens_of(work: Callable[[], None]) -> list[QObject]:
    """Return what a bound method needs: its object, and those that it is given."""
    given: tuple[object, ...] = ()
    while isinstance(work, partial):
        given, work = (*work.args, *given), work.func
    return [one for one in (getattr(work, "__self__", None), *given) if isinstance(one, QObject)]


def _cut(words: str, length: int) -> str:
    return words if len(words) <= length else f"{words[:length].rstrip()}…"


def _nothing() -> None:
    """There is nothing to try again."""
