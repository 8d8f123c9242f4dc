"""How money is paid in: cash, card or QR, transfer; with what the chosen one needs to know."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.membership.sales.codes import MEANS_NAMES, TENDERS, Means
from smbcrm.ui.counter.cash_given import CashGiven
from smbcrm.ui.counter.payment_choice import CARD_OR_QR, LAST_TENDER
from smbcrm.ui.counter.tender_chips import TenderChips
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.buttons import ChoiceGroup, ChoiceTile
from smbcrm.ui.widgets.labels import label

_CARD = "card_or_qr"
_SUB_CHOICES = tuple(means for means in CARD_OR_QR if means is not Means.TRANSFER)
_BY_DIGIT = (Means.CASH, _CARD, Means.TRANSFER)


class TenderChoice(QWidget):
    """Three tiles. `changed` whenever it may be paid in another way."""

    changed = Signal()
    entered = Signal()
    """Enter was pressed in the field of the cash given."""

    def __init__(self, desk: Desk, last: Means | None) -> None:
        super().__init__()
        self._desk = desk
        kept = (last, desk.machine.get(LAST_TENDER), Means.CARD)
        self._card: Means = next(one for one in kept if one in _SUB_CHOICES and one is not None)
        say = desk.say
        self._tiles = {
            Means.CASH: ChoiceTile(say(N_("Cash")), say(N_("counts change")), "banknote"),
            _CARD: ChoiceTile(say(N_("Card or QR")), "", "credit-card"),
            Means.TRANSFER: ChoiceTile(
                say(N_("Transfer")), say(N_("when it is there")), "landmark"
            ),
        }
        self.ways = ChoiceGroup(list(self._tiles.items()), 3)
        self.ways.changed.connect(self._chosen)
        self.cards = TenderChips(desk, _SUB_CHOICES)
        self.cards.changed.connect(self._card_chosen)
        self.cash = CashGiven(desk)
        self.cash.changed.connect(self.changed)
        self.cash.entered.connect(self.entered)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(label(say(N_("Paid by")), "label"))
        self.hint = label(say(N_("↑ ↓ to choose")), "hint")
        head.addWidget(self.hint)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.ways)
        column.addSpacing(4)
        column.addWidget(self.cards)
        column.addWidget(self.cash)
        self.recall(last if last in TENDERS and last is not None else Means.CASH, None)

    @property
    def means(self) -> Means:
        """The means chosen."""
        value = self.ways.value()
        return value if isinstance(value, Means) else self._card

    @property
    def given(self) -> int | None:
        """The cash given; None where none was typed or it is not paid in cash."""
        return self.cash.given if self.means is Means.CASH else None

    def recall(self, means: Means, given: int | None) -> None:
        """Go on with a means chosen before."""
        if means in _SUB_CHOICES:
            self._card = means
        self.ways.choose(means if means in self._tiles else _CARD)
        self.cash.recall(given)
        self._show()

    def choose_number(self, number: int) -> None:
        """Choose the first, second or third way, as if its tile was pressed."""
        if 1 <= number <= len(_BY_DIGIT):
            self.ways.choose(_BY_DIGIT[number - 1])
            self._chosen()

    def step(self, by: int) -> None:
        """Choose the next (+1) or the previous (-1) way."""
        self.ways.step(by)

    def narrow(self, *, roomy: bool) -> None:
        """Be lower, without hints, where there is little room."""
        self.hint.setVisible(roomy)
        for tile in self._tiles.values():
            tile.set_compact(not roomy)

    def check(self) -> bool:
        """Tell whether the cash given can be; if not, it is said there."""
        return self.cash.isHidden() or self.cash.check()

    def show_change(self, change: int | None, missing: int | None) -> None:
        """Say how much cash goes back, or how much is missing."""
        self.cash.show_change(change, missing)

    def _chosen(self, _way: object = None) -> None:
        self._show()
        self.changed.emit()

    def _card_chosen(self, means: Means) -> None:
        self._card = means
        self._desk.machine.put(LAST_TENDER, means)
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self._tiles[_CARD].set_sub(self._desk.say(MEANS_NAMES[self._card]))
        self.cards.choose(self._card)
        self.cards.setVisible(self.means not in {Means.CASH, Means.TRANSFER})
        self.cash.setVisible(self.means is Means.CASH)
