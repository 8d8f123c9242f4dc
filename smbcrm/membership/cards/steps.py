"""Steps on cards that several use cases share."""

import datetime as dt
from dataclasses import replace

from smbcrm.core.i18n import N_, Text
from smbcrm.membership.cards import errors, rules
from smbcrm.membership.cards.ports import CardWork
from smbcrm.membership.cards.types import Card, CardAct, CardState
from smbcrm.membership.customers.types import CustomerChanged
from smbcrm.membership.items.steps import alike_error, card_text, holder_of
from smbcrm.membership.staff.steps import Moment

_PAGE = 100


def next_number(work: CardWork) -> str:
    """Return the next free number of the shop's own range.

    Serials rise: the next after the highest that was ever given. Two tills that find the same one
    meet at the primary key, and the slower step is run again. Raises RangeUsedUp.
    """
    prefix = work.settings.shop().card_prefix
    for number in rules.candidates(prefix, _highest(work, prefix)):
        if taken_by(work, number) is None:
            return number
    raise errors.RangeUsedUp(prefix=prefix)


def taken_by(work: CardWork, number: str, customer: int | None = None) -> Text | None:
    """Return for which card, item, voucher or customer a scanner would take the number.

    Capitals or not is the same. The code of the customer who is to have the card is no hindrance.
    """
    other = holder_of(work, number)
    if other is None and work.customers.by_code(number) not in {None, customer}:
        return Text(N_("the customer {code}"), {"code": number})
    return other


def own_number(work: CardWork, text: str) -> str:
    """Return a free number of our own; raise NotOurCard or CardNumberTaken."""
    prefix = work.settings.shop().card_prefix
    number = rules.read_number(text)
    if number is None or not rules.is_ours(number, prefix):
        raise errors.NotOurCard(number=text, prefix=prefix)
    _check_free(work, number)
    return number


def printed_number(work: CardWork, text: str, customer: int | None = None) -> str:
    """Return the free number of a pre-printed card, of our own range or another printer's.

    Raises BadCardNumber, NotOurCard for a misread number of our range, NumberOfProduct,
    NumberOfVoucher, NumberOfCustomer, or CardNumberTaken.
    """
    prefix = work.settings.shop().card_prefix
    number = rules.read_number(text)
    if number is None:
        raise errors.BadCardNumber(number=text)
    refused = rules.why_not(number, prefix)
    if refused is not None:
        raise refused
    _check_free(work, number, customer)
    return number


def _check_free(work: CardWork, number: str, customer: int | None = None) -> None:
    other = taken_by(work, number, customer)
    if other is not None:
        raise errors.CardNumberTaken(number=number, other=other)


def hand_out(
    work: CardWork, customer: int, number: str, at: Moment, state: CardState = CardState.ACTIVE
) -> Card:
    """Give a customer a card with a free number; the customer is found by it from now on."""
    until = rules.last_day(at.date, work.settings.shop().card_months)
    return _added(work, Card(number, customer, state, at.date, until, None, at.now), at)


def replace_card(work: CardWork, old: Card, number: str, at: Moment, reason: str | None) -> Card:
    """Put a new card in the place of an old one, which stays findable.

    Raises the refusals of `rules.refusal`, also where another till was quicker.
    """
    dead = change(work, old.number, CardAct.REPLACE, at, reason=reason)
    until = rules.kept_until(dead, at.today, work.settings.shop().card_months)
    new = Card(number, dead.customer, CardState.ACTIVE, at.date, until, None, at.now)
    _added(work, new, at)
    work.cards.follow(old.number, number)
    return new


def change(  # noqa: PLR0913 - the card, the act, and what goes with some acts
    work: CardWork,
    number: str,
    act: CardAct,
    at: Moment,
    *,
    reason: str | None = None,
    until: dt.date | None = None,
) -> Card:
    """Do something with a card, note it in its history and return what it is now.

    Of two tills at once the quicker one decides: the other looks again at what the card is by
    then. A renewal is asked for `until` a day. Raises UnknownCard, the refusals of `rules.refusal`
    and, of a renewal, of `rules.renewed_until`.
    """
    while True:
        before = work.cards.get(number)
        if before is None:
            raise errors.UnknownCard(number=number)
        after = _after(work, before, act, at, until)
        if work.cards.change(before, after):
            work.cards.note(after, act, at, reason)
            work.record(CustomerChanged(frozenset({after.customer})))
            return after


def _after(work: CardWork, before: Card, act: CardAct, at: Moment, until: dt.date | None) -> Card:
    """Return what a card becomes by an act; raise the refusals of `rules`."""
    counted = rules.as_of(before, at.today)
    state = rules.becomes(counted, act)
    if state is None:
        code, _ = work.customers.codes([before.customer])[before.customer]
        raise rules.refusal(counted, act, code)
    valid_until = before.valid_until
    if act is CardAct.RENEW:
        months = work.settings.shop().card_months
        valid_until = rules.renewed_until(counted, at.today, months, until)
    return replace(before, state=state, valid_until=valid_until, changed_at=at.now)


def find_card(work: CardWork, text: str, today: dt.date) -> Card | None:
    """Return the card with a number as it is typed or scanned, as it counts today.

    Where none has it as it is written, the one that has it in other capitals; of several it
    raises CodesAlike.
    """
    number = rules.read_number(text)
    if number is None:
        return None
    alike = work.cards.alike(number)
    if number not in alike and len(alike) > 1:
        raise alike_error(text, map(card_text, alike))
    card = work.cards.get(number if number in alike else alike[0]) if alike else None
    return None if card is None else rules.as_of(card, today)


def card_called(work: CardWork, text: str, today: dt.date) -> Card:
    """Return the same; raise UnknownCard."""
    card = find_card(work, text, today)
    if card is None:
        raise errors.UnknownCard(number=text)
    return card


def cards_of(work: CardWork, customer: int, today: dt.date) -> tuple[Card, ...]:
    """Return a customer's cards as they count today, newest first."""
    return tuple(rules.as_of(card, today) for card in work.cards.of_customer(customer))


def _highest(work: CardWork, prefix: str) -> int:
    """Return the highest serial of our own that any card has, 0 where there is none.

    Cards from elsewhere may look like ours but for the check digit; they do not count.
    """
    below: str | None = None
    while page := work.cards.downwards(prefix, below, _PAGE):
        for number in page:
            if rules.is_ours(number, prefix):
                return rules.serial_of(number)
        below = page[-1]
    return 0


def _added(work: CardWork, card: Card, at: Moment) -> Card:
    work.cards.add((card,))
    work.cards.note(card, CardAct.ISSUE, at, None)
    work.search.index([card.customer])
    work.record(CustomerChanged(frozenset({card.customer})))
    return card
