"""Cards: the use cases."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from smbcrm.core.clock import Clock
from smbcrm.core.ids import uuid7
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.cards import errors, rules, scanning, steps, undoing
from smbcrm.membership.cards.ports import CardWork
from smbcrm.membership.cards.types import (
    REASONS,
    Card,
    CardAct,
    CardEvent,
    CardShown,
    CardState,
)
from smbcrm.membership.customers import typed
from smbcrm.membership.customers.kinds import ADD
from smbcrm.membership.customers.rules import asked_of
from smbcrm.membership.customers.steps import resolve
from smbcrm.membership.customers.types import Details, Saved
from smbcrm.membership.ledger.closing import check_dated
from smbcrm.membership.requests.types import Act, Done
from smbcrm.membership.staff.steps import Moment, once


@dataclass(frozen=True, slots=True)
class CardService:
    """The life of cards, and whom a scan means. The same request again changes nothing.

    Cards are answered as they count on today's business date. What is done with one is refused,
    by the refusals of `rules.refusal`, where its state does not allow it; a replaced or void card
    stays what it is. A reason that is none of its `REASONS` raises BadCardReason, a number that no
    card has UnknownCard.
    """

    uow: UnitOfWork[CardWork]
    clock: Clock

    def issue(
        self,
        customer: int,
        act: Act | None = None,
        number: str | None = None,
        *,
        scanned: bool = False,
        later: bool = False,
    ) -> Card:
        """Give a customer a card: the next number of our own, or one that was printed.

        A `scanned` number may be another printer's. The card is active, or, to be handed over
        `later`, issued. Raises UnknownCustomer, RangeUsedUp, NotOurCard or CardNumberTaken, for a
        scanned number also BadCardNumber, NumberOfProduct, NumberOfVoucher or
        NumberOfCustomer; dated on a day that was closed, DayClosedToAll.
        """
        state = CardState.ISSUED if later else CardState.ACTIVE

        def step(work: CardWork, at: Moment) -> Done:
            if not work.customers.lock(customer):
                raise work.customers.gone(customer)
            free = _free(work, customer, number, scanned=scanned)
            given = steps.hand_out(work, customer, free, at, state)
            check_dated(work, at)
            return Done(given.number, customer)

        asked = {"customer": customer, "number": number, "scanned": scanned or None}
        return self._once(act, CardAct.ISSUE, {**asked, "later": later or None}, step)

    def enrol(
        self,
        details: Details,
        act: Act | None = None,
        number: str | None = None,
        *,
        scanned: bool = False,
    ) -> tuple[Saved, Card]:
        """Add a customer and give them a card, both or neither; the same request again adds none.

        Raises what customers' `add` raises, and what `issue` raises of the number.
        """
        made = act or Act(uuid7(self.clock))
        return self.uow.run(self._enrol, details, made, number, scanned)

    def next_number(self) -> str:
        """Return the number that the next card gets, if no other till is quicker."""
        return self.uow.read(steps.next_number)

    def free(self, number: str, *, scanned: bool = False) -> str:
        """Return a printed number that may be given to somebody, as it is kept.

        Raises what `issue` raises of the number.
        """
        return self.uow.read(steps.printed_number if scanned else steps.own_number, number)

    def replace(
        self,
        which: str,
        act: Act | None = None,
        number: str | None = None,
        *,
        scanned: bool = False,
        reason: str | None = None,
    ) -> Card:
        """Put a new card in the place of an old one: its number, or a text that finds the customer.

        The old number stays, so that a scan of it is recognised; value lies on the customer's
        accounts and stays too. Raises NoCardToReplace, what `issue` raises, and the refusals of
        customers' `resolve`.
        """

        def step(work: CardWork, at: Moment) -> Done:
            old, why = _old_card(work, which, at.today), _checked(CardAct.REPLACE, reason)
            free = _free(work, old.customer, number, scanned=scanned)
            new = steps.replace_card(work, old, free, at, why)
            check_dated(work, at)
            return Done(new.number, old.customer)

        asked = {"which": which.strip(), "number": number, "scanned": scanned or None}
        return self._once(act, CardAct.REPLACE, {**asked, "reason": reason}, step)

    def hand_over(self, number: str, act: Act | None = None) -> Card:
        """Make an issued card active: its customer has it now."""
        return self._change(CardAct.HAND_OVER, number, act)

    def freeze(self, number: str, reason: str, act: Act | None = None) -> Card:
        """Let a card be used no more until `unfreeze`."""
        return self._change(CardAct.FREEZE, number, act, reason)

    def unfreeze(self, number: str, act: Act | None = None, reason: str | None = None) -> Card:
        """Take back a freeze, or the report that a card was lost: it is active, or has expired."""
        return self._change(CardAct.UNFREEZE, number, act, reason)

    def report_lost(self, number: str, act: Act | None = None, reason: str | None = None) -> Card:
        """Let a card be used no more until it is replaced, or found."""
        return self._change(CardAct.REPORT_LOST, number, act, reason)

    def renew(self, number: str, act: Act | None = None, until: dt.date | None = None) -> Card:
        """Let a card be valid `until` a day, else as much longer as a new card is valid.

        An expired one lives again. Raises LastDayOver, or CardNeedsNothing for one without an end.
        """
        return self._change(CardAct.RENEW, number, act, until=until)

    def void(self, number: str, act: Act | None = None, reason: str | None = None) -> Card:
        """End a card for good."""
        return self._change(CardAct.VOID, number, act, reason)

    def undo(self, number: str, act: Act | None = None) -> Card:
        """Take back what was last done with a card, within 30 minutes, by the same till.

        After a replacement the new card is void and the old one is what it was. Raises
        NothingToTakeBack or FollowerWasTouched.
        """

        def step(work: CardWork, at: Moment) -> Done:
            known = steps.card_called(work, number, at.today)
            card = undoing.take_back(work, known.number, at)
            return Done(card.number, card.customer)

        return self._once(act, CardAct.UNDO, {"number": number.strip()}, step)

    def show(self, number: str) -> CardShown:
        """Return a card with its customer, for a dead one the living; raise UnknownCard."""

        def read(work: CardWork) -> CardShown:
            today = self._today(work)
            return scanning.show_card(work, steps.card_called(work, number, today), today)

        return self.uow.read(read)

    def history(self, number: str) -> tuple[CardEvent, ...]:
        """Return what was done with a card, oldest first; raise UnknownCard.

        Of a card that came with a list its beginning is not known.
        """

        def read(work: CardWork) -> tuple[CardEvent, ...]:
            return work.cards.history(steps.card_called(work, number, self._today(work)).number)

        return self.uow.read(read)

    def scan(self, text: str) -> scanning.Scan:
        """Return what a scanned text means: somebody's card, an item, a card that is nobody's."""
        return self.uow.read(lambda work: scanning.scanned(work, text, self._today(work)))

    def of_customer(self, customer: int) -> tuple[Card, ...]:
        """Return a customer's cards, newest first."""
        return self.uow.read(lambda work: steps.cards_of(work, customer, self._today(work)))

    def customer(self, text: str, *, living: bool = False) -> int:
        """Return the customer meant by a card number, a code or any text that finds one only.

        Whoever only looks may name a dead card; with `living` it is refused, as where value moves.
        Raises CardIsDead, CardIsDeadAlone, NobodyFound, SeveralFound or ManyFound.
        """

        def read(work: CardWork) -> int:
            return scanning.customer_named(work, text, self._today(work), living=living)

        return self.uow.read(read)

    def _enrol(
        self,
        work: CardWork,
        details: Details,
        act: Act,
        number: str | None,
        scanned: bool,  # noqa: FBT001 - one fact
    ) -> tuple[Saved, Card]:
        def step(at: Moment) -> Done:
            done = typed.added(work, details, at)
            if done.customer is not None:
                free = _free(work, done.customer, number, scanned=scanned)
                steps.hand_out(work, done.customer, free, at)
            return done

        asked = {**asked_of(details), "card": number or "", "scanned": scanned or None}
        saved = typed.saved(work, once(work, self.clock, act, ADD, asked, step))
        first = steps.cards_of(work, saved.id, self._today(work))[-1]
        return saved, first

    def _change(
        self,
        what: CardAct,
        number: str,
        act: Act | None,
        reason: str | None = None,
        until: dt.date | None = None,
    ) -> Card:
        def step(work: CardWork, at: Moment) -> Done:
            known, why = steps.card_called(work, number, at.today), _checked(what, reason)
            card = steps.change(work, known.number, what, at, reason=why, until=until)
            return Done(card.number, card.customer)

        asked = {"number": number.strip(), "reason": reason, "until": until}
        return self._once(act, what, asked, step)

    def _once(
        self,
        act: Act | None,
        what: CardAct,
        asked: Mapping[str, object],
        step: Callable[[CardWork, Moment], Done],
    ) -> Card:
        """Return the card whose number a step answers, now or when the same was first asked."""

        def run(work: CardWork, act: Act) -> Card:
            number = once(work, self.clock, act, f"card_{what}", asked, lambda at: step(work, at))
            return steps.card_called(work, number, self._today(work))

        return self.uow.run(run, act or Act(uuid7(self.clock)))

    def _today(self, work: CardWork) -> dt.date:
        return work.settings.shop().day.date(self.clock.now())


def _free(work: CardWork, customer: int, number: str | None, *, scanned: bool) -> str:
    """Return a number that nothing else has, nor gets before the step ends."""
    work.cards.hold_numbers()
    if number is None:
        return steps.next_number(work)
    if scanned:
        return steps.printed_number(work, number, customer)
    return steps.own_number(work, number)


def _checked(act: CardAct, reason: str | None) -> str | None:
    """Return the reason of an act; raise BadCardReason for one that is not on its list."""
    if reason is not None and reason not in REASONS[act]:
        raise errors.BadCardReason(reason=reason, known=list(REASONS[act]))
    return reason


def _old_card(work: CardWork, which: str, today: dt.date) -> Card:
    """Return the card to replace, its customer locked."""
    card = steps.find_card(work, which, today)
    customer = resolve(work, which) if card is None else card.customer
    work.customers.lock(customer)
    if card is None:
        card = rules.to_replace(steps.cards_of(work, customer, today))
    if card is None:
        code, _ = work.customers.codes([customer])[customer]
        raise errors.NoCardToReplace(code=code)
    return card
