"""The head of the last step: how much is in, with four figures."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.imports.kinds import ListKind
from smbcrm.membership.imports.remarks import comes_back
from smbcrm.membership.imports.types import ImportReport, ImportRun, RunState, UndoReport
from smbcrm.ui.desk import Desk
from smbcrm.ui.imports.kind_words import GONE, NEW, UPDATED, unchanged_word
from smbcrm.ui.imports.words import save_words
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Card, Tile
from smbcrm.ui.widgets.flow import Flow
from smbcrm.ui.widgets.labels import IconLabel, label

_ICON = 40
_Figures = tuple[tuple[str, int, str], ...]
"""Titles (message ids, empty for no tile), how many rows, and what is said of them in words."""


class Banner(Card):
    """Says in one line what became of the list, and below what of its rows."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(padding=0, spacing=0)
        self._desk = desk
        self._ground = QFrame()
        self._icon = IconLabel("circle-check", _ICON, "okText")
        self._title = label("", "title", wrap=True)
        self._sub = label("", "caption", wrap=True)
        self.go_on = Button("", kind="primary")
        self.save = Button("", icon="file-down")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._sub)
        ways = Flow()
        ways.addWidget(self.go_on)
        ways.addWidget(self.save)
        words.addWidget(ways)
        row = QHBoxLayout(self._ground)
        row.setContentsMargins(18, 16, 18, 16)
        row.setSpacing(16)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        icons = ("user-plus", "users", "git-merge", "circle-slash")
        self._tiles = [Tile(icon, "") for icon in icons]
        self._holder = QWidget()
        self._grid = QGridLayout(self._holder)
        self._grid.setContentsMargins(12, 12, 12, 12)
        self._grid.setSpacing(8)
        self.stand(len(self._tiles))
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.addWidget(self._ground)
        self.body.addWidget(self._holder)

    def stand(self, columns: int) -> None:
        """Put the figures in so many columns."""
        for at, tile in enumerate(self._tiles):
            self._grid.removeWidget(tile)
            self._grid.addWidget(tile, at // columns, at % columns)
        for column in range(len(self._tiles)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def show_run(self, run: ImportRun, problems: int) -> None:
        """Show an import; `problems` rows can be saved to a file."""
        number, say = self._desk.words.number, self._desk.say
        icon, tone, title, sub = self._said(run)
        dress(self._ground, kind="note", tone=tone)
        self._icon.set_icon(icon, f"{tone}Text")
        self._title.setText(title)
        self._sub.setText(sub)
        going = run.state in {RunState.RUNNING, RunState.STOPPED}
        left = number(run.report.rows_in_all - run.rows_done)
        self.go_on.set_text(say(N_("Go on with {count}"), count=left))
        self.go_on.setVisible(going)
        self.save.set_text(save_words(self._desk, problems, run.report.failed))
        self.save.setVisible(bool(problems) and run.undo is None)
        self._holder.setVisible(run.undo is None)
        self._show_tiles(run)

    def _said(self, run: ImportRun) -> tuple[str, str, str, str]:
        desk, number = self._desk, self._desk.words.number
        report = run.report
        counts = {"count": number(report.went_in), "all": number(report.rows_in_all)}
        if run.state in {RunState.RUNNING, RunState.STOPPED}:
            title = desk.say(N_("Stopped: {count} of {all} rows are in"), **counts)
            whole = desk.say(N_("They are whole. Go on where it stopped, or undo what is in."))
            return "circle-pause", "warn", title, whole
        if run.undo is not None:
            return self._undone(run)
        title = desk.say(N_("{count} of {all} rows are in"), **counts)
        if comes_back(report.remarks):
            edited = NN_("{count} edited row was taken over", "{count} edited rows were taken over")
            title = desk.count(edited, report.went_in)
        if not report.failed and not report.unchanged:
            return "circle-check", "ok", title, desk.say(N_("All of them."))
        if not report.failed:
            unchanged = N_("Those that were here already stay as they are.")
            if comes_back(report.remarks):
                unchanged = N_("Whoever was not edited stays as is.")
            return "circle-check", "ok", title, desk.say(unchanged)
        left_out = NN_(
            "{count} was left out. Save it to a file with its reason, mend it, bring that.",
            "{count} were left out. Save them to a file with the reasons, mend them, bring that.",
        )
        return "circle-check", "ok", title, desk.count(left_out, report.failed)

    def _undone(self, run: ImportRun) -> tuple[str, str, str, str]:
        desk, undo = self._desk, run.undo
        going = run.state is RunState.UNDOING
        title = N_("The undo is not at its end") if going else N_("The import is undone")
        if undo is None:
            return "undo-2", "warn", desk.say(title), ""
        told = self._gone(run.kind, undo)
        return "undo-2", "warn" if going else "neutral", desk.say(title), told

    def _gone(self, kind: ListKind, undo: UndoReport) -> str:
        desk = self._desk
        gone = GONE.get(kind, GONE[ListKind.CUSTOMERS])
        removed = desk.count(gone, undo.removed)
        kept = desk.count(
            NN_(
                "{count} was here before and keeps what the list said.",
                "{count} were here before and keep what the list said.",
            ),
            undo.kept,
        )
        restored = desk.count(
            NN_("{count} has the old values back.", "{count} have the old values back."),
            undo.restored,
        )
        stayed = desk.count(
            NN_(
                "{count} was dealt with since and stays.", "{count} were dealt with since and stay."
            ),
            undo.stayed_in_all,
        )
        parts = (
            removed if undo.removed or (kind in GONE and not undo.restored) else "",
            restored if undo.restored else "",
            kept if undo.kept else "",
            stayed if undo.stayed_in_all else "",
        )
        return " ".join(filter(None, parts))

    def _show_tiles(self, run: ImportRun) -> None:
        sales = run.kind is ListKind.SALES
        figures = self._of_sales(run.report) if sales else self._of_rows(run.report)
        for tile, (title, count, sub) in zip(self._tiles, figures, strict=True):
            tile.setVisible(bool(title))
            if title:
                number = self._desk.words.number(count)
                tile.show_value(number, sub if count else "", self._desk.say(title))

    def _of_sales(self, report: ImportReport) -> _Figures:
        say, lacks = self._desk.say, report.failed + report.left_out
        return (
            (N_("New past sales"), report.made, say(N_("from the till before"))),
            (N_("Further rows"), report.joined, say(N_("of the same bills"))),
            (N_("Here already"), report.unchanged, say(N_("stay as they are"))),
            (N_("Left out"), lacks, say(N_("nothing of these"))),
        )

    def _of_rows(self, report: ImportReport) -> _Figures:
        number, say, kind = self._desk.words.number, self._desk.say, report.kind
        ours, lacks = comes_back(report.remarks), report.with_problems
        lacking = say(N_("{count} not in full"), count=number(lacks))
        full, here = say(N_("in full")), say(N_("were here already"))
        third = unchanged_word(report), report.unchanged, say(N_("stay as they are"))
        if kind is ListKind.CUSTOMERS and not ours and not report.unchanged:
            third = N_("Joined"), report.joined, say(N_("two rows, one person"))
        updated = N_("Updated") if kind is ListKind.CUSTOMERS else UPDATED.get(kind, "")
        return (
            (NEW.get(kind, ""), report.made, lacking if lacks and not ours else full),
            (updated, report.updated, lacking if lacks and ours else here),
            third,
            (N_("Left out"), report.failed, say(N_("nothing of these"))),
        )
