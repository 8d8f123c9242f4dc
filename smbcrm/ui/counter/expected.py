"""“Expected today”: whose day it is, or will be in the next days."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.counter.board import Board, Expected
from smbcrm.ui.counter.facts import expected_line, occasion_icon
from smbcrm.ui.counter.list_card import ListCard
from smbcrm.ui.counter.person_line import PersonLine
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.rows import Badge, RowButton
from smbcrm.ui.wording import called


class ExpectedToday(ListCard):
    """The card of those who have an occasion; `opened` tells a customer."""

    opened = Signal(int)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk.say(N_("Expected today")),
            "",
            desk.say(N_("No birthday or anniversary in the next days.")),
            parent,
        )
        self._desk = desk

    def show_board(self, board: Board) -> None:
        """Show whose day it is."""
        rows: list[RowButton] = []
        for one in board.expected:
            row = PersonLine(
                called(one.name),
                one.tier_code,
                expected_line(self._desk, one),
                badge=self._badge(one),
            )
            row.clicked.connect(lambda _=False, customer=one.customer: self.opened.emit(customer))
            rows.append(row)
        self.show_rows(rows)
        more = board.expected_in_all - len(rows)
        self.show_side(
            self._desk.count(NN_("{count} more customer", "{count} more customers"), more)
            if more
            else ""
        )

    def _badge(self, one: Expected) -> Badge:
        """Return what is to be thought of: the allergy before all, else the day."""
        if one.alert:
            return Badge("octagon-alert", self._desk.say(N_("Note")), "danger")
        when = self._desk.words.until(one.days_left)
        tone = "info" if one.lunar else "rose"
        return Badge(occasion_icon(one.occasion), when, tone)
