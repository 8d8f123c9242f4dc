"""What stands below the head while nothing is edited: tabs, and a column at the right."""

from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.membership.balance.types import CustomerBalance
from smbcrm.membership.customer_page.types import CustomerPage
from smbcrm.ui.balance.part import BalancePart
from smbcrm.ui.customer.consents import ConsentPart
from smbcrm.ui.customer.course import Course
from smbcrm.ui.customer.entries import Show
from smbcrm.ui.customer.keeping import Keeping
from smbcrm.ui.customer.notes import NotesPart
from smbcrm.ui.customer.privacy_side import PrivacySide
from smbcrm.ui.customer.side import SLIM, WIDTH, CustomerSide
from smbcrm.ui.customer.tabs import TITLES, Tab
from smbcrm.ui.customer.timeline import Happened, TimelinePart
from smbcrm.ui.desk import Desk
from smbcrm.ui.sizes import MEDIUM, ROOMY, WIDE
from smbcrm.ui.widgets.cards import Card
from smbcrm.ui.widgets.groups import Tabs
from smbcrm.ui.widgets.labels import hairline

_LEAST = 420
"""So high is what the tabs show where the page around it scrolls."""


class Parts(QWidget):
    """The parts of the page under their tabs."""

    def __init__(self, desk: Desk, keeping: Keeping, ground: QWidget) -> None:
        super().__init__()
        say = desk.say
        self.course = Course(desk, self)
        self.timeline = TimelinePart(desk, self.course)
        sales = say(N_("Nothing was sold yet."))
        self.sales = Happened(desk, self.course, Show.SALES, say(N_("Sales")), sales)
        self.balance = BalancePart(desk)
        self.notes = NotesPart(desk, keeping)
        self.consent = ConsentPart(desk, keeping)
        self.side = CustomerSide(desk, keeping, ground)
        self.privacy = PrivacySide(desk)
        self._sides = {Tab.BALANCE: self.balance.side, Tab.CONSENT: self.privacy}
        self.tabs = Tabs([(tab, say(words)) for tab, words in TITLES.items()])
        self.tabs.setAccessibleName(say(N_("Parts of the page")))
        self.tabs.choose(Tab.TIMELINE)
        self.stack = QStackedWidget()
        self._parts: dict[Tab, QWidget] = {
            Tab.TIMELINE: self.timeline,
            Tab.SALES: self.sales,
            Tab.BALANCE: self.balance,
            Tab.NOTES: self.notes,
            Tab.CONSENT: self.consent,
        }
        for part in self._parts.values():
            self.stack.addWidget(part)
        self._lay_out()
        self.tabs.changed.connect(lambda _value: self._turn())
        self.sales.emptied.connect(self.focus_first)

    @property
    def tab(self) -> Tab:
        """Which is shown."""
        return Tab(str(self.tabs.value()))

    def choose(self, tab: Tab) -> None:
        """Show a tab."""
        self.tabs.choose(tab)
        self._turn()

    def step(self, by: int) -> None:
        """Show the next tab (+1) or the one before (-1)."""
        self.tabs.step(by)
        self.focus_first()

    def show_page(self, page: CustomerPage) -> None:
        """Show a customer; the balance comes by itself."""
        self.timeline.show_page(page)
        self.sales.show_page(page)
        self.notes.show_page(page)
        self.consent.show_page(page)
        self.side.show_page(page)
        self.privacy.show_page(page)

    def show_balance(self, view: CustomerBalance) -> None:
        """Show what the customer owns."""
        self.balance.show_view(view)

    def escape(self) -> bool:
        """Leave what is asked; tell whether there was something."""
        asking = (self.notes.files, self.consent, self.side.people)
        return any(one.escape() for one in asking)

    def focus_first(self) -> None:
        """Put the focus where work on what is shown begins."""
        part = self._parts[self.tab]
        if isinstance(part, Happened):
            chosen = next(one for one in self.tabs.buttons() if one.isChecked())
            (chosen if part.is_empty else part.list).setFocus()
        elif isinstance(part, TimelinePart | BalancePart | NotesPart | ConsentPart):
            part.focus_first()

    def narrow(self, width: int, height: int) -> None:
        """Fit a window of that size: where it is narrow, the right column stands below."""
        below, low = width < MEDIUM, height < ROOMY
        way = QBoxLayout.Direction
        self._across.setDirection(way.TopToBottom if below else way.LeftToRight)
        for column in (self.side, *self._sides.values()):
            column.stand(SLIM if width < WIDE else WIDTH, below=below)
        self._card.setMinimumHeight(_LEAST if below or low else 0)
        self.balance.figures.stand(slim=width < WIDE)
        self.timeline.numbers.stand(in_two=width < MEDIUM)

    def _turn(self) -> None:
        self.stack.setCurrentWidget(self._parts[self.tab])
        beside = self._sides.get(self.tab, self.side)
        for side in (self.side, *self._sides.values()):
            side.setVisible(side is beside)
        part = self._parts[self.tab]
        if isinstance(part, Happened):
            part.refresh()
        elif isinstance(part, TimelinePart):
            part.happened.refresh()

    def _lay_out(self) -> None:
        self._card = Card(padding=1, spacing=0)
        self._card.body.addWidget(self.tabs)
        self._card.body.addWidget(hairline())
        self._card.body.addWidget(self.stack, 1)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(12)
        self._across.addWidget(self._card, 1)
        for side in (self.side, *self._sides.values()):
            self._across.addWidget(side)
        for side in self._sides.values():
            side.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._across)
