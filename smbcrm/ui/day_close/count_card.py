"""Counting the cash: by notes and coins, or as one sum; below, what should be there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from smbcrm.core.amounts import AmountRefused, parse_amount
from smbcrm.core.i18n import N_
from smbcrm.core.money import Currency
from smbcrm.membership.dayclose import rules
from smbcrm.membership.dayclose.pieces import worths
from smbcrm.membership.dayclose.types import Day
from smbcrm.membership.dayclose.words import LINES
from smbcrm.ui.day_close.lines import Lines
from smbcrm.ui.desk import Desk
from smbcrm.ui.sentences import two_parts
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Card
from smbcrm.ui.widgets.fields import TextField
from smbcrm.ui.widgets.labels import FitLabel, hairline, label
from smbcrm.ui.widgets.scrolling import bring_into_sight, scrolling

_LONGEST = 6
_WORTH, _COUNT = 48, 64
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ROWS = 90
"""So high at least is what is in sight of the notes."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What is typed of a count: in which way, and the texts by what each piece is worth."""

    by_sum: bool = False
    one_sum: str = ""
    pieces: Mapping[int, str] = field(default_factory=dict)


class PieceField(TextField):
    """How many of a note or coin; Enter is told, and the focus selects everything."""

    entered = Signal()

    def __init__(self, name: str) -> None:
        super().__init__("")
        self.edit.setAccessibleName(name)
        self.edit.setMaxLength(_LONGEST)
        self.edit.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.setFixedWidth(_COUNT)

    def count(self) -> int | None:
        """Return the number, 0 for nothing typed, None where it cannot be read."""
        typed = self.text()
        return int(typed) if typed.isdecimal() else None if typed else 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take Enter, and select what is in it."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in _ENTER and not event.modifiers():
                if not event.isAutoRepeat():
                    self.entered.emit()
                return True
        elif event.type() is QEvent.Type.FocusIn:
            self.edit.selectAll()
        return super().eventFilter(watched, event)


class _PieceRow(QWidget):
    """One note or coin: what it is worth, how many, and what they come to."""

    def __init__(self, desk: Desk, worth: int) -> None:
        super().__init__()
        self._desk, self.worth = desk, worth
        name = face_value(desk, worth)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(6)
        face = label(name, "strong")
        face.setMinimumWidth(_WORTH)
        face.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.field = PieceField(desk.say(N_("How many of {worth}"), worth=name))
        self._sum: QLabel = label("", "strong")
        row.addWidget(face)
        row.addWidget(label("×", "hint"))
        row.addWidget(self.field)
        row.addWidget(self._sum, 1, Qt.AlignmentFlag.AlignRight)

    def show_sum(self) -> None:
        """Say what so many come to."""
        count = self.field.count()
        self._sum.setText(self._desk.words.sum(count * self.worth) if count else "")


