"""Redeem points (F7): money off a sale, which opens the sale, or store credit."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from smbcrm.core.amounts import LARGEST
from smbcrm.core.i18n import N_
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.counter.types import CustomerView
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.proposing import Choice, Purse, Way, usable_points
from smbcrm.membership.sales.quoting import Quote, RedeemDraft, RedeemQuote
from smbcrm.ui.counter.count_field import CountField
from smbcrm.ui.counter.happenings import DOT
from smbcrm.ui.counter.money_frame import MoneyFrame
from smbcrm.ui.counter.money_panel import MoneyPanel, for_whom
from smbcrm.ui.counter.panel import SALE
from smbcrm.ui.counter.sale_panel import SaleMemory
from smbcrm.ui.counter.served_by import ServedBy
from smbcrm.ui.counter.summary_rows import redeem_rows
from smbcrm.ui.counter.taking import Begun
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.buttons import Button, Segmented
from smbcrm.ui.widgets.labels import label

MONEY_OFF, CREDIT = "money_off", "credit"


@dataclass(frozen=True, slots=True)
class RedeemMemory:
    """A redemption that is half typed; `begun` also knows what may have been recorded already."""

    points: str = ""
    staff: str = ""
    begun: Begun | None = None


class RedeemPanel(MoneyPanel):
    """Points of an open customer."""

    def __init__(
        self, desk: Desk, view: CustomerView | None, parent: QWidget | None = None
    ) -> None:
        say = desk.say
        points = view.owned.points if view else 0
        available = say(N_("{points} available"), points=desk.words.number(max(points, 0)))
        frame = MoneyFrame(
            desk,
            "sparkles",
            say(N_("Redeem points")),
            f"{for_whom(desk, view)}{DOT}{available}",
            say(N_("Redeem")),
        )
        super().__init__(desk, view, parent, frame)
        self.mode = Segmented(
            [
                (MONEY_OFF, say(N_("Money off a sale")), "banknote"),
                (CREDIT, say(N_("Store credit")), "tag"),
            ]
        )
        self.mode.setAccessibleName(say(N_("Redeem points")))
        self.mode.choose(CREDIT)
        self.mode.changed.connect(self._mode_chosen)
        self.points = CountField(say(N_("Points")))
        self.served = ServedBy(desk, say(N_("Served by")), low=True)
        self.all = Button(say(N_("All of them")), small=True)
        self.all.clicked.connect(self._take_all)
        self._lay_out()
        self.points.changed.connect(self.edited)
        self.points.entered.connect(self.enter)
        self.served.changed.connect(self.edited)
        frame.keypad.pressed.connect(self._key)
        self.tab_after(self.served.combo)
        self._allow()
        self.quote_again()

    def focus_first(self) -> None:
        """Begin with the points; where there are none, with the other use."""
        if self.points.isEnabled():
            self.points.setFocus()
        else:
            self.mode.setFocus()

    def show_view(self, view: CustomerView) -> None:
        """Take up what changed of the customer meanwhile."""
        super().show_view(view)
        self._allow()
        if not self.half_done():
            self.quote_again()

    def memory(self) -> object:
        """Return what is half typed."""
        return RedeemMemory(self.points.text(), self.served.name, self.taking.memory())

    def recall(self, memory: object) -> None:
        """Go on with what was half typed."""
        if not isinstance(memory, RedeemMemory):
            return
        if memory.staff:
            self.served.recall(memory.staff)
        self.points.set_text(memory.points)
        self.edited()
        self.go_on(memory.begun)

    def _lay_out(self) -> None:
        desk, rates = self.desk, self.desk.shop.rates
        worth = desk.say(
            N_("{points} points are worth {amount}."),
            points=desk.words.number(rates.worth_points),
            amount=desk.words.money(rates.worth_minor),
        )
        modes = QHBoxLayout()
        modes.addWidget(self.mode)
        modes.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.points, 1)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(label(worth, "caption", wrap=True), 1)
        below.addWidget(self.all)
        body = self.frame.body
        body.addLayout(modes)
        body.addLayout(row)
        body.addLayout(below)
        row.addWidget(self.served)  # Tab goes in the order in which they are added

    def _typed(self) -> bool:
        return bool(self.points.text().strip())

    def _on_screen(self) -> object:
        return self.points.text(), self._staff()  # the draft also depends on what is there

    def _draft(self) -> RedeemDraft | None:
        points = self.points.count()
        if not points or self.view is None or self._purse().points == 0:
            return None
        return RedeemDraft(self.view.shown.customer.id, points)

    def _work(self, draft: object, act: Act) -> Callable[[], Quote]:
        if not isinstance(draft, RedeemDraft):
            raise TypeError(draft)
        return partial(self.desk.services.till.propose_redemption, act, draft)

    def _record(self, quote: Quote, act: Act) -> Callable[[], Bill]:
        if not isinstance(quote, RedeemQuote):
            raise TypeError(quote)
        return partial(self.desk.services.till.redeem, quote.draft.request(act))

    def _show(self, quote: Quote | None) -> None:
        desk, take = self.desk, self.frame.take
        if quote is None:
            self.frame.summary.show_rows(())
            take.refuse(self._why_not(), loud=self.view is not None and self.view.owned.points < 0)
            return
        self.frame.summary.show_rows(redeem_rows(desk, quote.bill, desk.shop.rates.worth))
        points = desk.words.number(-quote.bill.points)
        worth = desk.words.money(quote.bill.amount)
        take.allow(
            desk.say(N_("Redeem {points}"), points=points),
            desk.say(N_("{amount} more store credit."), amount=worth),
        )

    def _why_not(self) -> str:
        """Return why nothing can be redeemed as it stands."""
        say, owned = self.desk.say, self.view.owned.points if self.view else 0
        if owned < 0:
            return say(
                N_(
                    "Points are {points} after a refund. Nothing can be redeemed before they are "
                    "earned back."
                ),
                points=self.desk.words.number(owned),
            )
        if not owned:
            return say(N_("There are no points yet."))
        return say(N_("Type how many points."))

    def _staff(self) -> str:
        return self.served.name

    def _fields_are_right(self) -> bool:
        if not self.points.isEnabled() or self.points.count():
            return True
        zero = not self._typed() or self.points.count() == 0
        say = self.desk.say
        words = say(N_("Type how many points.") if zero else N_("Type a whole number of points."))
        self.points.show_error(words)
        self.points.setFocus()
        return False

    def _purse(self) -> Purse:
        if self.view is None:
            return Purse()
        return Purse.of(self.view.owned, self.desk.shop.rates.worth)

    def _allow(self) -> None:
        """Let points be typed where there are any."""
        for part in (self.points, self.all):
            part.setEnabled(self._purse().points > 0)

    def _take_all(self) -> None:
        """Put in all points that make a whole amount."""
        most = usable_points(LARGEST, self._purse())
        self.points.set_text(str(most) if most else "")
        self.points.setFocus()
        self.points.edit.selectAll()
        self.edited()

    def _mode_chosen(self, mode: str) -> None:
        if mode == MONEY_OFF:
            self.mode.choose(CREDIT)
            if self.taking.sending or self.taking.uncertain:
                return  # it may be recorded as credit: that comes first
            choice = Choice(way=Way.MIXED, most_points=True)
            self.switched.emit(SALE, SaleMemory(choice=choice, staff=self.served.name))

    def _key(self, key: str) -> None:
        if self.points.isEnabled() and key != ".":
            self.points.press(key)
            self.points.setFocus()
