"""The tab Timeline: four numbers, what happened under its months, and a note written in place."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.membership.customer_page.types import CustomerPage
from smbcrm.ui.customer.course import Course
from smbcrm.ui.customer.entries import SHOWN, Show, entries_of
from smbcrm.ui.customer.entry_list import EntryList
from smbcrm.ui.customer.numbers import Numbers
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.buttons import Chip
from smbcrm.ui.widgets.cards import EmptyState
from smbcrm.ui.widgets.fields import TextField
from smbcrm.ui.widgets.flow import Flow

_ENOUGH = 12
"""So few entries are in sight that older operations are asked for at once."""
_LEAST_LIST = 150


class Happened(QWidget):
    """The list of what is to be seen. `opened` tells an entry, `emptied` that it had the focus."""

    opened = Signal(object)
    emptied = Signal()

    def __init__(self, desk: Desk, course: Course, show: Show, name: str, nothing: str) -> None:
        super().__init__()
        self._desk, self._course = desk, course
        self.show_only = show
        self._page: CustomerPage | None = None
        self.list = EntryList(name)
        self.list.setMinimumHeight(_LEAST_LIST)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(EmptyState("history", nothing, "", ()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.list.opened.connect(self.opened)
        self.list.near_end.connect(course.look_back)
        course.changed.connect(self.refresh)

    @property
    def is_empty(self) -> bool:
        """Whether it is known that there is nothing."""
        return self._stack.currentIndex() > 0

    def show_page(self, page: CustomerPage) -> None:
        """Show a customer; the operations come with the course."""
        self._page = page
        self.refresh()

    def refresh(self) -> None:
        """Show what is known now; where that is little, ask for more."""
        if self._page is None:
            return
        course = self._course
        entries = entries_of(
            self._desk, self._page, course.rows, self.show_only, whole=course.whole
        )
        focused = self.list.hasFocus()
        self.list.show_entries(entries)
        self._stack.setCurrentIndex(0 if entries or not course.whole else 1)
        if focused and self.is_empty:
            self.emptied.emit()
        if len(entries) < _ENOUGH and self.isVisible():
            course.look_back()


class TimelinePart(QWidget):
    """`opened` tells an entry, `noted` a text that is to be written down."""

    opened = Signal(object)
    noted = Signal(str)

    def __init__(self, desk: Desk, course: Course) -> None:
        super().__init__()
        say = desk.say
        self.numbers = Numbers(desk)
        self.happened = Happened(
            desk,
            course,
            Show.EVERYTHING,
            say(N_("Timeline")),
            say(N_("Nothing yet. The first sale will stand here.")),
        )
        self.note = TextField("", icon="pencil-line", placeholder=say(N_("Add a note…")))
        self.note.edit.setAccessibleName(say(N_("Add a note")))
        self.note.edit.setMinimumWidth(210)
        self.note.edit.returnPressed.connect(self._note)
        self._chips = Flow(spacing=6)
        self.chips: dict[Show, Chip] = {}
        group = QButtonGroup(self)
        for show, words in SHOWN.items():
            chip = self.chips[show] = Chip(say(words))
            group.addButton(chip)
            self._chips.addWidget(chip)
            chip.clicked.connect(partial(self.look_at, show))
        self.chips[Show.EVERYTHING].setChecked(True)
        tools = QHBoxLayout()
        tools.setContentsMargins(16, 0, 16, 0)
        tools.setSpacing(8)
        tools.addWidget(self._chips, 1)
        tools.addWidget(self.note, 0, Qt.AlignmentFlag.AlignTop)
        above = QHBoxLayout()
        above.setContentsMargins(16, 10, 16, 0)
        above.addWidget(self.numbers)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(above)
        column.addLayout(tools)
        column.addWidget(self.happened, 1)
        self.happened.opened.connect(self.opened)
        self.happened.emptied.connect(self.focus_first)

    @property
    def shown(self) -> Show:
        """What is looked at."""
        return self.happened.show_only

    def look_at(self, show: Show, _checked: bool = True) -> None:  # noqa: FBT001, FBT002 - Qt's
        """Look at this alone."""
        self.chips[show].setChecked(True)
        self.happened.show_only = show
        self.happened.refresh()

    def show_page(self, page: CustomerPage) -> None:
        """Show a customer."""
        self.numbers.show_page(page)
        self.happened.show_page(page)

    def focus_first(self) -> None:
        """Put the focus on the list, or where it is empty on the chips."""
        (self.chips[self.shown] if self.happened.is_empty else self.happened.list).setFocus()

    def focus_note(self) -> None:
        """Put the cursor where a note is written."""
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def _note(self) -> None:
        if self.note.text():
            self.noted.emit(self.note.text())
