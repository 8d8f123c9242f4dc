"""The counter while nobody is open: just served, expected today, and the day so far."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.membership.counter.board import Board
from smbcrm.ui.counter.day_strip import DayStrip
from smbcrm.ui.counter.expected import ExpectedToday
from smbcrm.ui.counter.served import JustServed
from smbcrm.ui.desk import Desk
from smbcrm.ui.sizes import MEDIUM, ROOMY
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.badges import StateBadge
from smbcrm.ui.widgets.button import Button
from smbcrm.ui.widgets.cards import EmptyState
from smbcrm.ui.widgets.labels import label
from smbcrm.ui.widgets.scrolling import scrolling

_GAP, _UNDER_HINTS = 12, 4
_SAMPLE_END, _SAMPLE_PARTS = "0142", N_("han br")
_SAMPLE_INITIALS = {"zh_TW": ("lps", "林佩珊")}


class Hints(QWidget):
    """What can be typed in the search, and the walk-in sale."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        say = desk.say
        row = QHBoxLayout(self)
        row.setContentsMargins(3, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(StateBadge("scan-barcode", say(N_("Scanner ready")), "ok"))
        self._samples = QWidget()
        samples = QHBoxLayout(self._samples)
        samples.setContentsMargins(0, 0, 0, 0)
        samples.setSpacing(16)
        prefix = f"{desk.shop.card_prefix} …"
        language = desk.words.translator.language
        letters, name = _SAMPLE_INITIALS.get(language, ("cyt", "陈雨桐"))
        for typed, meaning in (
            (_SAMPLE_END, say(N_("last digits"))),
            (say(_SAMPLE_PARTS), say(N_("parts of a name"))),
            (letters, say(N_("pinyin initials of {name}"), name=name)),
            (prefix, say(N_("card number"))),
        ):
            pair = QHBoxLayout()
            pair.setSpacing(4)
            pair.addWidget(label(typed, "label"))
            pair.addWidget(label(meaning, "caption"))
            samples.addLayout(pair)
        row.addWidget(self._samples)
        row.addStretch(1)
        self.walk_in = Button(
            say(N_("Walk-in sale")), icon="receipt-text", kind="quiet", key="F5", small=True
        )
        row.addWidget(self.walk_in)

    def be_short(self, short: bool) -> None:  # noqa: FBT001 - one thing to say
        """Leave the samples out."""
        self._samples.setVisible(not short)


class Idle(QWidget):
    """The board of the till.

    `opened` tells a customer, `undo_wanted` a `Served` to take back, `bill_wanted` one whose bill
    is to be shown, `walk_in_wanted` a sale without a customer, `new_wanted` a first customer,
    `list_wanted` the import.
    """

    opened = Signal(int)
    undo_wanted = Signal(object)
    bill_wanted = Signal(object)
    walk_in_wanted = Signal()
    new_wanted = Signal()
    list_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.hints = Hints(desk)
        self.hints.walk_in.clicked.connect(self.walk_in_wanted)
        self.served = JustServed(desk)
        self.served.opened.connect(self.opened)
        self.served.undo_wanted.connect(self.undo_wanted)
        self.served.bill_wanted.connect(self.bill_wanted)
        self.expected = ExpectedToday(desk)
        self.expected.opened.connect(self.opened)
        self.strip = DayStrip(desk)
        lists = QWidget()
        pair = QHBoxLayout(lists)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.setSpacing(_GAP)
        pair.addWidget(self.served, 1)
        pair.addWidget(self.expected, 1)
        self._body = QStackedWidget()
        self._body.addWidget(lists)
        self._body.addWidget(scrolling(self._nobody(desk)))
        column.addWidget(self.hints)
        column.addSpacing(_UNDER_HINTS)
        column.addWidget(self._body, 1)
        column.addSpacing(_GAP)
        column.addWidget(self.strip)

    def show_board(self, board: Board) -> None:
        """Show the board of a till."""
        self.served.show_board(board)
        self.expected.show_board(board)
        self.strip.show_strip(board.strip)
        empty = not board.customers and not board.served
        self._body.setCurrentIndex(1 if empty else 0)

    def narrow(self, width: int, height: int) -> None:
        """Fit a window of that size."""
        self.hints.be_short(width < MEDIUM)
        self.strip.be_low(height < ROOMY)

    def _nobody(self, desk: Desk) -> QWidget:
        say = desk.say
        add = Button(say(N_("Add your first customer")), icon="user-plus", kind="primary", key="F3")
        bring = Button(say(N_("Bring your list")), icon="file-up")
        add.clicked.connect(self.new_wanted)
        bring.clicked.connect(self.list_wanted)
        self.first_buttons = (add, bring)
        state = EmptyState(
            "store",
            say(N_("Nobody in your book yet.")),
            say(N_("The first customer takes 20 seconds: a name or a phone.")),
            self.first_buttons,
        )
        dress(state, kind="card")
        return state
