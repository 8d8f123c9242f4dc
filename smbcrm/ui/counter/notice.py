"""A line below the search that says what has to be said now, with what can be done about it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Note
from smbcrm.ui.widgets.own_words import announce


@dataclass(frozen=True, slots=True)
class Offer:
    """A button of a notice: its words, and what it does."""

    words: str
    act: Callable[[], None]


class Notice(QWidget):
    """Shows one notice at a time, in place, never as a dialog."""

    gone = Signal()
    """What was said is not said any more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._note: Note | None = None
        self.text = ""
        self.hide()

    def say(
        self, tone: str, icon: str, strong: str, rest: str = "", offers: Sequence[Offer] = ()
    ) -> None:
        """Say something; each button closes the notice first."""
        self.clear()
        note = Note(tone, icon)
        note.show_text(strong, rest)
        for offer in offers:
            button = Button(offer.words, small=True)
            button.clicked.connect(self._then(offer.act))
            note.add_button(button)
        self._note = note
        self._column.addWidget(note)
        self.text = " ".join(filter(None, (strong, rest)))
        self.show()
        announce(self, self.text)

    def clear(self) -> bool:
        """Say nothing any more; tell whether something was said."""
        said, self._note = self._note, None
        self.text = ""
        self.hide()
        if said is not None:
            self._column.removeWidget(said)
            said.hide()
            said.deleteLater()
            self.gone.emit()
        return said is not None

    def _then(self, act: Callable[[], None]) -> Callable[[], None]:
        def press() -> None:
            self.clear()
            act()

        return press
