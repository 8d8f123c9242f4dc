"""Cards: the use cases."""

from dataclasses import dataclass

from smbcrm.core.clock import Clock
from smbcrm.core.ids import uuid7
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.cards import rules, scanning, steps, types
from smbcrm.membership.cards.ports import CardWork
from smbcrm.membership.cards.types import Card, CardShown
from smbcrm.membership.customers import typed
from smbcrm.membership.customers.errors import UnknownCustomer
from smbcrm.membership.customers.kinds import ADD
from smbcrm.membership.customers.rules import asked_of
from smbcrm.membership.customers.steps import resolve
from smbcrm.membership.customers.types import Details, Saved
from smbcrm.membership.requests.types import Act, Done
from smbcrm.membership.staff.steps import Moment, once


@dataclass(frozen=True, slots=True)
class CardService:
    """Issues, replaces and shows cards, and tells whom a scan means."""

    uow: UnitOfWork[CardWork]
    clock: Clock

    def issue(self, customer: int, act: Act | None = None, number: str | None = None) -> Card:
        """Give a customer an active card: the next number of our own, or one that was printed.

        Raises UnknownCustomer, NotOurCard, CardNumberTaken or RangeUsedUp.
        """
        return self.uow.run(self._issue, customer, act or Act(uuid7(self.clock)), number)

    def enrol(
        self, details: Details, act: Act | None = None, number: str | None = None
    ) -> tuple[Saved, Card]:
        """Add a customer and give them a card, both or neither; the same request again adds none.

        Raises what customers' `add` raises, NotOurCard, CardNumberTaken or RangeUsedUp.
        """
        return self.uow.run(self._enrol, details, act or Act(uuid7(self.clock)), number)

    def next_number(self) -> str:
        """Return the number that the next card gets, if no other till is quicker."""
        return self.uow.read(steps.next_number)

    def free(self, number: str) -> str:
        """Return a printed number that may be given to somebody, as it is kept.

        Raises NotOurCard or CardNumberTaken.
        """
        return self.uow.read(steps.own_number, number)

    def replace(self, which: str, act: Act | None = None, number: str | None = None) -> Card:
        """Put a new card in the place of an old one: its number, or a text that finds the customer.

        The old number stays, so that a scan of it is recognised. Raises NoCardToReplace,
        AlreadyDead, what `issue` raises, and the refusals of customers' `resolve`.
        """
        return self.uow.run(self._replace, which, act or Act(uuid7(self.clock)), number)

    def show(self, number: str) -> CardShown:
        """Return a card with its customer, for a dead one the living; raise UnknownCard."""
        return self.uow.read(_show, number)

    def scan(self, text: str) -> scanning.Scan:
        """Return what a scanned text means: somebody's card, an item, a card that is nobody's."""
        return self.uow.read(scanning.scanned, text)

    def of_customer(self, customer: int) -> tuple[Card, ...]:
        """Return a customer's cards, newest first."""
        return self.uow.read(lambda work: work.cards.of_customer(customer))

    def customer(self, text: str, *, living: bool = False) -> int:
        """Return the customer meant by a card number, a code or any text that finds one only.

        Whoever only looks may name a dead card; with `living` it is refused, as where value moves.
        Raises CardIsDead, CardIsDeadAlone, NobodyFound, SeveralFound or ManyFound.
        """
        return self.uow.read(scanning.customer_named, text, living=living)

    def _issue(self, work: CardWork, customer: int, act: Act, number: str | None) -> Card:
        def step(at: Moment) -> Done:
            if not work.customers.lock(customer):
                raise UnknownCustomer
            card = steps.hand_out(work, customer, _free(work, number), at.date, at.now)
            return Done(card.number, customer)

        arguments = {"customer": customer, "number": number}
        return _card(work, once(work, self.clock, act, "card_issue", arguments, step))

    def _enrol(
        self, work: CardWork, details: Details, act: Act, number: str | None
    ) -> tuple[Saved, Card]:
        def step(at: Moment) -> Done:
            done = typed.added(work, details, at)
            if done.customer is not None:
                steps.hand_out(work, done.customer, _free(work, number), at.date, at.now)
            return done

        asked = {**asked_of(details), "card": number or ""}
        saved = typed.saved(work, once(work, self.clock, act, ADD, asked, step))
        first = work.cards.of_customer(saved.id)[-1]
        return saved, first

    def _replace(self, work: CardWork, which: str, act: Act, number: str | None) -> Card:
        def step(at: Moment) -> Done:
            old = _old_card(work, which)
            card = steps.replace_card(work, old, _free(work, number), at.date, at.now)
            return Done(card.number, card.customer)

        arguments = {"which": which.strip(), "number": number}
        return _card(work, once(work, self.clock, act, "card_replace", arguments, step))


def _free(work: CardWork, number: str | None) -> str:
    return steps.next_number(work) if number is None else steps.own_number(work, number)


def _card(work: CardWork, number: str) -> Card:
    card = work.cards.get(number)
    if card is None:
        raise types.UnknownCard(number=number)
    return card


def _old_card(work: CardWork, which: str) -> Card:
    """Return the card to replace, its customer locked."""
    card = steps.find_card(work, which)
    customer = resolve(work, which) if card is None else card.customer
    work.customers.lock(customer)
    code, _ = work.customers.codes([customer])[customer]
    if card is None:
        card = rules.to_replace(work.cards.of_customer(customer))
    else:
        card = work.cards.get(card.number)
    if card is None:
        raise types.NoCardToReplace(code=code)
    if not card.replaceable:
        raise types.AlreadyDead(why=card.why, code=code)
    return card


def _show(work: CardWork, number: str) -> CardShown:
    card = steps.find_card(work, number)
    if card is None:
        raise types.UnknownCard(number=number)
    return scanning.show_card(work, card)
