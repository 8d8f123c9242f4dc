"""Cards at the counter: issue one, put one in another's place, give away one that was scanned.

None of it can be undone, so a card that takes another's place is asked for once, in place.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from smbcrm.core.errors import EnvironmentFault, UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.cards.types import Card
from smbcrm.membership.counter.types import CustomerView
from smbcrm.ui.counter.card_line import replaceable
from smbcrm.ui.counter.facts import name_of
from smbcrm.ui.counter.notice import Notice, Offer
from smbcrm.ui.counter.scans import Scan
from smbcrm.ui.desk import Desk


class CardDesk(QObject):
    """Hands out cards and says so in the notice below the search."""

    def __init__(self, desk: Desk, notice: Notice, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._notice = notice
        self.waiting: str | None = None
        """A scanned number that is to be given to the next customer who is opened."""

    def wanted(self, view: CustomerView) -> None:
        """Issue a card to a customer, or ask whether the old one shall be replaced."""
        card, say = view.card, self._desk.say
        if card is None or not replaceable(card):
            self._issue(view, None)
            return
        number = self._desk.words.card(card.number)
        self._notice.say(
            "warn",
            "credit-card",
            say(N_("Card {number} will work no more."), number=number),
            say(N_("Its value goes on with the new one.")),
            (
                Offer(say(N_("Replace the card")), partial(self._replace, view, card, None)),
                Offer(say(N_("Keep it")), _nothing),
            ),
        )

    def offer(
        self,
        scan: Scan,
        view: CustomerView | None,
        find: Callable[[], None],
        new: Callable[[], None],
    ) -> None:
        """Ask to whom a number that nobody has shall belong; `find` and `new` look for somebody."""
        say = self._desk.say
        if not scan.free:
            self._notice.say(
                "warn",
                "scan-barcode",
                say(N_("Nobody and nothing here has the number {number}."), number=scan.code),
            )
            return
        offers = [] if view is None else self._give_offers(view, scan.code)
        if view is None:
            offers.append(Offer(say(N_("Find the customer")), partial(self._keep, scan.code, find)))
        offers.append(Offer(say(N_("New customer")), new))
        self._notice.say(
            "warn",
            "credit-card",
            say(N_("This card belongs to nobody.")),
            say(N_("Give it to a customer?")),
            offers,
        )

    def opened(self, view: CustomerView) -> None:
        """Offer the card that waits to the customer who was opened now."""
        number, self.waiting = self.waiting, None
        if number is None:
            return
        say, shown = self._desk.say, self._desk.words.card(number)
        self._notice.say(
            "info",
            "credit-card",
            say(N_("Give the card {number} to {name}?"), number=shown, name=name_of(view)),
            "",
            (*self._give_offers(view, number), Offer(say(N_("Not now")), _nothing)),
        )

    def _keep(self, code: str, find: Callable[[], None]) -> None:
        self.waiting = code
        say = self._desk.say
        self._notice.say(
            "info",
            "credit-card",
            say(N_("Find the customer for the card {number}."), number=self._desk.words.card(code)),
            "",
            (Offer(say(N_("Not now")), self._forget),),
        )
        find()

    def _forget(self) -> None:
        self.waiting = None

    def _give_offers(self, view: CustomerView, number: str) -> list[Offer]:
        say = self._desk.say
        give = partial(self._issue, view, number)
        card = view.card
        if card is None or not replaceable(card):
            return [Offer(say(N_("Give it to {name}"), name=name_of(view)), give)]
        return [
            Offer(say(N_("In place of the old card")), partial(self._replace, view, card, number)),
            Offer(say(N_("Beside the old card")), give),
        ]

    def _issue(self, view: CustomerView, number: str | None) -> None:
        customer, act = view.shown.customer.id, self._desk.act()
        self._send(view, lambda: self._desk.services.cards.issue(customer, act, number))

    def _replace(self, view: CustomerView, card: Card, number: str | None) -> None:
        act = self._desk.act()
        self._send(view, lambda: self._desk.services.cards.replace(card.number, act, number))

    def _send(self, view: CustomerView, work: Callable[[], Card]) -> None:
        """Do it; after a fault it can be sent again, and counts once."""
        desk = self._desk

        def done(card: Card) -> None:
            number = desk.words.card(card.number)
            words = N_("Card {number} belongs to {name} now.")
            desk.room.toast(desk.say(words, number=number, name=name_of(view)))

        def failed(error: Exception) -> None:
            if isinstance(error, EnvironmentFault):
                desk.room.trouble(error, lambda: self._send(view, work))
            elif isinstance(error, UserError):
                self._notice.say("danger", "triangle-alert", desk.tell(error))
            else:
                desk.room.trouble(error)

        desk.ask(self, work, done, failed)


def _nothing() -> None:
    """Only close the notice."""
