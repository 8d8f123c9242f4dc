"""A line below the search that says what has to be said now, with what can be done about it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Note
from smbcrm.ui.widgets.own_words import announce


@dataclass(frozen=True, slots=True)
class Answer:
    """A button of a notice: its words, and what it does; `first`: the focus goes there."""

    words: str
    act: Callable[[], None]
    first: bool = False


class NoticeBar(QWidget):
    """Shows one notice at a time, in place, never as a dialog."""

    gone = Signal()
    """What was said is not said any more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._note: Note | None = None
        self._before: QWidget | None = None
        self.text = ""
        self.hide()

    def say(
        self, tone: str, icon: str, strong: str, rest: str = "", answers: Sequence[Answer] = ()
    ) -> None:
        """Say something; each button closes the notice first.

        A focus that was taken goes back with the notice to where it was.
        """
        self.clear()
        self._before = QApplication.focusWidget()
        first: Button | None = None
        note = Note(tone, icon)
        note.show_text(strong, rest)
        for answer in answers:
            button = Button(answer.words, small=True)
            button.clicked.connect(self._then(answer.act))
            note.add_button(button)
            first = button if answer.first else first
        self._note = note
        self._column.addWidget(note)
        self.text = " ".join(filter(None, (strong, rest)))
        self.show()
        if first is not None:
            first.setFocus()
        announce(self, self.text)

    def clear(self) -> bool:
        """Say nothing any more; tell whether something was said."""
        said, self._note = self._note, None
        self.text = ""
        self._give_back()
        self.hide()
        if said is not None:
            self._column.removeWidget(said)
            said.hide()
            said.deleteLater()
            self.gone.emit()
        return said is not None

    def _give_back(self) -> None:
        before, self._before = self._before, None
        focus = QApplication.focusWidget()
        if focus is None or not self.isAncestorOf(focus):
            return
        if before is not None and isValid(before) and before.isVisible() and before.isEnabled():
            before.setFocus()

    def _then(self, act: Callable[[], None]) -> Callable[[], None]:
        def press() -> None:
            self.clear()
            act()

        return press
