"""The middle of the page: how it stands, how it was paid, by whom, and what the shop owes."""

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.dayclose import rules
from smbcrm.membership.dayclose.rules import Column
from smbcrm.membership.dayclose.types import Day
from smbcrm.membership.dayclose.words import COLUMNS
from smbcrm.membership.sales.codes import MEANS_NAMES, TENDERS, Means
from smbcrm.ui.day_close.lines import Lines, StaffLines, StateTile, SumTable
from smbcrm.ui.day_close.owed_report import OwedReport
from smbcrm.ui.day_close.words import far_off
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.cards import Card
from smbcrm.ui.widgets.labels import label
from smbcrm.ui.widgets.scrolling import scrolling

_NOTHING = "—"
_SHARES = 100


class MoneyColumn(QWidget):
    """Three tiles, the table of payments, and two cards below."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        say = desk.say
        self.cash = StateTile(say(N_("Cash")))
        self.others = StateTile(say(N_("Card and others")))
        self.ledger = StateTile(say(N_("Ledger")))
        self._tiles = QWidget()
        tiles = QHBoxLayout(self._tiles)
        tiles.setContentsMargins(0, 0, 0, 0)
        tiles.setSpacing(12)
        for tile in (self.cash, self.others, self.ledger):
            tiles.addWidget(tile, 1)
        self._paid, self._staff, self._owed = SumTable(), StaffLines(), Lines()
        self._blind = label("", "muted", wrap=True)
        paid = Card(padding=14, spacing=8)
        self._hidden_title = label(say(N_("How paid")), "section", wrap=True)
        for part in (self._hidden_title, self._paid, self._blind):
            paid.body.addWidget(part)
        self._by_staff = _card(say(N_("By staff")), self._staff)
        pair = QHBoxLayout()
        pair.setSpacing(12)
        pair.addWidget(self._by_staff, 1)
        self._owing = _card(say(N_("Stored value owed, all tills")), self._owed)
        self.report = OwedReport(desk)
        self._owing.body.addWidget(self.report, 0, Qt.AlignmentFlag.AlignLeft)
        pair.addWidget(self._owing, 1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(paid)
        column.addLayout(pair)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(12)
        whole.addWidget(self._tiles)
        whole.addWidget(scrolling(inside), 1)
        self.show_ledger(None)

    def show_day(self, day: Day) -> None:
        """Show a day."""
        self._show_tiles(day)
        self._show_paid(day)
        self._show_staff(day)
        self._show_owed(day)
        self.report.show_day(day)

    def show_ledger(self, clean: bool | None) -> None:  # noqa: FBT001 - one thing to say
        """Say whether the books prove themselves; None: nobody knows yet."""
        say = self._desk.say
        if clean is None:
            self.ledger.show_state("…", say(N_("being proven")), "neutral")
        elif clean:
            self.ledger.show_state(say(N_("unbroken")), say(N_("sums = balances")), "ok")
        else:
            self.ledger.show_state(say(N_("broken")), say(N_("Tell the owner.")), "danger")

    def _show_tiles(self, day: Day) -> None:
        desk, counting = self._desk, day.counting
        say, money = desk.say, desk.words.sum
        if counting.counted is None:
            sub = (
                "" if day.hidden else say(N_("{sum} should be there"), sum=money(counting.expected))
            )
            self.cash.show_state(say(N_("not counted")), sub, "neutral")
        else:
            sums = {"counted": money(counting.counted), "expected": money(counting.expected)}
            tone = "warn" if counting.difference else "ok"
            self.cash.show_state(
                far_off(desk, counting), say(N_("{counted} of {expected}"), **sums), tone
            )
        if day.hidden:
            self.others.show_state(_NOTHING, "", "neutral")
            return
        paid = rules.payments(day.takings.sums)
        others = sum(
            sum(one.values())
            for means, one in paid.items()
            if means in TENDERS and means is not Means.CASH
        )
        self.others.show_state(money(others), say(N_("Compare with the slips.")), "neutral")

    def _show_paid(self, day: Day) -> None:
        desk = self._desk
        say = desk.say
        for part in (self._hidden_title, self._blind):
            part.setVisible(day.hidden)  # else the table has that heading
        self._paid.setVisible(not day.hidden)
        self._blind.setText(say(N_("It is shown once the cash is counted.")))
        paid = rules.payments(day.takings.sums)
        used = [one for one in Column if any(row[one] for row in paid.values())]
        sums = Counter[Column]()
        for row in paid.values():
            sums.update(row)
        heads = (say(N_("How paid")), *(say(COLUMNS[one]) for one in used), say(N_("Together")))
        rows = [(say(MEANS_NAMES[means]), *self._cells(row, used)) for means, row in paid.items()]
        self._paid.show_table(heads, rows, (say(N_("In all")), *self._cells(sums, used)))

    def _cells(self, row: Counter[Column], used: list[Column]) -> list[str]:
        money = self._desk.words.sum
        cells = [money(row[one]) if row[one] else _NOTHING for one in used]
        return [*cells, money(sum(row.values()))]

    def _show_staff(self, day: Day) -> None:
        self._by_staff.setVisible(not day.hidden)
        desk = self._desk
        takings = day.takings
        found = rules.by_staff(takings.sums, takings.counts, takings.servings)
        found.sort(key=lambda one: -one.served)
        most = max((one.served for one in found), default=0)
        self._staff.show_staff(
            [
                (
                    day.staff[one.staff],
                    _SHARES * one.served // most if most > 0 else 0,
                    desk.count(NN_("{count} sale", "{count} sales"), one.served_sales),
                    desk.words.sum(one.served),
                )
                for one in found
            ]
        )

    def _show_owed(self, day: Day) -> None:
        self._owing.setVisible(not day.hidden)  # top-ups are mostly paid in cash
        say, words, owed = self._desk.say, self._desk.words, day.owed
        moved = (
            (N_("Topped up"), owed.topped_up),
            (N_("Gift part"), owed.gift),
            (N_("Spent"), owed.spent),
            (N_("Given back"), owed.given_back),
            (N_("Otherwise"), owed.other),
        )
        lines = [(say(name), words.signed_sum(minor)) for name, minor in moved if minor]
        before = say(N_("The evening before")), words.sum(owed.before)
        self._owed.show_lines([before, *lines], (say(N_("This evening")), words.sum(owed.tonight)))


def _card(title: str, inside: QWidget) -> Card:
    card = Card(padding=14, spacing=8)
    card.body.addWidget(label(title, "section", wrap=True))
    card.body.addWidget(inside)
    card.body.addStretch(1)
    return card
