"""Figures of an import in a card: what it is at the left, how much at the right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.kinds import ListKind
from smbcrm.membership.imports.types import ImportReport
from smbcrm.ui.desk import Desk
from smbcrm.ui.imports.kind_words import NEW, UNCHANGED, UPDATED, unchanged_word
from smbcrm.ui.widgets.cards import Card
from smbcrm.ui.widgets.labels import hairline, label


class Figures(Card):
    """A titled card of lines; the last one may be a sum under a line."""

    def __init__(self, title: str) -> None:
        super().__init__(padding=14, spacing=6)
        self.body.addWidget(label(title, "section"))
        self._holder: QWidget | None = None
        self._hint = label("", "caption", wrap=True)

    def show_lines(
        self, lines: list[tuple[str, str]], total: tuple[str, str] | None = None, hint: str = ""
    ) -> None:
        """Show these instead."""
        old, self._holder = self._holder, QWidget()
        if old is not None:
            self.body.removeWidget(old)
            old.hide()
            old.deleteLater()
        grid = QGridLayout(self._holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        for at, (words, figure) in enumerate(lines):
            grid.addWidget(label(words, "muted", wrap=True), at, 0)
            grid.addWidget(label(figure, "strong"), at, 1, Qt.AlignmentFlag.AlignRight)
        if total is not None:
            grid.addWidget(hairline(), len(lines), 0, 1, 2)
            grid.addWidget(label(total[0], "strong", wrap=True), len(lines) + 1, 0)
            sum_ = label(total[1], "strong")
            grid.addWidget(sum_, len(lines) + 1, 1, Qt.AlignmentFlag.AlignRight)
        self.body.insertWidget(1, self._holder)
        if self._hint.parentWidget() is None:
            self.body.addWidget(self._hint)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))


def row_lines(desk: Desk, report: ImportReport) -> list[tuple[str, str]]:
    """Return what becomes of the rows, without what does not happen."""
    number = desk.words.number
    kind = report.kind
    if kind is ListKind.SALES:
        return _sale_lines(desk, report)
    new = NEW.get(kind)
    always = [] if new is None else [(desk.say(new), number(report.made))]
    some = (
        (UPDATED.get(kind, UNCHANGED), report.updated),
        (N_("Joined with another row"), report.joined),
        (unchanged_word(report), report.unchanged),
        (N_("Left out"), report.failed),
    )
    return always + [(desk.say(words), number(count)) for words, count in some if count]


def _sale_lines(desk: Desk, report: ImportReport) -> list[tuple[str, str]]:
    number, say = desk.words.number, desk.say
    some = (
        (N_("Further rows of the same bills"), report.joined),
        (N_("Here already"), report.unchanged),
        (N_("Sales to nobody known, left out"), report.left_out),
        (N_("Rows that fail"), report.failed),
    )
    new = (say(N_("New past sales")), number(report.sold.sales))
    return [new, *((say(words), number(count)) for words, count in some if count)]


def past_lines(desk: Desk, report: ImportReport) -> list[tuple[str, str]]:
    """Return from when to when past sales are, and how many of them are returns."""
    sold, words = report.sold, desk.words
    days = ((N_("First day"), sold.first), (N_("Last day"), sold.last))
    lines = [(desk.say(title), words.date(day)) for title, day in days if day is not None]
    returns = desk.say(N_("Of these returns")), words.number(sold.returns)
    return [*lines, returns] if sold.returns else lines


def money_lines(desk: Desk, report: ImportReport) -> list[tuple[str, str]]:
    """Return what of value comes in; empty where no column holds any."""
    brought, say = report.brought, desk.say
    lines = []
    if _fills(report, Field.PRINCIPAL) or brought.principal:
        lines.append((say(N_("Paid part")), desk.words.money(brought.principal)))
    if _fills(report, Field.GIFT) or brought.gift:
        lines.append((say(N_("Gift part")), desk.words.money(brought.gift)))
    if brought.visits:
        lines.append((say(N_("Visits")), desk.words.number(brought.visits)))
    return lines


def brings_points(report: ImportReport) -> bool:
    """Tell whether a column holds points."""
    return _fills(report, Field.POINTS) or bool(report.brought.points)


def _fills(report: ImportReport, field: Field) -> bool:
    return any(column.field is field for column in report.columns)
