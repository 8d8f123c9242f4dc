"""What a list of ours that comes back changes: of whom which field from what to what."""

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.imports.kept_changes import KeptChanges
from smbcrm.membership.imports.types import Change, ImportReport
from smbcrm.ui.desk import Desk
from smbcrm.ui.imports.few_lines import FewLines
from smbcrm.ui.widgets.badges import StateBadge
from smbcrm.ui.widgets.labels import ElideLabel, hairline, label

_MOST = 100
"""Lines of a section that are shown."""
_LINES = 3


class ChangeList(QWidget):
    """Three sections at most: what changes, who is new, who is missing and stays."""

    def __init__(
        self, desk: Desk, changes: KeptChanges, report: ImportReport, names: Mapping[str, str]
    ) -> None:
        super().__init__()
        self._desk = desk
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        edited = [one for one in changes.first if one.code]
        new = [one for one in changes.first if not one.code]
        say, number = desk.say, desk.words.number
        in_all = changes.in_all - changes.new
        if in_all:
            told = desk.count(NN_("{count} change", "{count} changes"), in_all)
            self._head("pencil-line", told, N_("What was edited in the list"))
            self._edited(edited[:_MOST])
            self._more(in_all - len(edited[:_MOST]))
        if changes.new:
            told = say(N_("{count} new"), count=number(changes.new))
            self._head("user-plus", told, N_("Who is new"))
            self._lines(self._names(new[:_MOST]))
            self._more(changes.new - len(new[:_MOST]))
        if names:
            told = say(N_("{count} missing"), count=number(report.missing_in_all))
            self._head("users", told, N_("Not in the list; they stay"))
            called = (f"{name} {code}" for code, name in names.items())
            self._lines([say(N_(", ")).join(called)])
            self._more(report.missing_in_all - len(names))

    def _head(self, icon: str, counted: str, title: str) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(14, 12, 14, 10)
        head.setSpacing(8)
        head.addWidget(StateBadge(icon, counted, "info"))
        head.addWidget(ElideLabel(self._desk.say(title), "section"), 1)
        self._column.addLayout(head)
        self._column.addWidget(hairline())

    def _edited(self, changes: Sequence[Change]) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(14, 6, 14, 6)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        for at, share in ((0, 4), (1, 3), (2, 4), (3, 4)):
            grid.setColumnStretch(at, share)
        for at, words in enumerate((N_("Who"), N_("Field"), N_("Before"), N_("After"))):
            grid.addWidget(label(self._desk.say(words), "label"), 0, at)
        before = ""
        for number, change in enumerate(changes, 1):
            self._add(grid, number, change, same=change.code == before)
            before = change.code
        self._column.addLayout(grid)
        self._column.addWidget(hairline())

    def _add(self, grid: QGridLayout, at: int, change: Change, *, same: bool) -> None:
        top, say = Qt.AlignmentFlag.AlignTop, self._desk.say
        who = f"{change.who} {change.code}"
        empty = say(N_("(empty)"))
        grid.addWidget(FewLines("" if same else who, "strong"), at, 0)
        grid.addWidget(FewLines(self._desk.words.translator.render(change.label)), at, 1)
        grid.addWidget(FewLines(change.before or empty, "caption", most=_LINES), at, 2)
        grid.addWidget(FewLines(change.after or empty, most=_LINES), at, 3)
        if change.kept:
            badge = StateBadge("lock", say(N_("changed here too: stays")), "warn")
            grid.addWidget(badge, at, 4, top)

    def _names(self, changes: Sequence[Change]) -> Iterator[str]:
        said = N_("Row {row}: {text}")
        for one in changes:
            yield self._desk.say(said, row=self._desk.words.number(one.row), text=one.after)

    def _lines(self, texts: Sequence[str] | Iterator[str]) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(14, 6, 14, 8)
        column.setSpacing(6)
        for text in texts:
            column.addWidget(FewLines(text, most=_LINES))
        self._column.addLayout(column)
        self._column.addWidget(hairline())

    def _more(self, count: int) -> None:
        if count > 0:
            rest = self._desk.say(N_("And {count} more."), count=self._desk.words.number(count))
            below = label(rest, "caption")
            below.setContentsMargins(14, 0, 14, 8)
            self._column.addWidget(below)
