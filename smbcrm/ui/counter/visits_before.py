"""The last uses of a package, each with who served and how many were left."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.membership.visits.types import VisitUsed
from smbcrm.ui.counter.happenings import DOT
from smbcrm.ui.counter.summary_rows import ARROW
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.labels import ElideLabel, hairline, label
from smbcrm.ui.wording import called

_ROW = 26
_DAY = 96


class VisitsBefore(QWidget):
    """“Used before”: newest first; who came is named where several did."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.lines: list[str] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_uses(self, uses: Sequence[VisitUsed], *, counted: bool, shared: bool) -> None:
        """Show these; of a pass nothing becomes less."""
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        self.lines = []
        self.setVisible(bool(uses))
        if uses:
            self._column.addWidget(label(self._desk.say(N_("Used before")), "label"))
        for used in uses:
            self._column.addWidget(self._row(used, counted=counted, shared=shared))

    def _row(self, used: VisitUsed, *, counted: bool, shared: bool) -> QWidget:
        words = self._desk.words
        day = words.date(used.date, today=self._desk.today())
        who = DOT.join(filter(None, (called(used.name) if shared else "", used.staff)))
        number = words.number
        change = f"{number(used.left + used.count)}{ARROW}{number(used.left)}" if counted else ""
        made = QWidget()
        outer = QVBoxLayout(made)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(8)
        date = label(day, "muted")
        date.setMinimumWidth(_DAY)
        date.setFixedHeight(_ROW)
        row.addWidget(date)
        row.addWidget(ElideLabel(who), 1)
        row.addWidget(label(change, "strong"), 0, Qt.AlignmentFlag.AlignRight)
        outer.addLayout(row)
        outer.addWidget(hairline())
        spoken = ", ".join(filter(None, (day, who, change)))
        made.setAccessibleName(spoken)
        self.lines.append(spoken)
        return made
