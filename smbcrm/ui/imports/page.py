"""Import: a list comes in by four steps, and can be taken back for 30 days."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from smbcrm.core.errors import ShopbellError
from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.old_book import OldBook
from smbcrm.membership.imports.types import ImportRun, RowPair, ValueUse
from smbcrm.ui.desk import Desk
from smbcrm.ui.dropped import dropped_files
from smbcrm.ui.imports.check_step import CheckStep
from smbcrm.ui.imports.columns_step import ColumnsStep
from smbcrm.ui.imports.course import ImportCourse
from smbcrm.ui.imports.done_step import DoneStep
from smbcrm.ui.imports.file_question import FileQuestion
from smbcrm.ui.imports.file_step import FileStep
from smbcrm.ui.imports.foot import Foot
from smbcrm.ui.imports.problems import save_problems
from smbcrm.ui.imports.rows_said import RowLine
from smbcrm.ui.imports.stage import Busy, Step
from smbcrm.ui.imports.words import rows_words
from smbcrm.ui.page import Page
from smbcrm.ui.page_head import PageHead
from smbcrm.ui.sizes import MEDIUM, ROOMY, WIDE
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.labels import ElideLabel
from smbcrm.ui.widgets.steps import Steps

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SIDES = (310, 280, 248)


class ImportPage(Page):
    """Shows where the course of an import stands, and tells it what somebody wants."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        say = desk.say
        self.course = ImportCourse(desk.services, desk.jobs)
        self.files = FileQuestion(desk, self)
        self._seen: tuple[Step, Path | None, bool] | None = None
        self._worked = False
        self.head = PageHead(desk, say(N_("Import")))
        self.cancel = Button(say(N_("Cancel")), icon="x", key="Esc")
        self.head.side.addWidget(self.cancel)
        names = (N_("File"), N_("Columns"), N_("Check"), N_("Done"))
        self.steps = Steps([say(name) for name in names])
        self._promise = ElideLabel("", "caption")
        self._promise.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.file, self.columns = FileStep(desk), ColumnsStep(desk)
        self.check, self.done = CheckStep(desk), DoneStep(desk)
        self.foot = Foot(desk)
        self._stack = QStackedWidget()
        self._stack.setMinimumSize(1, 1)  # what does not fit scrolls; the window never grows for it
        for step in (self.file, self.columns, self.check, self.done):
            self._stack.addWidget(step)
        self.setAcceptDrops(True)
        self._build()
        self._connect()
        self._attend(self.course)

    # --------------------------------------------------------------------- what a page does

    def arrive(self, part: str = "") -> None:
        """Be shown: ask for the imports so far. `part` is the path of a list to begin with."""
        self._ask_runs()
        if part and self.course.busy is None:
            self.course.choose(Path(part), self.desk)

    def refocus(self) -> None:
        """Put the focus where the step begins."""
        if self.course.step is Step.CHECK and self.check.is_used():
            return
        if self.course.step is Step.FILE:
            self.file.focus_first()
        elif self.course.step is Step.DONE:
            self.done.focus_first()
        elif self.course.step is Step.COLUMNS and not self.course.choice.is_enough:
            self.columns.focus_first()
        else:
            self.foot.main.setFocus()

    def escape(self) -> bool:
        """Go one step back, or stop what is going on."""
        return self.course.back()

    def narrow(self, width: int, height: int) -> None:
        """Fit a window of that size."""
        side = _SIDES[0] if width >= WIDE else _SIDES[1] if width >= MEDIUM else _SIDES[2]
        for step in (self.file, self.columns, self.check, self.done):
            step.set_side(side)
        edge = 20 if width >= MEDIUM and height >= ROOMY else 16
        below = 12 if height >= ROOMY else 8
        self._column.setContentsMargins(edge, 0, edge, below)
        self.foot.set_edges(edge, below)

    def memory(self) -> ImportCourse:
        """Return the course: it goes on while the page is built anew."""
        return self.course

    def recall(self, memory: object) -> None:
        """Take over the course of another page."""
        if isinstance(memory, ImportCourse):
            self.course.changed.disconnect(self._show)
            self.course.progressed.disconnect(self.foot.show_progress)
            self.course = memory
            self._attend(memory)

    # -------------------------------------------------------------------- what somebody wants

    def choose_file(self) -> None:
        """Ask for a list, and look at it."""
        path = self.files.which()
        if path is not None:
            self.course.choose(path, self.desk)

    def paste(self) -> None:
        """Take the file or the cells that were copied."""
        if self.course.busy is not None or self.course.step is not Step.FILE:
            return
        data = QGuiApplication.clipboard().mimeData()
        files = dropped_files(data)
        if files:
            self._take(files)
        elif "\t" in data.text() or "\n" in data.text():
            self.course.choose_text(data.text(), self.desk)
        else:
            self.desk.room.toast(self.desk.say(N_("Copy the list in Excel first.")))

    def go_on(self) -> None:
        """Do what the main button says."""
        course = self.course
        if course.busy is not None:
            return
        if course.step is Step.FILE:
            course.to_columns()
        elif course.step is Step.COLUMNS and course.choice.is_enough:
            course.check()
        elif course.step is Step.CHECK and course.report is not None and course.report.went_in:
            course.bring_in()
        elif course.step is Step.DONE:
            self.desk.room.go("counter")

    def resume(self, run: ImportRun) -> None:
        """Go on with an import; its list is chosen again where it is not at hand."""
        at_hand = self.course.run is not None and self.course.run.id == run.id
        path = self.course.path if at_hand else None
        if path is None or not path.exists():
            path = self.files.which()
        if path is not None:
            self.course.go_on(run, path, self.desk)

    def undo(self, run: ImportRun) -> None:
        """Take an import back."""
        self.course.undo(run, self.desk)

    def save_rows(self) -> None:
        """Write the rows to look at to a file."""
        kept, desk = self.course.problems, self.desk
        name = self.desk.say(N_("{name} to look at"), name=kept.source.stem)
        file = self.files.where(f"{name}.csv")
        if file is None:
            return
        work = partial(save_problems, desk.services, kept, file, desk.words.translator)
        desk.ask(self, work, partial(self._saved, file), self._not_saved)

    # ------------------------------------------------------------------------------- events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Welcome files while one can be chosen."""
        free = self.course.busy is None and self.course.step is Step.FILE
        if free and dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Take the file."""
        event.acceptProposedAction()
        self._take(dropped_files(event.mimeData()))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter goes on, unless a control took it for itself."""
        if event.key() in _ENTER and not event.isAutoRepeat():
            self.go_on()
        else:
            super().keyPressEvent(event)

    # --------------------------------------------------------------------------- in the house

    def _build(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(self.steps)
        line.addWidget(self._promise, 1)
        self._column = QVBoxLayout()
        self._column.setSpacing(10)
        self._column.addWidget(self.head)
        self._column.addLayout(line)
        self._column.addWidget(self._stack, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(self._column, 1)
        whole.addWidget(self.foot)

    def _connect(self) -> None:
        self.cancel.clicked.connect(self.escape)
        self.foot.back.clicked.connect(self.escape)
        self.foot.main.clicked.connect(self.go_on)
        self.foot.stopped.connect(self._stop)
        self.file.zone.choose.connect(self.choose_file)
        self.file.zone.paste.connect(self.paste)
        self.file.part.other_file.connect(self.choose_file)
        self.file.part.again.connect(self._look_again)
        self.file.part.go_on.connect(self.go_on)
        self.file.part.encoded.connect(self._look_again)
        self.file.kind.changed.connect(self.course.hold)
        self.columns.assigned.connect(self._assign)
        self.columns.place.sheet_chosen.connect(lambda name: self.course.read_anew(sheet=name))
        self.columns.place.headings_chosen.connect(lambda row: self.course.read_anew(header=row))
        self.columns.words.said.connect(self._say_word)
        self.columns.entered.connect(self.go_on)
        self.check.book_typed.connect(self._book_typed)
        self.check.theirs.connect(self._let_list_win)
        self.check.cell_said.connect(self._say_cell)
        self.check.person_said.connect(self._say_person)
        self.done.customers.connect(partial(self.desk.room.go, "customers"))
        self.done.another.connect(self._another)
        for step in (self.file, self.done):
            step.go_on.connect(self.resume)
            step.undo.connect(self.undo)
        self.check.save_asked.connect(self.save_rows)
        self.done.save_asked.connect(self.save_rows)
        self._bind("Ctrl+O", self._choose_by_key)
        self._bind("Ctrl+V", self.paste)

    def _bind(self, key: str, act: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(act)

    def _attend(self, course: ImportCourse) -> None:
        course.changed.connect(self._show)
        course.progressed.connect(self.foot.show_progress)
        self._show()

    def _take(self, files: Sequence[Path]) -> None:
        if len(files) == 1:
            self.course.choose(files[0], self.desk)
        else:
            self.desk.room.toast(self.desk.say(N_("One list at a time. Drop one file.")))

    def _choose_by_key(self) -> None:
        if self.course.busy is None and self.course.step is Step.FILE:
            self.choose_file()

    def _look_again(self, encoding: str = "") -> None:
        self.course.look_again(encoding)

    def _assign(self, index: int, chosen: object) -> None:
        self.course.assign(index, chosen if isinstance(chosen, Field) else None)

    def _say_word(self, use: object, value: str) -> None:
        if isinstance(use, ValueUse):
            self.course.say_word(use, value)

    def _let_list_win(self, theirs: bool) -> None:  # noqa: FBT001 - as the signal says it
        self.course.let_list_win(theirs)

    def _say_cell(self, line: object, text: object) -> None:
        if isinstance(line, RowLine):
            self.course.said.say_cell(line, None if text is None else str(text))
            self.course.check_again()

    def _say_person(self, pair: object, joined: bool) -> None:  # noqa: FBT001 - as the signal says it
        if isinstance(pair, RowPair):
            self.course.said.say_person(pair, joined=joined)
            self.course.check_again()

    def _book_typed(self, book: object) -> None:
        if isinstance(book, OldBook):
            self.course.book = book
            self.check.show_course(self.course)

    def _another(self) -> None:
        self.course.begin_again()

    def _stop(self) -> None:
        self.course.back()

    def _ask_runs(self) -> None:
        self.desk.ask(self, self.desk.services.imports.all, self.file.show_runs)

    def _saved(self, file: Path, count: int) -> None:
        words = NN_("{count} row is in {file}.", "{count} rows are in {file}.")
        self.desk.room.toast(self.desk.count(words, count, file=file.name))

    def _not_saved(self, error: Exception) -> None:
        self.desk.room.trouble(error, self.save_rows)

    def _show(self) -> None:
        """Show where the course stands."""
        course = self.course
        self.steps.show_step(course.step)
        self._promise.setText(self._promised(course.step))
        self.head.show_sub(self._sub())
        for step in (self.file, self.columns, self.check, self.done):
            step.show_course(course)
        self._stack.setCurrentIndex(course.step)
        free = course.step is Step.FILE and course.path is None
        self.cancel.setVisible(not free and course.step is not Step.DONE)
        self.foot.show_course(course)
        if course.error is not None and not isinstance(course.error, ShopbellError):
            self.desk.room.trouble(course.error)
        self._move_focus()
        if course.busy is None and course.step in {Step.FILE, Step.DONE}:
            self._ask_runs()

    def _move_focus(self) -> None:
        """Put the focus on what comes next; it stays where somebody tries sheets or encodings."""
        course = self.course
        seen = course.step, course.path, course.looked
        ended = self._worked and course.busy is None
        if self.isVisible() and (seen != self._seen or ended):
            self.refocus()
        self._seen = seen
        self._worked = course.busy not in {None, Busy.LOOKING}

    def _promised(self, step: Step) -> str:
        if step is Step.DONE:
            return ""
        changed = N_("Nothing is changed before the last step, and it can be undone for 30 days")
        return self.desk.say(N_("Still nothing is changed") if step is Step.CHECK else changed)

    def _sub(self) -> str:
        course, say = self.course, self.desk.say
        if course.busy is Busy.LOOKING:
            return say(N_("The file is being looked at."))
        if course.path is None:
            return say(N_("Bring your customers from Excel or another program"))
        glance = course.glance
        parts = [course.path.name]
        if glance is not None and glance.info.sheet is not None:
            parts.append(say(N_("sheet “{name}”"), name=glance.info.sheet))
        if glance is not None and glance.rows is not None:
            parts.append(rows_words(self.desk, glance.rows))
        return " · ".join(parts)
