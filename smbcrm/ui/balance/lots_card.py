"""Where a balance lies: its lots, each with what is left of what it brought."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.balance.types import Holding, LotLeft, Purse
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.ledger.words import account_words, kind_words
from smbcrm.membership.shop.types import SpendOrder
from smbcrm.ui.balance.words import DOT, amount_text, left_text, why_words
from smbcrm.ui.desk import Desk
from smbcrm.ui.theme.look import color
from smbcrm.ui.widgets.cards import Card
from smbcrm.ui.widgets.labels import ElideLabel, hairline, label
from smbcrm.ui.widgets.wrapped import WrapLabel

MOST = 5
"""Lots that are shown; those that are drawn on first."""
_BAR = 6
_WHERE = {
    Purse.STORED: N_("Where the {amount} lies"),
    Purse.CREDIT: N_("Where the {amount} lies"),
    Purse.POINTS: N_("Where these {amount} lie"),
    Purse.VISITS: N_("Where these {amount} visits lie"),
    Purse.VOUCHERS: N_("Where these {amount} vouchers lie"),
}
_ORDERS = {
    SpendOrder.PRO_RATA: N_("Paid and gift are spent in proportion, soonest end first."),
    SpendOrder.GIFT_FIRST: N_("The gift is spent first, soonest end first."),
    SpendOrder.PRINCIPAL_FIRST: N_("What was paid is spent first, soonest end first."),
}


class LotBar(QWidget):
    """How much of a lot is left, as a bar; the figures beside it say the same."""

    def __init__(self, share: float, token: str) -> None:
        super().__init__()
        self._share, self._token = min(max(share, 0.0), 1.0), token
        self.setFixedHeight(_BAR)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the least room."""
        return QSize(40, _BAR)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw what is left over what there was."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        for token, share in (("chartMute", 1.0), (self._token, self._share)):
            painter.setBrush(color(token))
            part = QRectF(whole.left(), whole.top(), whole.width() * share, whole.height())
            painter.drawRoundedRect(part, _BAR / 2, _BAR / 2)


class LotsCard(Card):
    """The lots of one purse."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(padding=14, spacing=8)
        self._desk = desk
        self._title = WrapLabel("", "label")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self._more = label("", "caption", wrap=True)
        self._order = WrapLabel("", "caption")
        self.body.addWidget(self._title)
        self.body.addLayout(self._rows)
        self.body.addWidget(self._more)
        self.body.addWidget(self._order)
        self.body.addStretch(1)
        self._shown: list[QWidget] = []

    def show_lots(self, holding: Holding, lots: Sequence[LotLeft]) -> None:
        """Show where what lies in a purse lies."""
        desk, purse = self._desk, holding.purse
        amount = amount_text(desk, purse, holding.available.total)
        self._title.setText(desk.say(_WHERE[purse], amount=amount))
        for row in self._shown:
            self._rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._shown = []
        for lot in lots[:MOST]:
            for part in (hairline(), self._row(purse, lot)):
                self._rows.addWidget(part)
                part.show()
                self._shown.append(part)
        hidden = holding.lots - min(len(lots), MOST)
        more = NN_("and {count} more lot", "and {count} more lots")
        self._more.setText(desk.count(more, hidden) if hidden > 0 else "")
        self._more.setVisible(hidden > 0)
        self._order.setText(desk.say(_order_of(purse, desk.shop.spend_order)))
        self._order.setVisible(holding.lots > 1)
        self.setVisible(bool(lots))

    def _row(self, purse: Purse, lot: LotLeft) -> QWidget:
        desk = self._desk
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        title, left = self._title_of(purse, lot), left_text(desk, purse, lot.left)
        until, brought = self._until(purse, lot), left_text(desk, purse, lot.brought)
        of = desk.say(N_("of {amount}"), amount=brought) if lot.brought > 0 else ""
        for first, second, kinds in (
            (title, left, ("strong", "strong")),
            (until, of, ("caption", "caption")),
        ):
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addWidget(ElideLabel(first, kinds[0]), 1)
            line.addWidget(label(second, kinds[1]))
            column.addLayout(line)
        share = lot.left / lot.brought if lot.brought > 0 else 0.0
        token = "chart2" if lot.kind is AccountKind.GIFT else "chart1"
        column.addWidget(LotBar(share, token))
        row.setAccessibleName(", ".join(filter(None, (title, left, of, until))))
        return row

    def _title_of(self, purse: Purse, lot: LotLeft) -> str:
        """Return what it is and what brought it: Gift part · goodwill; Sale · 4 Oct 2026."""
        desk = self._desk
        reason = why_words(desk, lot.reason_code)
        why = lot.name or reason or desk.tell(kind_words(lot.by))
        if purse is Purse.STORED:
            return DOT.join((desk.tell(account_words(lot.kind)), why))
        return DOT.join((why, desk.words.date(lot.opened_on)))

    def _until(self, purse: Purse, lot: LotLeft) -> str:
        """Return until when it lasts; of stored value without an end also since when."""
        words, say = self._desk.words, self._desk.say
        if lot.expires_on is not None:
            return say(N_("until {date}"), date=words.date(lot.expires_on))
        since = words.date(lot.opened_on, today=self._desk.today())
        return DOT.join((since, say(N_("no end")))) if purse is Purse.STORED else say(N_("no end"))


def _order_of(purse: Purse, order: SpendOrder) -> str:
    """Return in which order a purse is drawn on, as a message id."""
    return _ORDERS[order] if purse is Purse.STORED else N_("What ends first is spent first.")
