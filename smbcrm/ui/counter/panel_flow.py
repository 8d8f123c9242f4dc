"""Which panel is open, what follows it, and who waits until it is finished."""

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from smbcrm.core.i18n import N_
from smbcrm.ui.counter.bills_ready import BillsReady
from smbcrm.ui.counter.body import Body
from smbcrm.ui.counter.facts import name_of
from smbcrm.ui.counter.happenings import DOT
from smbcrm.ui.counter.notice import Answer, NoticeBar
from smbcrm.ui.counter.panel import BILL, SALE, CounterPanel, Done
from smbcrm.ui.counter.panels import PANELS, make_done
from smbcrm.ui.counter.search_row import SearchRow
from smbcrm.ui.counter.take_back import TakeBack
from smbcrm.ui.desk import Desk, Undo

if TYPE_CHECKING:
    from smbcrm.membership.bills.types import Bill
    from smbcrm.membership.counter.types import CustomerView

DONE = "done"
DONE_MS = 60_000
"""How long what was done stays on the screen when nobody does anything."""


@dataclass(frozen=True, slots=True)
class CounterMemory:
    """What is half done at the counter; `in_doubt`: it may be recorded already."""

    customer: int | None = None
    panel: str = ""
    inside: object = None
    done: Done | None = None
    in_doubt: bool = False

    @property
    def closed(self) -> str:
        """What is said when it was closed, as a message id."""
        if self.in_doubt:
            return N_("Closed. It may be recorded all the same: look at “Just served”.")
        return N_("Closed. Ctrl+Z brings back what was typed.")


@dataclass(frozen=True, slots=True)
class _Between:
    """What is half done in a panel that was opened out of a sale, which waits below it.

    `opened_with` is what was filled in there when it was opened: nobody typed that.
    """

    inside: object
    below: CounterMemory
    opened_with: object


