"""The counter page: search on top; below it the board, an open customer, or a panel alone.

It holds who is open and lets one thing follow the other. What is shown where is the business of
the parts.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.membership.customers.errors import UnknownCustomer
from smbcrm.ui.counter.bill_desk import BillDesk
from smbcrm.ui.counter.board_asking import BoardAsking
from smbcrm.ui.counter.body import Body
from smbcrm.ui.counter.bringing_back import BringingBack
from smbcrm.ui.counter.card_desk import CardDesk
from smbcrm.ui.counter.focus_return import FocusReturn
from smbcrm.ui.counter.instead import Instead
from smbcrm.ui.counter.notice import NoticeBar
from smbcrm.ui.counter.panel import BILL, NEW_CUSTOMER, REFUND, SALE, VOUCHER
from smbcrm.ui.counter.panel_flow import DONE, CounterMemory, PanelFlow
from smbcrm.ui.counter.panels import PANELS
from smbcrm.ui.counter.refund_desk import RefundDesk
from smbcrm.ui.counter.scan_answers import ScanAnswers
from smbcrm.ui.counter.scan_desk import ScanDesk
from smbcrm.ui.counter.search import CustomerSearch
from smbcrm.ui.counter.search_row import SearchRow
from smbcrm.ui.desk import Desk, Undo
from smbcrm.ui.jobs import Latest
from smbcrm.ui.page import Page
from smbcrm.ui.sizes import MEDIUM, ROOMY

if TYPE_CHECKING:
    from smbcrm.membership.bills.types import Bill
    from smbcrm.membership.counter.types import CustomerView
    from smbcrm.membership.offers.types import Offer


Begin = Callable[["CustomerView | None", str], object]


class CounterPage(Page):
    """Find somebody, see what matters, record what they do."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.view: CustomerView | None = None
        self._coming = False
        self._action = ""
        self.row = SearchRow(desk)
        self.notice = NoticeBar(self.row.box.field)
        self.body = Body(desk)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(12)
        for part in (self.row, self.notice, self.body):
            self._column.addWidget(part)
        self._column.setStretch(2, 1)
        self._set_edge(20, 16)
        self.search = CustomerSearch(desk, self.row.box, self)
        self.flow = PanelFlow(desk, self.row, self.notice, self.body, self)
        self.cards = CardDesk(desk, self.notice, self)
        self.bills = BillDesk(desk, self.flow, self.notice, self)
        self.refunds = RefundDesk(desk, self.flow, self.body, self.notice, self)
        self._desks: dict[str, Begin] = {BILL: self.bills.begin, REFUND: self.refunds.begin}
        self._instead = Instead(desk, self.notice, self)
        self._answers = ScanAnswers(desk, self.flow, self.notice, self.cards, self)
        self._desks[VOUCHER] = self._answers.use_voucher
        self._scans = ScanDesk(desk, self.notice, self._answers, self)
        self._opening = Latest(desk.jobs, self, self.row.set_waiting)
        self._back = BringingBack(desk, self.flow, self._load, self)
        self._board = BoardAsking(desk, self.body.idle, self.search, self)
        self._focus_return = FocusReturn(self, self.row.box.field, self._nothing_begun)
        self._connect()
        self._connect_flow()

    # ---------------------------------------------------------------- what the window asks for

    def open_customer(self, customer: int, action: str = "") -> None:
        """Open a customer, with a panel begun where `action` names one."""
        self._coming, self._action = True, action or self._action
        self._load(customer, self._opened)

    def new_customer(self, typed: str = "") -> None:
        """Begin a new customer with what was typed."""
        if self.flow.may_change():
            typed = typed or self.search.text
            self._leave()
            self.flow.begin(NEW_CUSTOMER, None).begin(typed)

    def begin(self, action: str) -> None:
        """Begin what a panel is for, by its name: a sale (without a customer a walk-in), the bill.

        Behind a "/" stands what it is about: `refund/` with the operation of a sale.
        """
        if self._coming or self.search.choosing:
            self._action = action  # for whom is just being looked up
            return
        if self.search.meant is not None:
            self.open_customer(self.search.meant, action)
            return
        name, _, about = action.partition("/")
        if name in self._desks:
            self._desks[name](self.view, about)
            return
        if self.view is not None and self.flow.goes_on:
            self._more_for(self.view)
        self.end_done()
        if self.flow.go_on(name, about):
            return
        if self.view is None and PANELS[name].of_customer:
            self.notice.say("info", "search", self.desk.say(N_("Find the customer first.")))
            self.to_search()
        elif self.flow.may_change():
            self.flow.begin(name, self.view, about or None)

    def scanned(self, code: str, *, here: bool = True) -> None:
        """Take a scanned code; where another page is shown the counter comes first."""
        self.end_done()
        self._scans.read(code, here=here)

    def to_search(self) -> None:
        """Put the cursor into the search."""
        self.row.box.field.setFocus()
        self.row.box.field.selectAll()

    @property
    def is_idle(self) -> bool:
        """Whether the board is shown, with what may be undone."""
        return self.view is None and self.flow.panel is None

    @property
    def is_working(self) -> bool:
        """Whether a panel is open in which something is being done."""
        return self.flow.panel is not None and self.flow.name != DONE

    def take_back_last(self) -> None:
        """Undo the newest operation of this till that can be undone."""
        self.flow.take_back.newest()

    # ------------------------------------------------------------------------ what a page does

    def arrive(self, part: str = "") -> None:
        """Be shown: ask again for what is on it."""
        del part
        self._look_again()

    def refocus(self) -> None:
        """Put the focus into the panel that is open, else into the search."""
        panel = self.flow.panel
        if panel is not None and self.flow.name != DONE:
            panel.focus_first()
        else:
            self.row.box.field.setFocus()

    def escape(self) -> bool:
        """Go one step back: suggestions, notice, typed text, panel, customer."""
        if self.search.close() or self.notice.clear():
            return True
        panel = self.flow.panel
        if self.search.text and (self.row.box.field.hasFocus() or panel is None):
            self.search.clear()
        elif panel is not None:
            if not panel.escape():
                self.flow.close()
        elif self.view is not None:
            self.close_customer()
        else:
            return False
        return True

    def narrow(self, width: int, height: int) -> None:
        """Fit a window of that size."""
        self.row.narrow(width, height)
        self.body.narrow(width, height)
        self.flow.narrow(width, height)
        roomy = width >= MEDIUM and height >= ROOMY
        self._set_edge(*((20, 16) if roomy else (16, 12)))

    def unfinished(self) -> Sequence[str]:
        """Tell whether something is typed, or was sent and not answered."""
        return ("",) if self.flow.half_done() or self.flow.take_back.busy else ()

    def memory(self) -> CounterMemory | None:
        """Return who is open, and the panel with what was typed in it."""
        name, inside, done = self.flow.memory()
        if self.view is None and not name:
            return self._back.under_way if self._coming else None
        customer = None if self.view is None else self.view.shown.customer.id
        return CounterMemory(customer, name, inside, done)

    def recall(self, memory: object) -> None:
        """Go on where another counter page was, unless something else is half done here."""
        if isinstance(memory, CounterMemory):
            self._coming = memory.customer is not None
            self._back.bring(memory)

    def undo_again(self, kept: object) -> Undo | None:
        """Return the undo of what was recorded, or of what was closed half typed."""
        return self._back.anew(kept)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the list under the search box."""
        super().resizeEvent(event)
        if self.search.list.isVisible():
            self.search.place()

    def _set_edge(self, sides: int, ends: int) -> None:
        self._column.setContentsMargins(sides, ends, sides, ends)

    # ------------------------------------------------------------------------------- customers

    def close_customer(self) -> None:
        """Show the board again."""
        self._leave()
        self._show_idle()

    def _load(
        self,
        customer: int,
        shown: Callable[["CustomerView"], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Ask for a customer, and for the offers that a tile names; the newest question counts."""
        services = self.desk.services

        def look() -> tuple["CustomerView", tuple["Offer", ...]]:
            return services.counter.customer(customer), services.offers.holding_for(customer)

        def answered(found: tuple["CustomerView", tuple["Offer", ...]]) -> None:
            self._coming, (view, offers) = False, found
            self.body.customer.show_offers(offers)
            shown(view)

        self._opening.ask(look, answered, failed or self._not_opened)

    def _not_opened(self, error: Exception) -> None:
        self._coming, self._action = False, ""
        if isinstance(error, UnknownCustomer) and self.view is not None:
            self.close_customer()
        self.desk.room.trouble(error)

    def _opened(self, view: "CustomerView") -> None:
        action, self._action = self._action, ""
        same = self.view is not None and self.view.shown.customer.id == view.shown.customer.id
        self.search.finish()
        if same and not self.flow.is_done:
            self._show_again(view)
        elif self.flow.half_done():
            self.flow.wait_for(view)
            return
        else:
            self._leave()
            self._show(view)
            self.row.box.field.setFocus()
        self.cards.opened(view)
        if action:
            self.begin(action)

    def _show(self, view: "CustomerView") -> None:
        self.view = view
        self.row.set_idle(False)
        self.body.show_customer(view)

    def _show_again(self, view: "CustomerView") -> None:
        """Take up what changed of the open customer."""
        if self.view is None or self.view.shown.customer.id != view.shown.customer.id:
            return
        self.view = view
        self.body.customer.show_view(view)
        panel = self.flow.panel
        if panel is not None and panel.view is not None:
            panel.show_view(view)

    def _go_on_with(self, memory: CounterMemory, view: "CustomerView | None") -> None:
        action = self._action
        self._leave()
        if view is not None:
            self._show(view)
        self.flow.recall(memory, view)
        if action:
            self.begin(action)

    def _leave(self) -> None:
        """Let go of customer and panel."""
        self._opening.forget()
        self.bills.forget()
        self.refunds.forget()
        self._coming, self._action = False, ""
        self.search.finish()
        self.flow.drop()
        self.notice.clear()
        self.body.touch(None)
        self.view = None

    def _show_idle(self) -> None:
        self.row.set_idle(True)
        self.body.show_idle()
        self.row.box.field.setFocus()
        self._look_again()

    # ------------------------------------------------------------------------- what is noticed

    def _connect(self) -> None:
        self.row.new.clicked.connect(lambda _checked: self.new_customer())
        self.row.box.escaped.connect(self.escape)
        self.search.opened.connect(self._scans.chosen)
        self.search.new_wanted.connect(self.new_customer)
        self.search.typing.connect(self._typing)
        self.search.waiting.connect(self.row.set_waiting)
        idle, body = self.body.idle, self.body
        idle.opened.connect(self.open_customer)
        idle.undo_wanted.connect(self.flow.take_back.served)
        idle.bill_wanted.connect(self.bills.served)
        idle.walk_in_wanted.connect(partial(self.begin, SALE))
        idle.new_wanted.connect(self.new_customer)
        idle.list_wanted.connect(partial(self.desk.room.go, "import"))
        body.action.connect(self.begin)
        body.closed.connect(self.close_customer)
        body.card_wanted.connect(self._card_wanted)
        body.bill_wanted.connect(lambda operation: self.bills.of(self.view, operation))
        self.cards.begun.connect(self.refocus)
        self.cards.busy.connect(body.hold_cards)
        self.desk.bridge.changed.connect(self._changed)

    def _connect_flow(self) -> None:
        flow, scans = self.flow, self._scans
        flow.begun.connect(self.search.close)
        self._back.came.connect(self._go_on_with)
        self._back.failed.connect(self._not_opened)
        flow.left.connect(self._panel_left)
        flow.turn.connect(self.open_customer)
        flow.recorded.connect(self._recorded)
        flow.ended.connect(self.close_customer)
        flow.take_back.done.connect(self._taken_back)
        flow.take_back.hindered.connect(self._instead.offer)
        self._instead.wanted.connect(self.begin)
        flow.bill_wanted.connect(partial(self.begin, BILL))
        flow.action_wanted.connect(self.begin)
        scans.customer.connect(self.open_customer)
        scans.product.connect(self._answers.sell)
        scans.voucher.connect(self.open_customer)
        scans.unknown.connect(self._answers.ask_whose)

    def _typing(self) -> None:
        """Let what was done go as soon as the next customer is typed."""
        if not self._coming:
            self._action = ""
        self.end_done()

    def _more_for(self, view: "CustomerView") -> None:
        """Close what was done, and do something more for the same customer."""
        self.flow.drop()
        self.body.touch(None)
        self.body.show_customer(view)

    def end_done(self) -> None:
        """Close what was done: whatever comes is about somebody else."""
        if self.flow.is_done:
            self.flow.drop()
            self.view = None
            self.body.touch(None)
            self._show_idle()

    def _panel_left(self) -> None:
        if self.view is None:
            self._show_idle()
        else:
            self.body.show_customer(self.view)
            self.row.box.field.setFocus()

    def _recorded(self) -> None:
        self.row.box.field.setFocus()
        self._look_again()

    def _taken_back(self, bill: "Bill") -> None:
        self.flow.close_done(bill.reverses)
        self._look_again()

    def _card_wanted(self) -> None:
        if self.view is not None:
            self.cards.wanted(self.view)

    def _changed(self) -> None:
        if self.isVisible():
            self._look_again()

    def _look_again(self) -> None:
        """Ask anew for what is shown."""
        if self.view is not None and not self._coming:
            self._load(self.view.shown.customer.id, self._show_again)
        self._board.ask()

    def _nothing_begun(self) -> bool:
        """Tell whether the search may take the focus: nothing is being typed anywhere."""
        return self.flow.panel is None or self.flow.name == DONE
