"""Steps on cards that several use cases share."""

import datetime as dt

from smbcrm.membership.cards import rules, types
from smbcrm.membership.cards.ports import CardWork
from smbcrm.membership.cards.types import Card, CardState
from smbcrm.membership.customers.types import CustomerChanged

_PAGE = 100


def next_number(work: CardWork) -> str:
    """Return the next free number of the shop's own range.

    Serials rise: the next after the highest that was ever given. Two tills that find the same one
    meet at the primary key, and the slower step is run again. Raises RangeUsedUp.
    """
    prefix = work.settings.shop().card_prefix
    for number in rules.candidates(prefix, _highest(work, prefix)):
        if not is_taken(work, number):
            return number
    raise types.RangeUsedUp(prefix=prefix)


def is_taken(work: CardWork, number: str) -> bool:
    """Tell whether a scanner would take the number for another card, an item or a customer."""
    return (
        work.cards.is_taken(number)
        or work.items.find(number) is not None
        or work.customers.code_taken(number)
    )


def own_number(work: CardWork, text: str) -> str:
    """Return a free number of our own; raise NotOurCard or CardNumberTaken."""
    prefix = work.settings.shop().card_prefix
    number = rules.read_number(text)
    if number is None or not rules.is_ours(number, prefix):
        raise types.NotOurCard(number=text, prefix=prefix)
    if is_taken(work, number):
        raise types.CardNumberTaken(number=number)
    return number


def adopt(work: CardWork, customer: int, text: str, day: dt.date, at: dt.datetime) -> Card:
    """Take over a card that the customer has from elsewhere; once is enough.

    The caller writes the search keys anew. Raises BadCardNumber, or CardNumberTaken where another
    customer, an item or a customer's code has the number.
    """
    number = rules.read_number(text)
    if number is None:
        raise types.BadCardNumber(number=text)
    known = work.cards.get(number)
    if known is not None and known.customer == customer:
        return known
    owner = work.customers.by_code(number)
    if known or work.items.find(number) or owner not in {None, customer}:
        raise types.CardNumberTaken(number=number)
    card = Card(number, customer, CardState.ACTIVE, day, None, None, at)
    work.cards.add((card,))
    return card


def hand_out(work: CardWork, customer: int, number: str, day: dt.date, at: dt.datetime) -> Card:
    """Give a customer a card with a free number; the customer is found by it from now on."""
    card = Card(number, customer, CardState.ACTIVE, day, None, None, at)
    work.cards.add((card,))
    _told(work, customer)
    return card


def replace_card(work: CardWork, old: Card, number: str, day: dt.date, at: dt.datetime) -> Card:
    """Put a new card in the place of an old one, which stays findable."""
    card = Card(number, old.customer, CardState.ACTIVE, day, old.valid_until, None, at)
    work.cards.add((card,))
    work.cards.change(old.number, CardState.REPLACED, at, number)
    _told(work, old.customer)
    return card


def find_card(work: CardWork, text: str) -> Card | None:
    """Return the card with a number as it is typed or scanned."""
    number = rules.read_number(text)
    return None if number is None else work.cards.get(number)


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


def _told(work: CardWork, customer: int) -> None:
    work.search.index([customer])
    work.record(CustomerChanged(frozenset({customer})))
