"""What is done with a card on its page: at once, without a question, undone for 30 minutes."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from smbcrm.core.errors import EnvironmentFault, UserError
from smbcrm.core.i18n import N_, Text
from smbcrm.membership.cards.types import Card, CardAct, CardReason, CardState
from smbcrm.membership.sales.codes import UNDO_WINDOW
from smbcrm.ui.desk import Desk, Undo

if TYPE_CHECKING:
    from smbcrm.membership.requests.types import Act
    from smbcrm.membership.services import Services

PAGE = "customer"
"""The page by whose name an undo is kept over a change of language or look."""

_NUMBERS = frozenset({"number", "following"})
"""What sentences about cards call the number of one."""


@dataclass(frozen=True, slots=True)
class CardDone:
    """What was done last: what with which card, in words, when."""

    act: CardAct
    number: str
    words: str
    at: dt.datetime


class CardActs(QObject):
    """Does one thing with a card at a time. `changed` when something was done or undone.

    `refused` tells why something was not done, as a finished sentence.
    """

    changed = Signal()
    refused = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._busy = False
        self._done: CardDone | None = None

    def undoable(self, number: str) -> bool:
        """Tell whether what was done last here was done with this card, and not long ago."""
        done, now = self._done, self._desk.services.clock.now()
        return done is not None and done.number == number and now - done.at <= UNDO_WINDOW

    def issue(self, customer: int) -> None:
        """Give a customer a card; that is not undone."""
        work = partial(_issue, self._desk.services, customer)
        self._send(work, self._desk.act(), self._issued)

    def do(self, act: CardAct, number: str) -> None:
        """Do something with a card."""
        work = partial(_do, self._desk.services, act, number)
        self._send(work, self._desk.act(), partial(self._told, act, number))

    def void(self, number: str, reason: CardReason) -> None:
        """Make a card void for a reason; that is final, and not undone."""
        work = partial(_void, self._desk.services, number, reason)
        self._send(work, self._desk.act(), self._voided)

    def renew(self, number: str, until: dt.date) -> None:
        """Let a card be valid until a day."""
        work = partial(_renew, self._desk.services, number, until)
        self._send(work, self._desk.act(), partial(self._told, CardAct.RENEW, number))

    def take_back(self, number: str) -> None:
        """Undo what was last done with a card."""
        work = partial(_undo, self._desk.services, number)
        self._send(work, self._desk.act(), self._undone)

    def undo_of(self, done: CardDone) -> Undo:
        """Return the undo of what was done."""
        return Undo(done.words, partial(self.take_back, done.number), PAGE, done)

    def _send(
        self, work: Callable[["Act"], Card], act: "Act", done: Callable[[Card], None]
    ) -> None:
        """Send a request; what met a fault is sent again as the very same, and counts once."""
        if self._busy:
            return
        self._busy = True

        def answered(card: Card) -> None:
            self._busy = False
            done(card)
            self.changed.emit()

        def failed(error: Exception) -> None:
            self._busy = False
            again = partial(self._send, work, act, done)
            if isinstance(error, UserError):
                self.refused.emit(self._desk.tell(self._grouped(Text(error.msgid, error.params))))
                self.changed.emit()
            else:
                fault = isinstance(error, EnvironmentFault)
                self._desk.room.trouble(error, again if fault else None)

        self._desk.ask(self, partial(work, act), answered, failed)

    def _issued(self, card: Card) -> None:
        self._no_undo()
        words = N_("The customer has the card {number} now.")
        self._desk.room.toast(self._desk.say(words, number=self._desk.words.card(card.number)))

    def _voided(self, card: Card) -> None:
        self._no_undo()
        self._desk.room.toast(self._said(card))

    def _no_undo(self) -> None:
        """Forget what was done before something that is not undone: nothing is undone past it."""
        self._done = None
        self._desk.room.undoable(None)

    def _told(self, act: CardAct, number: str, card: Card) -> None:
        desk = self._desk
        done = CardDone(act, number, self._words(act, card), desk.services.clock.now())
        self._done = done
        desk.room.toast(done.words, self.undo_of(done))

    def _words(self, act: CardAct, card: Card) -> str:
        desk, number = self._desk, self._desk.words.card(card.number)
        match act:
            case CardAct.REPLACE:
                return desk.say(N_("The customer has the card {number} now."), number=number)
            case CardAct.RENEW if card.state is CardState.ACTIVE:
                if card.valid_until is None:
                    return desk.say(N_("The card {number} never ends."), number=number)
                until = desk.words.date(card.valid_until)
                return desk.say(
                    N_("The card {number} is valid until {date}."), number=number, date=until
                )
            case _:
                return self._said(card)

    def _said(self, card: Card) -> str:
        """Return how a card stands; an active one that was dead before can be used again."""
        if card.state is CardState.ACTIVE:
            words = N_("The card {number} can be used again.")
            return self._desk.say(words, number=self._desk.words.card(card.number))
        return self._desk.tell(self._grouped(card.said))

    def _grouped(self, text: Text) -> Text:
        """Return a sentence about cards with their numbers as everywhere on screen."""
        return Text(text.msgid, {name: self._shown(name, it) for name, it in text.params.items()})

    def _shown(self, name: str, value: object) -> object:
        if isinstance(value, Text):
            return self._grouped(value)
        return self._desk.words.card(str(value)) if value and name in _NUMBERS else value

    def _undone(self, card: Card) -> None:
        done, self._done = self._done, None
        room = self._desk.room
        kept = None if room.undo is None else room.undo.kept
        if done is not None and kept == done:
            room.undoable(None)
        renewed = done is not None and done.act is CardAct.RENEW
        words = self._words(CardAct.RENEW, card) if renewed else self._said(card)
        room.toast(self._desk.say(N_("Undone. {card}"), card=words))


def _issue(services: "Services", customer: int, act: "Act") -> Card:
    return services.cards.issue(customer, act)


def _undo(services: "Services", number: str, act: "Act") -> Card:
    return services.cards.undo(number, act)


def _void(services: "Services", number: str, reason: CardReason, act: "Act") -> Card:
    return services.cards.void(number, act, reason)


def _renew(services: "Services", number: str, until: dt.date, act: "Act") -> Card:
    return services.cards.renew(number, act, until)


def _do(services: "Services", what: CardAct, number: str, act: "Act") -> Card:
    """Do it; a freeze needs a reason, and here it is always that somebody asked for it."""
    cards = services.cards
    match what:
        case CardAct.FREEZE:
            return cards.freeze(number, CardReason.CUSTOMER_ASKED, act)
        case CardAct.UNFREEZE:
            return cards.unfreeze(number, act)
        case CardAct.REPORT_LOST:
            return cards.report_lost(number, act)
        case CardAct.REPLACE:
            return cards.replace(number, act)
        case _:
            return cards.hand_over(number, act)
