"""The tab Consent: what may be done with whom, who asked and how, and all that was said."""

from collections.abc import Iterator

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.core.text import unturned
from smbcrm.membership.customer_page.types import CustomerPage
from smbcrm.membership.customers.kinds import ConsentChannel, ConsentState, Status
from smbcrm.membership.customers.types import Details
from smbcrm.ui.counter.happenings import DOT
from smbcrm.ui.customer.ask_how import AskHow, Said
from smbcrm.ui.customer.consent_rows import BADGES, ConsentRows
from smbcrm.ui.customer.consent_words import ask_words, called, told_how
from smbcrm.ui.customer.keeping import Keeping
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.cards import Note
from smbcrm.ui.widgets.labels import ElideLabel, hairline, label
from smbcrm.ui.widgets.scrolling import scrolling
from smbcrm.ui.widgets.switch import Switch
from smbcrm.ui.widgets.wrapped import WrapLabel


class ConsentPart(QWidget):
    """The answers, the history below, and the switch that overrules them all."""

    def __init__(self, desk: Desk, keeping: Keeping) -> None:
        super().__init__()
        self._desk, self._keeping = desk, keeping
        self._page: CustomerPage | None = None
        self._asking = ""
        say = desk.say
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(10)
        self.rows = ConsentRows(desk)
        self.rows.answered.connect(self._answered)
        self.ask = AskHow(desk)
        self.ask.said.connect(self._said)
        self.ask.left.connect(self._leave)
        self.kept = Note("info")
        self.switch = Switch(say(N_("Do not contact at all")))
        self.switch.clicked.connect(self._switched)
        stops = label(say(N_("Stops every channel. Bills only on request.")), "caption", wrap=True)
        self._history = QWidget()
        self._lines = QVBoxLayout(self._history)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(4)
        heading = QHBoxLayout()
        heading.addWidget(label(say(N_("How it came about")), "section"))
        heading.addStretch(1)
        heading.addWidget(ElideLabel(say(N_("kept for good, cannot be edited")), "caption"))
        for part in (self.rows, self.ask, self.kept, self.switch, stops, hairline()):
            column.addWidget(part)
        column.addLayout(heading)
        column.addWidget(self._history)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(inside))

    def show_page(self, page: CustomerPage) -> None:
        """Show a customer's."""
        if self._page is not None and self._page.consent.customer != page.consent.customer:
            self._settle()  # nobody answers for somebody else
        self._page = page
        self.rows.show_consent(page.consent, self._asking)
        standing = page.consent.standing
        refused = [
            one
            for one in ConsentChannel
            if one in standing and standing[one].state is ConsentState.REFUSED
        ]
        self.kept.setVisible(bool(refused))
        if refused:
            say = self._desk.say
            names = say(N_(", ")).join(called(self._desk, page.consent, one) for one in refused)
            self.kept.show_text(
                say(N_("{channels}: “no” stays for ever,"), channels=names),
                say(N_("also through an import, until they say yes. Bills are sent all the same.")),
            )
        status = page.view.shown.customer.profile.status
        self.switch.setChecked(status is Status.DO_NOT_CONTACT)
        self._show_history(page)

    def focus_first(self) -> None:
        """Put the focus on the first answer."""
        self.rows.focus_first()

    def escape(self) -> bool:
        """Leave the question how; tell whether it was asked."""
        if not self.ask.isVisible():
            return False
        self._leave()
        return True

    def _show_history(self, page: CustomerPage) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            part = item.widget()
            if part is not None:
                part.hide()
                part.deleteLater()
        for words in self._history_of(page):
            self._lines.addWidget(WrapLabel(words, "muted"))

    def _history_of(self, page: CustomerPage) -> Iterator[str]:
        desk, consent = self._desk, page.consent
        for one in reversed(consent.words):
            _, state, _ = BADGES[one.state]
            what = desk.say(
                N_("{channel}: {answer}"),
                channel=called(desk, consent, one.about),
                answer=desk.say(state),
            )
            when = desk.words.moment(one.at, page.view.today)
            parts = (when, what, one.staff, told_how(desk, one))
            yield unturned(DOT.join(filter(None, parts)))
        if not consent.words:
            yield desk.say(N_("Nothing was ever asked."))

    def _answered(self, about: str, value: str) -> None:
        if self._page is not None:
            self._asking, state = about, ConsentState(value)
            self.rows.show_answers(about)
            self.ask.ask(about, state, ask_words(self._desk, self._page.consent, about, state))

    def _leave(self) -> None:
        self._settle()
        self.rows.show_answers()
        self.focus_first()

    def _said(self, said: Said) -> None:
        if self._page is not None:
            what = called(self._desk, self._page.consent, said.about)
            customer = self._page.view.shown.customer.id
            self._keeping.say_consent(customer, what, said, self._written)

    def _written(self) -> None:
        self._settle()
        self.focus_first()

    def _settle(self) -> None:
        self._asking = ""
        self.ask.hide()

    def _switched(self) -> None:
        if self._page is None:
            return
        customer = self._page.view.shown.customer
        status = Status.DO_NOT_CONTACT if self.switch.isChecked() else Status.ACTIVE
        what = self._desk.say(N_("Do not contact at all"))
        before = Details(status=customer.profile.status)
        self._keeping.edit(customer.id, what, Details(status=status), before)
