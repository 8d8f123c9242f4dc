"""A company: what it is dealt with by, who is reached there, and where it has things brought to."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.core.money import Money
from smbcrm.core.text import unturned
from smbcrm.membership.companies.types import Reached
from smbcrm.membership.customer_page.types import CustomerPage
from smbcrm.membership.customers.company_data import NET_DAYS, currency_of, doubts
from smbcrm.membership.customers.contacts import Contact, DeliveryAddress
from smbcrm.membership.customers.kinds import CustomerKind
from smbcrm.membership.customers.phones import show_phone
from smbcrm.membership.customers.rules import one_line_address
from smbcrm.membership.customers.types import Profile
from smbcrm.ui.counter.happenings import DOT
from smbcrm.ui.customer.company_fields import About, CompanyMemory
from smbcrm.ui.customer.side_lines import SlimRow, fact_line, fill, headed, quiet, section
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.cards import Rows
from smbcrm.ui.widgets.labels import label
from smbcrm.ui.widgets.own_words import plain_tip


class CompanyCard(QWidget):
    """`wanted` tells what is to be written down or changed, as the form of it remembers it."""

    wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        say = desk.say
        self.edit_button = quiet(say(N_("Edit")), say(N_("Edit what the company is dealt with by")))
        self.add_contact = quiet(say(N_("Add")), say(N_("Add a contact")))
        self.add_delivery = quiet(say(N_("Add")), say(N_("Add a delivery address")))
        card, self._facts = headed(say(N_("Company")), self.edit_button)
        contacts = section(card, say(N_("Contacts")), self.add_contact)
        deliveries = section(card, say(N_("Delivery addresses")), self.add_delivery)
        self.contacts, self.deliveries = Rows(), Rows()
        contacts.addWidget(self.contacts)
        deliveries.addWidget(self.deliveries)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        for button, about in (
            (self.edit_button, About.DATA),
            (self.add_contact, About.CONTACT),
            (self.add_delivery, About.DELIVERY),
        ):
            button.clicked.connect(
                lambda _checked=False, about=about: self.wanted.emit(CompanyMemory(about))
            )

    def show_page(self, page: CustomerPage) -> None:
        """Show a company; a person has no such card, unless something of it is known."""
        desk, profile = self._desk, page.view.shown.customer.profile
        facts = [fact_line(*fact) for fact in _facts(desk, profile)]
        doubted = doubts(profile, desk.shop.region)
        facts += [label(desk.tell(one), "caption", wrap=True) for one in doubted]
        fill(self._facts, facts)
        is_company = profile.kind is CustomerKind.COMPANY
        self.add_contact.setVisible(is_company)
        self.add_delivery.setVisible(is_company)
        self.contacts.show_rows([self._contact(one, page) for one in profile.contacts])
        self.deliveries.show_rows([self._delivery(one) for one in profile.deliveries])
        self.setVisible(bool(is_company or facts or profile.contacts or profile.deliveries))

    def _contact(self, one: Contact, page: CustomerPage) -> SlimRow:
        name, second = contact_words(self._desk, one, page)
        row = SlimRow("user-round", name, second)
        row.setToolTip(plain_tip(DOT.join(filter(None, (name, second)))))
        memory = CompanyMemory(About.CONTACT, one)
        row.clicked.connect(lambda _checked=False: self.wanted.emit(memory))
        return row

    def _delivery(self, one: DeliveryAddress) -> SlimRow:
        place = unturned(one_line_address(one))
        row = SlimRow("map-pin", unturned(one.label) or place, place if one.label else "")
        row.setToolTip(plain_tip(place))
        memory = CompanyMemory(About.DELIVERY, one)
        row.clicked.connect(lambda _checked=False: self.wanted.emit(memory))
        return row


def contact_words(desk: Desk, one: Contact, page: CustomerPage) -> tuple[str, str]:
    """Return how a contact is called, and what they do and how they are reached."""
    known = Reached("", one.name, one.phone, one.email)
    known = page.people[one.person] if one.person is not None else known
    main = page.view.shown.customer.profile.contacts[0] == one
    phone = "" if known.phone is None else show_phone(known.phone, desk.shop.region)
    rank = desk.say(N_("main contact")) if main else ""
    name = unturned(known.full_name or known.code)
    return name, unturned(DOT.join(filter(None, (rank, one.role, phone or known.email))))


def _facts(desk: Desk, profile: Profile) -> Iterator[tuple[str, str]]:
    """Give what is known, each under its title; nothing of what is not."""
    say, days, limit = desk.say, profile.payment_days, profile.credit_limit
    currency = currency_of(profile, desk.shop.currency)
    told = (
        (N_("Tax id"), profile.tax_id),
        (N_("Bank"), profile.bank),
        (N_("Account number"), profile.bank_account),
        (N_("Currency"), profile.currency),
        (N_("Payment terms"), "" if days is None else say(NET_DAYS, days=days)),
        (N_("Credit limit"), "" if limit is None else Money(limit, currency).label()),
    )
    for title, text in told:
        if text:
            yield say(title), unturned(text)
