"""The foot of the import page: back, how far it is, and the one thing that comes next."""

from PySide6.QtCore import Signal

from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.imports.remarks import comes_back
from smbcrm.ui.desk import Desk
from smbcrm.ui.imports.course import ImportCourse
from smbcrm.ui.imports.kind_words import NEEDED, NEEDED_OTHERWISE
from smbcrm.ui.imports.stage import Busy, Step
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.foot_band import FootBand
from smbcrm.ui.widgets.progress import ProgressLine

_TITLES = {
    Busy.LOOKING: N_("Looking at the file"),
    Busy.CHECKING: N_("Checking the list"),
    Busy.IMPORTING: N_("Bringing the list in"),
    Busy.UNDOING: N_("Undoing the import"),
}
_WAITING = {
    Busy.LOOKING: N_("Looking…"),
    Busy.CHECKING: N_("Checking…"),
    Busy.IMPORTING: N_("Importing…"),
    Busy.UNDOING: N_("Undoing…"),
}


class Foot(FootBand):
    """One primary button; while something is going on, the progress and Stop."""

    stopped = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._busy: Busy | None = None
        self.back = Button(desk.say(N_("Back")), icon="arrow-left")
        self.progress = ProgressLine("", key="Esc")
        self.progress.stopped.connect(self.stopped)
        self.main = Button("", kind="primary")
        self.row.addWidget(self.back)
        self.row.addWidget(self.progress, 1)
        self.row.addStretch(0)
        self.row.addWidget(self.main)

    def show_course(self, course: ImportCourse) -> None:
        """Show what comes next, or what is going on."""
        say, busy = self._desk.say, course.busy
        if busy is not self._busy:
            self.progress.end()
            self._busy = busy
            if busy is not None:
                self.progress.begin(say(_TITLES[busy]))
        self.setVisible(course.step is not Step.FILE or busy is not None)
        self.back.setVisible(course.step in {Step.COLUMNS, Step.CHECK})
        self.back.setEnabled(busy is None)
        text, icon, key = self._next(course)
        self.main.set_text(say(_WAITING[busy]) if busy else text)
        dress(self.main, kind="" if course.step is Step.DONE else "primary")
        self.main.set_icon("" if busy else icon)
        self.main.set_key("" if busy else key)
        self.main.setEnabled(busy is None and self._ready(course))
        self.main.setVisible(course.step is not Step.FILE)

    def show_progress(self, done: int, of: int) -> None:
        """Say how far it is."""
        if self._busy is not None:
            self.progress.show_progress(done, of)

    def _next(self, course: ImportCourse) -> tuple[str, str, str]:
        desk = self._desk
        if course.step is Step.DONE:
            return desk.say(N_("To the counter")), "store", "Ctrl 1"
        if course.step is Step.CHECK and course.report is not None:
            if comes_back(course.report.remarks):
                return self._take_over(course.report.went_in), "check", "Enter"
            report = course.report
            count = report.rows_in_all - report.failed - report.left_out
            words = desk.count(NN_("Import {count} row", "Import {count} rows"), count)
            return (words if count else desk.say(N_("No row can come in"))), "check", "Enter"
        if not course.choice.is_enough:
            return desk.say(NEEDED.get(course.kind, NEEDED_OTHERWISE)), "", ""
        rows = None if course.glance is None else course.glance.rows
        if rows is None:
            return desk.say(N_("Check the list")), "arrow-right", "Enter"
        words = desk.count(NN_("Check {count} row", "Check {count} rows"), rows)
        return words, "arrow-right", "Enter"

    def _take_over(self, count: int) -> str:
        words = NN_("Take over {count} edited row", "Take over {count} edited rows")
        nothing = self._desk.say(N_("Nothing to take over"))
        return self._desk.count(words, count) if count else nothing

    def _ready(self, course: ImportCourse) -> bool:
        if course.step is Step.COLUMNS:
            return course.choice.is_enough
        if course.step is Step.CHECK:
            return course.report is not None and bool(course.report.went_in)
        return True
