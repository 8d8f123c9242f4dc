"""Card and balance as a part of a page: purses, their lines, where a balance lies, the cards."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.membership.balance.types import (
    CustomerBalance,
    Holding,
    LedgerFilter,
    LedgerLine,
    LotLeft,
    Purse,
)
from smbcrm.ui.balance.card_acts import CardActs
from smbcrm.ui.balance.cards_card import CardsCard
from smbcrm.ui.balance.explain import Paper
from smbcrm.ui.balance.lines import LinesModel, LinesTable, source_of
from smbcrm.ui.balance.lots_card import MOST, LotsCard
from smbcrm.ui.balance.purse_acts import PurseActs
from smbcrm.ui.balance.purse_choice import PurseChoice
from smbcrm.ui.balance.side import SideColumn
from smbcrm.ui.balance.tier_card import TierCard
from smbcrm.ui.balance.tiles import Figures
from smbcrm.ui.balance.words import left_text
from smbcrm.ui.desk import Desk
from smbcrm.ui.jobs import Latest
from smbcrm.ui.voucher_paper import VoucherPaperCard
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import EmptyState
from smbcrm.ui.widgets.focus import as_read, tab_through
from smbcrm.ui.widgets.labels import ElideLabel, IconLabel
from smbcrm.ui.widgets.own_words import plain_tip

SIDE = 286
_LEAST_TABLE = 150
_PAPERS = {
    Paper.PRINT: ("printer", N_("Print these"), "Ctrl+P"),
    Paper.EXCEL: ("file-spreadsheet", N_("These in Excel"), "Ctrl+E"),
}


class BalancePart(QWidget):
    """Everything about the value of one customer but their name.

    `side` stands where the page wants it: where it lies, what is done with it, cards and tier.
    `opened` tells the line that is to be looked at, `explain_wanted` that the balance is to be
    explained, `paper_wanted` the `Paper` that is to be made of the purse, `card_changed` that
    something was done with a card, or the tier.
    """

    opened = Signal(object)
    explain_wanted = Signal()
    paper_wanted = Signal(object)
    card_changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._view: CustomerBalance | None = None
        self._holding: Holding | None = None
        self.figures = Figures(desk)
        self.choice = PurseChoice(desk)
        self.explain = Button(desk.say(N_("Explain this balance")), icon="list-checks", kind="soft")
        self.explain.setObjectName("explain_balance")
        self.paper = {paper: self._paper_button(paper) for paper in Paper}
        self.table = LinesTable(desk)
        self.table.setObjectName("balance_lines")
        self.table.setMinimumHeight(_LEAST_TABLE)
        self._model: LinesModel | None = None
        self._keep: int | None = None
        self.older = Button("", kind="quiet", small=True)
        self.acts = CardActs(desk, self)
        self.lots = LotsCard(desk)
        self.purse_acts = PurseActs(desk)
        self.vouchers = VoucherPaperCard(desk)
        self.cards = CardsCard(desk, self.acts)
        self.tier = TierCard(desk)
        self.side = SideColumn(SIDE)
        self._asking = Latest(desk.jobs, self)
        self._lay_out()
        self.choice.changed.connect(self._chosen)
        self.explain.clicked.connect(self.explain_wanted)
        self.table.opened.connect(self._open)
        self.table.verticalScrollBar().valueChanged.connect(lambda _: self._show_older())
        self.older.clicked.connect(self._page_down)
        self.acts.changed.connect(self.card_changed)
        self.cards.replacing.connect(self.focus_first)
        self.tier.changed.connect(self.card_changed)

    @property
    def purse(self) -> tuple[Purse, str]:
        """Which purse is looked at, and the unit of its visits."""
        return self.choice.value

    def choose(self, purse: tuple[Purse, str]) -> None:
        """Look at a purse once the customer is there."""
        self.choice.wish(purse)

    def show_view(self, view: CustomerBalance) -> None:
        """Show a customer; the purse that is looked at stays, if they have it."""
        before, self._view = self._view, view
        same = before is not None and before.shown.customer.id == view.shown.customer.id
        if not same:
            self._holding = None
        self.figures.show_holdings(view.holdings)
        self.choice.show_holdings(view.holdings)
        self.cards.show_view(view)
        self.tier.show_customer(view.shown.customer.id)
        self._show_purse()

    def focus_first(self) -> None:
        """Put the focus on the lines; where there are none, on the purses."""
        (self.table if self._body.currentIndex() == 0 else self.choice).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """See anew which line is the last in sight."""
        super().resizeEvent(event)
        self._show_older()

    # ------------------------------------------------------------------------- what is asked

    def _chosen(self) -> None:
        self._holding = None
        self._show_purse()

    def _show_purse(self) -> None:
        """Ask for the lines and lots of the purse that is chosen."""
        view, (purse, unit) = self._view, self.choice.value
        if view is None:
            return
        holding = next(one for one in view.holdings if (one.purse, one.unit) == (purse, unit))
        before, self._holding = self._holding, holding
        count = holding.available.total if purse is Purse.VOUCHERS else 0
        first = all(one.purse is not Purse.VOUCHERS for one in view.holdings)
        self.purse_acts.show_purse(view.shown.customer.id, purse, unit, first=first)
        self.vouchers.show_vouchers(view.shown.customer.id, count)
        tab_through((*as_read(self), *as_read(self.side)))
        fresh = before is None or (before.purse, before.unit) != (purse, unit)
        if fresh or self._model is None:
            self._model = self.table.show_purse(purse)
            self._model.loaded.connect(self._loaded)
            self._model.failed.connect(self._failed)
            self._keep = None
        else:
            self._keep = self._model.rowCount() - self.table.currentIndex().row()
        balance = self._desk.services.balance
        chosen = LedgerFilter(view.shown.customer.id, purse, unit)
        self._model.load(source_of(balance, chosen))
        shown = partial(self._show_lots, holding)
        self._asking.ask(partial(balance.lots, chosen, MOST), shown, self._failed)

    def _show_lots(self, holding: Holding, lots: tuple[LotLeft, ...]) -> None:
        self.lots.show_lots(holding, lots)

    def _loaded(self) -> None:
        """Show the lines; the current one stays the same where newer ones have come above it."""
        rows = 0 if self._model is None else self._model.rowCount()
        focused = self.table.hasFocus()
        self._body.setCurrentIndex(0 if rows else 1)
        keep, self._keep = self._keep, None
        if rows and keep is not None and 0 < keep <= rows:
            self.table.selectRow(rows - keep)
        elif rows and focused:
            self.table.selectRow(0)
        elif focused:
            self.choice.setFocus()
        self._show_older()

    def _failed(self, error: Exception) -> None:
        self._desk.room.trouble(error, self._show_purse)

    def _open(self, number: int) -> None:
        line = self.table.line(number)
        if line is not None:
            self.opened.emit(line)

    # ------------------------------------------------------------------------ older lines

    def _show_older(self) -> None:
        """Say what comes below the last line in sight."""
        line = self._first_below()
        self.older.setVisible(line is not None)
        if line is not None and self._holding is not None:
            desk = self._desk
            left = left_text(desk, self._holding.purse, line.left.total)
            date = desk.words.date(line.business_date, today=desk.today())
            self.older.set_text(desk.say(N_("Older: {date}, {left}"), date=date, left=left))

    def _first_below(self) -> LedgerLine | None:
        rows = 0 if self._model is None else self._model.rowCount()
        height = self.table.rowHeight(0) if rows else 0
        if not height:
            return None
        bottom = self.table.verticalScrollBar().value() + self.table.viewport().height()
        number = bottom // height
        return self.table.line(number) if number < rows else None

    def _page_down(self) -> None:
        bar = self.table.verticalScrollBar()
        bar.setValue(bar.value() + bar.pageStep())

    # ------------------------------------------------------------------- what it is made of

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        above = QVBoxLayout()
        above.setContentsMargins(16, 10, 16, 0)
        above.setSpacing(10)
        above.addWidget(self.figures)
        column.addLayout(above)
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self.choice)
        tools.addStretch(1)
        tools.addWidget(self.explain)
        for button in self.paper.values():
            tools.addWidget(button)
        above.addLayout(tools)
        say = self._desk.say
        self._body = QStackedWidget()
        self._body.addWidget(self.table)
        nothing = say(N_("Nothing was ever recorded here."))
        self._body.addWidget(EmptyState("wallet", nothing, "", ()))
        column.addWidget(self._body, 1)
        column.addLayout(self._foot())
        self.side.inside.addWidget(self.lots)
        self.side.inside.addWidget(self.purse_acts)
        self.side.inside.addWidget(self.vouchers)
        self.side.inside.addWidget(self.cards)
        self.side.inside.addWidget(self.tier)
        self.side.inside.addStretch(1)

    def _paper_button(self, paper: Paper) -> Button:
        """Return the button that makes a paper, which has its key too."""
        icon, words, key = _PAPERS[paper]
        name = self._desk.say(words)
        made = Button("", icon=icon, name=name)
        made.setToolTip(plain_tip(f"{name} ({key})"))
        made.setAccessibleDescription(key)
        ask = partial(self.paper_wanted.emit, paper)
        made.clicked.connect(lambda _checked: ask())
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(ask)
        return made

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(IconLabel("lock", 14, "ink3"))
        words = N_("Lines are never changed. A mistake gets its own line.")
        row.addWidget(ElideLabel(self._desk.say(words), "caption"), 1)
        row.addWidget(self.older)
        self.older.hide()
        return row
