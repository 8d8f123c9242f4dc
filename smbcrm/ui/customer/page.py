"""The page of a customer; `customer/7` is that of customer 7, `customer/7/balance` a tab of it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.membership.balance.types import KINDS, LedgerLine, Purse
from smbcrm.membership.customers.errors import UnknownCustomer
from smbcrm.membership.occasions.types import Occasion
from smbcrm.ui.balance.bill_place import MakeBill
from smbcrm.ui.balance.card_acts import CardDone
from smbcrm.ui.balance.explain import ExplainMemory, Paper
from smbcrm.ui.balance.tier_card import TierGiven
from smbcrm.ui.balance.words import what
from smbcrm.ui.change_log.part import Filters
from smbcrm.ui.counter.facts import name_of
from smbcrm.ui.customer.body import Body, Form
from smbcrm.ui.customer.changes_form import ChangesMemory
from smbcrm.ui.customer.crumbs import Crumbs
from smbcrm.ui.customer.edit_form import EditMemory
from smbcrm.ui.customer.entries import Entry
from smbcrm.ui.customer.erase_form import EraseForm, EraseMemory
from smbcrm.ui.customer.forms import form_of
from smbcrm.ui.customer.head import CustomerHead
from smbcrm.ui.customer.keeping import Keeping
from smbcrm.ui.customer.memory import CustomerMemory, Found
from smbcrm.ui.customer.noting import Noting
from smbcrm.ui.customer.occasion_form import OccasionForm
from smbcrm.ui.customer.parts import Parts
from smbcrm.ui.customer.tabs import Tab
from smbcrm.ui.desk import Desk, Undo
from smbcrm.ui.jobs import Latest
from smbcrm.ui.page import Page
from smbcrm.ui.sizes import MEDIUM, ROOMY
from smbcrm.ui.walk import Walk
from smbcrm.ui.widgets.cards import Note
from smbcrm.ui.widgets.scrolling import scrolling

if TYPE_CHECKING:
    from smbcrm.membership.customer_page.types import CustomerPage as Known

_TAB_KEYS = (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1))


class CustomerPage(Page):
    """One customer: head, tabs, right column; a bill, an explanation or a form instead of those."""

    def __init__(self, desk: Desk, make_bill: MakeBill) -> None:
        super().__init__(desk)
        self.known: Known | None = None
        self._customer: int | None = None
        self._walk: Walk | None = None
        self._memory: CustomerMemory | None = None
        self.crumbs = Crumbs(desk)
        self.note = Note("info")
        self.note.hide()
        inside = QWidget()
        keeping = Keeping(self, desk)
        self._keeping = keeping
        self.head = CustomerHead(desk, keeping)
        self.parts = Parts(desk, keeping, inside)
        self._noting = Noting(desk, keeping, self.parts, self.subject)
        self.body = Body(desk, self.parts, make_bill)
        self._inside = QVBoxLayout(inside)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(12)
        self._inside.addWidget(self.head)
        self._inside.addWidget(self.note)
        self._inside.addWidget(self.body, 1)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addWidget(self.crumbs)
        self._column.addWidget(scrolling(inside), 1)
        self._column.setContentsMargins(20, 0, 20, 16)
        self._asking = Latest(desk.jobs, self)
        self._stepping = Latest(desk.jobs, self)
        self._connect()

    # ------------------------------------------------------------------------------ the page

    def arrive(self, part: str = "") -> None:
        """Show the customer of a number, and a tab; without one, ask again for who is shown."""
        number, _, tab = part.partition("/")
        if number.isdigit():
            self._turn_to(int(number), None)
            self.parts.choose(Tab(tab) if tab in set(Tab) else Tab.TIMELINE)
        self._load()

    def come_from(self, customer: int, walk: Walk) -> None:
        """Be about a customer of a list, which Alt+Up and Alt+Down walk, once one arrives."""
        self._turn_to(customer, walk)
        self.parts.choose(Tab.TIMELINE)

    def escape(self) -> bool:
        """Go one step back: what is asked, what stands instead of the tabs, then where one came."""
        if self.parts.escape():
            return True
        if self.body.escape():
            return True
        if not self.note.isHidden():
            self.note.hide()
        elif self._customer is None:
            return False
        elif self._walk is not None:
            self.desk.room.go("customers")
        else:
            self.desk.room.open_customer(self._customer)
        return True

    def refocus(self) -> None:
        """Put the focus into what is shown."""
        if not self.body.refocus():
            self.parts.focus_first()

    def subject(self) -> int | None:
        """Return whose page it is."""
        return self._customer

    def narrow(self, width: int, height: int) -> None:
        """Fit a window of that size."""
        roomy = width >= MEDIUM and height >= ROOMY
        edge = 20 if roomy else 12
        self._column.setContentsMargins(edge, 0, edge, 16 if roomy else 8)
        self._inside.setSpacing(12 if roomy else 8)
        self.head.be_slim(not roomy)
        self.parts.narrow(width, height)
        self.body.narrow(width, height)

    def unfinished(self) -> tuple[str, ...]:
        """Tell whether something is typed and not saved, or being handed over."""
        typed = any(self.parts.notes.typed()) or self.parts.timeline.note.text()
        return ("",) if typed or self.body.unfinished() else ()

    def memory(self) -> CustomerMemory | None:
        """Return whose page it is, what is looked at, and what is typed."""
        if self._customer is None:
            return None
        body, parts = self.body, self.parts
        return CustomerMemory(
            self._customer,
            parts.tab,
            parts.balance.purse,
            self._walk,
            body.bill.operation,
            None if body.explain is None else body.explain.memory(),
            None if body.form is None else body.form.memory(),
            parts.notes.typed(),
            parts.timeline.note.text(),
        )

    def recall(self, memory: object) -> None:
        """Go on there, once the customer has come."""
        if isinstance(memory, CustomerMemory):
            self._customer, self._walk, self._memory = memory.customer, memory.walk, memory
            self.parts.balance.choose(memory.purse)
            self.parts.choose(memory.tab)

    def undo_again(self, kept: object) -> Undo | None:
        """Return the undo of what was done with a card, or a tier given by hand."""
        balance = self.parts.balance
        if isinstance(kept, TierGiven):
            return balance.tier.undo_of(kept)
        return balance.acts.undo_of(kept) if isinstance(kept, CardDone) else None

    # ---------------------------------------------------------------------------- what is shown

    def _turn_to(self, customer: int, walk: Walk | None) -> None:
        self._walk = walk
        if customer != self._customer:
            self._left()
            self._customer, self.known = customer, None
            self.parts.timeline.note.clear()
            self.parts.balance.choose((Purse.STORED, ""))
            self.note.hide()
            self.body.show_main()

    def _load(self) -> None:
        if self._customer is None:
            return
        services, customer, walk = self.desk.services, self._customer, self._walk

        def look() -> Found:
            known = services.customer_page.page(customer)
            balance = services.balance.customer(customer)
            if walk is None:
                return Found(known, balance, None, 0)
            return Found(known, balance, walk.found(customer), walk.count())

        self._asking.ask(look, self._show, self._failed)
        self.parts.course.load(customer)

    def _show(self, found: Found) -> None:
        first, self.known = self.known is None, found.known
        self._walk = found.walk
        self.crumbs.show_name(name_of(found.known.view))
        number = 0 if found.walk is None else found.walk.number + 1
        self.crumbs.show_place(min(number, found.count), found.count)
        self.head.show_page(found.known)
        self.parts.show_page(found.known)
        self.parts.show_balance(found.balance)
        if self.body.form is not None:
            self.body.form.show_page(found.known)
        memory, self._memory = self._memory, None
        if memory is not None:
            self._go_on(memory)
        elif first and self.isVisible() and self.body.currentIndex() == 0:
            self.parts.focus_first()

    def _go_on(self, memory: CustomerMemory) -> None:
        """Show what stood instead of the tabs, with what was typed."""
        self.parts.notes.show_typed(memory.notes)
        self.parts.timeline.note.set_text(memory.note)
        if memory.bill:
            self.body.show_bill(memory.bill, memory.customer)
        elif memory.explain is not None:
            self.body.show_explain(memory.customer, memory.explain)
        elif memory.form is not None:
            self._form_of(memory.form)

    def _failed(self, error: Exception) -> None:
        form, gone = self.body.form, isinstance(error, UnknownCustomer)
        if gone and isinstance(form, EraseForm) and form.under_way:
            return  # the form tells once the rest of them is gone, too
        self.desk.room.trouble(error, self._load)
        if gone:
            self._customer = None
            self.desk.room.go("counter")

    def _changed(self) -> None:
        if self.isVisible():
            self._load()

    def _step(self, by: int) -> None:
        """Show the next of the list that one came from."""
        walk, customer = self._walk, self._customer
        if walk is None or customer is None:
            return
        self._stepping.ask(partial(walk.step, customer, by), self._stepped, self._failed)

    def _stepped(self, found: tuple[Walk, int | None]) -> None:
        walk, customer = found
        if customer is not None:
            self._turn_to(customer, walk)
            self._load()

    # --------------------------------------------------------------- what is opened from it

    def _open_entry(self, entry: Entry) -> None:
        if entry.bill and self._customer is not None:
            self.note.hide()
            self.body.show_bill(entry.bill, self._customer)
        elif entry.note:
            self.parts.choose(Tab.NOTES)
            self.parts.focus_first()
        else:
            self._tell(entry.title, ", ".join(filter(None, (entry.when, entry.sub))))

    def _open_line(self, line: LedgerLine) -> None:
        """Show the bill of a line; of one without, who recorded it when."""
        if line.bill and self._customer is not None:
            self.note.hide()
            self.body.show_bill(line.bill, self._customer)
            return
        desk = self.desk
        recorded = desk.say(
            N_("Recorded {when} by {staff}, {till}. No bill was made for it."),
            when=desk.words.moment(line.recorded_at, desk.today()),
            staff=line.staff,
            till=line.terminal,
        )
        self._tell(what(desk, self.parts.balance.purse[0], line).title, recorded)

    def _tell(self, title: str, words: str) -> None:
        self.note.show_text(f"{title}.", words)
        self.note.show()

    def _explain(self, memory: ExplainMemory | None = None) -> None:
        if self._customer is not None:
            self.note.hide()
            self.body.show_explain(self._customer, memory)

    def _make_paper(self, paper: Paper) -> None:
        """Show the purse that is looked at as a page, ready to be printed or saved."""
        self._explain(ExplainMemory(KINDS[self.parts.balance.purse[0]], paper=paper))

    def _edit(self) -> None:
        self._form_of(EditMemory(()))

    def _edit_occasion(self, occasion: Occasion | None) -> None:
        self._put(OccasionForm(self.desk, self._keeping, occasion))

    def _form_of(self, memory: object) -> None:
        """Show a form with what was typed in it before."""
        made = form_of(self.desk, self._keeping, memory)
        if made is None:
            return
        form, recall = made
        if isinstance(form, EraseForm):
            form.erased.connect(self._erased)
        self._put(form)
        recall()

    def _changes(self) -> None:
        if self.known is not None:
            who = self.known.consent
            self._form_of(ChangesMemory(who.customer, who.code, Filters()))

    def _erase(self) -> None:
        self._form_of(EraseMemory("", give_up=False, name=""))

    def _erased(self) -> None:
        """Be about nobody: the list is where one goes on."""
        self._customer, self.known = None, None
        self._asking.forget()
        self.body.show_main()
        self.desk.room.undoable(None)
        if self.isVisible():
            self.desk.room.go("customers")

    def _put(self, form: Form) -> None:
        if self.known is not None:
            self.note.hide()
            form.show_page(self.known)
            self.body.show_form(form)

    def _left(self) -> None:
        """Keep what is typed and not saved where it is left: Undo brings it back."""
        memory = self.memory()
        if memory is None or self.known is None or not self.unfinished():
            return

        def bring_back() -> None:
            self.known = None
            self.body.show_main()
            self.recall(memory)
            self._load()

        words = self.desk.say(N_("Left without saving what was typed."))
        undo = Undo(words, bring_back, page="customer", in_sight=True)
        self.desk.room.toast(words, undo)

    def _sell(self) -> None:
        if self._customer is not None:
            self.desk.room.open_customer(self._customer, "sale")

    def _show_consent(self) -> None:
        self.parts.choose(Tab.CONSENT)
        self.parts.focus_first()

    def _connect(self) -> None:
        parts, room = self.parts, self.desk.room
        self.crumbs.back.connect(self._step_back)
        self.crumbs.listed.connect(lambda: room.go("customers"))
        self.crumbs.walked.connect(self._step)
        self.head.sale.connect(self._sell)
        self.head.edit.connect(self._edit)
        parts.timeline.opened.connect(self._open_entry)
        parts.timeline.noted.connect(self._noting.add)
        parts.sales.opened.connect(self._open_entry)
        parts.notes.noted.connect(self._noting.add)
        parts.balance.opened.connect(self._open_line)
        parts.balance.explain_wanted.connect(self._explain)
        parts.balance.paper_wanted.connect(self._make_paper)
        parts.balance.card_changed.connect(self._load)
        parts.side.edit.connect(self._edit)
        parts.side.consent.connect(self._show_consent)
        parts.side.occasion.connect(self._edit_occasion)
        for part in (parts.side.company, parts.notes.records):
            part.wanted.connect(self._form_of)
        parts.privacy.erase.connect(self._erase)
        parts.privacy.changes.connect(self._changes)
        parts.side.person.connect(lambda number: room.go(f"customer/{number}"))
        self.body.back.connect(self.refocus)
        self.body.left.connect(self._left)
        self.desk.bridge.changed.connect(self._changed)
        for key, by in _TAB_KEYS:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(partial(parts.step, by))

    def _step_back(self) -> None:
        self.escape()
