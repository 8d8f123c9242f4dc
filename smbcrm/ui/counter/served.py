"""“Just served”: the last people, to be opened again, and what can still be taken back."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.membership.counter.board import Board, Served
from smbcrm.ui.counter.happenings import served_line, undo_words
from smbcrm.ui.counter.list_card import ListCard
from smbcrm.ui.counter.person_line import PersonLine
from smbcrm.ui.desk import Desk
from smbcrm.ui.event_bridge import TimeWentOn
from smbcrm.ui.theme.look import font
from smbcrm.ui.widgets.button import Button
from smbcrm.ui.widgets.labels import ElideLabel, IconLabel, KeyCap
from smbcrm.ui.widgets.painting import paint_line, text_size
from smbcrm.ui.wording import called

_UNDO_WIDTH, _UNDO_HEIGHT = 44, 36
_EDGE = 16
_GAP = 8


class ServedRow(PersonLine):
    """Somebody who was just served; Delete or the button before the time takes it back.

    `undo_wanted` tells the `Served`. In a walk-in there is nobody to open: its bill is shown.
    """

    undo_wanted = Signal(object)

    def __init__(self, desk: Desk, served: Served) -> None:
        self.served = served
        self.undo: Button | None = None
        self._time = desk.words.time(served.recorded_at)
        name = called(served.name) or desk.say(N_("Walk-in"))
        super().__init__(name, served.tier_code or "", served_line(desk, served), self._time)
        if served.undo_until is not None:
            self._add_undo(desk, name)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Take it back with Delete."""
        if event.key() == Qt.Key.Key_Delete and self.undo is not None and not event.isAutoRepeat():
            self.undo.click()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the button before the time."""
        super().resizeEvent(event)
        if self.undo is not None:
            top = (self.height() - _UNDO_HEIGHT) // 2
            left = self.width() - _EDGE - self._right_width()
            self.undo.setGeometry(left, top, _UNDO_WIDTH, _UNDO_HEIGHT)

    def _add_undo(self, desk: Desk, name: str) -> None:
        what = undo_words(desk, self.served.kind, self.served.amount)
        told = desk.say(N_("Undo: {what}, {name}"), what=what, name=name)
        self.undo = Button("", icon="undo-2", kind="quiet", name=told, parent=self)
        self.undo.clicked.connect(lambda: self.undo_wanted.emit(self.served))

    def _time_width(self) -> int:
        return text_size(font("caption"), self._time).width()

    def _right_width(self) -> int:
        return self._time_width() + (_UNDO_WIDTH + _GAP if self.undo is not None else 0)

    def _paint_right(self, painter: QPainter, place: QRect) -> None:
        time = QRect(place)
        time.setLeft(place.right() + 1 - self._time_width())
        paint_line(painter, time, self._time, font("caption"), "ink2")


def served_in_focus() -> str:
    """Return the operation of the row of “Just served” that the focus is on, "" for none."""
    row = QApplication.focusWidget()
    return (row.served.operation or "") if isinstance(row, ServedRow) else ""


class JustServed(ListCard):
    """The card of who was just served.

    `opened` tells a customer, `undo_wanted` and `bill_wanted` a `Served`.
    """

    opened = Signal(int)
    undo_wanted = Signal(object)
    bill_wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        say = desk.say
        super().__init__(
            say(N_("Just served")),
            say(N_("Click to reopen")),
            say(N_("Nobody yet today. Whoever is served will stand here.")),
            parent,
        )
        self._desk = desk
        self._served: tuple[Served, ...] = ()
        desk.bridge.happened.connect(self._happened)
        self._undo = QWidget()
        row = QHBoxLayout(self._undo)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.until = ElideLabel("", "muted")
        row.addWidget(IconLabel("undo-2", 16, "ink2"))
        row.addWidget(self.until, 1)
        row.addWidget(KeyCap("Ctrl Z"))
        self.set_foot(self._undo)

    def show_board(self, board: Board) -> None:
        """Show who was served."""
        rows = []
        for served in board.served:
            row = ServedRow(self._desk, served)
            row.undo_wanted.connect(self.undo_wanted)
            row.clicked.connect(self._opener(served))
            rows.append(row)
        self.show_rows(rows)
        self._served = board.served
        until = board.undo_until
        self.show_foot(until is not None)
        if until is not None:
            time = self._desk.words.time(until)
            self.until.setText(
                self._desk.say(N_("Last action can be undone until {time}"), time=time)
            )

    def _happened(self, event: object) -> None:
        """Let the board be asked for again when something can be taken back no more."""
        if isinstance(event, TimeWentOn):
            now = self._desk.services.clock.now()
            ends = (one.undo_until for one in self._served)
            if any(end is not None and end < now for end in ends):
                self._desk.bridge.changed.emit()

    def _opener(self, served: Served) -> object:
        if served.customer is None:
            return lambda: self.bill_wanted.emit(served)
        return lambda: self.opened.emit(served.customer)
