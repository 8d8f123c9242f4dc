"""New customer (F3): a name or a phone is enough, and nobody is added twice without a warning."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from smbcrm.core.errors import EnvironmentFault, UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.cards.rules import is_misread
from smbcrm.membership.cards.scanning import FreshCardScan, Scan, UnknownScan
from smbcrm.membership.counter.types import CustomerView
from smbcrm.membership.customers.types import Saved
from smbcrm.membership.requests.types import Act
from smbcrm.membership.services import Services
from smbcrm.ui.counter.alike_card import AlikeCard
from smbcrm.ui.counter.looking_alike import LookingAlike, note_of
from smbcrm.ui.counter.new_customer_form import NewCustomerForm, Typed
from smbcrm.ui.counter.panel import CounterPanel, Done
from smbcrm.ui.counter.saving import save_customer
from smbcrm.ui.counter.taking import Begun, Taking, Work
from smbcrm.ui.desk import Desk
from smbcrm.ui.sentences import two_parts
from smbcrm.ui.sizes import MEDIUM, ROOMY, WIDE
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Card, Heading, Note
from smbcrm.ui.widgets.fields import ErrorBar
from smbcrm.ui.widgets.labels import ElideLabel
from smbcrm.ui.widgets.scrolling import scrolling

_AROUND = 48
_DIGITS = frozenset("0123456789+()-. 　")


@dataclass(frozen=True, slots=True)
class NewCustomerMemory:
    """What is typed, and the request under which it will be saved or was sent to be."""

    typed: Typed
    begun: Begun


@dataclass(frozen=True, slots=True)
class _Sent:
    """What was typed when it was sent; `customer`: to be a note of somebody who is here."""

    typed: Typed
    customer: int | None = None


class NewCustomerPanel(CounterPanel):
    """Asks for a customer, warns of who looks alike, saves once."""

    def __init__(
        self, desk: Desk, view: CustomerView | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, view, parent)
        dress(self, kind="")
        self.taking = Taking(desk, desk.act(), self)
        self._then: Callable[[Saved], None] = self._open
        self._fault: EnvironmentFault | None = None
        self.form = NewCustomerForm(desk)
        self.card = AlikeCard(desk)
        self.errors = ErrorBar(self.form.fields)
        self.trouble = Note("danger")
        self.trouble.hide()
        self.looking = LookingAlike(desk, self.form, self.card)
        self._area = scrolling(self.form)
        self._build()
        self._connect()

    # ----------------------------------------------------------------------- what a panel does

    def begin(self, typed: str) -> None:
        """Take up what was typed in the search: digits are a phone, letters a name."""
        text = typed.strip()
        if not text:
            return
        if set(text) <= _DIGITS or text.replace(" ", "").isdecimal():
            self.form.mobile.set_text(text)
        else:
            self.form.name.set_text(text)
        self.looking.look()

    def focus_first(self) -> None:
        """Put the focus into the name; where it came from the search, into the phone."""
        first = self.form.mobile if self.form.name.text() else self.form.name
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def escape(self) -> bool:
        """Close the list of referrers; the panel itself is closed by the page."""
        return self.form.referrer.close_list()

    def half_done(self) -> bool:
        """Tell whether something was typed, or was sent and not answered."""
        return self.taking.sending or self.taking.uncertain or bool(self.form.typed())

    def is_writing(self) -> bool:
        """Tell whether an answer of the shop is awaited."""
        return self.taking.sending

    def in_doubt(self) -> bool:
        """Tell whether a fault left open if somebody was saved."""
        return self.taking.uncertain

    def take_scan(self, scan: Scan) -> bool:
        """Give the card that was scanned; an item is none, nor is one that was read wrong."""
        misread = is_misread(scan.code, self.desk.shop.card_prefix)
        if misread or not isinstance(scan, FreshCardScan | UnknownScan):
            return False
        self.form.card.take(scan.code)
        return True

    def memory(self) -> NewCustomerMemory:
        """Return what is typed, and what was sent of it."""
        return NewCustomerMemory(self.form.typed(), self.taking.memory())

    def recall(self, memory: object) -> None:
        """Show what was typed before."""
        if isinstance(memory, NewCustomerMemory):
            self.taking.recall(memory.begun)
            self.form.show_typed(memory.typed)
            self._show_consents()
            self.looking.look()
            if memory.begun.fault is not None:
                self._faulted(memory.begun.fault)

    def narrow(self, width: int, height: int) -> None:
        """Fit a window of that size."""
        self.form.arrange(narrow=width < WIDE)
        self.card.narrow(narrow=width < MEDIUM)
        dress(self._next, big=height >= ROOMY)
        dress(self._save, big=height >= ROOMY)

    # ------------------------------------------------------------------------------- saving

    def save_and_open(self) -> None:
        """Save, and open the customer."""
        self._begin_saving(self._open)

    def save_and_clear(self) -> None:
        """Save, and begin the next one."""
        name = self.form.name.text() or self.form.mobile.text()
        self._begin_saving(partial(self._next_one, name))

    def _begin_saving(self, then: Callable[[Saved], None]) -> None:
        if self.taking.sending:
            return
        self._then = then
        if self._is_unanswered():
            self._send_again()
            return
        self.form.check()
        self.trouble.hide()
        if not self.errors.count():
            return
        details, wish = self.form.details(), self.form.typed().card
        work = partial(save_customer, self.desk.services, details, wish, self.taking.act)
        self._send(work, _Sent(self.form.typed()))

    def _is_unanswered(self) -> bool:
        """Tell whether the very thing on the screen was sent to be saved and met a fault."""
        return self.taking.uncertain and self.taking.sent == _Sent(self.form.typed())

    def _send(self, work: Work, sent: _Sent) -> None:
        self._say_saving()
        self.taking.send(work, sent)

    def _send_again(self) -> None:
        self._say_saving()
        self.taking.again()

    def _say_saving(self) -> None:
        self._save.set_text(self.desk.say(N_("Saving…")))

    def _try_again(self, act: Act) -> None:
        """Send what met a fault, unless the panel was closed or has come to the next one since."""
        if isValid(self) and act is self.taking.act and not self.taking.sending:
            self._send_again()

    def _lapsed(self) -> None:
        """Ask anew for what was not recorded, under the names of now."""
        if self.taking.sent == _Sent(self.form.typed()):
            self._begin_saving(self._then)
        else:
            self._open_same()

    def _saved(self, saved: Saved) -> None:
        self._settle()
        self._then(saved)

    def _saved_before(self, saved: Saved) -> None:
        """Open what was saved, with a word of what was not."""
        words = N_("The customer was saved before the fault. What was changed since is not.")
        self.desk.room.toast(self.desk.say(words))
        self._settle()
        self._open(saved)

    def _open(self, saved: Saved) -> None:
        self.finished.emit(Done(saved.id))

    def _next_one(self, name: str, saved: Saved) -> None:
        self.taking.recall(Begun(self.desk.act()))
        self.form.show_typed(Typed(staff=self.form.typed().staff))
        self.form.card.ask_next()
        self.looking.forget()
        self._show_consents()
        self.focus_first()
        self.desk.room.toast(self.desk.say(N_("{name} is saved."), name=name or saved.code))

    def _refused(self, error: UserError) -> None:
        self._settle()
        if self.form.show_refusal(error):
            self.errors.count()
        else:
            self.trouble.show_text(*two_parts(self.desk.tell(error)))
            self.trouble.show()

    def _faulted(self, fault: EnvironmentFault) -> None:
        self._fault = fault
        self.desk.room.trouble(fault, partial(self._try_again, self.taking.act))

    def _settle(self) -> None:
        """Say no more that a fault was met: it is answered."""
        fault, self._fault = self._fault, None
        if fault is not None:
            self.desk.room.settled(fault)

    def _show_busy(self, busy: bool) -> None:  # noqa: FBT001 - Qt's signal
        if not busy:
            self._save.set_text(self.desk.say(N_("Save and open")))

    def _open_same(self) -> None:
        """Open who is here already, with what was typed as a note."""
        found = self.looking.found
        if found is None or self.taking.sending:
            return
        customer, typed = found.view.shown.customer.id, self.form.typed()
        note = note_of(self.desk, typed, self.form.details(), found)
        if not note:
            self.finished.emit(Done(customer))
            return
        self._then = self._open
        saved = Saved(customer, found.view.shown.customer.code)
        work = partial(_noted, self.desk.services, saved, note, self.taking.act)
        self._send(work, _Sent(typed, customer))

    # --------------------------------------------------------------------------- in the house

    def _build(self) -> None:
        say = self.desk.say
        hint = say(N_("name or phone is enough, the rest can wait"))
        heading = Heading("user-plus", say(N_("New customer")), hint)
        self._back = Button(say(N_("Back")), icon="arrow-left", key="Esc")
        heading.side.addWidget(self._back)
        self._consents = ElideLabel("", "caption")
        add_another = say(N_("Save, add another"))
        self._next = Button(add_another, key="Ctrl Enter", big=True)
        opens = say(N_("Save and open"))
        self._save = Button(opens, icon="check", kind="primary", key="Ctrl S", big=True)
        foot = QFrame()
        dress(foot, kind="footer")
        foot_row = QHBoxLayout(foot)
        foot_row.setContentsMargins(16, 10, 16, 12)
        foot_row.setSpacing(8)
        foot_row.addWidget(self._consents, 1)
        foot_row.addWidget(self._next)
        foot_row.addWidget(self._save)
        main = Card(padding=0, spacing=0)
        main.setMinimumHeight(1)  # what does not fit scrolls; the window never grows for it
        main.body.addWidget(heading)
        main.body.addWidget(self._area, 1)
        notes = QVBoxLayout()
        notes.setContentsMargins(16, 0, 16, 6)
        notes.setSpacing(6)
        notes.addWidget(self.errors)
        notes.addWidget(self.trouble)
        main.body.addLayout(notes)
        main.body.addWidget(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(main, 1)
        row.addWidget(self.card)

    def _connect(self) -> None:
        self.taking.recorded.connect(self._saved)
        self.taking.recorded_before.connect(self._saved_before)
        self.taking.refused.connect(self._refused)
        self.taking.faulted.connect(self._faulted)
        self.taking.lapsed.connect(self._lapsed)
        self.taking.busy.connect(self._show_busy)
        self._back.clicked.connect(self.closed)
        self._save.clicked.connect(self.save_and_open)
        self._next.clicked.connect(self.save_and_clear)
        self.form.consents.edited.connect(self._show_consents)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)
        self.card.same.connect(self._open_same)
        for keys, act in (
            (("Ctrl+S",), self.save_and_open),
            (("Ctrl+Return", "Ctrl+Enter"), self.save_and_clear),
        ):
            for key in keys:
                shortcut = QShortcut(QKeySequence(key), self)
                shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
                shortcut.setAutoRepeat(False)
                shortcut.activated.connect(act)

    def _focus_moved(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Keep what has the focus in sight, however it got there."""
        if now is not None and self.form.isAncestorOf(now):
            self._area.ensureWidgetVisible(now, 0, _AROUND)

    def _show_consents(self) -> None:
        self._consents.setText(self.form.consents.summary())


def _noted(services: Services, who: Saved, note: str, act: Act) -> Saved:
    """Write down what was typed of somebody who is here."""
    services.notes.add(who.id, note, act)
    return who
