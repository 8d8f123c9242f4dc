"""The third step: what the list would do, found out by a real run that is taken back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.imports.kinds import KINDS, ListKind
from smbcrm.membership.imports.remarks import comes_back
from smbcrm.membership.imports.types import ImportReport
from smbcrm.ui.desk import Desk
from smbcrm.ui.imports.change_list import ChangeList
from smbcrm.ui.imports.conflict_card import ConflictCard
from smbcrm.ui.imports.course import ImportCourse
from smbcrm.ui.imports.figures import (
    Figures,
    brings_points,
    money_lines,
    past_lines,
    row_lines,
)
from smbcrm.ui.imports.old_book import OldBookCard
from smbcrm.ui.imports.problem_list import ProblemList
from smbcrm.ui.imports.stage import Busy
from smbcrm.ui.imports.words import say_error
from smbcrm.ui.widgets.cards import Card, EmptyState, Note
from smbcrm.ui.widgets.scrolling import scrolling


class CheckStep(QWidget):
    """Left the rows to look at, right what will happen."""

    save_asked = Signal()
    book_typed = Signal(object)
    theirs = Signal(bool)
    cell_said = Signal(object, object)
    person_said = Signal(object, bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        say = desk.say
        self._shown: ImportReport | None = None
        self.error = Note("danger")
        self.error.hide()
        self._remarks = Note("info")
        self._remarks.hide()
        self._problems = ProblemList(desk)
        self._problems.save_asked.connect(self.save_asked)
        self._problems.cell_said.connect(self.cell_said)
        self._problems.person_said.connect(self.person_said)
        found = QWidget()
        column = QVBoxLayout(found)
        column.setContentsMargins(1, 1, 1, 6)
        column.setSpacing(0)
        column.addWidget(self._problems, 1)
        self._fine = EmptyState("circle-check", "", "")
        self._show_fine(ours=False)
        working = say(N_("The list is being checked."))
        how = N_("It is brought in and taken back, so the figures are those of the real run.")
        self._working = EmptyState("list-checks", working, say(how))
        self._ways = QStackedWidget()
        for way in (found, self._fine, self._working):
            self._ways.addWidget(way)
        self._found = found
        card = Card(padding=0, spacing=0)
        card.body.addWidget(self._ways, 1)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.error)
        left.addWidget(self._remarks)
        left.addWidget(card, 1)
        self._side = self._build_side()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(left, 1)
        row.addWidget(self._side)

    def show_course(self, course: ImportCourse) -> None:
        """Show what the check found, or that it is going on."""
        say_error(self._desk, self.error, course.error)
        report = course.report
        remarks = report.remarks if report is not None and course.busy is None else ()
        self._remarks.show_text("", "\n".join(map(self._desk.tell, remarks)))
        self._remarks.setVisible(bool(remarks))
        self._cards.setVisible(report is not None)
        if report is None or course.busy is Busy.CHECKING:
            if not self.is_used():
                self._ways.setCurrentWidget(self._working)
            return
        if report is not self._shown:
            self._shown = report
            ours = comes_back(report.remarks)
            changes = _change_list(self._desk, course, report)
            self._problems.show_course(course, report, changes)
            self._show_fine(ours=ours)
            self._show_figures(report)
            told = report.notes or changes or course.said.lines or course.said.pairs
            self._ways.setCurrentWidget(self._found if told else self._fine)
        self.conflicts.show_course(course)
        self._book.show_book(course.book, report)

    def is_used(self) -> bool:
        """Tell whether somebody is choosing something."""
        return self._problems.is_used() or self.conflicts.is_used()

    def set_side(self, width: int) -> None:
        """Give the right column a width."""
        self._side.setFixedWidth(width)

    def _build_side(self) -> QWidget:
        say = self._desk.say
        self._rows = Figures(say(N_("What will happen")))
        self._money = Figures(say(N_("Money it brings in")))
        self._past = Figures(say(KINDS[ListKind.SALES]))
        self._book = OldBookCard(self._desk)
        self._book.typed.connect(self.book_typed)
        self._cards = QWidget()
        column = QVBoxLayout(self._cards)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.conflicts = ConflictCard(self._desk)
        self.conflicts.theirs.connect(self.theirs)
        for card in (self.conflicts, self._rows, self._money, self._past, self._book):
            column.addWidget(card)
        column.addStretch(1)
        return scrolling(self._cards)

    def _show_fine(self, *, ours: bool) -> None:
        say = self._desk.say
        title = N_("Nothing was edited.") if ours else N_("Every row comes in whole.")
        self._fine.show_words(say(title), say(N_("There is nothing to look at.")))

    def _show_figures(self, report: ImportReport) -> None:
        desk = self._desk
        say, words = desk.say, desk.words
        total = (say(N_("Rows in the list")), words.number(report.rows_in_all))
        left = report.totals_in_all
        sums = desk.count(
            NN_("{count} row of sums was left out.", "{count} rows of sums were left out."), left
        )
        self._rows.show_lines(row_lines(desk, report), total, sums if left else "")
        self._show_past(report)
        brings = report.brought.customers or not comes_back(report.remarks)
        lines = money_lines(desk, report) if brings else []
        self._book.setVisible(bool(lines))
        value = (
            say(N_("Stored value")),
            words.money(report.brought.stored),
        )
        if brings and brings_points(report):
            lines.append((say(N_("Points")), words.number(report.brought.points)))
        booked = N_("Each is booked as an opening balance of {date}.")
        self._money.show_lines(lines, value, say(booked, date=words.date(report.date)))
        self._money.setVisible(bool(lines))

    def _show_past(self, report: ImportReport) -> None:
        """Show what the sales of a list come to."""
        say = self._desk.say
        come_to = say(N_("They come to")), self._desk.words.money(report.sold.total)
        none = say(N_("They are shown and count as visits. No balance, point or tier changes."))
        self._past.show_lines(past_lines(self._desk, report), come_to, none)
        self._past.setVisible(bool(report.sold.sales))


def _change_list(desk: Desk, course: ImportCourse, report: ImportReport) -> ChangeList | None:
    """Return what a list of ours changes, None where nothing is to be told."""
    if not course.changes.in_all and not course.names:
        return None
    return ChangeList(desk, course.changes, report, course.names)
