"""What is wrong with a file, or in which encoding it is: chosen by looking at the first rows."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.errors import EnvironmentFault
from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.imports.plan import Glance
from smbcrm.ui.desk import Desk
from smbcrm.ui.imports.course import ImportCourse
from smbcrm.ui.imports.words import ENCODINGS, say_error
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Card, Heading, Note
from smbcrm.ui.widgets.fields import Chooser
from smbcrm.ui.widgets.labels import ElideLabel, hairline, label
from smbcrm.ui.widgets.scrolling import scrolling

_ROWS, _COLUMNS = 12, 8


class PartCard(Card):
    """Shows a file that was chosen: what is wrong with it, or its first rows and what to choose."""

    other_file = Signal()
    again = Signal()
    encoded = Signal(str)
    """Another encoding."""
    go_on = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(padding=0, spacing=0)
        self._desk = desk
        say = desk.say
        self._heading = Heading("file-spreadsheet", "")
        self.note = Note("danger")
        self._warning = Note("warn")
        self.encoding = Chooser(say(N_("Letters are written in")))
        self._first = label(say(N_("First rows, as they will be read")), "label")
        self._grid_holder = QWidget()
        self._grid = QGridLayout(self._grid_holder)
        self.other = Button(say(N_("Another file")), icon="folder-open")
        self.retry = Button(say(N_("Try again")), icon="refresh-cw")
        self.next = Button(say(N_("Continue")), icon="arrow-right", kind="primary", key="Enter")
        self.other.clicked.connect(self.other_file)
        self.retry.clicked.connect(self.again)
        self.next.clicked.connect(self.go_on)
        self.encoding.changed.connect(lambda name: self.encoded.emit(str(name)))
        self._build()

    def show_course(self, course: ImportCourse) -> None:
        """Show the file as it was read last."""
        glance, desk = course.glance, self._desk
        name = "" if course.path is None else course.path.name
        self._heading.show_title(name, "" if glance is None else self._size(glance))
        say_error(desk, self.note, course.error)
        self.retry.setVisible(isinstance(course.error, EnvironmentFault | OSError))
        self.next.setVisible(glance is not None)
        self._show_encodings(course, glance)
        self._show_head(glance)
        unreadable = 0 if glance is None else glance.info.unreadable
        self._warning.setVisible(bool(unreadable))
        signs = NN_(
            "{count} sign means nothing in this encoding.",
            "{count} signs mean nothing in this encoding.",
        )
        self._warning.show_text(
            desk.count(signs, unreadable), desk.say(N_("Try another one, and look at the names."))
        )

    def _build(self) -> None:
        self.body.addWidget(self._heading)
        choices = QHBoxLayout()
        choices.setSpacing(12)
        choices.addWidget(self.encoding)
        choices.addStretch(1)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(12)
        for part in (self.note, self._warning):
            column.addWidget(part)
        column.addLayout(choices)
        column.addWidget(self._first)
        column.addWidget(self._grid_holder)
        column.addStretch(1)
        self.body.addWidget(scrolling(inside), 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 10, 16, 12)
        foot.setSpacing(8)
        foot.addWidget(self.other)
        foot.addWidget(self.retry)
        foot.addStretch(1)
        foot.addWidget(self.next)
        self.body.addWidget(hairline())
        self.body.addLayout(foot)

    def _size(self, glance: Glance) -> str:
        if glance.rows is None:
            return self._desk.say(N_("no row names its columns"))
        return self._desk.count(NN_("{count} row", "{count} rows"), glance.rows)

    def _show_encodings(self, course: ImportCourse, glance: Glance | None) -> None:
        encoding = course.encoding if glance is None else glance.info.encoding
        known = dict(ENCODINGS)
        options = [(code, self._desk.say(words), "") for code, words in ENCODINGS]
        if encoding is not None and encoding not in known:
            options.append((encoding, encoding, ""))
        self.encoding.set_options(options)
        self.encoding.choose(encoding)
        self.encoding.setVisible(encoding is not None)

    def _show_head(self, glance: Glance | None) -> None:
        while self._grid.count():
            item = self._grid.takeAt(0)
            old = None if item is None else item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        rows = () if glance is None else glance.head[:_ROWS]
        self._first.setVisible(bool(rows))
        for number, row in enumerate(rows):
            for index, text in enumerate(row[:_COLUMNS]):
                cell = ElideLabel(" ".join(text.split()), "caption")
                self._grid.addWidget(cell, number, index)
