"""A list of the settings: each row has its switch, and a button that opens it in a form below."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from smbcrm.core.errors import ShopbellError
from smbcrm.core.i18n import N_
from smbcrm.membership.tiers.types import Tier
from smbcrm.ui.desk import Desk
from smbcrm.ui.settings.entry_form import EntryForm
from smbcrm.ui.settings.part import Part, empty
from smbcrm.ui.widgets.badges import TierBadge
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Card
from smbcrm.ui.widgets.labels import hairline, label
from smbcrm.ui.widgets.switch import Switch

_ROW_HEIGHT, _HEAD_HEIGHT, _EDGE = 36, 32, 16
_CLEAR = 6


@dataclass(frozen=True, slots=True)
class Look:
    """How a list is called, and how its places are; titles are message ids.

    `columns` are title and how much of the room that is left, `nothing` is said without a row.
    `figures` are the titles of the columns of numbers, which stand at the right.
    """

    name: str
    title: str
    one: str
    add: str
    columns: Sequence[tuple[str, int]]
    nothing: str = ""
    figures: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row: how its places are called, what it is called, what is in it, and what it does."""

    key: str
    words: str
    cells: Sequence[str | QWidget]
    active: bool
    switch: Callable[[bool], None]
    edit: Callable[[], None]


class ListCard(Card):
    """Rows in columns; the first cell is strong. The focus outlives that they are made anew."""

    def __init__(self, part: Part, look: Look, form: EntryForm) -> None:
        super().__init__(padding=0, spacing=0)
        self.setObjectName(f"{look.name}s_card")
        self.part, self.desk = part, part.desk
        self._look, self._form = look, form
        self._shown: object = None
        self._box = QWidget()
        say = self.desk.say
        self.add = Button(say(look.one), icon="plus", small=True)
        self.add.setAccessibleName(say(look.add))
        self.add.setObjectName(f"{look.name}_add")
        self.add.clicked.connect(self._begin)
        form.closed.connect(self._closed)
        head = QHBoxLayout()
        head.setContentsMargins(_EDGE, 12, _EDGE, 10)
        head.addWidget(label(say(look.title), "section"), 1)
        self.tools = QHBoxLayout()
        self.tools.setSpacing(8)
        self.tools.addWidget(self.add)
        head.addLayout(self.tools)
        self._table = QVBoxLayout()
        self._table.setSpacing(0)
        self._table.addWidget(self._box)
        self.body.addLayout(head)
        self.body.addWidget(hairline())
        self.body.addLayout(self._table)
        self.body.addWidget(form)

    def begin_new(self) -> None:
        """Open the form for a new one."""
        raise NotImplementedError

    def show_rows(self, data: object, rows: Callable[[], Sequence[Row]]) -> None:
        """Show rows, where the data they are made of is not what is shown."""
        if data == self._shown:
            return
        self._shown = data
        focused = QApplication.focusWidget()
        inside = focused is not None and self._box.isAncestorOf(focused)
        name = focused.objectName() if focused is not None and inside else ""
        empty(self._table)
        self._box = self._made(rows())
        self._table.addWidget(self._box)
        if name:
            self._focus(name)

    def not_switched(self, error: ShopbellError) -> None:
        """Show how it stands, and why it was not switched."""
        self._shown = None
        self.desk.room.toast(self.desk.tell(error))
        self.part.arrive()

    def _made(self, rows: Sequence[Row]) -> QWidget:
        box = QWidget()
        if not rows and self._look.nothing:
            line = QHBoxLayout(box)
            line.setContentsMargins(_EDGE, 10, _EDGE, 10)
            line.addWidget(label(self.desk.say(self._look.nothing), "muted", wrap=True))
            return box
        grid = QGridLayout(box)
        grid.setContentsMargins(_EDGE, 0, _EDGE, 4)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(0)
        titles = [*self._look.columns, (N_("On"), 0)]
        figures = {at for at, (title, _) in enumerate(titles) if title in self._look.figures}
        for column, (title, stretch) in enumerate(titles):
            grid.setColumnStretch(column, stretch)
            head = label(self.desk.say(title), "label")
            grid.addWidget(_at_right(head) if column in figures else head, 0, column)
        grid.setRowMinimumHeight(0, _HEAD_HEIGHT)
        for number, row in enumerate(rows):
            line_at = 2 * number + 1
            grid.addWidget(hairline(), line_at, 0, 1, len(titles) + 1)
            grid.setRowMinimumHeight(line_at + 1, _ROW_HEIGHT)
            for column, cell in enumerate(self._cells(row)):
                shown = _at_right(cell) if column in figures else cell
                grid.addWidget(shown, line_at + 1, column, Qt.AlignmentFlag.AlignVCenter)
        return box

    def _cells(self, row: Row) -> Sequence[QWidget]:
        name = self._look.name
        cells = [
            _words(cell, "muted" if number else "strong") if isinstance(cell, str) else cell
            for number, cell in enumerate(row.cells)
        ]
        switch = Switch("")
        switch.setAccessibleName(row.words)
        switch.setObjectName(f"{name}_on_{row.key}")
        switch.setChecked(row.active)
        switch.clicked.connect(row.switch)
        said = self.desk.say(N_("Change: {name}"), name=row.words)
        edit = Button("", icon="pencil-line", kind="quiet", small=True, name=said)
        edit.setObjectName(f"{name}_edit_{row.key}")
        edit.clicked.connect(row.edit)
        return (*cells, switch, edit)

    def _begin(self) -> None:
        if self._shown is not None:
            self.begin_new()

    def _closed(self) -> None:
        if not (self._form.key and self._focus(f"{self._look.name}_edit_{self._form.key}")):
            self.add.setFocus()

    def _focus(self, name: str) -> bool:
        place = self._box.findChild(QWidget, name)
        if place is not None:
            place.setFocus()
        return place is not None


def _words(text: str, kind: str) -> QLabel:
    """Return words that keep clear of the lines of their row where they take two of their own."""
    made = label(text, kind, wrap=True)
    made.setContentsMargins(0, _CLEAR, 0, _CLEAR)
    return made


def _at_right(cell: QWidget) -> QWidget:
    """Return the words of a figure, at the right of their column."""
    if isinstance(cell, QLabel):
        cell.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return cell


def whom(desk: Desk, codes: Sequence[str], tiers: Sequence[Tier]) -> QWidget | str:
    """Return for whom something is: all, one tier as its badge, or the names of several."""
    chosen = [tier for tier in tiers if tier.code in codes]
    if not chosen:
        return desk.say(N_("all"))
    if len(chosen) == 1:
        return TierBadge(chosen[0].code, chosen[0].name, small=True)
    return desk.say(N_(", ")).join(tier.name for tier in chosen)


def when(desk: Desk, first: dt.date | None, last: dt.date | None) -> str:
    """Return on which days something holds."""
    say, date = desk.say, desk.words.date
    if first is not None and last is not None:
        return say(N_("{first} to {last}"), first=date(first), last=date(last))
    if first is not None:
        return say(N_("from {day}"), day=date(first))
    return say(N_("always")) if last is None else say(N_("until {day}"), day=date(last))
