"""The counter with a customer open: the card stays, the right side is actions or one panel."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from smbcrm.core.i18n import N_
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.counter.types import CustomerView
from smbcrm.membership.offers.types import Offer
from smbcrm.ui.counter import facts
from smbcrm.ui.counter.card_line import CardButtons
from smbcrm.ui.counter.card_parts import GoodToKnow, OccasionBanner
from smbcrm.ui.counter.customer_card import CustomerCard
from smbcrm.ui.counter.figures import Kind, changed_by
from smbcrm.ui.counter.panel import REDEEM, SALE, TOP_UP, VISIT, CounterPanel, take_away
from smbcrm.ui.counter.recent import Recent
from smbcrm.ui.counter.strip_card import StripCard
from smbcrm.ui.desk import Desk
from smbcrm.ui.sizes import MEDIUM, ROOMY, WIDE
from smbcrm.ui.widgets.buttons import ActionTile
from smbcrm.ui.widgets.scrolling import scrolling

_GAP = 12


class OpenCustomer(QWidget):
    """Card or strip, actions and list, or a panel in their place.

    `action` tells the name of a panel that is wanted, `closed` that the customer shall be closed,
    `card_wanted` that they shall get another card, `bill_wanted` the operation whose bill is to be
    shown, "" for one that has none.
    """

    action = Signal(str)
    closed = Signal()
    card_wanted = Signal()
    bill_wanted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._view: CustomerView | None = None
        self._narrow = False
        self.card = CustomerCard(desk)
        self.strip = StripCard(desk)
        self.card.card_wanted.connect(self.card_wanted)
        self._right = QStackedWidget()
        self._right.addWidget(self._actions())
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(_GAP)
        self._box.addWidget(self.strip)
        self._box.addWidget(self.card)
        self._box.addWidget(self._right, 1)
        self.strip.hide()

    def show_view(self, view: CustomerView) -> None:
        """Show a customer; numbers that were marked as changed stay so."""
        desk = self._desk
        self._view = view
        self.card.show_view(view)
        self.strip.show_view(view)
        self.recent.show_view(view)
        points = desk.words.number(max(0, view.owned.points))
        self.tiles[REDEEM].set_sub(desk.say(N_("{points} available"), points=points))
        self.tiles[VISIT].set_sub(facts.packages_words(desk, view))
        soon = view.occasion
        self._banner.show_banner(facts.occasion_words(desk, soon) if soon else None)
        self._known.show_lines(facts.good_to_know(desk, view))
        self._card_buttons.show_view(view)
        self._show_extras()

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Say on the top-up tile what the best offer is."""
        best = max(offers, key=lambda offer: offer.amount, default=None)
        self.tiles[TOP_UP].set_sub(
            self._desk.say(N_("Money paid in ahead"))
            if best is None
            else self._desk.say(
                N_("Pay {amount}, get {gift}"),
                amount=self._desk.words.round_sum(best.amount),
                gift=self._desk.words.round_sum(best.gift),
            )
        )

    def hold_cards(self, held: bool) -> None:  # noqa: FBT001 - one thing to say
        """Turn the buttons for another card off, or on again."""
        for button in (self.card.card_button, self._card_buttons.card):
            button.setEnabled(not held)

    def touch(self, bill: Bill | None) -> None:
        """Mark the numbers that a bill has changed; None marks none."""
        touched = frozenset[Kind]() if bill is None else changed_by(bill)
        self.card.touch(touched)
        self.strip.touch(touched)

    def put_panel(self, panel: CounterPanel) -> None:
        """Show a panel in the place of actions and list."""
        self.drop_panel()
        host = scrolling(panel)
        panel.show()
        self._right.addWidget(host)
        self._right.setCurrentWidget(host)

    def drop_panel(self) -> None:
        """Show actions and list again."""
        host = self._right.widget(1)
        self._right.setCurrentIndex(0)
        if host is not None:
            self._right.removeWidget(host)
            take_away(host)

    def narrow(self, width: int, height: int) -> None:
        """Fit a window of that size."""
        slim, narrow = width < WIDE, width < MEDIUM
        self._narrow = narrow
        self.card.be_slim(slim)
        self.card.setVisible(not narrow)
        self.strip.setVisible(narrow)
        self._box.setDirection(
            QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        )
        for tile in self.tiles.values():
            tile.set_compact(slim or height < ROOMY)
        self._place_tiles(in_one_row=narrow)
        self.recent.be_whole(narrow)
        self._show_extras()
        if self._view is not None:
            self.card.show_view(self._view)

    def _actions(self) -> QWidget:
        say = self._desk.say
        self.tiles = {
            SALE: ActionTile(
                say(N_("Record sale")),
                say(N_("Amount, how paid, points")),
                "receipt-text",
                "F5",
                main=True,
            ),
            TOP_UP: ActionTile(say(N_("Top up")), "", "wallet", "F6"),
            REDEEM: ActionTile(say(N_("Redeem points")), "", "sparkles", "F7"),
            VISIT: ActionTile(say(N_("Use a visit")), "", "ticket-check", "F8"),
        }
        for name, tile in self.tiles.items():
            tile.clicked.connect(lambda _=False, name=name: self.action.emit(name))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        self._grid = QGridLayout()
        self._grid.setSpacing(_GAP)
        column.addLayout(self._grid)
        self._place_tiles(in_one_row=False)
        self._banner = OccasionBanner()
        self._known = GoodToKnow(self._desk)
        self._card_buttons = CardButtons(self._desk)
        self._card_buttons.card.clicked.connect(self.card_wanted)
        self.recent = Recent(self._desk)
        self.recent.closed.connect(self.closed)
        self.recent.bill_wanted.connect(self.bill_wanted)
        column.addWidget(self._banner)
        column.addWidget(self.recent, 1)
        column.addWidget(self._known)
        column.addWidget(self._card_buttons)
        return scrolling(inside)

    def _place_tiles(self, *, in_one_row: bool) -> None:
        """Lay the actions out: two by two, or all four side by side."""
        columns = len(self.tiles) if in_one_row else 2
        for number, tile in enumerate(self.tiles.values()):
            self._grid.addWidget(tile, number // columns, number % columns)

    def _show_extras(self) -> None:
        """Show below the strip what otherwise stands on the card."""
        view = self._view
        occasion = view is not None and view.occasion is not None
        self._banner.setVisible(self._narrow and occasion)
        self._known.setVisible(self._narrow)
        self._card_buttons.setVisible(self._narrow)
