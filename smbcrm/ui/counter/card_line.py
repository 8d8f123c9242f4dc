"""The number of the customer's card and the phone, in one line; and the button for another card."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from smbcrm.core.i18n import N_
from smbcrm.membership.cards.types import CardState
from smbcrm.membership.counter.types import CustomerView
from smbcrm.ui.counter.facts import phone_words
from smbcrm.ui.desk import Desk
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.flow import Flow
from smbcrm.ui.widgets.labels import IconLabel, label

_STATES = {
    CardState.FROZEN: N_("Card {number} is frozen"),
    CardState.LOST: N_("Card {number} is lost"),
    CardState.REPLACED: N_("Card {number} was replaced"),
    CardState.EXPIRED: N_("Card {number} has expired"),
    CardState.VOID: N_("Card {number} is void"),
}


class CardLine(Flow):
    """Card and phone; a dead card says so."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._kind = "muted"
        self._card, self._card_words = _part("credit-card")
        self._phone, self._phone_words = _part("phone")
        self.addWidget(self._card)
        self.addWidget(self._phone)

    def be_slim(self, slim: bool) -> None:  # noqa: FBT001 - one thing to say
        """Be written smaller."""
        self._kind = "caption" if slim else "muted"
        for words in (self._card_words, self._phone_words):
            if words.property("kind") != "warnText":
                dress(words, kind=self._kind)

    def show_view(self, view: CustomerView) -> None:
        """Show a customer's card and phone."""
        card, phone = view.card, phone_words(self._desk, view)
        self._card.setVisible(card is not None)
        if card is not None:
            words = _STATES.get(card.state, N_("Card {number}"))
            text = self._desk.say(words, number=self._desk.words.card(card.number))
            self._card_words.setText(text)
            dress(self._card_words, kind=self._kind if card.living else "warnText")
        self._phone.setVisible(bool(phone))
        self._phone_words.setText(phone)
        self._phone_words.setAccessibleName(self._desk.say(N_("Phone {phone}"), phone=phone))


class CardButton(Button):
    """Issues a card, or puts another one in its place."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.say(N_("Issue a card")), icon="credit-card", small=True)
        self._desk = desk

    def show_view(self, view: CustomerView) -> None:
        """Say which of both it would be."""
        old = view.card is not None and view.card.replaceable
        words = N_("Replace the card") if old else N_("Issue a card")
        self.set_text(self._desk.say(words))


class PageButton(Button):
    """Shows the page of the open customer."""

    def __init__(self, desk: Desk) -> None:
        words = desk.say(N_("Customer page"))
        super().__init__(words, icon="user-round", key="Ctrl O", small=True)
        self._customer = 0
        self.clicked.connect(lambda _: desk.room.go(f"customer/{self._customer}"))

    def show_view(self, view: CustomerView) -> None:
        """Lead to this customer's."""
        self._customer = view.shown.customer.id


class CardButtons(Flow):
    """The way to all about the open customer, and another card."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.card, self.page = CardButton(desk), PageButton(desk)
        for button in (self.page, self.card):
            self.addWidget(button)

    def show_view(self, view: CustomerView) -> None:
        """Show a customer's."""
        self.card.show_view(view)
        self.page.show_view(view)


def _part(icon: str) -> tuple[QWidget, QLabel]:
    part = QWidget()
    row = QHBoxLayout(part)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    words = label("", "muted")
    row.addWidget(IconLabel(icon, 15, "ink2"), 0, Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(words)
    return part, words
