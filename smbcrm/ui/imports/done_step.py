"""The last step: what came in, how it compares with the old book, and the way back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.membership.imports.kinds import ListKind
from smbcrm.membership.imports.remarks import comes_back
from smbcrm.membership.imports.types import ImportRun, RunState, UndoReport
from smbcrm.ui.desk import Desk
from smbcrm.ui.imports.banner import Banner
from smbcrm.ui.imports.change_list import ChangeList
from smbcrm.ui.imports.comparison import Comparison
from smbcrm.ui.imports.course import ImportCourse
from smbcrm.ui.imports.stage import Busy
from smbcrm.ui.imports.words import say_error
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Card, EmptyState, Note
from smbcrm.ui.widgets.labels import label
from smbcrm.ui.widgets.scrolling import scrolling

_NARROW = 250
_OTHERS = frozenset({ListKind.OCCASIONS, ListKind.RELATIONSHIPS, ListKind.ITEMS})
_GOES = {
    ListKind.SALES: N_("What was bought at the till before is taken away again."),
    **dict.fromkeys(_OTHERS, N_("What was changed or used since stays.")),
}
_STAYS = N_("Whoever bought something since stays, with their money.")
_GOING = frozenset({RunState.RUNNING, RunState.STOPPED})


class DoneStep(QWidget):
    """Left what came in, right what can be done now."""

    go_on = Signal(object)
    undo = Signal(object)
    save_asked = Signal()
    customers = Signal()
    another = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._run: ImportRun | None = None
        say = desk.say
        self.error = Note("danger")
        self.error.hide()
        self.banner = Banner(desk)
        self.banner.save.clicked.connect(self.save_asked)
        self.banner.go_on.clicked.connect(lambda: self.go_on.emit(self._run))
        self._comparison = Comparison(desk)
        self._changes = Card(padding=0, spacing=0)
        self._list: ChangeList | None = None
        self._stayed = Card(padding=14, spacing=6)
        self._stayed.body.addWidget(label(say(N_("Who stayed, and why")), "section"))
        self._stayed_words = label("", "caption", wrap=True)
        self._stayed.body.addWidget(self._stayed_words)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self.error, self.banner, self._comparison, self._changes, self._stayed):
            column.addWidget(part)
        column.addStretch(1)
        whole = N_("What is in stays whole, whatever happens: it comes in batches of 500 rows.")
        self._working = EmptyState("file-up", say(N_("The list is being brought in.")), say(whole))
        self._ways = QStackedWidget()
        self._results = scrolling(inside)
        self._ways.addWidget(self._results)
        self._ways.addWidget(self._working)
        self._side = self._build_side()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._ways, 1)
        row.addWidget(self._side)

    def show_course(self, course: ImportCourse) -> None:
        """Show what became of the import."""
        self._run = run = course.run
        say_error(self._desk, self.error, course.error)
        self._ways.setCurrentWidget(self._working if course.busy else self._results)
        self._side.setEnabled(course.busy is None)
        if course.busy is Busy.UNDOING:
            self._working.show_words(
                self._desk.say(N_("The import is being undone.")),
                self._desk.say(_STAYS if run is None else _GOES.get(run.kind, _STAYS)),
            )
        if run is None:
            return
        self.banner.show_run(run, len(course.problems.rows))
        in_ = run.state is RunState.DONE
        self._comparison.setVisible(in_ and self._comparison.show_run(run, course.book))
        self._show_changes(course, run)
        self._show_undo(run)
        undone = run.undo if run.state in {RunState.UNDONE, RunState.UNDOING} else None
        self._show_stayed(undone)

    def focus_first(self) -> None:
        """Put the focus on what comes next."""
        going = self._run is not None and self._run.state in _GOING
        (self.banner.go_on if going else self.see).setFocus()

    def set_side(self, width: int) -> None:
        """Give the right column a width; below it is narrow here too."""
        self._side.setFixedWidth(width)
        self.banner.stand(4 if width > _NARROW else 2)

    def _build_side(self) -> QWidget:
        say = self._desk.say
        now = Card(padding=14, spacing=8)
        now.body.addWidget(label(say(N_("What now?")), "section"))
        self.see = Button(say(N_("See the customers")), icon="users", kind="primary")
        self.see.clicked.connect(self.customers)
        self.next_list = Button(say(N_("Bring another list")), icon="file-up")
        self.next_list.clicked.connect(self.another)
        now.body.addWidget(self.see)
        now.body.addWidget(self.next_list)
        self._undo_card = Card(padding=14, spacing=8)
        self._undo_card.body.addWidget(label(say(N_("Undo the whole import")), "section"))
        self._until = label("", "caption", wrap=True)
        self._undo_card.body.addWidget(self._until)
        self.undo_button = Button(say(N_("Undo import")), icon="undo-2")
        self.undo_button.clicked.connect(lambda: self.undo.emit(self._run))
        self._undo_card.body.addWidget(self.undo_button)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(now)
        column.addWidget(self._undo_card)
        column.addStretch(1)
        return scrolling(side)

    def _show_changes(self, course: ImportCourse, run: ImportRun) -> None:
        """Tell what a list of ours changed."""
        old, self._list = self._list, None
        if old is not None:
            self._changes.body.removeWidget(old)
            old.hide()
            old.deleteLater()
        told = run.state is RunState.DONE and course.changes.in_all > 0
        self._changes.setVisible(told)
        if told:
            self._list = ChangeList(self._desk, course.changes, run.report, course.names)
            self._changes.body.addWidget(self._list)

    def _show_undo(self, run: ImportRun) -> None:
        desk = self._desk
        now = desk.services.clock.now()
        self._undo_card.setVisible(run.state is not RunState.UNDONE and now <= run.undo_until)
        going = run.state is RunState.UNDOING
        self.undo_button.set_text(desk.say(N_("Go on undoing") if going else N_("Undo import")))
        until = N_(
            "Until {date}. People who bought or topped up since then stay, with their money, and"
            " are listed."
        )
        if run.kind is ListKind.SALES:
            until = N_("Until {date}. The past sales go, and the visits they count as.")
        elif run.kind in _OTHERS:
            until = N_("Until {date}. What was changed or used since stays, and is listed.")
        elif comes_back(run.report.remarks):
            until = N_("Until {date}. Whom the list changed gets the old values back.")
        self._until.setText(
            desk.say(until, date=desk.words.date(desk.shop.day.date(run.undo_until)))
        )

    def _show_stayed(self, undone: UndoReport | None) -> None:
        stayed = () if undone is None else undone.stayed
        self._stayed.setVisible(bool(stayed))
        desk = self._desk
        line = N_("{code} (row {row}): {why}")
        lines = [
            desk.say(line, code=one.code, row=one.row, why=desk.tell(one.why)) for one in stayed
        ]
        more = 0 if undone is None else undone.stayed_in_all - len(stayed)
        if more:
            lines.append(desk.say(N_("And {count} more."), count=desk.words.number(more)))
        self._stayed_words.setText("\n".join(lines))
