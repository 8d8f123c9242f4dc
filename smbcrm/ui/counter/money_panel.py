"""What all money panels share: the way from what is typed to “taken”.

Whatever is typed is quoted by the till; the button names the sum that the till said and sends
exactly that. An Enter that is quicker than the quote waits for it. What has to be asked or refused
is said in place, one thing at a time, and nothing that was typed is lost.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from smbcrm.core.errors import EnvironmentFault, UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.counter.types import CustomerView
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.quoting import Quote
from smbcrm.ui.counter.facts import name_of
from smbcrm.ui.counter.in_place import InPlace, Question
from smbcrm.ui.counter.money_frame import MoneyFrame
from smbcrm.ui.counter.money_words import refusal
from smbcrm.ui.counter.notice import Answer, Notice
from smbcrm.ui.counter.panel import CounterPanel, Done
from smbcrm.ui.counter.quoting import Quoting
from smbcrm.ui.counter.taking import Begun, Taking
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.focus import tab_through

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_FIRST_DIGIT, _LAST_DIGIT = Qt.Key.Key_1, Qt.Key.Key_9


class MoneyPanel(CounterPanel):
    """A panel that records money. Its kinds say what is drafted, quoted and recorded."""

    def __init__(
        self,
        desk: Desk,
        view: CustomerView | None,
        parent: QWidget | None,
        frame: MoneyFrame,
    ) -> None:
        super().__init__(desk, view, parent)
        self.frame = frame
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(frame)
        frame.back.clicked.connect(self._go_back)
        frame.take.pressed.connect(self.enter)
        self.notices = frame.notices
        self.in_place = InPlace(desk, frame)
        self.quoting = Quoting(desk, self)
        self.quoting.answered.connect(self._quoted)
        self.quoting.failed.connect(self._not_quoted)
        self.taking = Taking(desk, desk.act(), self)
        self.taking.recorded.connect(self._recorded)
        self.taking.recorded_before.connect(self._recorded_before)
        self.taking.refused.connect(self._refused)
        self.taking.faulted.connect(self._faulted)
        self.taking.lapsed.connect(self.take)
        self.taking.busy.connect(self._show_busy)
        # What is quoted is never recorded, so it has a request of its own.
        self._quote_act = desk.act()
        self._take_when_quoted = False
        self._sure_of: set[str] = set()

    # ------------------------------------------------------------------ what each kind answers

    def _draft(self) -> object:
        """Return what was typed; None where there is nothing to quote, which was said then."""
        raise NotImplementedError

    def _work(self, draft: object, act: Act) -> Callable[[], Quote]:
        """Return the work that quotes a draft."""
        raise NotImplementedError

    def _record(self, quote: Quote, act: Act) -> Callable[[], Bill]:
        """Return the work that records what was quoted."""
        raise NotImplementedError

    def _show(self, quote: Quote | None) -> None:
        """Show the figures of a quote; None: there is none, and the button is off."""
        raise NotImplementedError

    def _wait_for(self, draft: object) -> None:
        """Show that the sum of a draft is not known yet: no button names an old one."""
        del draft
        if self.quoting.quote is None:
            self.frame.take.wait()

    def _last_look(self, quote: Quote) -> Callable[[], object] | None:
        """Return the work that asks the till what only matters once this is taken."""
        del quote
        return None

    def _question(self, quote: Quote, seen: object, known: set[str]) -> Question | None:
        """Return what is to be asked before this is taken, unless it is among what is known.

        `seen` is what the last look brought, None where there was none.
        """
        del quote, seen, known
        return None

    def _typed(self) -> bool:
        """Tell whether something was typed."""
        raise NotImplementedError

    def _on_screen(self) -> object:
        """Return what is typed and chosen, to be compared."""
        return self._draft(), self._staff()

    def _refusal(self, error: UserError) -> Notice:
        """Return what is said of a refusal."""
        what, todo = refusal(self.desk, error)
        return Notice("danger", "circle-alert", what, todo)

    def _staff(self) -> str | None:
        """Return the name of whoever did it; None for whoever acts at the till."""
        return None

    # ------------------------------------------------------------------ what the kinds may do

    def edited(self) -> None:
        """Take notice that something was typed or chosen."""
        self.taking.touch()
        self.notices.clear()
        self._sure_of.clear()
        self._take_when_quoted = False
        self.quote_again()

    def quote_again(self) -> None:
        """Ask for the quote of what is typed, if it is another draft than before."""
        draft = self._draft()
        if draft is None:
            self.quoting.forget()
            self._show(None)
        else:
            self._wait_for(draft)
            self.quoting.want(draft, self._work(draft, self._quote_act))

    def go_on(self, begun: Begun | None) -> None:
        """Go on with the request of a panel that is no more, once all it showed is shown here."""
        if begun is not None:
            self.taking.recall(begun)
            if begun.fault is not None:
                self._faulted(begun.fault)

    def enter(self) -> None:
        """Do what Enter means: answer what is asked, else take it."""
        if not self.taking.sending and not self.notices.enter():
            self.take()

    def take(self) -> None:
        """Take it, as soon as the till has said what it comes to."""
        if self.taking.sending:
            return
        if self._is_unanswered():
            self.taking.again()  # what the till says now may count it in already
            return
        if not self._fields_are_right():
            self._insist()
            return
        self.quote_again()
        quote = self.quoting.quote
        if quote is None:
            self._take_when_quoted = self.quoting.wanted
            self.quoting.hurry()
            self._insist()
            return
        self._take_when_quoted = False
        if quote.refused is not None:
            self.say_refusal(quote.refused)
            return
        look = self._last_look(quote)
        if look is None:
            self._decide(quote, None)
        else:
            self._take_when_quoted = True
            self.taking.look(look, partial(self._looked, quote))

    def _insist(self) -> None:
        """Say loud why Enter can do nothing; what can be done waits for its quote alone."""
        if not self.frame.take.button.isEnabled():
            self.frame.take.insist()

    def say_refusal(self, error: UserError) -> None:
        """Say in place why nothing was recorded."""
        self.in_place.say(self._refusal(error))

    # ------------------------------------------------------------------ what the page asks

    def half_done(self) -> bool:
        """Tell whether something was typed, or was sent and not answered."""
        return self.taking.sending or self.taking.uncertain or self._typed()

    def is_writing(self) -> bool:
        """Tell whether an answer of the till is awaited."""
        return self.taking.sending

    def in_doubt(self) -> bool:
        """Tell whether a fault left open if it was recorded."""
        return self.taking.uncertain

    def escape(self) -> bool:
        """Close what is said in place; while the till writes nothing is closed."""
        if self.taking.sending:
            return True
        self._take_when_quoted = False
        if self.notices.clear():
            self._show(self.quoting.quote)
            self.focus_first()
            return True
        return False

    def show_view(self, view: CustomerView) -> None:
        """Take up what changed of the customer meanwhile."""
        super().show_view(view)
        self.quoting.renew()

    def narrow(self, width: int, height: int) -> None:
        """Fit a window of that size."""
        self.frame.narrow(width, height)

    def event(self, event: QEvent) -> bool:
        """Keep a key that a notice names from what it means in the window."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._answer_of(event) is not None
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter takes; keys do what a notice says; digits choose where nobody types."""
        key = Qt.Key(event.key())
        answer = self._answer_of(event)
        if answer is not None:
            answer.act()
        elif key in _ENTER:
            if not event.isAutoRepeat():
                self.enter()
        elif _FIRST_DIGIT <= key <= _LAST_DIGIT and not isinstance(self.focusWidget(), QLineEdit):
            self._digit(key - _FIRST_DIGIT + 1)
        else:
            super().keyPressEvent(event)

    def _answer_of(self, event: QKeyEvent) -> Answer | None:
        """Return what a notice says that this key does; Enter has its own way."""
        enter = Qt.Key(event.key()) in _ENTER
        return None if enter or self.taking.sending else self.notices.answer_of(event)

    def tab_after(self, last: QWidget) -> None:
        """Let Tab go from the last field to the button, then back."""
        tab_through((last, *self.frame.tab_order()))

    def _digit(self, digit: int) -> None:
        """Choose by digit."""

    def _fields_are_right(self) -> bool:
        """Check the fields and say at the first wrong one what is wrong."""
        return True

    # ------------------------------------------------------------------ the way to “taken”

    def _looked(self, quote: Quote, seen: object) -> None:
        """Go on, unless it was edited meanwhile; what the shop says anew is looked at anew."""
        if not self._take_when_quoted:
            return
        if self.quoting.quote is not quote:
            self.take()
            return
        self._take_when_quoted = False
        self._decide(quote, seen)

    def _decide(self, quote: Quote, seen: object) -> None:
        """Ask what one has to be sure of, else send."""
        question = self._question(quote, seen, self._sure_of)
        if question is None:
            self._send(quote)
        else:
            self.in_place.ask(question, partial(self._be_sure, question.id))

    def _send(self, quote: Quote) -> None:
        self.notices.clear()
        self.taking.send(self._record(quote, self._act()), self._on_screen())

    def _is_unanswered(self) -> bool:
        """Tell whether the very thing on the screen was sent and met a fault."""
        return self.taking.is_unanswered(self._on_screen())

    def _go_back(self) -> None:
        if not self.taking.sending:
            self._take_when_quoted = False
            self.closed.emit()

    def _act(self) -> Act:
        act = self.taking.act
        return Act(act.request_id, self._staff() or act.staff, act.terminal)

    def _quoted(self, quote: Quote) -> None:
        self._show_now(quote)
        if self._take_when_quoted:
            self.take()

    def _not_quoted(self, error: Exception) -> None:
        wanted, self._take_when_quoted = self._take_when_quoted, False
        self._show_now(None)
        if isinstance(error, EnvironmentFault):
            self.in_place.say_fault(error, self.quoting.hurry)
        elif not isinstance(error, UserError):
            self.desk.room.trouble(error)
        elif wanted:
            self.say_refusal(error)
        else:
            self.frame.take.refuse(refusal(self.desk, error)[0], loud=True)

    def _show_now(self, quote: Quote | None) -> None:
        """Show a quote; while something waits for an answer the button stays off."""
        self._show(quote)
        self.in_place.hold_button()

    def _be_sure(self, of: str) -> None:
        self._sure_of.add(of)
        self.take()

    def _faulted(self, error: EnvironmentFault) -> None:
        self._take_when_quoted = False
        self.in_place.say_fault(error, self.take)

    def _refused(self, error: UserError) -> None:
        self._take_when_quoted = False
        self.say_refusal(error)
        self.quoting.renew()

    def _recorded(self, bill: Bill) -> None:
        customer = None if self.view is None else self.view.shown.customer.id
        self.finished.emit(Done(customer, bill))

    def _recorded_before(self, bill: Bill) -> None:
        amount = self.desk.words.money(bill.amount)
        words = N_("{amount} was recorded before the fault. What was changed since is not.")
        self.desk.room.toast(self.desk.say(words, amount=amount))
        self._recorded(bill)

    def _show_busy(self, busy: bool) -> None:  # noqa: FBT001 - Qt's signal
        self.frame.back.setEnabled(not busy)
        if busy:
            self.frame.take.work(self.desk.say(N_("Writing…")))
        elif not self.taking.sending:
            self._show_now(self.quoting.quote)


def for_whom(desk: Desk, view: CustomerView | None) -> str:
    """Return what stands beside the title: for Hannah Brooks."""
    if view is None:
        return desk.say(N_("without a customer"))
    return desk.say(N_("for {name}"), name=name_of(view))
