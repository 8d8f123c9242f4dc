"""Use a visit (F8): one of the packages, how many visits; pause, extend, hand over."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from smbcrm.core.i18n import N_
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.cards.scanning import ItemScan, Scan
from smbcrm.membership.counter.types import CustomerView
from smbcrm.membership.items.types import Item
from smbcrm.membership.ledger.types import OperationKind
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import WHOLE
from smbcrm.membership.sales.quoting import Quote
from smbcrm.membership.sales.serving import Serves
from smbcrm.membership.value.types import TransferReason, TransferRequest
from smbcrm.membership.visits.owning import OwnedPackage
from smbcrm.membership.visits.types import (
    ExtendRequest,
    ExtensionReason,
    PauseRequest,
    UseRequest,
)
from smbcrm.ui.counter.money_frame import MoneyFrame
from smbcrm.ui.counter.money_panel import MoneyPanel, for_whom
from smbcrm.ui.counter.package_choice import Key, key_of
from smbcrm.ui.counter.package_forms import FormMemory
from smbcrm.ui.counter.package_wishes import Mode, Wish, WishQuote, quoted, recording
from smbcrm.ui.counter.panel import SALE
from smbcrm.ui.counter.result_side import ResultSide
from smbcrm.ui.counter.sale_panel import SaleMemory
from smbcrm.ui.counter.taking import Begun
from smbcrm.ui.counter.visit_body import VisitBody
from smbcrm.ui.counter.visit_showing import VisitShowing
from smbcrm.ui.desk import Desk
from smbcrm.ui.jobs import Latest
from smbcrm.ui.sizes import ROOMY
from smbcrm.ui.widgets.focus import tab_through

_BILLED = frozenset({OperationKind.VISIT_USE, OperationKind.TRANSFER})
"""What is shown as done, with its undo; the rest is said, and the panel goes on."""


@dataclass(frozen=True, slots=True)
class VisitMemory:
    """What is chosen; `begun` also knows what may have been recorded already."""

    package: str = ""
    owner: int = 0
    count: int = 1
    mode: Mode | None = None
    form: FormMemory = field(default_factory=FormMemory)
    staff: str = ""
    served: tuple[Serves, ...] = ()
    begun: Begun | None = None


class VisitPanel(MoneyPanel):
    """The visit packages of an open customer, and of the household."""

    def __init__(
        self, desk: Desk, view: CustomerView | None, parent: QWidget | None = None
    ) -> None:
        say = desk.say
        side = ResultSide()
        frame = MoneyFrame(
            desk,
            "ticket-check",
            say(N_("Use a visit")),
            for_whom(desk, view),
            say(N_("Use a visit")),
            side,
        )
        super().__init__(desk, view, parent, frame)
        self._owned: Sequence[OwnedPackage] | None = None
        self._wanted: VisitMemory | None = None
        self._mode: Mode | None = None
        self.inside = VisitBody(desk, self)
        self.showing = VisitShowing(desk, frame, side, self.inside)
        frame.body.addWidget(self.inside)
        self._asking = Latest(desk.jobs, self)
        self._connect()
        self._look()

    # ------------------------------------------------------------------ what is asked of it

    def focus_first(self) -> None:
        """Begin with the packages; where there are none, with what is sold."""
        if not self.inside.take_focus():
            self.frame.back.setFocus()

    def escape(self) -> bool:
        """Close the list of those found, what is said in place, then a form."""
        if self.inside.transfer.taker.close_list() or super().escape():
            return True
        if self._mode is None:
            return False
        self._be(None)
        self.focus_first()
        return True

    def narrow(self, width: int, height: int) -> None:
        """Be lower where there is little room."""
        super().narrow(width, height)
        self.inside.narrow(roomy=height >= ROOMY)

    def show_view(self, view: CustomerView) -> None:
        """Take up what changed of the customer meanwhile."""
        super().show_view(view)
        self._look()

    def take_scan(self, scan: Scan) -> bool:
        """Choose the package that was scanned."""
        if self.taking.sending or not isinstance(scan, ItemScan):
            return False
        return self.inside.choice.choose(scan.item.code)

    def memory(self) -> object:
        """Return what is chosen."""
        chosen = self.inside.choice.chosen
        if chosen is None:
            return self._wanted or VisitMemory(begun=self.taking.memory())
        owner, code = key_of(chosen)
        return VisitMemory(
            code,
            owner,
            self.inside.stepper.count,
            self._mode,
            self.inside.form_memory(),
            self.inside.done_by.name,
            self.inside.served.chosen,
            self.taking.memory(),
        )

    def filled_in(self) -> object:
        """Return what was chosen; who serves is known once the till has answered."""
        chosen = self.inside.choice.chosen
        key = None if chosen is None else key_of(chosen)
        return key, self.inside.stepper.count, self._mode, self.inside.form_memory()

    def recall(self, memory: object) -> None:
        """Go on with what was chosen, as soon as the packages are there."""
        if isinstance(memory, VisitMemory):
            self._wanted = memory
            if self._owned is not None:
                self._bring_back()

    # ------------------------------------------------------------------ draft, quote, record

    @property
    def mode(self) -> Mode:
        """What the big button does: what was chosen, else what the package allows."""
        chosen = self.inside.choice.chosen
        if chosen is None or self._mode is not None or chosen.owner_name:
            return self._mode or Mode.USE  # only its owner decides how long it lasts
        if chosen.standing.paused is not None:
            return Mode.RESUME
        return Mode.EXTEND if not chosen.standing.left and chosen.lost else Mode.USE

    def _typed(self) -> bool:
        return self._mode is not None or self.inside.stepper.count > 1

    def _on_screen(self) -> object:
        return self._draft(), self._staff()

    def _draft(self) -> Wish | None:
        chosen = self.inside.choice.chosen
        if chosen is None or self.view is None:
            return None
        act, mode = self._quote_act, self.mode
        customer, (owner, code) = self.view.shown.customer.id, key_of(chosen)
        match mode:
            case Mode.USE:
                count, whose = self.inside.stepper.count, None if owner == customer else owner
                use = UseRequest(act, customer, code, count, whose, self.inside.served.asked)
                return Wish(mode, use) if chosen.usable else None
            case Mode.PAUSE | Mode.RESUME:
                return Wish(mode, PauseRequest(act, owner, code))
            case Mode.EXTEND:
                form = self.inside.extend
                reason = form.reason.code or ExtensionReason.OTHER
                day = form.day
                return (
                    None
                    if day is None
                    else Wish(mode, ExtendRequest(act, owner, code, day, reason))
                )
            case Mode.TRANSFER:
                taker = self.inside.transfer.taker.referrer().id
                reason = self.inside.transfer.reason.code or TransferReason.OTHER
                count = self.inside.stepper.count
                hand = TransferRequest(act, owner, taker, count, reason, code)
                return Wish(mode, hand) if taker else None

    def _work(self, draft: object, act: Act) -> Callable[[], Quote]:
        if not isinstance(draft, Wish):
            raise TypeError(draft)
        return partial(quoted, self.desk.services, draft, act)

    def _record(self, quote: Quote, act: Act) -> Callable[[], Bill]:
        if not isinstance(quote, WishQuote):
            raise TypeError(quote)
        return recording(self.desk.services, quote.wish, act)

    def _show(self, quote: Quote | None) -> None:
        bill = None if quote is None else quote.bill
        self.showing.show(self.inside.choice.chosen, self.mode, bill, waits=self._owned is None)

    def _wait_for(self, draft: object) -> None:
        self.showing.name_button(self.mode)
        super()._wait_for(draft)
        chosen = self.inside.choice.chosen
        if chosen is not None:
            self.showing.outline(chosen, self.mode)

    def _staff(self) -> str | None:
        return None if self.mode is Mode.USE else self.inside.done_by.name

    def _digit(self, digit: int) -> None:
        self.inside.choice.choose_number(digit)

    def _fields_are_right(self) -> bool:
        return self.inside.check(self.mode)

    def enter(self) -> None:
        """Do what Enter means; where a package is used up, sell a new one."""
        chosen = self.inside.choice.chosen
        if chosen is not None and self.mode is Mode.USE and not chosen.standing.left:
            self._sell(chosen.standing.package.item)
        else:
            super().enter()

    def _recorded(self, bill: Bill) -> None:
        if bill.kind in _BILLED:
            super()._recorded(bill)
            return
        self.desk.room.toast(self.showing.done_words(bill))
        self.desk.room.undoable(None)  # Ctrl+Z would take back what was done before this
        self.taking.begin_anew(self.desk.act())
        self._be(None)
        self._look()
        self.focus_first()

    # ------------------------------------------------------------------ small things

    def _connect(self) -> None:
        inside = self.inside
        inside.choice.changed.connect(self._chosen)
        inside.stepper.changed.connect(self.edited)
        inside.served.changed.connect(self.edited)
        inside.done_by.changed.connect(self.edited)
        inside.form_changed.connect(self.edited)
        inside.mode_wanted.connect(self._be_or_not)
        inside.sell_wanted.connect(self._sell)

    def _look(self) -> None:
        """Ask for the packages; what cannot be told is said at large."""
        if self.view is not None:
            work = partial(self.desk.services.visits.owned, self.view.shown.customer.id)
            self._asking.ask(work, self._know, self.desk.room.trouble)

    def _know(self, owned: Sequence[OwnedPackage]) -> None:
        first, self._owned = self._owned is None, self._as_numbered(owned)
        had_focus = self.frame.back.hasFocus()
        self._bring_back()
        if first and had_focus:
            QTimer.singleShot(0, self, self.focus_first)

    def _as_numbered(self, owned: Sequence[OwnedPackage]) -> Sequence[OwnedPackage]:
        """Return them in the order of those that are shown, what is new last: numbers stay."""
        places = {key_of(one): place for place, one in enumerate(self._owned or ())}
        return sorted(owned, key=lambda one: places.get(key_of(one), len(places)))

    def _bring_back(self) -> None:
        """Show the packages, with what was chosen before."""
        wanted, self._wanted = self._wanted, None
        key = None if wanted is None else self._key(wanted)
        self.inside.show_owned(self._owned or (), key)
        if wanted is not None:
            self._mode = wanted.mode
            self.inside.recall(wanted.count, wanted.form)
            self.inside.recall_staff(wanted.staff, wanted.served)
        *take, back = self.frame.tab_order()
        tab_through((*self.inside.fields(), *take, *self.inside.buttons.values(), back))
        self._fit()
        self.quote_again()
        if wanted is not None:
            self.go_on(wanted.begun)

    def _key(self, wanted: VisitMemory) -> Key:
        """Return which package was meant; by its code alone the first of that code."""
        keys = (key_of(one) for one in self._owned or ())
        mine = (key for key in keys if key[1] == wanted.package)
        return next(
            (key for key in mine if wanted.owner in {0, key[0]}), (wanted.owner, wanted.package)
        )

    def _chosen(self) -> None:
        self._mode = None
        self._fit()
        self.edited()

    def _be_or_not(self, mode: Mode) -> None:
        self._be(None if self._mode is mode else mode)

    def _be(self, mode: Mode | None) -> None:
        self._mode = mode
        self._fit()
        self.edited()
        self.inside.focus_form(self.mode)

    def _fit(self) -> None:
        """Show what belongs to the package that is chosen."""
        self.inside.fit(self.mode, chosen_mode=self._mode)

    def _sell(self, item: Item) -> None:
        if not self.taking.sending:
            self.switched.emit(SALE, SaleMemory(lines=((item, WHOLE),)))
