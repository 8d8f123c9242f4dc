"""Cards at the counter: issue one, put one in another's place, give away one that was scanned.

None of it can be undone, so a card that takes another's place is asked for once, in place, and
however often a button is pressed, one card is handed out.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from smbcrm.core.errors import EnvironmentFault, UserError
from smbcrm.core.i18n import N_
from smbcrm.ui.counter.facts import name_of
from smbcrm.ui.counter.notice import Answer, NoticeBar
from smbcrm.ui.desk import Desk

if TYPE_CHECKING:
    from smbcrm.membership.cards.scanning import DeadCardScan, Scan
    from smbcrm.membership.cards.types import Card
    from smbcrm.membership.counter.types import CustomerView
    from smbcrm.membership.requests.types import Act


@dataclass(frozen=True, slots=True)
class _Wish:
    """A card that is wanted: for whom, with the number scanned, in whose place (None: in none)."""

    customer: int
    number: str | None
    old: str | None = None


class CardDesk(QObject):
    """Hands out cards, one at a time, and says so in the notice below the search."""

    begun = Signal()
    """A card was asked for: its button, which goes off, needs the focus no more."""
    busy = Signal(bool)
    """True while an answer is awaited: no other card can be handed out."""

    def __init__(self, desk: Desk, notice: NoticeBar, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._notice = notice
        self.waiting: str | None = None
        """A scanned number that is to be given to the next customer who is opened."""
        self._told: DeadCardScan | None = None
        self._sending = False
        self._answered: CustomerView | None = None
        self._unsure: dict[_Wish, Act] = {}

    def tell_dead(self, scan: "DeadCardScan", view: "CustomerView | None") -> None:
        """Say why a card may not be used, as soon as its customer is open: now, if they are."""
        self._told = scan
        if view is not None:
            self._tell(view)

    def wanted(self, view: "CustomerView") -> None:
        """Issue a card to a customer, or ask whether the old one shall be replaced.

        One who was just given a card gets no other one before that is shown.
        """
        if self._sending or view is self._answered:
            return
        card, say = view.card, self._desk.say
        if card is None or not card.replaceable:
            self._issue(view, None)
            return
        number = self._desk.words.card(card.number)
        self._notice.say(
            "warn",
            "credit-card",
            say(N_("Card {number} will work no more."), number=number),
            say(N_("Its value goes on with the new one.")),
            (
                Answer(say(N_("Replace the card")), partial(self._replace, view, card, None)),
                # Not the one that cannot be undone: the key that asked is soon pressed twice.
                Answer(say(N_("Keep it")), _nothing, first=True),
            ),
        )

    def offer(
        self,
        scan: "Scan",
        view: "CustomerView | None",
        find: Callable[[], None],
        new: Callable[[], None],
    ) -> None:
        """Ask to whom a number that nobody has shall belong; `find` and `new` look for somebody."""
        from smbcrm.membership.cards.scanning import (  # noqa: PLC0415 - first a card is scanned
            FreshCardScan,
        )

        say = self._desk.say
        if not isinstance(scan, FreshCardScan):
            self._notice.say("warn", "scan-barcode", self._unknown(scan.code))
            return
        answers = [] if view is None else self._give_answers(view, scan.code)
        if view is None:
            keep = partial(self._keep, scan.code, find)
            answers.append(Answer(say(N_("Find the customer")), keep))
        answers.append(Answer(say(N_("New customer")), new))
        self._notice.say(
            "warn",
            "credit-card",
            say(N_("This card belongs to nobody.")),
            say(N_("Give it to a customer?")),
            answers,
        )

    def opened(self, view: "CustomerView") -> None:
        """Say why the card is dead that opened the customer, or offer the card that waits."""
        self._tell(view)
        number, self.waiting = self.waiting, None
        if number is None:
            return
        say, shown = self._desk.say, self._desk.words.card(number)
        self._notice.say(
            "info",
            "credit-card",
            say(N_("Give the card {number} to {name}?"), number=shown, name=name_of(view)),
            "",
            (*self._give_answers(view, number), Answer(say(N_("Not now")), _nothing)),
        )

    def _tell(self, view: "CustomerView") -> None:
        told, self._told = self._told, None
        if told is None or told.shown.card.customer != view.shown.customer.id:
            return
        say, grouped, living = self._desk.say, self._desk.words.card, told.shown.living
        rest = (
            say(N_("There is no other card yet."))
            if living is None
            else say(N_("The card now is {number}."), number=grouped(living.number))
        )
        self._notice.say("warn", "credit-card", self._why(told), rest)

    def _why(self, told: "DeadCardScan") -> str:
        """Return why a card is dead; of one that was replaced also when."""
        from smbcrm.membership.cards.types import (  # noqa: PLC0415 - first a dead card is scanned
            CardState,
        )

        desk, card = self._desk, told.shown.card
        number = desk.words.card(card.number)
        if card.state is not CardState.REPLACED:
            return desk.tell(replace(told.why, params={**told.why.params, "number": number}))
        date = desk.words.date(desk.shop.day.date(card.changed_at), today=desk.today())
        words = N_("The card {number} was replaced on {date}.")
        return desk.say(words, number=number, date=date)

    def _unknown(self, code: str) -> str:
        from smbcrm.membership.cards.rules import (  # noqa: PLC0415 - first a card is scanned
            is_misread,
            read_number,
        )

        number = read_number(code)
        if number is not None and is_misread(number, self._desk.shop.card_prefix):
            return self._desk.say(N_("The number of the card was read wrong. Scan the card again."))
        words = N_("Nobody and nothing here has the number {number}.")
        return self._desk.say(words, number=code)

    def _keep(self, code: str, find: Callable[[], None]) -> None:
        self.waiting = code
        say = self._desk.say
        self._notice.say(
            "info",
            "credit-card",
            say(N_("Find the customer for the card {number}."), number=self._desk.words.card(code)),
            "",
            (Answer(say(N_("Not now")), self._forget),),
        )
        find()

    def _forget(self) -> None:
        self.waiting = None

    def _give_answers(self, view: "CustomerView", number: str) -> list[Answer]:
        say = self._desk.say
        give = partial(self._issue, view, number)
        card = view.card
        if card is None or not card.replaceable:
            return [Answer(say(N_("Give it to {name}"), name=name_of(view)), give)]
        return [
            Answer(say(N_("In place of the old card")), partial(self._replace, view, card, number)),
            Answer(say(N_("Beside the old card")), give),
        ]

    def _issue(self, view: "CustomerView", number: str | None) -> None:
        self._want(view, _Wish(view.shown.customer.id, number))

    def _replace(self, view: "CustomerView", card: "Card", number: str | None) -> None:
        self._want(view, _Wish(view.shown.customer.id, number, card.number))

    def _want(self, view: "CustomerView", wish: _Wish) -> None:
        """Hand it out; what met a fault before is sent under the same request, and counts once."""
        if not self._sending:
            self._send(view, wish, self._unsure.get(wish) or self._desk.act())

    def _again(self, view: "CustomerView", wish: _Wish, act: "Act") -> None:
        """Try again what met a fault, unless it was answered since."""
        if not self._sending and self._unsure.get(wish) is act:
            self._send(view, wish, act)

    def _send(self, view: "CustomerView", wish: _Wish, act: "Act") -> None:
        desk, cards = self._desk, self._desk.services.cards
        scanned = wish.number is not None

        def work() -> "Card":
            if wish.old is None:
                return cards.issue(wish.customer, act, wish.number, scanned=scanned)
            return cards.replace(wish.old, act, wish.number, scanned=scanned)

        def done(card: "Card") -> None:
            self._answered = view
            self._settle(wish)
            number = desk.words.card(card.number)
            words = N_("Card {number} belongs to {name} now.")
            desk.room.toast(desk.say(words, number=number, name=name_of(view)))

        def failed(error: Exception) -> None:
            self._settle(wish)
            if isinstance(error, EnvironmentFault):
                self._unsure[wish] = act
                desk.room.trouble(error, partial(self._again, view, wish, act))
            elif isinstance(error, UserError):
                self._notice.say("danger", "triangle-alert", desk.tell(error))
            else:
                desk.room.trouble(error)

        self._sending = True
        self.begun.emit()
        self.busy.emit(True)  # noqa: FBT003 - one fact
        desk.ask(self, work, done, failed)

    def _settle(self, wish: _Wish) -> None:
        self._unsure.pop(wish, None)
        self._sending = False
        self.busy.emit(False)  # noqa: FBT003 - one fact


def _nothing() -> None:
    """Only close the notice."""