class PanelFlow(QObject):
    """Opens, closes and changes panels.

    `begun` when one was opened or gone on with, `left` when one was closed and nobody waits; `turn`
    tells the customer who waited, or the new one who was made; `recorded` that value moved; `ended`
    that nobody wants to see any more what was done; `bill_wanted` that somebody wants its bill,
    `action_wanted` an action; `given_up` a `CounterMemory` of what was typed and closed.
    """

    begun = Signal()
    left = Signal()
    turn = Signal(int)
    recorded = Signal()
    ended = Signal()
    bill_wanted = Signal()
    action_wanted = Signal(str)
    given_up = Signal(object)

    def __init__(
        self, desk: Desk, row: SearchRow, notice: NoticeBar, body: Body, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._row = row
        self._notice = notice
        self._body = body
        self._view: CustomerView | None = None
        self._next: CustomerView | None = None
        notice.gone.connect(self._forget_next)  # who waits out of sight does not wait
        self._size = (0, 0)
        self.panel: CounterPanel | None = None
        self.name = ""
        self.done: Done | None = None
        self._below: CounterMemory | None = None
        self._opened_with: object = None
        self._bills = BillsReady(desk, self)
        self.take_back = TakeBack(desk, self)
        self._done_ends = QTimer(self, singleShot=True, interval=DONE_MS)
        self._done_ends.timeout.connect(self._end)

    def begin(self, name: str, view: "CustomerView | None", inside: object = None) -> CounterPanel:
        """Show a panel in the place of what is there; `inside` is what it shall recall."""
        self.drop()
        self._body.touch(None)
        panel = PANELS[name].make(self._desk, view, inside)
        self._put(name, view, panel)
        if inside is not None:
            panel.recall(inside)
        panel.focus_first()
        self.begun.emit()
        return panel

    def go_on(self, name: str, about: str = "") -> bool:
        """Go on in the panel that is open if it is this one; say whether it is."""
        if self.panel is None or self.name != name:
            return False
        if about and not self.panel.half_done():
            self.panel.recall(about)
        self.panel.focus_first()
        self.begun.emit()
        return True

    def begin_bill(self, view: "CustomerView | None", inside: object) -> None:
        """Show a bill; what was done stands below it, and is shown again when it is closed."""
        done, customer = self.done, None if view is None else view.shown.customer.id
        self.begin(BILL, view, inside)
        if done is not None:
            self._below = CounterMemory(customer, DONE, None, done)

    def show_done(self, view: "CustomerView | None", done: Done) -> None:
        """Show what was done, for a minute."""
        self.drop()
        self._put(DONE, view, make_done(self._desk, view, done))
        self.done = done
        self._body.touch(done.bill)
        self._done_ends.start()
        self._bills.prepare()

    @property
    def is_done(self) -> bool:
        """Whether what was done is shown, or its bill: whatever comes is about somebody else."""
        return self.name == DONE or (self._done_below() is not None and not self.half_done())

    @property
    def goes_on(self) -> bool:
        """Whether what was done begins a visit and does not end it: more follows for the same.

        A package that was sold may be used at once.
        """
        from smbcrm.membership.ledger.types import OperationKind  # noqa: PLC0415 - not at the start

        done = self.done or self._done_below()
        bill = None if done is None else done.bill
        return bill is not None and (bill.kind != OperationKind.SALE or bool(bill.visits))

    def drop(self) -> None:
        """Take the panel away without a word."""
        if self.panel is not None:
            self.panel.let_go()
        self.panel, self.name, self.done = None, "", None
        self._below, self._opened_with = None, None
        self._done_ends.stop()
        self._row.set_hint("")
        self._body.drop_panel()
        if self._next is None:
            self._notice.clear()

    def close(self) -> None:
        """Go back to the customer or the board; what was typed can be brought back."""
        panel, below = self.panel, self._below
        closed, untouched = self._closing(panel), self._opened_with
        if closed is not None and below is None:
            self.given_up.emit(closed)
        self.drop()
        self._body.touch(None)
        if below is not None and below.done is not None:
            if not self._take_turn():
                self.recall(below, self._view)
                self._row.box.field.setFocus()
        elif below is not None:
            self.recall(below, self._view)
            if closed is not None:
                self._say_closed(closed, untouched)
        elif not self._take_turn():
            self.left.emit()

    def close_done(self, operation: str | None) -> bool:
        """Close what was done, if it is this operation; say whether it was."""
        bill = None if self.done is None else self.done.bill
        if bill is None or bill.operation != operation:
            return False
        self.close()
        return True

    def half_done(self) -> bool:
        """Tell whether something is typed that must not be lost."""
        waits = self._below is not None and self._done_below() is None
        return waits or (self.panel is not None and self.panel.half_done())

    def may_change(self) -> bool:
        """Tell whether the panel may go; if something is typed in it, say what to do."""
        if self.panel is None or not self.half_done():
            return True
        self._notice.say("info", "info", self._desk.say(N_("Finish or close this first.")))
        self.panel.focus_first()
        return False

    def wait_for(self, view: "CustomerView") -> None:
        """Let the next customer wait until what is half done is finished or closed."""
        say = self._desk.say
        self._notice.say(
            "info",
            "user-round",
            say(N_("{name} is next."), name=name_of(view)),
            say(N_("Finish or close this first; then the page changes by itself.")),
            (Answer(say(N_("Not now")), self._forget_next),),
        )
        self._next = view

    def _announce_next(self, view: "CustomerView") -> None:
        """Say beside what was done who waits: change and sum are seen before the page changes."""
        say, customer = self._desk.say, view.shown.customer.id
        self._notice.say(
            "info",
            "user-round",
            say(N_("{name} is next."), name=name_of(view)),
            "",
            (
                Answer(say(N_("Open")), lambda: self.turn.emit(customer)),
                Answer(say(N_("Not now")), self._forget_next),
            ),
        )
        self._next = view

    def narrow(self, width: int, height: int) -> None:
        """Fit a window of that size."""
        self._size = (width, height)
        if self.panel is not None:
            self.panel.narrow(width, height)

    def memory(self) -> tuple[str, object, Done | None]:
        """Return which panel is open, and what is typed in it."""
        inside = None if self.panel is None else self.panel.memory()
        if self._below is not None:
            inside = _Between(inside, self._below, self._opened_with)
        return self.name, inside, self.done

    def recall(self, memory: CounterMemory, view: "CustomerView | None") -> None:
        """Open the panel that was open."""
        if memory.done is not None:
            self.show_done(view, memory.done)
            if memory.done.bill is not None:  # the undo of before belonged to the page of before
                self._desk.room.undoable(self.take_back.of(memory.done.bill))
        elif isinstance(memory.inside, _Between):
            self.begin(memory.panel, view, memory.inside.inside)
            self._below, self._opened_with = memory.inside.below, memory.inside.opened_with
        elif memory.panel:
            self.begin(memory.panel, view, memory.inside)

    def _done_below(self) -> Done | None:
        """Return what was done and stands below a bill."""
        return None if self._below is None else self._below.done

    def _put(self, name: str, view: "CustomerView | None", panel: CounterPanel) -> None:
        self.panel, self.name, self._view = panel, name, view
        panel.closed.connect(self.close)
        panel.finished.connect(self._finished)
        panel.switched.connect(self._switch)
        panel.undo_asked.connect(self._undo_done)
        panel.bill_asked.connect(self.bill_wanted)
        panel.action_asked.connect(self.action_wanted)
        if self._size[0]:
            panel.narrow(*self._size)
        self._row.set_idle(False)
        waits = PANELS[name].waits if name in PANELS else ""
        self._row.set_hint(self._desk.say(waits) if waits else "")
        self._body.put_panel(panel)

    def _switch(self, name: str, inside: object) -> None:
        """Open another panel; a sale with something in it waits below it."""
        old, was = self.panel, self.name
        sale = old is not None and was == SALE and old.half_done()
        below = self._half_done(old) if old is not None and sale else None
        panel = self.begin(name, self._view, inside)
        if below is not None:
            self._below, self._opened_with = below, panel.filled_in()

    def _closing(self, panel: CounterPanel | None) -> CounterMemory | None:
        """Return what somebody typed in a panel, or sent and got no answer to; None: nothing."""
        if panel is None or not panel.half_done():
            return None
        above = self._below is not None and not panel.in_doubt()
        if above and panel.filled_in() == self._opened_with:
            return None
        return self._half_done(panel)

    def _half_done(self, panel: CounterPanel) -> CounterMemory:
        customer = None if self._view is None else self._view.shown.customer.id
        return CounterMemory(customer, self.name, panel.memory(), in_doubt=panel.in_doubt())

    def _finished(self, done: Done) -> None:
        """Say what was done, or go on to who was made or waits."""
        view, bill = self._view, done.bill
        if bill is None:
            self.drop()
            if done.customer is not None:
                self.turn.emit(done.customer)
            return
        if bill.reverses is not None:
            self._taken_back(bill)
            return
        undo, below = self.take_back.of(bill), self._below
        self._desk.room.undoable(undo)
        if below is not None:
            self._go_on_below(below, bill, undo)
            return
        self.show_done(view, done)
        if self._next is not None:
            self._announce_next(self._next)
        self.recorded.emit()

    def _taken_back(self, bill: "Bill") -> None:
        """Close a panel in which something was taken back, and say so."""
        self.drop()
        self.take_back.told(bill)
        if not self._take_turn():
            self.left.emit()

    def _go_on_below(self, below: CounterMemory, bill: "Bill", undo: Undo) -> None:
        """Go on with the sale that waited, and say what was topped up meanwhile."""
        say, money = self._desk.say, self._desk.words.money
        self.recall(below, self._view)
        self._body.touch(bill)
        self.recorded.emit()
        if self.panel is not None:
            self.panel.focus_first()
        change = sum(payment.change or 0 for payment in bill.payments)
        words = say(N_("{amount} topped up"), amount=money(bill.amount))
        rest = say(N_("Change to give back: {amount}"), amount=money(change)) if change else ""
        undo_top_up = Answer(say(N_("Undo top-up")), undo.take_back)
        self._say_beside_next("ok", words, rest, undo_top_up)

    def _say_closed(self, closed: CounterMemory, untouched: object) -> None:
        """Offer what was typed and closed over a sale: in the sale nothing else brings it back."""
        say = self._desk.say
        words = closed.closed if closed.in_doubt else N_("The top-up was closed.")
        go_on = partial(self._go_on_above, closed, untouched)
        answer = Answer(say(N_("Go on with the top-up")), go_on)
        self._say_beside_next("info", say(words), "", answer)

    def _go_on_above(self, closed: CounterMemory, untouched: object) -> None:
        """Open over the sale again what was closed there; not while the till writes the sale."""
        if self.panel is None or self.panel.is_writing():
            self._say_closed(closed, untouched)
        else:
            self._switch(closed.panel, closed.inside)
            self._opened_with = untouched

    def _say_beside_next(self, tone: str, strong: str, rest: str, answer: Answer) -> None:
        """Say something in the notice, and there too who is next: who is out of sight is not."""
        say, waiting = self._desk.say, self._next
        if waiting is None:
            self._notice.say(tone, "", strong, rest, (answer,))
            return

        def act_and_wait() -> None:
            self._next = waiting
            answer.act()
            if not self._notice.text:
                self.wait_for(waiting)

        is_next = say(N_("{name} is next."), name=name_of(waiting))
        rest = DOT.join(filter(None, (rest, is_next)))
        answers = (replace(answer, act=act_and_wait), Answer(say(N_("Not now")), self._forget_next))
        self._notice.say(tone, "", strong, rest, answers)
        self._next = waiting

    def _undo_done(self) -> None:
        if self.done is not None and self.done.bill is not None:
            self.take_back.operation(self.done.bill.operation)

    def _take_turn(self) -> bool:
        """Let the customer who waits come; say whether there was one."""
        waiting, self._next = self._next, None
        if waiting is None:
            return False
        self._notice.clear()
        self.turn.emit(waiting.shown.customer.id)
        return True

    def _end(self) -> None:
        """Let go of what was done; who waits comes."""
        if not self._take_turn():
            self.ended.emit()

    def _forget_next(self) -> None:
        self._next = None
