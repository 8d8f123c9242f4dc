"""The rows of a list that somebody has to look at, by how much they ask for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_, NN_, Counted
from smbcrm.membership.imports.fields import LABELS
from smbcrm.membership.imports.notes import NoteKind, RowNote
from smbcrm.membership.imports.types import ImportReport, ProblemRow
from smbcrm.ui.desk import Desk
from smbcrm.ui.imports.change_list import ChangeList
from smbcrm.ui.imports.few_lines import FewLines
from smbcrm.ui.imports.problems import KeptProblems
from smbcrm.ui.imports.words import save_words
from smbcrm.ui.widgets.badges import StateBadge
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.labels import ElideLabel, hairline, label
from smbcrm.ui.widgets.scrolling import scrolling

_MOST = 100
"""Rows of a section that are shown; the error file has all."""
_LINES_OF_A_REASON = 8


@dataclass(frozen=True, slots=True)
class _Line:
    row: int
    name: str
    cell: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Section:
    icon: str
    tone: str
    counted: Counted
    title: str
    lines: Sequence[_Line]
    count: int
    """Errors, warnings or notes; a row may have several."""
    more: int
    """Rows that are not shown."""


class ProblemList(QWidget):
    """Three sections at most: what stays out, what comes in with something missing, remarks."""

    save_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._inside: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_problems(
        self, kept: KeptProblems, report: ImportReport, changes: ChangeList | None = None
    ) -> None:
        """Show these instead, below what a list of ours changes."""
        old, self._inside = self._inside, QWidget()
        if old is not None:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if changes is not None:
            column.addWidget(changes)
        words = save_words(self._desk, len(kept.rows), report.failed) if kept.rows else ""
        for section in self._sections(kept, report):
            if section.count:
                self._add(column, section, words)
                words = ""
        column.addStretch(1)
        self._inside = scrolling(self._inside)
        self._inside.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._inside.setAccessibleName(self._desk.say(N_("Rows to look at")))
        self._column.addWidget(self._inside)

    def _sections(self, kept: KeptProblems, report: ImportReport) -> Iterator[_Section]:
        say = self._desk.say
        failed = list(kept.of_kind(NoteKind.FAILED))
        lacking = list(kept.of_kind(NoteKind.PROBLEM))
        remarks = [note for note in report.notes if note.kind is NoteKind.REMARK]
        yield _Section(
            "triangle-alert",
            "danger",
            NN_("{count} error", "{count} errors"),
            say(N_("These rows cannot come in as they are")),
            [line for row in failed[:_MOST] for line in self._lines(kept, row)],
            _count(failed, NoteKind.FAILED),
            len(failed) - _MOST,
        )
        yield _Section(
            "info",
            "warn",
            NN_("{count} warning", "{count} warnings"),
            say(N_("These come in, but not all of what they say")),
            [line for row in lacking[:_MOST] for line in self._lines(kept, row)],
            _count(lacking, NoteKind.PROBLEM),
            len(lacking) - _MOST,
        )
        yield _Section(
            "users",
            "info",
            NN_("{count} note", "{count} notes"),
            say(N_("Good to know, nothing to do")),
            [self._remark(note) for note in remarks[:_MOST]],
            len(remarks),
            len(remarks) - _MOST,
        )

    def _lines(self, kept: KeptProblems, row: ProblemRow) -> Iterator[_Line]:
        name = kept.name(row)
        for note in row.reasons:
            heading, cell = kept.cell(row, note)
            quoted = self._desk.say(N_("{column} “{text}”"), column=heading, text=cell)
            yield _Line(row.row, name, quoted if cell else heading, self._desk.tell(note.text))

    def _remark(self, note: RowNote) -> _Line:
        field = "" if note.field is None else self._desk.say(LABELS[note.field])
        return _Line(note.row, "", field, self._desk.tell(note.text))

    def _add(self, column: QVBoxLayout, section: _Section, to_save: str) -> None:
        """Add a section; the first one offers to save all rows to a file."""
        desk = self._desk
        head = QHBoxLayout()
        head.setContentsMargins(14, 12, 14, 10)
        head.setSpacing(8)
        counted = desk.count(section.counted, section.count)
        head.addWidget(StateBadge(section.icon, counted, section.tone))
        head.addWidget(ElideLabel(section.title, "section"), 1)
        if to_save:
            save = Button(to_save, icon="file-down", small=True)
            save.clicked.connect(self.save_asked)
            head.addWidget(save)
        column.addLayout(head)
        column.addWidget(hairline())
        grid = QGridLayout()
        grid.setContentsMargins(14, 6, 14, 6)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        for at, share in ((1, 3), (2, 4), (3, 7)):
            grid.setColumnStretch(at, share)
        for at, words in enumerate((N_("Row"), N_("Who"), N_("In the file"), N_("Reason"))):
            grid.addWidget(label(desk.say(words), "label"), 0, at)
        for number, line in enumerate(section.lines, 1):
            self._add_line(grid, number, line)
        column.addLayout(grid)
        if section.more > 0:
            rest = desk.say(N_("And {count} more."), count=desk.words.number(section.more))
            below = label(rest, "caption")
            below.setContentsMargins(14, 0, 14, 8)
            column.addWidget(below)
        column.addWidget(hairline())

    def _add_line(self, grid: QGridLayout, at: int, line: _Line) -> None:
        top = Qt.AlignmentFlag.AlignTop
        row = label(self._desk.words.number(line.row), "caption")
        grid.addWidget(row, at, 0, top | Qt.AlignmentFlag.AlignRight)
        grid.addWidget(FewLines(line.name, "strong"), at, 1)
        grid.addWidget(FewLines(line.cell), at, 2)
        grid.addWidget(FewLines(line.reason, "caption", most=_LINES_OF_A_REASON), at, 3)


def _count(rows: Sequence[ProblemRow], kind: NoteKind) -> int:
    return sum(note.kind is kind for row in rows for note in row.reasons)
