"""What came in beside what the old book says, with the rows that make the difference."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.imports.notes import NoteKind
from smbcrm.membership.imports.types import ImportReport, ImportRun
from smbcrm.ui.desk import Desk
from smbcrm.ui.imports.course import OldBook
from smbcrm.ui.widgets.badges import StateBadge
from smbcrm.ui.widgets.cards import Card, Note
from smbcrm.ui.widgets.labels import hairline, label

_MOST_ROWS = 8


class Comparison(Card):
    """A table of sums: old book, here, difference. Without typed sums it shows what is here."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(padding=14, spacing=8)
        self._desk = desk
        self._title = label("", "section")
        self._holder: QWidget | None = None
        self._note = Note("info")
        self.body.addWidget(self._title)
        self.body.addWidget(self._note)

    def show_run(self, run: ImportRun, book: OldBook) -> bool:
        """Show an import; tell whether there is anything to show."""
        report, desk = run.report, self._desk
        typed = book != OldBook()
        brought = report.brought
        old, self._holder = self._holder, QWidget()
        if old is not None:
            self.body.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._title.setText(
            desk.say(N_("Against the old book") if typed else N_("Money it brought in"))
        )
        grid = QGridLayout(self._holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        heads = (N_("Old book"), N_("Here"), N_("Difference")) if typed else (N_("Here"),)
        for at, words in enumerate(heads, 1):
            head = label(desk.say(words), "label")
            grid.addWidget(head, 0, at, Qt.AlignmentFlag.AlignRight)
        both = None if book.principal is None or book.gift is None else book.principal + book.gift
        lines = (
            (N_("Paid part"), book.principal, brought.principal),
            (N_("Gift part"), book.gift, brought.gift),
            (N_("Stored value"), both, brought.principal + brought.gift),
        )
        told = [line for line in lines if line[1] is not None or line[2]]
        for number, (words, theirs, ours) in enumerate(told):
            self._add(grid, 2 * number + 1, desk.say(words), theirs, ours, typed=typed)
        self.body.insertWidget(1, self._holder)
        differs = book.principal not in {None, brought.principal} or book.gift not in {
            None,
            brought.gift,
        }
        self._say_why(report, differs=differs)
        return typed or bool(brought.principal or brought.gift)

    def _add(  # noqa: PLR0913 - one line of the table
        self,
        grid: QGridLayout,
        at: int,
        words: str,
        theirs: int | None,
        ours: int,
        *,
        typed: bool,
    ) -> None:
        right, money = Qt.AlignmentFlag.AlignRight, self._desk.words
        grid.addWidget(hairline(), at, 0, 1, 4 if typed else 2)
        grid.addWidget(label(words, "strong"), at + 1, 0)
        if not typed:
            grid.addWidget(label(money.money(ours), "strong"), at + 1, 1, right)
            return
        grid.addWidget(label(money.money(ours), "strong"), at + 1, 2, right)
        if theirs is None:
            grid.addWidget(label("—", "caption"), at + 1, 1, right)
            return
        grid.addWidget(label(money.money(theirs)), at + 1, 1, right)
        if ours == theirs:
            badge = StateBadge("circle-check", self._desk.say(N_("agrees")), "ok")
            grid.addWidget(badge, at + 1, 3, right)
        else:
            grid.addWidget(label(money.signed(ours - theirs), "accent"), at + 1, 3, right)

    def _say_why(self, report: ImportReport, *, differs: bool) -> None:
        """Name the rows that were left out: they are where a difference comes from."""
        rows = sorted({one.row for one in report.notes if one.kind is NoteKind.FAILED})
        self._note.setVisible(differs)
        if not differs:
            return
        say = self._desk.say
        if not rows:
            self._note.show_text(
                say(N_("Every row is in.")), say(N_("Then the book and the list differ."))
            )
            return
        named = say(N_(", ")).join(map(self._desk.words.number, rows[:_MOST_ROWS]))
        left = NN_("Row {rows} was left out.", "Rows {rows} were left out.")
        what = self._desk.count(left, len(rows), rows=named)
        mend = N_("Mend them in the file and bring it again: only they will be new.")
        self._note.show_text(what, say(mend))
