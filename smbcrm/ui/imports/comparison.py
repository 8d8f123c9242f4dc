"""What came in beside what the old book says, with the rows that make the difference."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.imports.notes import NoteKind
from smbcrm.membership.imports.old_book import Line, OldBook, compare
from smbcrm.membership.imports.types import ImportReport, ImportRun
from smbcrm.ui.desk import Desk
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
        compared = compare(book, report.brought)
        typed = compared.typed
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
        lines = (
            (N_("Paid part"), compared.principal),
            (N_("Gift part"), compared.gift),
            (N_("Stored value"), compared.both),
        )
        told = [(words, line) for words, line in lines if line.theirs is not None or line.ours]
        for number, (words, line) in enumerate(told):
            self._add(grid, 2 * number + 1, desk.say(words), line, typed=typed)
        self.body.insertWidget(1, self._holder)
        self._say_why(report, differs=not compared.agrees)
        return bool(told)

    def _add(self, grid: QGridLayout, at: int, words: str, line: Line, *, typed: bool) -> None:
        right, money = Qt.AlignmentFlag.AlignRight, self._desk.words
        grid.addWidget(hairline(), at, 0, 1, 4 if typed else 2)
        grid.addWidget(label(words, "strong"), at + 1, 0)
        if not typed:
            grid.addWidget(label(money.money(line.ours), "strong"), at + 1, 1, right)
            return
        grid.addWidget(label(money.money(line.ours), "strong"), at + 1, 2, right)
        if line.theirs is None:
            grid.addWidget(label("—", "caption"), at + 1, 1, right)
            return
        grid.addWidget(label(money.money(line.theirs)), at + 1, 1, right)
        if not line.difference:
            badge = StateBadge("circle-check", self._desk.say(N_("agrees")), "ok")
            grid.addWidget(badge, at + 1, 3, right)
        else:
            grid.addWidget(label(money.signed(line.difference), "accent"), at + 1, 3, right)

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
