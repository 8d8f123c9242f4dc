"""What was taken: how much, how, the change to give back, what changed, and the way to undo it."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.clock import parse_instant
from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.counter.types import CustomerView
from smbcrm.membership.ledger.types import OperationKind
from smbcrm.membership.ledger.words import kind_words
from smbcrm.membership.sales.codes import MEANS_NAMES, Means
from smbcrm.ui.counter.happenings import DOT, visits_used
from smbcrm.ui.counter.panel import CounterPanel, Done
from smbcrm.ui.counter.summary_rows import changed_figures, put_right_by, recorded_figures
from smbcrm.ui.desk import Desk
from smbcrm.ui.quiet import keep_quiet
from smbcrm.ui.sizes import MEDIUM, ROOMY
from smbcrm.ui.theme.props import dress
from smbcrm.ui.till_words import means_words
from smbcrm.ui.voucher_paper import VoucherPaperCard
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.disc import Disc, Inks
from smbcrm.ui.widgets.labels import ElideLabel, FitLabel, IconLabel, label
from smbcrm.ui.widgets.own_words import announce
from smbcrm.ui.widgets.scrolling import reading
from smbcrm.ui.widgets.wrapped import WrapLabel

if TYPE_CHECKING:
    from smbcrm.membership.counter.recorded import Recorded

_DISC, _CHECK = 52, 26
_COLUMNS = 3
# The band fills the top of the card, whose corners are round.
_BAND_CORNERS = (
    "#doneBand { border-radius: 0; border-top-left-radius: 9px; border-top-right-radius: 9px; }"
)
_UNDO = {
    OperationKind.SALE: N_("Undo sale"),
    OperationKind.TOP_UP: N_("Undo top-up"),
    OperationKind.REDEMPTION: N_("Undo redemption"),
    OperationKind.VISIT_USE: N_("Undo visit"),
    OperationKind.REFUND: N_("Undo refund"),
    OperationKind.WITHDRAWAL: N_("Undo withdrawal"),
    OperationKind.TRANSFER: N_("Undo handing over"),
    OperationKind.ADJUSTMENT: N_("Undo putting right"),
    OperationKind.VOUCHER_ISSUE: N_("Undo giving"),
    OperationKind.VOUCHER_VOID: N_("Undo making void"),
}
_TAKEN = {
    OperationKind.SALE: N_("{amount} taken"),
    OperationKind.TOP_UP: N_("{amount} topped up"),
    OperationKind.REDEMPTION: N_("{points} points redeemed"),
    OperationKind.REFUND: N_("{amount} given back"),
    OperationKind.WITHDRAWAL: N_("{amount} paid out"),
    OperationKind.TRANSFER: N_("{amount} handed over"),
    OperationKind.ADJUSTMENT: N_("Put right: {figure}"),
    OperationKind.VOUCHER_ISSUE: N_("{voucher} given"),
    OperationKind.VOUCHER_VOID: N_("{voucher} made void"),
}
_NUMBERED = {
    OperationKind.SALE: N_("Sale {number}"),
    OperationKind.TOP_UP: N_("Top-up {number}"),
    OperationKind.REDEMPTION: N_("Redemption {number}"),
    OperationKind.VISIT_USE: N_("Visit {number}"),
    OperationKind.REFUND: N_("Refund {number}"),
    OperationKind.WITHDRAWAL: N_("Withdrawal {number}"),
}
_OUT = frozenset({OperationKind.REFUND, OperationKind.WITHDRAWAL})
"""What money leaves the drawer for."""
_GIVES = frozenset({OperationKind.VOUCHER_ISSUE, OperationKind.REDEMPTION})
"""What hands vouchers over, each with the code on it."""


class DonePanel(CounterPanel):
    """The result of what was recorded. The page closes it with the next key."""

    def __init__(
        self, desk: Desk, view: CustomerView | None, done: Done, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, view, parent)
        if done.bill is None:
            raise ValueError(done)
        self.bill = bill = done.bill
        inside = QWidget()
        self._body = QVBoxLayout(inside)
        self._body.setContentsMargins(20, 16, 20, 12)
        self._body.setSpacing(16)
        change = sum(payment.change or 0 for payment in bill.payments)
        if change:
            self._body.addWidget(self._money(N_("Change to give back"), change))
        paid_out = sum(one.amount for one in bill.payments if one.means == Means.CASH)
        if paid_out and bill.kind in _OUT:
            self._body.addWidget(self._money(N_("Hand over in cash"), paid_out))
        if bill.bill_number is not None:
            self._body.addLayout(self._bill_row())
        if len(bill.payments) > 1:
            back = bill.kind == OperationKind.REFUND
            heading = N_("What went back") if back else N_("How paid")
            self._body.addWidget(_tiles(desk.say(heading), self._paid()))
        self._show_codes()
        self._changed = _tiles("", ())
        self._body.addWidget(self._changed)
        self._body.addStretch(1)
        self._show_changed(())
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._band())
        column.addWidget(reading(inside, desk.say(N_("What changed"))), 1)
        column.addWidget(self._foot())
        announce(self, f"{self._title()}. {self._second()}")
        desk.ask(self, partial(desk.services.counter.recorded, bill), self._know, keep_quiet)

    def focus_first(self) -> None:
        """Put the focus on the undo."""
        self.undo.setFocus()

    def shows(self) -> str:
        """Return the operation that was recorded."""
        return self.bill.operation

    def narrow(self, width: int, height: int) -> None:
        """Be lower where there is little room."""
        low = width < MEDIUM or height < ROOMY
        self._band_row.setContentsMargins(20, *((10, 20, 10) if low else (20, 20, 20)))
        self._body.setContentsMargins(20, *((8, 20, 8) if low else (16, 20, 12)))
        self._body.setSpacing(8 if low else 16)
        self._stays.setVisible(width >= MEDIUM or self.undo.isHidden())

    def _know(self, known: "Recorded") -> None:
        """Show what the bill does not know; where the day is closed nothing can be undone."""
        more = recorded_figures(self.desk, self.bill, known)
        self._show_changed(more)
        if more:
            announce(self, ", ".join(f"{title} {figure}" for title, figure in more))
        if known.closed_at:
            self.undo.hide()
            closed = self.desk.say(N_("The day is closed at {till}."), till=known.closed_at)
            self._stays.setText(closed)
            self._stays.show()
            announce(self, closed)

    def _show_changed(self, more: Sequence[tuple[str, str]]) -> None:
        """Show every balance that changed, and what else is known of it."""
        figures = (*(changed_figures(self.desk, self.bill) if self.bill.customer else ()), *more)
        tiles = _tiles(self.desk.say(N_("What changed")), figures)
        self._body.replaceWidget(self._changed, tiles)
        tiles.setVisible(bool(figures))
        self._changed.hide()
        self._changed.deleteLater()
        self._changed = tiles

    def _band(self) -> QFrame:
        band = QFrame()
        dress(band, kind="done")
        band.setObjectName("doneBand")
        band.setStyleSheet(_BAND_CORNERS)
        self._band_row = row = QHBoxLayout(band)
        row.setContentsMargins(20, 20, 20, 20)
        row.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(FitLabel(self._title(), "name"))
        words.addWidget(WrapLabel(self._second(), "muted"))
        self.undo = Button(
            self.desk.say(_UNDO[OperationKind(self.bill.kind)]),
            icon="undo-2",
            key="Ctrl Z",
            big=True,
        )
        self.undo.clicked.connect(self.undo_asked)
        row.addWidget(Disc("check", _DISC, _CHECK, Inks("primary", "onPrimary")))
        row.addLayout(words, 1)
        row.addWidget(self.undo)
        return band

    def _title(self) -> str:
        kind, moved = OperationKind(self.bill.kind), sum(one.moved for one in self.bill.visits)
        if kind is OperationKind.VISIT_USE:
            return visits_used(self.desk, -moved)
        if kind is OperationKind.TRANSFER and self.bill.visits:
            words = NN_("{count} visit handed over", "{count} visits handed over")
            return self.desk.count(words, -moved)
        return self.desk.say(
            _TAKEN[kind],
            amount=self.desk.words.money(self.bill.amount),
            points=self.desk.words.number(-self.bill.points),
            figure=put_right_by(self.desk, self.bill),
            voucher=next((one.name for one in self.bill.vouchers), ""),
        )

    def _second(self) -> str:
        """Return the line below: Sale 10482 · stored value · served by Mia · 10:24."""
        desk, bill = self.desk, self.bill
        kind = OperationKind(bill.kind)
        number = (
            desk.say(_NUMBERED[kind], number=bill.bill_number)
            if kind in _NUMBERED
            else desk.tell(kind_words(kind))
        )
        paid = sorted(bill.payments, key=lambda one: -one.amount)
        gift = desk.words.sum(bill.gift)
        parts = (
            number,
            means_words(desk, [Means(one.means) for one in paid]),
            desk.say(N_("gift {gift}"), gift=gift) if bill.gift else "",
            desk.say(N_("served by {name}"), name=self._served()),
            desk.words.time(parse_instant(bill.recorded_at)),
        )
        return DOT.join(filter(None, parts))

    def _served(self) -> str:
        """Return who served, with their shares where there are several."""
        served = self.bill.servers
        if len(served) == 1:
            return served[0].name
        return self.desk.say(N_(", ")).join(f"{one.name} {one.share}" for one in served)

    def _show_codes(self) -> None:
        """Show the codes of vouchers that are given, and offer them as cards."""
        bill = self.bill
        given = [one for one in bill.vouchers if one.moved > 0 and bill.kind in _GIVES]
        for one in given:
            self._body.addWidget(label(self.desk.say(N_("Code {code}"), code=one.code), "name"))
        if given:
            self.vouchers = VoucherPaperCard(self.desk)
            self._body.addWidget(self.vouchers)
            self.vouchers.show_codes([one.code for one in given])

    def _money(self, title: str, amount: int) -> QFrame:
        """Return what stands out most: the money to hand over."""
        frame = QFrame()
        dress(frame, kind="tile")
        row = QHBoxLayout(frame)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(12)
        row.addWidget(IconLabel("coins", 22))
        row.addWidget(label(self.desk.say(title), "section"))
        row.addStretch(1)
        self.change = FitLabel(self.desk.words.money(amount), "money")
        row.addWidget(self.change)
        return frame

    def _bill_row(self) -> QHBoxLayout:
        """Return what stands first below the band: the bill to be handed over."""
        say = self.desk.say
        row = QHBoxLayout()
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(0)
        title = say(N_("E-bill {number}"), number=self.bill.bill_number)
        words.addWidget(ElideLabel(title, "label"))
        words.addWidget(ElideLabel(say(N_("look at it, print it, save it as PDF")), "caption"))
        self.e_bill = Button(say(N_("E-bill")), icon="printer", key="F9")
        self.e_bill.clicked.connect(self.bill_asked)
        row.addWidget(IconLabel("receipt-text", 18))
        row.addLayout(words, 1)
        row.addWidget(self.e_bill)
        return row

    def _paid(self) -> Sequence[tuple[str, str]]:
        """Return each part of a mixed payment: the means as a title, and how much."""
        desk, words = self.desk, self.desk.words
        return [
            (
                desk.say(MEANS_NAMES[Means(paid.means)]),
                words.sum(paid.amount)
                if paid.points is None
                else DOT.join((words.number(paid.points), words.sum(paid.amount))),
            )
            for paid in sorted(self.bill.payments, key=lambda one: -one.amount)
        ]

    def _foot(self) -> QFrame:
        say = self.desk.say
        foot = QFrame()
        dress(foot, kind="footer")
        row = QHBoxLayout(foot)
        row.setContentsMargins(20, 12, 20, 12)
        row.setSpacing(10)
        row.addWidget(IconLabel("scan-barcode", 18))
        following = N_("Scan or type the next customer. This page closes by itself.")
        row.addWidget(label(say(following), "muted", wrap=True), 1)
        self._stays = label(say(N_("Undo stays in “Just served” for 30 minutes")), "caption")
        row.addWidget(self._stays)
        return foot


def _tiles(heading: str, figures: Sequence[tuple[str, str]]) -> QWidget:
    """Return titles with their figures, below a heading."""
    made = QWidget()
    dress(made, kind="clear")
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    column.addWidget(label(heading, "label"))
    grid = QGridLayout()
    grid.setSpacing(8)
    for number, (title, figure) in enumerate(figures):
        tile = QFrame()
        dress(tile, kind="tile")
        tile.setAccessibleName(f"{title} {figure}")
        inside = QVBoxLayout(tile)
        inside.setContentsMargins(12, 8, 12, 8)
        inside.setSpacing(2)
        inside.addWidget(label(title, "caption"))
        inside.addWidget(FitLabel(figure, "strong"))
        grid.addWidget(tile, number // _COLUMNS, number % _COLUMNS)
    for number in range(_COLUMNS):
        grid.setColumnStretch(number, 1)
    column.addLayout(grid)
    return made
