"""Rows that may be the same person, and what they are taken for."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.imports.types import RowPair
from smbcrm.ui.alike_words import why_alike
from smbcrm.ui.desk import Desk
from smbcrm.ui.imports.few_lines import FewLines
from smbcrm.ui.widgets.badges import StateBadge
from smbcrm.ui.widgets.groups import Segmented
from smbcrm.ui.widgets.labels import ElideLabel, hairline, label

MOST_PAIRS = 100
_JOIN, _TWO = "join", "two"


class PairList(QWidget):
    """A line for each pair with its choice."""

    said = Signal(object, bool)
    """A `RowPair`, and whether the two are one person."""

    def __init__(self, desk: Desk, pairs: Sequence[RowPair]) -> None:
        super().__init__()
        self._desk = desk
        self.choices: dict[int, Segmented] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(14, 12, 14, 10)
        head.setSpacing(8)
        twice = desk.count(NN_("{count} pair", "{count} pairs"), len(pairs))
        head.addWidget(StateBadge("users", twice, "warn"))
        head.addWidget(ElideLabel(desk.say(N_("Rows that may be the same person")), "section"), 1)
        joined = sum(pair.joined for pair in pairs)
        told = N_("{joined} joined, {apart} kept apart")
        number = desk.words.number
        sums = desk.say(told, joined=number(joined), apart=number(len(pairs) - joined))
        head.addWidget(label(sums, "caption"))
        column.addLayout(head)
        column.addWidget(hairline())
        self._grid = QGridLayout()
        self._grid.setContentsMargins(14, 6, 14, 6)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(6)
        for at, share in ((1, 4), (2, 3)):
            self._grid.setColumnStretch(at, share)
        heads = (N_("Row"), N_("Names"), N_("Why"), N_("Proposed, change with ← →"))
        for at, words in enumerate(heads):
            self._grid.addWidget(label(desk.say(words), "label"), 0, at)
        for at, pair in enumerate(pairs[:MOST_PAIRS], 1):
            self._add(at, pair)
        column.addLayout(self._grid)
        if len(pairs) > MOST_PAIRS:
            rest = desk.say(N_("And {count} more."), count=number(len(pairs) - MOST_PAIRS))
            below = label(rest, "caption")
            below.setContentsMargins(14, 0, 14, 8)
            column.addWidget(below)
        column.addWidget(hairline())

    def _add(self, at: int, pair: RowPair) -> None:
        desk, middle = self._desk, Qt.AlignmentFlag.AlignVCenter
        number = desk.words.number
        row = number(pair.row)
        other = number(pair.other) if isinstance(pair.other, int) else pair.other
        rows = label(f"{other} + {row}", "caption")
        self._grid.addWidget(rows, at, 0, middle | Qt.AlignmentFlag.AlignRight)
        nameless = desk.say(N_("(no name)"))
        names = " · ".join(name or nameless for name in pair.names)
        self._grid.addWidget(FewLines(names, "strong"), at, 1, middle)
        why = why_alike(desk, pair.reasons, pair.naming, desk.say(N_("card or code")))
        self._grid.addWidget(FewLines(why, "caption"), at, 2, middle)
        options = ((_JOIN, desk.say(N_("Join")), ""), (_TWO, desk.say(N_("Two people")), ""))
        choice = Segmented(options, small=True)
        choice.choose(_JOIN if pair.joined else _TWO)
        choice.setAccessibleName(desk.say(N_("Row {row}: {text}"), row=row, text=names))
        choice.changed.connect(partial(self._chosen, pair))
        self.choices[pair.row] = choice
        self._grid.addWidget(choice, at, 3, middle | Qt.AlignmentFlag.AlignRight)

    def _chosen(self, pair: RowPair, value: str) -> None:
        self.said.emit(pair, value == _JOIN)
