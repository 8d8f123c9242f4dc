"""A part of a company, edited in place: what it is dealt with by, a contact, a delivery address."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.errors import ShopbellError, UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.companies.types import NoSuchContact, NoSuchDelivery
from smbcrm.membership.customer_page.types import CustomerPage
from smbcrm.membership.customers.company_data import doubts
from smbcrm.membership.customers.contacts import Contact, DeliveryAddress
from smbcrm.membership.customers.rules import LONGEST
from smbcrm.membership.customers.types import Details, Profile
from smbcrm.membership.requests.types import Act
from smbcrm.ui.counter.referrer_field import Referrer, ReferrerField
from smbcrm.ui.customer import company_fields as fields
from smbcrm.ui.customer.company_fields import About, CompanyMemory, Values
from smbcrm.ui.customer.keeping import Keeping
from smbcrm.ui.desk import Desk
from smbcrm.ui.sentences import two_parts
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Card, Heading, Note
from smbcrm.ui.widgets.fields import AreaField, Chooser, ErrorBar, Field, TextField
from smbcrm.ui.widgets.scrolling import scrolling
from smbcrm.ui.wording import called

_HEADS = {
    About.DATA: ("landmark", N_("What the company is dealt with by")),
    About.CONTACT: ("user-round", N_("Contact")),
    About.DELIVERY: ("map-pin", N_("Delivery address")),
}
_NEW = {About.CONTACT: N_("New contact"), About.DELIVERY: N_("New delivery address")}


class CompanyForm(Card):
    """`closed` when it is saved, taken away or left."""

    closed = Signal()

    def __init__(self, desk: Desk, keeping: Keeping, memory: CompanyMemory) -> None:
        super().__init__(padding=0, spacing=0)
        self._desk, self._keeping, self._about = desk, keeping, memory.about
        self._page: CustomerPage | None = None
        self.old = memory.old
        self._known: Values = {}
        self._read: dict[str, Callable[[], str]] = {}
        self._write: dict[str, Callable[[str], None]] = {}
        self.fields: dict[str, Field] = {}
        self._inside = QWidget()
        say = desk.say
        self.trouble = Note("danger")
        self.trouble.hide()
        self.save_button = Button(say(N_("Save")), icon="check", kind="primary", key="Ctrl S")
        self.remove = Button(say(N_("Take away")), icon="trash-2", kind="danger")
        self._lay_out()
        self.remove.setVisible(self.old is not None)

    # ----------------------------------------------------------------------- what is in it

    @property
    def changed(self) -> Values:
        """What is typed and not saved, by field."""
        return {name: read() for name, read in self._read.items() if read() != self._known[name]}

    def show_page(self, page: CustomerPage) -> None:
        """Take up what is known of the company now; what is being typed stays."""
        typed = self.changed if self._page is not None else {}
        self._page = page
        memory = CompanyMemory(self._about, self.old)
        self._known = fields.values_of(memory, self._profile, self._desk.shop.currency)
        for name, text in self._known.items():
            if name not in typed:
                self._write[name](text)
        if "main" in self.fields:  # somebody who is the main one stays it until another one is
            self.fields["main"].setVisible(self._known["main"] != fields.MAIN)
        self._doubt()

    def recall(self, memory: CompanyMemory) -> None:
        """Show what was typed before."""
        for name, text in memory.typed:
            self._write[name](text)

    def memory(self) -> CompanyMemory:
        """Return what is typed."""
        return CompanyMemory(self._about, self.old, tuple(self.changed.items()))

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        next(iter(self.fields.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def escape(self) -> bool:
        """Close the list of customers, if it is open."""
        person = self.fields.get("person")
        return isinstance(person, ReferrerField) and person.close_list()

    def half_done(self) -> bool:
        """Tell whether something is typed."""
        return bool(self.changed)

    @property
    def _profile(self) -> Profile:
        return Profile() if self._page is None else self._page.view.shown.customer.profile

    # ----------------------------------------------------------------------------- saving

    def save(self) -> None:
        """Save what was touched; say at the fields what cannot be."""
        self.trouble.hide()
        changed, person = self.changed, self.fields.get("person")
        if isinstance(person, ReferrerField) and not person.check():
            person.setFocus(Qt.FocusReason.OtherFocusReason)
        elif changed or (self.old is None and self._about is not About.DATA):
            self._keep(partial(self._put, changed), self._called())
        else:
            self.closed.emit()

    def _put(self, changed: Values, customer: int, act: Act) -> object:
        """Save in a use case: it runs beside the screen."""
        services, old = self._desk.services, self.old
        if self._about is About.CONTACT:
            said, known = fields.contact_said(changed), old if isinstance(old, Contact) else None
            return services.companies.put_contact(customer, said, known, act)
        if self._about is About.DELIVERY:
            place = old if isinstance(old, DeliveryAddress) else None
            said_place = fields.delivery_said(changed)
            return services.companies.put_delivery(customer, said_place, place, act)
        return services.customers.edit(customer, fields.details_of(changed), act)

    def _take_away(self) -> None:
        self._keep(self._drop, self._called())

    def _drop(self, customer: int, act: Act) -> object:
        companies, old = self._desk.services.companies, self.old
        if isinstance(old, Contact):
            return companies.drop_contact(customer, old, act)
        if isinstance(old, DeliveryAddress):
            return companies.drop_delivery(customer, old, act)
        raise TypeError(old)

    def _keep(self, work: Callable[[int, Act], object], what: str) -> None:
        if self._page is None:
            return
        customer = self._page.view.shown.customer
        self._keeping.company(
            customer.id,
            what,
            partial(work, customer.id),
            self._before(),
            refused=self._refused,
            then=self.closed.emit,
        )

    def _before(self) -> Details:
        """Return what takes it back: the list as it is, or the fields as they are."""
        if self._about is About.CONTACT:
            return Details(contacts=self._profile.contacts)
        if self._about is About.DELIVERY:
            return Details(deliveries=self._profile.deliveries)
        return fields.details_of({name: self._known[name] for name in self.changed})

    def _called(self) -> str:
        """Return what is said of what was saved."""
        if self._about is About.DATA and self._page is not None:
            customer = self._page.view.shown.customer
            return called(customer.profile.full_name, customer.code)
        first = next(iter(self._read.values()))()
        return first or self._desk.say(_HEADS[self._about][1])

    def _refused(self, error: ShopbellError) -> None:
        if isinstance(error, NoSuchContact | NoSuchDelivery):
            self.old = None  # gone at another till: saved again it is added
        for kinds, name in fields.PLACES:
            if isinstance(error, kinds) and name in self.fields:
                self.fields[name].show_error(*two_parts(self._desk.tell(error)))
                self.errors.count()
                self.fields[name].setFocus(Qt.FocusReason.OtherFocusReason)
                return
        if isinstance(error, UserError):
            self.trouble.show_text(*two_parts(self._desk.tell(error)))
            self.trouble.show()

    def _doubt(self) -> None:
        """Say at the fields which numbers do not add up; they are kept all the same."""
        if self._about is not About.DATA:
            return
        typed = {
            "tax_id": Profile(tax_id=self._read["tax_id"]()),
            "bank_account": Profile(bank_account=self._read["bank_account"]()),
        }
        for name, profile in typed.items():
            for doubt in doubts(profile, self._desk.shop.region):
                self.fields[name].show_warning(*two_parts(self._desk.tell(doubt)))

    # -------------------------------------------------------------------- what it is made of

    def _lay_out(self) -> None:
        say = self._desk.say
        icon, title = _HEADS[self._about]
        heading = Heading(icon, say(title if self.old else _NEW.get(self._about, title)))
        back = Button(say(N_("Back")), icon="arrow-left", key="Esc", small=True)
        heading.side.addWidget(back)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        dress(self._inside, kind="clear")
        for names in fields.ROWS[self._about]:
            column.addLayout(self._row(names))
        column.addWidget(self.trouble)
        column.addStretch(1)
        self.errors = ErrorBar(list(self.fields.values()))
        self.body.addWidget(heading)
        self.body.addWidget(self.errors)
        self.body.addWidget(scrolling(self._inside), 1)
        self.body.addWidget(self._foot())
        back.clicked.connect(self.closed)
        self.save_button.clicked.connect(self.save)
        self.remove.clicked.connect(self._take_away)
        shortcut = QShortcut(QKeySequence("Ctrl+S"), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(self.save)

    def _foot(self) -> QFrame:
        foot = QFrame()
        dress(foot, kind="footer")
        buttons = QHBoxLayout(foot)
        buttons.setContentsMargins(16, 8, 16, 10)
        buttons.setSpacing(8)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        buttons.addWidget(self.save_button)
        return foot

    def _row(self, names: Sequence[str]) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        for name in names:
            row.addWidget(self._field(name), 1, Qt.AlignmentFlag.AlignTop)
        return row

    def _field(self, name: str) -> Field:
        say = self._desk.say
        title = say(fields.TITLES[self._about][name])
        if name == "person":
            made: Field = self._person(title)
        elif name == "main":
            ranks = Chooser(title, [(rank, say(words), "") for rank, words in fields.RANKS])
            self._read[name], self._write[name] = lambda: str(ranks.value() or ""), ranks.choose
            made = ranks
        elif name == "address":
            area = AreaField(title, lines=2)
            self._read[name], self._write[name] = area.text, area.set_text
            made = area
        else:
            made = self._line(name, title)
        made.setObjectName(f"company_{name}")
        self.fields[name] = made
        return made

    def _line(self, name: str, title: str) -> TextField:
        hint = self._desk.shop.currency.code if name == "currency" else ""
        made = TextField(title, placeholder=hint)
        longest = fields.LENGTHS.get(name) or LONGEST.get(name, ("", 0))[1]
        if longest:
            made.edit.setMaxLength(longest)
        self._read[name], self._write[name] = made.text, made.set_text
        made.left.connect(self._doubt)
        return made

    def _person(self, title: str) -> ReferrerField:
        made = ReferrerField(self._desk, self._inside, title)

        def show(text: str) -> None:
            people = {} if self._page is None else self._page.people
            known = people.get(int(text)) if text else None
            name = "" if known is None else called(known.full_name, known.code)
            code = "" if known is None else known.code
            made.show_referrer(Referrer(name, code, int(text or 0) if known else 0))

        self._read["person"] = lambda: str(made.referrer().id or "")
        self._write["person"] = show
        return made
