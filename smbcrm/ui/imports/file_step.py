"""The first step: a file is dropped, chosen or pasted; earlier imports go on or are undone."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.membership.imports.kinds import KINDS, ListKind
from smbcrm.membership.imports.types import ImportRun, RunState
from smbcrm.ui.desk import Desk
from smbcrm.ui.imports.course import ImportCourse
from smbcrm.ui.imports.drop_zone import DropZone
from smbcrm.ui.imports.earlier import EarlierImports
from smbcrm.ui.imports.kind_words import ICONS
from smbcrm.ui.imports.part_card import PartCard
from smbcrm.ui.imports.words import say_error
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Note
from smbcrm.ui.widgets.fields import Chooser
from smbcrm.ui.widgets.scrolling import scrolling

_GOING = frozenset({RunState.RUNNING, RunState.STOPPED})


class FileStep(QWidget):
    """Left the file, right the imports so far."""

    go_on = Signal(object)
    undo = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._left_off: ImportRun | None = None
        kinds = [(one, desk.say(words), ICONS[one]) for one, words in KINDS.items()]
        self.kind = Chooser(desk.say(N_("What the list holds")), kinds)
        self.kind.choose(ListKind.CUSTOMERS)
        self.zone = DropZone(desk)
        self.part = PartCard(desk)
        self.earlier = EarlierImports(desk)
        self.error = Note("danger")
        self.error.hide()
        self._offer = Note("warn", "circle-pause")
        self._go_on = Button(desk.say(N_("Go on")), kind="soft", small=True)
        self._undo = Button(desk.say(N_("Undo what is in")), small=True)
        self._offer.add_button(self._go_on)
        self._offer.add_button(self._undo)
        self._offer.hide()
        self._ways = QStackedWidget()
        self._zone_area = scrolling(self.zone)
        self._ways.addWidget(self._zone_area)
        self._ways.addWidget(self.part)
        what = QHBoxLayout()
        what.addWidget(self.kind)
        what.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self._offer)
        left.addWidget(self.error)
        left.addLayout(what)
        left.addWidget(self._ways, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(left, 1)
        row.addWidget(self.earlier)
        self._go_on.clicked.connect(lambda: self.go_on.emit(self._left_off))
        self._undo.clicked.connect(lambda: self.undo.emit(self._left_off))
        self.earlier.go_on.connect(self.go_on)
        self.earlier.undo.connect(self.undo)

    def show_course(self, course: ImportCourse) -> None:
        """Show where the course stands."""
        chosen = course.path is not None
        self.kind.choose(course.kind)
        self.kind.setEnabled(course.busy is None)
        self._ways.setCurrentWidget(self.part if chosen else self._zone_area)
        if chosen:
            self.part.show_course(course)
        say_error(self._desk, self.error, None if chosen else course.error)

    def show_runs(self, runs: Sequence[ImportRun]) -> None:
        """Show the imports so far; the newest that broke off is offered at once."""
        self.earlier.show_runs(runs)
        self._left_off = next((run for run in runs if run.state in _GOING), None)
        self._offer.setVisible(self._left_off is not None)
        if self._left_off is not None:
            run, words = self._left_off, self._desk.words
            self._offer.show_text(
                self._desk.say(N_("{name} is not at its end."), name=run.file_name),
                self._desk.say(
                    N_("{done} of {all} rows are in, whole and checked."),
                    done=words.number(run.rows_done),
                    all=words.number(run.report.rows_in_all),
                ),
            )

    def focus_first(self) -> None:
        """Put the focus where work begins."""
        if self._ways.currentWidget() is self._zone_area:
            self.zone.button.setFocus()
        elif self.part.next.isVisibleTo(self):
            self.part.next.setFocus()
        else:
            self.part.other.setFocus()

    def set_side(self, width: int) -> None:
        """Give the right column a width."""
        self.earlier.setFixedWidth(width)
