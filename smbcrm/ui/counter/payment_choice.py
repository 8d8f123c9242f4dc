"""How a sale is paid: four tiles, and below them what the chosen one needs to know."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.amounts import AmountRefused
from smbcrm.core.i18n import N_
from smbcrm.core.settings import Setting
from smbcrm.membership.bills.types import Balances
from smbcrm.membership.sales.codes import MEANS_NAMES, TENDERS, Means
from smbcrm.membership.sales.proposing import Choice, Plan, Purse, Way, plan
from smbcrm.ui.counter.cash_given import CashGiven
from smbcrm.ui.counter.payment_parts import PaymentParts
from smbcrm.ui.counter.tender_chips import TenderChips
from smbcrm.ui.desk import Desk
from smbcrm.ui.till_words import means_words
from smbcrm.ui.widgets.buttons import ChoiceGroup, ChoiceTile
from smbcrm.ui.widgets.labels import label

CARD_OR_QR = tuple(means for means in TENDERS if means is not Means.CASH)


def _tender(text: str) -> Means:
    means = Means(text)
    if means not in CARD_OR_QR:
        raise ValueError(text)
    return means


LAST_TENDER = Setting(
    "card_or_qr",
    Means.CARD,
    N_("Last choice of card or QR"),
    ", ".join(CARD_OR_QR),
    _tender,
)
"""What “Card or QR” meant last at this till."""


class PaymentChoice(QWidget):
    """The tiles and what belongs to them. `changed` whenever the payment may be another one."""

    changed = Signal()
    opened = Signal()
    """Another way was chosen, so `detail` is another part."""
    entered = Signal()
    """Enter was pressed in the field of the cash given."""

    def __init__(self, desk: Desk, owned: Balances | None, last: Means | None) -> None:
        super().__init__()
        self._desk = desk
        self._way: Way | None = None
        self._stored = 0
        self._last = last
        self._points = False
        self._tender = desk.machine.get(LAST_TENDER)
        if last in CARD_OR_QR and last is not None:
            self._tender = last
        self._tiles = _tiles(desk, owned)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._head())
        self._columns = 3 if owned is None else 2
        self.ways = ChoiceGroup(list(self._tiles.items()), self._columns)
        self.ways.changed.connect(self._chosen)
        column.addWidget(self.ways)
        column.addSpacing(4)
        self.tenders = TenderChips(desk, CARD_OR_QR)
        self.tenders.choose(self._tender)
        self.tenders.changed.connect(self._tender_chosen)
        self.cash = CashGiven(desk)
        self.parts = PaymentParts(desk)
        column.addWidget(self.tenders)
        column.addWidget(self.parts)
        self._column = column
        column.addWidget(self.cash)
        self.cash.changed.connect(self.changed)
        self.cash.entered.connect(self.entered)
        self.parts.changed.connect(self.changed)
        self.show_owned(owned)
        self._name_tender()
        self._propose()

    @property
    def choice(self) -> Choice:
        """What was said of the payment so far."""
        return Choice(
            way=self._way,
            tender=self._tender,
            rest=self._rest,
            last=self._last,
            typed=self.parts.typed,
            most_points=self._points,
            given=self.cash.given,
        )

    def choose(self, way: Way) -> None:
        """Pay in that way, as if its tile was pressed; one that is not offered is left alone."""
        if way in self._tiles:
            self.ways.choose(way)
            self._chosen(way)

    def choose_number(self, number: int) -> None:
        """Pay in the way whose tile bears that number."""
        ways = list(self._tiles)
        if number <= len(ways):
            self.choose(ways[number - 1])

    def step(self, by: int) -> None:
        """Choose the next (+1) or the previous (-1) way."""
        self.ways.step(by)

    def split(self, stored: int) -> None:
        """Pay so much with stored value, none with store credit, and the rest in exact cash."""
        self.cash.recall(None)  # what was typed there was given for another sum
        self.parts.forget()
        self.parts.type(Means.CREDIT, 0)
        self.parts.type(Means.STORED, stored)
        self._last = None
        self._name_tender()
        self.choose(Way.MIXED)

    def check(self) -> AmountRefused | None:
        """Return what cannot be read in one of the parts in sight, and go there."""
        return None if self.parts.isHidden() else self.parts.check()

    def check_cash(self) -> bool:
        """Tell whether the cash given can be; if not, it is said there."""
        return self.cash.isHidden() or self.cash.check()

    def recall(self, choice: Choice) -> None:
        """Go on with what was said before."""
        self._way, self._tender, self._last = choice.way, choice.tender, choice.last
        self._points = choice.most_points
        self.tenders.choose(choice.tender)
        self._name_tender()
        self.parts.recall(choice.typed)
        self.cash.recall(choice.given)
        self._propose()

    def show_owned(self, owned: Balances | None) -> None:
        """Say what there is to pay with."""
        if owned is not None:
            self._stored = owned.stored
            there = self._desk.words.sum(owned.stored)
            self._tiles[Way.STORED].set_sub(self._desk.say(N_("{amount} available"), amount=there))
        self.parts.show_owned(owned)

    def show_plan(self, shown: Plan, change: int | None, missing: int | None) -> None:
        """Show the payment that was worked out: the way proposed, its parts, the change."""
        self.ways.choose(shown.way)
        if shown.way is Way.TENDER and self._way is None and shown.tender is not self._tender:
            self._tender = shown.tender
            self.tenders.choose(shown.tender)
            self._name_tender()
        self.parts.show_parts(shown.parts, shown.tender)
        self.cash.show_change(change, missing)
        self._show_details(shown.way, cash=Means.CASH in shown.parts)

    @property
    def mixed(self) -> bool:
        """Whether it is paid in several parts."""
        return self.ways.value() is Way.MIXED

    @property
    def detail(self) -> QWidget:
        """What belongs to the way that is chosen, as far as it is in sight."""
        shown = [part for part in (self.cash, self.parts, self.tenders) if not part.isHidden()]
        return shown[0] if shown else self.ways

    @property
    def typed_in(self) -> QWidget | None:
        """The field that the way chosen has of its own."""
        if not self.parts.isHidden():
            return self.parts.first
        return None if self.cash.isHidden() else self.cash.field

    @property
    def _rest(self) -> Means:
        """The money that makes up the sum of a mixed payment."""
        return self._tender if self._last in CARD_OR_QR else Means.CASH

    def narrow(self, *, roomy: bool) -> None:
        """Be lower, without hints, where there is little room."""
        self.hint.setVisible(roomy)
        for tile in self._tiles.values():
            tile.set_compact(not roomy)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Stand in one row where there is room."""
        super().resizeEvent(event)
        self._fit_tiles()

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(label(self._desk.say(N_("How paid")), "label"))
        self.hint = label(self._desk.say(N_("↑ ↓ to choose")), "hint")
        head.addWidget(self.hint)
        head.addStretch(1)
        return head

    def _propose(self) -> None:
        """Show how it will be paid before any sum is known, so that arrows go on from there."""
        self.show_plan(plan(self.choice, 0, Purse(self._stored)), None, None)

    def _fit_tiles(self) -> None:
        """Leave the room to the parts of a mixed payment: they say what the tiles would."""
        for tile in self._tiles.values():
            tile.set_brief(self.mixed)
        row = self.mixed and self.width() >= self.ways.width_in_one_row()
        self.ways.set_columns(len(self._tiles) if row else self._columns, even=not row)

    def _chosen(self, way: object) -> None:
        self._way = Way(str(way))
        if self._way is not Way.MIXED:
            self._points = False
        self._show_details(self._way)
        self.opened.emit()
        self.changed.emit()

    def _tender_chosen(self, means: Means) -> None:
        self._tender = means
        self._way = self._way or Way.TENDER
        self._desk.machine.put(LAST_TENDER, means)
        self._name_tender()
        self.changed.emit()

    def _name_tender(self) -> None:
        """Say on the tiles which card or QR it is, and what makes up a mixed sum."""
        say = self._desk.say
        self._tiles[Way.TENDER].set_sub(say(MEANS_NAMES[self._tender]))
        tender = means_words(self._desk, [self._tender])
        if Way.STORED in self._tiles:
            rest = means_words(self._desk, [self._rest])
            mixed = say(N_("stored value + {means}"), means=rest)
        else:
            mixed = say(N_("cash + {means}"), means=tender)
        self._tiles[Way.MIXED].set_sub(mixed)

    def _show_details(self, way: Way | None, *, cash: bool = False) -> None:
        self.tenders.setVisible(way is Way.TENDER)
        if way is Way.MIXED:
            self.parts.hold(self.cash, shown=cash)
        else:
            self.parts.release(self.cash)
            self._column.addWidget(self.cash)
            self.cash.setVisible(way is Way.CASH)
        self.parts.setVisible(way is Way.MIXED)
        self._fit_tiles()


def _tiles(desk: Desk, owned: Balances | None) -> dict[Way, ChoiceTile]:
    """Return the tiles by way; without a customer there is no stored value to pay with."""
    say = desk.say
    all_ways = {
        Way.STORED: (say(N_("Stored value")), "", "wallet"),
        Way.CASH: (say(N_("Cash")), say(N_("counts change")), "banknote"),
        Way.TENDER: (say(N_("Card or QR")), "", "credit-card"),
        Way.MIXED: (say(N_("Mixed")), "", "split"),
    }
    ways = [way for way in all_ways if owned is not None or way is not Way.STORED]
    return {way: ChoiceTile(*all_ways[way], str(at)) for at, way in enumerate(ways, 1)}