class CountCard(Card):
    """What lies in the drawer. `edited` is told with each key, `finished` by Enter in the last."""

    edited = Signal()
    finished = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(padding=14, spacing=8)
        self._desk = desk
        say = desk.say
        self._closed = False
        head = QHBoxLayout()
        head.addWidget(label(say(N_("Count the cash")), "section"), 1)
        self.way = Button("", kind="quiet", small=True)
        self.way.clicked.connect(self._turn)
        head.addWidget(self.way)
        self.rows = [_PieceRow(desk, worth) for worth in worths(desk.shop.currency)]
        self.one_sum = PieceField(say(N_("Sum in the drawer")))
        self.one_sum.edit.setMaxLength(40)
        self.one_sum.setMaximumWidth(200)
        self._body = QStackedWidget()
        self._pieces = scrolling(self._list())
        self._pieces.setMinimumHeight(_ROWS)
        self._body.addWidget(self._pieces)
        self._body.addWidget(self._sum_page())
        self._total = FitLabel("", "kpi")
        self._lines = Lines()
        self.body.addLayout(head)
        self.body.addWidget(hairline())
        self.body.addWidget(self._body, 1)
        self.body.addWidget(hairline())
        total = QHBoxLayout()
        total.addWidget(label(say(N_("Counted")), "strong"), 1)
        total.addWidget(self._total, 0, Qt.AlignmentFlag.AlignRight)
        self.body.addLayout(total)
        self.body.addWidget(self._lines)
        self._name_way()

    @property
    def by_sum(self) -> bool:
        """Whether it is counted as one sum."""
        return self._body.currentIndex() == 1

    def fields(self) -> Sequence[PieceField]:
        """Return the places to type in, from the top."""
        return (self.one_sum,) if self.by_sum else tuple(row.field for row in self.rows)

    def read(self) -> tuple[int | None, dict[int, int]] | None:
        """Return what was counted, as one sum and by pieces; None where that cannot be read."""
        if self.by_sum:
            try:
                return _amount(self.one_sum, self._desk.shop.currency), {}
            except AmountRefused as error:
                self.one_sum.show_error(*two_parts(self._desk.tell(error)))
                return None
        counts = {row.worth: row.field.count() for row in self.rows}
        if any(count is None for count in counts.values()):
            return None
        pieces = {worth: count for worth, count in counts.items() if count}
        typed = any(row.field.text() for row in self.rows)
        return (0 if typed and not pieces else None), pieces

    def show_day(self, day: Day) -> None:
        """Show what should be there, and of a closed day what was counted."""
        desk, counting = self._desk, day.counting
        if day.closing is not None:
            self._show_closed(day)
        counted = self._own_sum() if day.hidden else counting.counted
        self._total.setText("" if counted is None else desk.words.sum(counted))
        self._lines.setVisible(not day.hidden)
        lines = [
            (desk.say(LINES[line]), desk.words.signed_sum(minor) if at else desk.words.sum(minor))
            for at, (line, minor) in enumerate(rules.drawer(counting, day.takings.sums).items())
        ]
        total = desk.say(N_("Should be there")), desk.words.sum(counting.expected)
        self._lines.show_lines(lines, total)

    def focus_first(self) -> None:
        """Put the focus where counting begins."""
        first = self.fields()[0]
        first.setFocus()
        bring_into_sight(first)

    def first_wrong(self) -> PieceField | None:
        """Return the first field that cannot be read."""
        if self.by_sum:
            return self.one_sum if self.one_sum.has_error() else None
        return next((row.field for row in self.rows if row.field.count() is None), None)

    def typed(self) -> Typed:
        """Return what is typed."""
        texts = {row.worth: row.field.text() for row in self.rows if row.field.text()}
        return Typed(self.by_sum, self.one_sum.text(), texts)

    def put(self, typed: Typed) -> None:
        """Put this into the fields instead."""
        self._body.setCurrentIndex(int(typed.by_sum))
        self.one_sum.set_text(typed.one_sum)
        for row in self.rows:
            row.field.set_text(typed.pieces.get(row.worth, ""))
            row.show_sum()
        self._name_way()

    def _own_sum(self) -> int | None:
        """Return what is typed in all; what the shop counts blind is held against nothing yet."""
        read = self.read()
        if read is None:
            return None
        one_sum, pieces = read
        return sum(worth * n for worth, n in pieces.items()) if pieces else one_sum

    def open_again(self) -> None:
        """Take a count again, after a closed day was shown."""
        if self._closed:
            self._closed = False
            self.put(Typed())
            self._let_type(may=True)

    def _show_closed(self, day: Day) -> None:
        pieces = {worth: str(count) for worth, count in day.pieces.items()}
        plain = self._desk.shop.currency.plain(day.counting.counted or 0)
        self.put(Typed(not pieces, plain, pieces))
        self._closed = True
        self._let_type(may=False)

    def _let_type(self, *, may: bool) -> None:
        for one in (self.one_sum, *(row.field for row in self.rows)):
            one.edit.setReadOnly(not may)
        self.way.setVisible(may)

    def _list(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(0)
        for at, row in enumerate(self.rows):
            column.addWidget(row)
            row.field.edited.connect(self._edited)
            row.field.entered.connect(lambda at=at: self._go_on(at))
        column.addStretch(1)
        return inside

    def _sum_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 4, 0, 0)
        column.addWidget(label(self._desk.say(N_("Sum in the drawer")), "label", wrap=True))
        column.addWidget(self.one_sum)
        column.addStretch(1)
        self.one_sum.edited.connect(self._edited)
        self.one_sum.entered.connect(self.finished)
        return page

    def _go_on(self, at: int) -> None:
        if at + 1 < len(self.rows):
            self.rows[at + 1].field.setFocus(Qt.FocusReason.TabFocusReason)
            self._pieces.ensureWidgetVisible(self.rows[at + 1], 0, 4)
        else:
            self.finished.emit()

    def _edited(self) -> None:
        for row in self.rows:
            row.show_sum()
            if row.field.count() is None:
                row.field.show_error("")
        self.edited.emit()

    def _turn(self) -> None:
        self._body.setCurrentIndex(1 - self._body.currentIndex())
        self._name_way()
        self.focus_first()
        self.edited.emit()

    def _name_way(self) -> None:
        words = N_("Notes and coins") if self.by_sum else N_("Just a sum")
        self.way.set_text(self._desk.say(words))


def face_value(desk: Desk, worth: int) -> str:
    """Return what stands on a note or coin: 100, 0.25."""
    whole, rest = divmod(worth, desk.shop.currency.unit)
    return desk.words.sum(worth) if rest else desk.words.number(whole)


def _amount(place: TextField, currency: Currency) -> int | None:
    return parse_amount(place.text(), currency) if place.text() else None
