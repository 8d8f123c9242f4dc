"""The page Card and balance: the part with the lines, a bill, or the balance explained."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout

from smbcrm.core.i18n import N_
from smbcrm.membership.balance.types import KINDS, CustomerBalance, LedgerLine, Purse
from smbcrm.membership.customers.errors import UnknownCustomer
from smbcrm.ui.balance.bill_place import BillPlace, MakeBill
from smbcrm.ui.balance.card_acts import CardDone
from smbcrm.ui.balance.explain import ExplainMemory, ExplainPart, Paper
from smbcrm.ui.balance.head import BalanceHead
from smbcrm.ui.balance.part import BalancePart
from smbcrm.ui.balance.tier_card import TierGiven
from smbcrm.ui.balance.words import what
from smbcrm.ui.desk import Desk, Undo
from smbcrm.ui.jobs import Latest
from smbcrm.ui.page import Page
from smbcrm.ui.sizes import MEDIUM, ROOMY
from smbcrm.ui.widgets.cards import Note
from smbcrm.ui.widgets.scrolling import scrolling


@dataclass(frozen=True, slots=True)
class BalanceMemory:
    """Whose page it is, which purse is looked at, and what stands in the place of its lines."""

    customer: int
    purse: tuple[Purse, str]
    bill: str = ""
    explain: ExplainMemory | None = None


class BalancePage(Page):
    """Whose value it is, and everything about it; `balance/7` is that of customer 7."""

    def __init__(self, desk: Desk, make_bill: MakeBill) -> None:
        super().__init__(desk)
        self.view: CustomerBalance | None = None
        self._customer: int | None = None
        self._size = (0, 0)
        self._memory: BalanceMemory | None = None
        self.head = BalanceHead(desk)
        self.note = Note("info")
        self.part = BalancePart(desk)
        self.bill = BillPlace(make_bill)
        self.explain: ExplainPart | None = None
        self._explained: QScrollArea | None = None
        self._body = QStackedWidget()
        self._scroll = scrolling(self.part)
        self._body.addWidget(self._scroll)
        self._body.addWidget(self.bill)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(8)
        for part in (self.head, self.note):
            self._column.addWidget(part)
        self._column.addWidget(self._body, 1)
        self._column.setContentsMargins(20, 0, 20, 16)
        self.note.hide()
        self._asking = Latest(desk.jobs, self)
        self.head.back.connect(self._step_back)
        self.part.opened.connect(self._open)
        self.part.explain_wanted.connect(self._explain)
        self.part.paper_wanted.connect(self._make_paper)
        self.part.card_changed.connect(self._load)
        self.bill.closed.connect(self._show_lines)
        desk.bridge.changed.connect(self._changed)

    # ------------------------------------------------------------------------------ the page

    def arrive(self, part: str = "") -> None:
        """Show the customer of a number; without one, ask again for who is shown."""
        if part.isdigit() and int(part) != self._customer:
            self._customer, self.view = int(part), None
            self.part.choose((Purse.STORED, ""))
            self._show_lines()
        self._load()

    def escape(self) -> bool:
        """Go one step back: what is said, the bill or the explanation, then the customer."""
        if self.bill.bill is not None:
            if not self.bill.bill.escape():
                self._show_lines()
        elif self.explain is not None:
            if not self.explain.escape():
                self._show_lines()
        elif not self.note.isHidden():
            self.note.hide()
        elif self._customer is not None:
            self.desk.room.open_customer(self._customer)
        else:
            return False
        return True

    def refocus(self) -> None:
        """Put the focus into what is shown."""
        if self.bill.bill is not None:
            self.bill.bill.focus_first()
        elif self.explain is not None:
            self.explain.focus_first()
        else:
            self.part.focus_first()

    def narrow(self, width: int, height: int) -> None:
        """Fit a window of that size."""
        self._size = (width, height)
        roomy = width >= MEDIUM and height >= ROOMY
        edge = 20 if roomy else 12
        self._column.setContentsMargins(edge, 0, edge, 16 if roomy else 8)
        self.part.narrow(width, height)
        self.bill.narrow(width, height)
        if self.explain is not None:
            self.explain.narrow(width, height)

    def unfinished(self) -> tuple[str, ...]:
        """Tell whether something is being handed over."""
        busy = self.bill.bill is not None and self.bill.bill.half_done()
        return ("",) if busy or (self.explain is not None and self.explain.is_busy) else ()

    def memory(self) -> BalanceMemory | None:
        """Return whose page it is and what is looked at."""
        if self._customer is None:
            return None
        explain = None if self.explain is None else self.explain.memory()
        return BalanceMemory(self._customer, self.part.purse, self.bill.operation, explain)

    def recall(self, memory: object) -> None:
        """Go on there, once the customer has come."""
        if isinstance(memory, BalanceMemory):
            self._customer, self._memory = memory.customer, memory
            self.part.choose(memory.purse)

    def undo_again(self, kept: object) -> Undo | None:
        """Return the undo of what was done with a card, or a tier given by hand."""
        if isinstance(kept, TierGiven):
            return self.part.tier.undo_of(kept)
        return self.part.acts.undo_of(kept) if isinstance(kept, CardDone) else None

    # ---------------------------------------------------------------------------- what is shown

    def _load(self) -> None:
        if self._customer is not None:
            look = partial(self.desk.services.balance.customer, self._customer)
            self._asking.ask(look, self._show, self._failed)

    def _show(self, view: CustomerBalance) -> None:
        first, self.view = self.view is None, view
        self.head.show_view(view)
        self.part.show_view(view)
        memory, self._memory = self._memory, None
        if memory is not None and memory.bill:
            self._show_bill(memory.bill)
        elif memory is not None and memory.explain is not None:
            self._explain(memory.explain)
        elif first and self.isVisible() and self._body.currentIndex() == 0:
            self.part.focus_first()

    def _failed(self, error: Exception) -> None:
        self.desk.room.trouble(error, self._load)
        if isinstance(error, UnknownCustomer):
            self._customer = None
            self.desk.room.go("counter")

    def _changed(self) -> None:
        if self.isVisible():
            self._load()

    def _step_back(self) -> None:
        self.escape()

    def _open(self, line: LedgerLine) -> None:
        """Show the bill of a line; of one without, who recorded it when."""
        if line.bill:
            self._show_bill(line.bill)
            return
        desk = self.desk
        title = what(desk, self.part.purse[0], line).title
        recorded = desk.say(
            N_("Recorded {when} by {staff}, {till}. No bill was made for it."),
            when=desk.words.moment(line.recorded_at, desk.today()),
            staff=line.staff,
            till=line.terminal,
        )
        self.note.show_text(f"{title}.", recorded)
        self.note.show()

    def _show_bill(self, operation: str) -> None:
        if self._customer is not None:
            self._drop()
            self.head.show_title(self.desk.say(N_("The bill")))
            self.head.button.hide()  # the bill has one of its own
            self._body.setCurrentWidget(self.bill)
            self.bill.show_bill(operation, self._customer)

    def _explain(self, memory: ExplainMemory | None = None) -> None:
        if self._customer is None:
            return
        self._drop()
        self.head.show_title(self.desk.say(N_("Explain this balance")))
        self.explain = ExplainPart(self.desk, self._customer, memory)
        self.explain.closed.connect(self._show_lines)
        if self._size[0]:
            self.explain.narrow(*self._size)
        self._explained = scrolling(self.explain)
        self._body.addWidget(self._explained)
        self._body.setCurrentWidget(self._explained)
        self.explain.focus_first()

    def _make_paper(self, paper: Paper) -> None:
        """Show the purse that is looked at as a page, ready to be printed or saved."""
        self._explain(ExplainMemory(KINDS[self.part.purse[0]], paper=paper))

    def _show_lines(self) -> None:
        """Show the lines again."""
        self._drop()
        self.head.show_title(self.desk.say(N_("Card and balance")))
        self._body.setCurrentWidget(self._scroll)
        if self.view is not None:
            self.part.focus_first()

    def _drop(self) -> None:
        """Let go of a bill and of an explanation."""
        self.note.hide()
        self.head.button.show()
        self.bill.drop()
        area, self._explained, self.explain = self._explained, None, None
        if area is not None:
            self._body.removeWidget(area)
            area.hide()
            area.deleteLater()
