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
from smbcrm.membership.cards.scanning import Scan
from smbcrm.membership.counter.types import CustomerView
from smbcrm.membership.customers.types import Saved
from smbcrm.membership.requests.types import Act
from smbcrm.ui.counter.alike_card import AlikeCard
from smbcrm.ui.counter.looking_alike import LookingAlike, note_of
from smbcrm.ui.counter.new_customer_form import NewCustomerForm, Typed
from smbcrm.ui.counter.panel import CounterPanel, Done
from smbcrm.ui.counter.saving import save_customer
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
    """What is typed, and the request under which it will be saved."""

    typed: Typed
    act: Act


class NewCustomerPanel(CounterPanel):
    """Asks for a customer, warns of who looks alike, saves once."""

    def __init__(
        self, desk: Desk, view: CustomerView | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(desk, view, parent)
        dress(self, kind="")
        self._act = desk.act()
        self._saving = False
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
        """Tell whether something was typed."""
        return bool(self.form.typed())

    def take_scan(self, scan: Scan) -> bool:
        """Give the card that was scanned."""
        self.form.card.take(scan.code)
        return True

    def memory(self) -> NewCustomerMemory:
        """Return what is typed."""
        return NewCustomerMemory(self.form.typed(), self._act)

    def recall(self, memory: object) -> None:
        """Show what was typed before."""
        if isinstance(memory, NewCustomerMemory):
            self._act = self.desk.go_on(memory.act)
            self.form.show_typed(memory.typed)
            self._show_consents()
            self.looking.look()

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
        if self._saving:
            return
        self.form.check()
        self.trouble.hide()
        if not self.errors.count():
            return
        details, wish = self.form.details(), self.form.typed().card
        self._send(partial(save_customer, self.desk.services, details, wish, self._act), then)

    def _send(self, work: Callable[[], Saved], then: Callable[[Saved], None]) -> None:
        """Do it, once at a time; after a fault the very same can be sent again, and counts once."""
        self._saving = True
        self._save.set_text(self.desk.say(N_("Saving…")))
        again = partial(self._again, self._act, work, then)
        self.desk.ask(self, work, partial(self._saved, then), partial(self._refused, again))

    def _again(self, act: Act, work: Callable[[], Saved], then: Callable[[Saved], None]) -> None:
        """Send what met a fault, unless the panel was closed or has come to the next one since."""
        if isValid(self) and act is self._act and not self._saving:
            self._send(work, then)

    def _saved(self, then: Callable[[Saved], None], saved: Saved) -> None:
        self._end_saving()
        then(saved)

    def _open(self, saved: Saved) -> None:
        self.finished.emit(Done(saved.id))

    def _next_one(self, name: str, saved: Saved) -> None:
        self._act = self.desk.act()
        self.form.show_typed(Typed(staff=self.form.typed().staff))
        self.form.card.ask_next()
        self.looking.forget()
        self._show_consents()
        self.focus_first()
        self.desk.room.toast(self.desk.say(N_("{name} is saved."), name=name or saved.code))

    def _refused(self, again: Callable[[], None], error: Exception) -> None:
        self._end_saving()
        if isinstance(error, UserError) and self.form.show_refusal(error):
            self.errors.count()
        elif isinstance(error, UserError):
            self.trouble.show_text(*two_parts(self.desk.tell(error)))
            self.trouble.show()
        elif isinstance(error, EnvironmentFault):
            self.desk.room.trouble(error, again)
        else:
            self.desk.room.trouble(error)

    def _end_saving(self) -> None:
        self._saving = False
        self._save.set_text(self.desk.say(N_("Save and open")))

    def _open_same(self) -> None:
        """Open who is here already, with what was typed as a note."""
        found = self.looking.found
        if found is None or self._saving:
            return
        customer = found.view.shown.customer.id
        note = note_of(self.desk, self.form.typed(), self.form.details(), found)
        if not note:
            self.finished.emit(Done(customer))
            return
        add = partial(self.desk.services.customers.add_note, customer, note, self._act)
        self._send(add, self._open)

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
