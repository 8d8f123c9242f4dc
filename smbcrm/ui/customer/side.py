"""The right column: about the customer, occasions, people around them, consent in short."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.core.text import unturned
from smbcrm.membership.consents.types import Word
from smbcrm.membership.customer_page.types import CustomerPage
from smbcrm.membership.customers.kinds import GENDERS, ConsentState
from smbcrm.membership.occasions.choices import settings_of
from smbcrm.membership.occasions.rules import next_dates
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind
from smbcrm.ui.balance.side import SideColumn
from smbcrm.ui.counter.facts import occasion_icon, occasion_name
from smbcrm.ui.counter.happenings import DOT
from smbcrm.ui.customer import own_fields
from smbcrm.ui.customer.company_card import CompanyCard
from smbcrm.ui.customer.consent_words import called, short_words
from smbcrm.ui.customer.head import birthday_words
from smbcrm.ui.customer.keeping import Keeping
from smbcrm.ui.customer.people_card import PeopleCard
from smbcrm.ui.customer.side_lines import SlimRow, fact_line, fill, headed, quiet
from smbcrm.ui.desk import Desk
from smbcrm.ui.languages import LANGUAGES
from smbcrm.ui.widgets.cards import Rows
from smbcrm.ui.widgets.labels import IconLabel, label
from smbcrm.ui.widgets.own_words import plain_tip
from smbcrm.ui.widgets.wrapped import WrapLabel

WIDTH, SLIM = 286, 250
_CONSENT_ICONS = {
    ConsentState.GIVEN: ("circle-check", "okText"),
    ConsentState.REFUSED: ("circle-slash", "ink2"),
    None: ("circle-help", "ink3"),
}


class CustomerSide(SideColumn):
    """`edit`, `consent` and `occasion` tell what is to be changed: of the last which one, or None.

    `person` tells the id of another customer who is to be looked at.
    """

    edit = Signal()
    consent = Signal()
    occasion = Signal(object)
    person = Signal(int)

    def __init__(self, desk: Desk, keeping: Keeping, ground: QWidget) -> None:
        super().__init__(WIDTH)
        self._desk = desk
        say = desk.say
        self.edit_button = quiet(say(N_("Edit")), say(N_("Edit what is known")))
        self.about, self._about = headed(say(N_("About")), self.edit_button)
        self.add_occasion = quiet(say(N_("Add")), say(N_("Add an occasion")))
        self.occasions_card, self._occasions = headed(say(N_("Occasions")), self.add_occasion)
        self.company = CompanyCard(desk)
        self.people = PeopleCard(desk, keeping, ground)
        self.consent_button = quiet(say(N_("Edit")), say(N_("Edit the consents")))
        self.consents, self._consents = headed(say(N_("Consent")), self.consent_button)
        self.edit_button.clicked.connect(self.edit)
        self.add_occasion.clicked.connect(lambda _checked: self.occasion.emit(None))
        self.consent_button.clicked.connect(self.consent)
        self.rows = Rows()
        self._no_occasion = label(say(N_("No birthday is known yet.")), "caption", wrap=True)
        self._occasions.addWidget(self.rows)
        self._occasions.addWidget(self._no_occasion)
        for part in (self.about, self.company, self.occasions_card, self.people, self.consents):
            self.inside.addWidget(part)
        self.inside.addStretch(1)
        self.people.person.connect(self.person)

    def show_page(self, page: CustomerPage) -> None:
        """Show a customer's."""
        desk, profile = self._desk, page.view.shown.customer.profile
        fill(self._about, [fact_line(*fact) for fact in _facts(desk, page)])
        rows = []
        for one in profile.occasions:
            name = unturned(occasion_name(desk, one))
            row = SlimRow(occasion_icon(one), name, _when(desk, one))
            row.setToolTip(plain_tip(birthday_words(desk, one, page.view.today)))
            row.clicked.connect(lambda _checked=False, one=one: self.occasion.emit(one))
            rows.append(row)
        self.rows.show_rows(rows)
        self.rows.setVisible(bool(rows))
        self._no_occasion.setVisible(not rows)
        self.company.show_page(page)
        self.people.show_page(page)
        known = page.consent.standing
        lines = [
            self._consent_line(called(desk, page.consent, about), known.get(about))
            for about in page.consent.asked
        ]
        fill(self._consents, lines)

    def _consent_line(self, name: str, known: Word | None) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        icon, token = _CONSENT_ICONS[None if known is None else known.state]
        row.addWidget(IconLabel(icon, 16, token), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(WrapLabel(name), 1)
        row.addWidget(label(short_words(self._desk, known), "caption", wrap=True), 1)
        return line


def _when(desk: Desk, occasion: Occasion) -> str:
    today = desk.today()
    words = birthday_words(desk, occasion, today, with_age=False)
    coming = next(iter(next_dates(occasion, today, 1, settings_of(desk.shop))), None)
    if coming is None:
        return words
    days = max(0, (coming.date - today).days)
    return DOT.join((words, desk.words.until(days)))


def _facts(desk: Desk, page: CustomerPage) -> Iterator[tuple[str, str]]:
    """Give what is known, each under its title; nothing of what is not."""
    say, view = desk.say, page.view
    profile = view.shown.customer.profile
    yield say(N_("Customer since")), desk.words.date(view.since)
    phones = "\n".join(phone.typed for phone in profile.phones)
    born = next((o for o in profile.occasions if o.kind is OccasionKind.BIRTHDAY), None)
    told = (
        (N_("Phone"), phones),
        (N_("Preferences"), profile.preferences),
        (N_("Birthday by"), "" if born is None else _calendar(desk, born)),
        (N_("Looked after by"), view.shown.looked_after_by),
        (N_("Speaks"), dict(LANGUAGES).get(profile.language, profile.language)),
        (N_("Gender"), say(GENDERS[profile.gender]) if profile.gender else ""),
        (N_("WeChat"), profile.wechat),
        (N_("WhatsApp"), profile.whatsapp),
        (N_("LINE"), profile.line),
        (N_("Came to us through"), profile.source),
        (N_("Code"), view.shown.customer.code),
    )
    for title, text in told:
        if text:
            yield say(title), unturned(text)
    for name, text in own_fields.facts_of(desk, page):
        yield unturned(name), unturned(text)


def _calendar(desk: Desk, occasion: Occasion) -> str:
    lunar = occasion.calendar is Calendar.LUNAR
    return desk.say(N_("lunar calendar") if lunar else N_("solar calendar"))
