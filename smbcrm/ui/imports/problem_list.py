"""The rows of a list that somebody has to look at, by how much they ask for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_, NN_, Counted
from smbcrm.membership.imports.fields import LABELS, Field
from smbcrm.membership.imports.notes import NoteKind, RowNote
from smbcrm.membership.imports.remarks import comes_back
from smbcrm.membership.imports.types import ImportReport, ProblemRow, RowPair
from smbcrm.ui.desk import Desk
from smbcrm.ui.imports.cell_choice import CellChoice
from smbcrm.ui.imports.change_list import ChangeList
from smbcrm.ui.imports.course import ImportCourse
from smbcrm.ui.imports.few_lines import FewLines
from smbcrm.ui.imports.pair_list import PairList
from smbcrm.ui.imports.problems import KeptProblems
from smbcrm.ui.imports.rows_said import Key, RowLine, RowsSaid
from smbcrm.ui.imports.words import save_words
from smbcrm.ui.widgets.badges import StateBadge
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.labels import ElideLabel, hairline, label
from smbcrm.ui.widgets.scrolling import scrolling

_MOST = 100
"""Rows of a section that are shown; the error file has all."""
_LINES_OF_A_REASON = 8
_NEVER_TYPED = frozenset({Field.OUR_CODE, Field.CUSTOM, Field.IGNORE})


@dataclass(frozen=True, slots=True)
class _Section:
    icon: str
    tone: str
    counted: Counted
    title: str
    lines: Sequence[RowLine]
    count: int
    """Errors, warnings or notes; a row may have several."""
    more: int
    """Rows that are not shown."""


class ProblemList(QWidget):
    """What stays out, what comes in with something missing, what may be one person, remarks."""

    save_asked = Signal()
    cell_said = Signal(object, object)
    """A `RowLine`, and what its cell says instead, None for as it is."""
    person_said = Signal(object, bool)
    """A `RowPair`, and whether the two are one person."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._inside: QWidget | None = None
        self._area = scrolling(QWidget())
        self._cells: dict[Key, CellChoice] = {}
        self._pairs: PairList | None = None
        self._building = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_course(
        self, course: ImportCourse, report: ImportReport, changes: ChangeList | None
    ) -> None:
        """Show what a check found, below what a list of ours changes; who types goes on typing."""
        drafts = {key: text for key, one in self._cells.items() if (text := one.draft())}
        used, height = self._used(), self._area.verticalScrollBar().value()
        self._building = True  # a line that goes loses the focus, and would take what is half typed
        self._build(course, report, changes)
        self._building = False
        for key, text in drafts.items():
            if key in self._cells:
                self._cells[key].go_on_typing(text)
        self._focus(used)
        bar = self._area.verticalScrollBar()
        QTimer.singleShot(0, bar, lambda: bar.setValue(height))

    def is_used(self) -> bool:
        """Tell whether somebody is choosing here."""
        return self._used() is not None

    def _say_cell(self, line: object, text: object) -> None:
        if not self._building:
            self.cell_said.emit(line, text)

    def _used(self) -> tuple[Key | int, bool] | None:
        """Return the line where the focus is, and whether somebody types there."""
        focus = QApplication.focusWidget()
        for key, cell in self._cells.items():
            if focus is not None and cell.isAncestorOf(focus):
                return key, focus is cell.field.edit
        for row, choice in (self._pairs.choices if self._pairs else {}).items():
            if focus is not None and choice.isAncestorOf(focus):
                return row, False
        return None

    def _focus(self, used: tuple[Key | int, bool] | None) -> None:
        """Put the focus back on a line, where it still stands."""
        if used is None:
            return
        where, typing = used
        choices = {key: one.choice for key, one in self._cells.items()}
        pairs = self._pairs.choices if self._pairs else {}
        choice = pairs.get(where) if isinstance(where, int) else choices.get(where)
        if typing and not isinstance(where, int) and where in self._cells:
            self._cells[where].field.edit.setFocus()
        elif choice is not None:
            chosen = (one for one in choice.buttons() if one.isChecked())
            next(chosen, choice.buttons()[0]).setFocus()

    def _build(
        self, course: ImportCourse, report: ImportReport, changes: ChangeList | None
    ) -> None:
        old, self._inside = self._inside, QWidget()
        if old is not None:
            self._column.removeWidget(self._area)
            self._area.hide()
            self._area.deleteLater()
        self._cells, self._pairs = {}, None
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if changes is not None:
            column.addWidget(changes)
        kept = course.problems
        words = save_words(self._desk, len(kept.rows), report.failed) if kept.rows else ""
        pairs = [] if comes_back(report.remarks) else _pairs(course)
        failed, lacking, remarks = self._sections(course, report, {one.row for one in pairs})
        for section in (failed, lacking):
            if section.lines:
                self._add(column, section, words, course.said)
                words = ""
        if pairs:
            self._pairs = PairList(self._desk, pairs)
            self._pairs.said.connect(self.person_said)
            column.addWidget(self._pairs)
        if remarks.lines:
            self._add(column, remarks, "", course.said)
        column.addStretch(1)
        self._area = scrolling(self._inside)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setAccessibleName(self._desk.say(N_("Rows to look at")))
        self._column.addWidget(self._area)

    def _sections(
        self, course: ImportCourse, report: ImportReport, paired: set[int]
    ) -> Iterator[_Section]:
        say, kept = self._desk.say, course.problems
        typed = _typed(report)
        failed = list(kept.of_kind(NoteKind.FAILED))
        lacking = list(kept.of_kind(NoteKind.PROBLEM))
        remarks = [
            note for note in report.notes if note.kind is NoteKind.REMARK and note.row not in paired
        ]
        errors = _count(failed, NoteKind.FAILED)
        yield _Section(
            "triangle-alert" if errors else "circle-check",
            "danger" if errors else "ok",
            NN_("{count} error", "{count} errors"),
            say(N_("These rows cannot come in as they are")),
            self._lines(course, failed, typed, failed=True),
            errors,
            len(failed) - _MOST,
        )
        yield _Section(
            "info",
            "warn",
            NN_("{count} warning", "{count} warnings"),
            say(N_("These come in, but not all of what they say")),
            self._lines(course, lacking, typed, failed=False),
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

    def _lines(
        self,
        course: ImportCourse,
        rows: Sequence[ProblemRow],
        typed: set[Field | None],
        *,
        failed: bool,
    ) -> list[RowLine]:
        """Return the lines of the first rows, with those that were put right, as they stood."""
        kept = course.problems
        lines = [line for row in rows[:_MOST] for line in self._lines_of(kept, row, typed)]
        shown = {line.key for line in lines}
        right = [one for one in course.said.lines.values() if one.failed is failed]
        more = [one for one in right if one.key not in shown]
        return sorted((*lines, *more), key=lambda line: line.row)

    def _lines_of(
        self, kept: KeptProblems, row: ProblemRow, typed: set[Field | None]
    ) -> Iterator[RowLine]:
        name = kept.name(row)
        for note in row.reasons:
            heading, cell = kept.cell(row, note)
            quoted = self._desk.say(N_("{column} “{text}”"), column=heading, text=cell)
            shown = quoted if cell else heading
            field = note.field if note.field in typed else None
            failed = note.kind is NoteKind.FAILED
            yield RowLine(row.row, name, shown, self._desk.tell(note.text), failed, field)

    def _remark(self, note: RowNote) -> RowLine:
        field = "" if note.field is None else self._desk.say(LABELS[note.field])
        return RowLine(note.row, "", field, self._desk.tell(note.text), failed=False)

    def _add(self, column: QVBoxLayout, section: _Section, to_save: str, said: RowsSaid) -> None:
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
            self._add_line(grid, 2 * number, line, said)
        column.addLayout(grid)
        if section.more > 0:
            rest = desk.say(N_("And {count} more."), count=desk.words.number(section.more))
            below = label(rest, "caption")
            below.setContentsMargins(14, 0, 14, 8)
            column.addWidget(below)
        column.addWidget(hairline())

    def _add_line(self, grid: QGridLayout, at: int, line: RowLine, said: RowsSaid) -> None:
        top = Qt.AlignmentFlag.AlignTop
        row = label(self._desk.words.number(line.row), "caption")
        grid.addWidget(row, at, 0, top | Qt.AlignmentFlag.AlignRight)
        grid.addWidget(FewLines(line.name, "strong"), at, 1)
        grid.addWidget(FewLines(line.cell), at, 2)
        grid.addWidget(FewLines(line.reason, "caption", most=_LINES_OF_A_REASON), at, 3)
        key = line.key
        if key is not None and key not in self._cells:
            choice = self._cells[key] = CellChoice(self._desk, line, said.cells.get(key))
            choice.said.connect(self._say_cell)
            grid.addWidget(choice, at + 1, 1, 1, 3)


def _typed(report: ImportReport) -> set[Field | None]:
    """Return the fields that can be typed: one column fills each."""
    fields = [one.field for one in report.columns]
    return {one for one in fields if fields.count(one) == 1 and one not in _NEVER_TYPED}


def _pairs(course: ImportCourse) -> list[RowPair]:
    """Return the pairs as they are taken now, with those that were chosen apart."""
    told = {pair.row: pair for pair in course.changes.pairs}
    shown = {**told, **course.said.pairs}
    people = course.said.people
    pairs = (replace(one, joined=people.get(row, one.joined)) for row, one in shown.items())
    return sorted(pairs, key=lambda pair: pair.row)


def _count(rows: Sequence[ProblemRow], kind: NoteKind) -> int:
    return sum(note.kind is kind for row in rows for note in row.reasons)
