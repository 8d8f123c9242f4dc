"""Where a money panel says something: one notice at a time, between what is typed and the figures.

Every notice says what is wrong or asked, and the next step stands on its buttons; the first one may
also answer to Enter.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.ui.counter.notice import Answer, Notice
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.button import Button
from smbcrm.ui.widgets.cards import Note
from smbcrm.ui.widgets.flow import Flow
from smbcrm.ui.widgets.labels import IconLabel, label
from smbcrm.ui.widgets.lead_text import Ink, LeadText
from smbcrm.ui.widgets.own_words import announce


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
        self._notice.answers[0].act()
        return True

    def answer_of(self, event: QKeyEvent) -> Answer | None:
        """Return the answer whose key was pressed; None where there is none."""
        pressed = QKeySequence(event.keyCombination())
        answers = () if self._notice is None else self._notice.answers
        return next((one for one in answers if one.key and QKeySequence(one.key) == pressed), None)

    def _built(self, notice: Notice) -> QFrame:
        self.buttons = [_button(answer) for answer in notice.answers]
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


def _button(answer: Answer) -> Button:
    made = answer.button()
    made.clicked.connect(answer.act)
    return made
