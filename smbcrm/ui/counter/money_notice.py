"""What a money panel says in place: one thing at a time, between what is typed and the figures.

Every notice says what is wrong or asked, and offers the next step as buttons; the first one also
answers to Enter.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Note
from smbcrm.ui.widgets.flow import Flow
from smbcrm.ui.widgets.labels import IconLabel, label
from smbcrm.ui.widgets.lead_text import Ink, LeadText
from smbcrm.ui.widgets.own_words import announce


@dataclass(frozen=True, slots=True)
class WayOn:
    """A way on: a button of a notice. The first one is also what Enter does, if it has that key."""

    text: str
    go: Callable[[], None]
    icon: str = ""
    key: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to say. `tone` is danger (a refusal, in a frame) or warn (a question)."""

    tone: str
    icon: str
    strong: str
    rest: str = ""
    aside: str = ""
    """Figures at the right of the first line."""
    ways: Sequence[WayOn] = ()

    @property
    def answers_to_enter(self) -> bool:
        """Whether Enter means one of its ways on."""
        return bool(self.ways) and self.ways[0].key == "Enter"

    @property
    def spoken(self) -> str:
        """The words, for a screen reader."""
        return " ".join(filter(None, (self.strong, self.rest, self.aside)))


class NoticePlace(QWidget):
    """Where notices appear; empty it takes no room."""

    def __init__(self) -> None:
        super().__init__()
        self._notice: Notice | None = None
        self._frame: QFrame | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.buttons: list[Button] = []
        self.hide()

    @property
    def notice(self) -> Notice | None:
        """What is said now."""
        return self._notice

    def show_notice(self, notice: Notice) -> None:
        """Say something, in the place of what was said before."""
        self.clear()
        self._notice = notice
        self._frame = self._built(notice)
        self._column.addWidget(self._frame)
        self.show()
        announce(self, notice.spoken)

    def clear(self) -> bool:
        """Say nothing any more; tell whether something was said."""
        said, self._notice = self._notice, None
        if self._frame is not None:
            self._frame.hide()
            self._frame.deleteLater()
            self._frame = None
        self.buttons = []
        self.hide()
        return said is not None

    def enter(self) -> bool:
        """Do what Enter means here; tell whether it means anything."""
        if self._notice is None or not self._notice.answers_to_enter:
            return False
        self._notice.ways[0].go()
        return True

    def way_of(self, event: QKeyEvent) -> WayOn | None:
        """Return the way on whose key was pressed; None where there is none."""
        pressed = QKeySequence(event.keyCombination())
        ways = () if self._notice is None else self._notice.ways
        return next((way for way in ways if way.key and QKeySequence(way.key) == pressed), None)

    def _built(self, notice: Notice) -> QFrame:
        self.buttons = [_button(way) for way in notice.ways]
        frame = self._refusal(notice) if notice.tone == "danger" else self._question(notice)
        frame.setAccessibleName(notice.spoken)
        return frame

    def _question(self, notice: Notice) -> QFrame:
        note = Note(notice.tone, notice.icon)
        note.show_text(notice.strong, notice.rest)
        for button in self.buttons:
            note.add_button(button)
        return note

    def _refusal(self, notice: Notice) -> QFrame:
        frame = QFrame()
        dress(frame, kind="alert")
        head = QHBoxLayout()
        head.setSpacing(8)
        words = LeadText(Ink("dangerText", "ink"))
        words.show_text(notice.strong, notice.rest)
        head.addWidget(IconLabel(notice.icon, 18, "dangerText"), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(words, 1)
        if notice.aside:
            head.addWidget(label(notice.aside, "caption"), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(frame)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addLayout(head)
        if self.buttons:
            flow = Flow()
            for button in self.buttons:
                flow.addWidget(button)
            column.addWidget(flow)
        return frame


def _button(way: WayOn) -> Button:
    made = Button(way.text, icon=way.icon, key=way.key, kind=way.kind, small=True)
    made.clicked.connect(way.go)
    return made
