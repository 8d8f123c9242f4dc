"""The day so far, in five numbers along the foot of the idle counter, and the way to its close."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.counter.board import Strip
from smbcrm.ui.counter.happenings import DOT
from smbcrm.ui.desk import Desk
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.button import Button
from smbcrm.ui.widgets.labels import ElideLabel, FitLabel

_TITLES = (
    N_("Sales today"),
    N_("Topped up"),
    N_("Points given"),
    N_("New customers"),
    N_("Cash taken"),
)


class DayStrip(QFrame):
    """Sales, top-ups, points, new customers and cash of the business date."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        dress(self, kind="card")
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        self._cells = tuple(_Cell(desk.say(title)) for title in _TITLES)
        for cell in self._cells:
            if row.count():
                line = QFrame()
                dress(line, kind="lineDown")
                row.addWidget(line)
            row.addWidget(cell, 1)
        self.close_day = Button(
            "", icon="lock", kind="quiet", small=True, name=desk.say(N_("Close the day"))
        )
        self.close_day.clicked.connect(partial(desk.room.go, "close"))
        row.addWidget(self.close_day, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(8)

    def show_strip(self, strip: Strip) -> None:
        """Show the numbers of a day."""
        for cell, (value, sub) in zip(self._cells, self._numbers(strip), strict=True):
            cell.show_value(value, sub)

    def be_low(self, low: bool) -> None:  # noqa: FBT001 - one thing to say
        """Leave the third lines out, for low windows."""
        for cell in self._cells:
            cell.be_low(low)

    def _numbers(self, strip: Strip) -> tuple[tuple[str, str], ...]:
        desk, say, money = self._desk, self._desk.say, self._desk.words.money
        sales = desk.count(NN_("{count} sale", "{count} sales"), strip.sale_count)
        by_stored = desk.count(
            NN_("{count} by stored value", "{count} by stored value"), strip.by_stored_count
        )
        gift = say(N_("gift {amount}"), amount=desk.words.round_sum(strip.gift_given))
        redeemed = say(N_("redeemed {points}"), points=desk.words.number(strip.points_redeemed))
        month = say(N_("this month {count}"), count=desk.words.number(strip.new_this_month))
        all_tills = say(N_("all tills {amount}"), amount=desk.words.sum(strip.cash_in_all))
        cash = (money(strip.cash_here), all_tills)
        if desk.shop.counts_blind:  # whoever counts blind must not read it here
            cash = ("—", say(N_("counted blind")))
        return (
            (money(strip.sales), sales + (DOT + by_stored if strip.by_stored_count else "")),
            (money(strip.topped_up), gift),
            (desk.words.number(strip.points_given), redeemed),
            (desk.words.number(strip.new_customers), month),
            cash,
        )


class _Cell(QWidget):
    """One number with its title above and a line below."""

    def __init__(self, title: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(15, 8, 10, 8)
        column.setSpacing(1)
        self._title = ElideLabel(title, "label")
        self._value, self._sub = FitLabel("", "kpi"), ElideLabel("", "caption")
        for part in (self._title, self._value, self._sub):
            column.addWidget(part)

    def show_value(self, value: str, sub: str) -> None:
        self._value.setText(value)
        self._sub.setText(sub)
        self._value.setAccessibleName(f"{self._title.text()}: {value}, {sub}")

    def be_low(self, low: bool) -> None:  # noqa: FBT001 - one thing to say
        self._sub.setVisible(not low)
