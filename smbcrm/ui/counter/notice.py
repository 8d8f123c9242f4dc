"""A notice: what has to be said in place, with what can be done about it as buttons.

One place for them is the bar below the search; money panels have one of their own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from smbcrm.ui.widgets.button import Button
from smbcrm.ui.widgets.cards import Note
from smbcrm.ui.widgets.own_words import announce


@dataclass(frozen=True, slots=True)
class Answer:
    """A button of a notice: its words, and what it does; `first`: the focus goes there.

    In a panel its key does the same; Enter is the key of a first answer alone.
    """

    words: str
    act: Callable[[], None]
    first: bool = False
    icon: str = ""
    key: str = ""
    kind: str = ""

    def button(self) -> Button:
        """Return a button that shows the words; what pressing it does is up to the place."""
        return Button(self.words, icon=self.icon, key=self.key, kind=self.kind, small=True)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to say. `tone` is danger (a refusal), warn (a question), info or ok."""

    tone: str
    icon: str
    strong: str
    rest: str = ""
    aside: str = ""
    """Figures at the right of the first line of a refusal."""
    answers: Sequence[Answer] = ()

    @property
    def answers_to_enter(self) -> bool:
        """Whether Enter means one of its answers."""
        return bool(self.answers) and self.answers[0].key == "Enter"

    @property
    def spoken(self) -> str:
        """The words, for a screen reader."""
        return " ".join(filter(None, (self.strong, self.rest, self.aside)))


class NoticeBar(QWidget):
    """The place below the search: shows one notice at a time, never as a dialog.

    Tab comes to its answers right after the field of the `search`.
    """

    gone = Signal()
    """What was said is not said any more."""

    def __init__(self, search: QWidget) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._note: Note | None = None
        self._search = search
        self._before: QWidget | None = None
        self.text = ""
        self.hide()

    def say(
        self, tone: str, icon: str, strong: str, rest: str = "", answers: Sequence[Answer] = ()
    ) -> None:
        """Show a notice of these words; each button closes it first."""
        self.show_notice(Notice(tone, icon, strong, rest, answers=answers))

    def show_notice(self, notice: Notice) -> None:
        """Say something, in the place of what was said before.

        A focus that was taken goes back with the notice to where it was.
        """
        self.clear()
        self._before = QApplication.focusWidget()
        first: Button | None = None
        last = self._search
        note = Note(notice.tone, notice.icon)
        note.show_text(notice.strong, notice.rest)
        for answer in notice.answers:
            button = answer.button()
            button.clicked.connect(self._then(answer.act))
            note.add_button(button)
            first = button if answer.first else first
        self._note = note
        self._column.addWidget(note)
        for button in note.findChildren(Button):
            self.setTabOrder(last, button)
            last = button
        self.text = notice.spoken
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
