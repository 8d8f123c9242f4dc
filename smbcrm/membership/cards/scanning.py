"""What a scanned text means: the one place where that is decided.

A card comes first, living or dead, then what is sold under a code or barcode, then a customer's
code: lists brought in from elsewhere may have their old card numbers as codes.
"""

from dataclasses import dataclass
from typing import TypeAlias

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import Text
from smbcrm.core.text import clean
from smbcrm.membership.cards import rules, types
from smbcrm.membership.cards.ports import CardWork
from smbcrm.membership.cards.steps import find_card
from smbcrm.membership.cards.types import Card, CardShown
from smbcrm.membership.customers.steps import resolve
from smbcrm.membership.items.types import Item


@dataclass(frozen=True, slots=True)
class CustomerScan:
    """A card that may be used, or a customer's code."""

    code: str
    customer: int


@dataclass(frozen=True, slots=True)
class DeadCardScan:
    """A card that may not be used any more: whose it is, why, and which one to use instead."""

    code: str
    shown: CardShown
    why: Text


@dataclass(frozen=True, slots=True)
class ItemScan:
    """The code or barcode of an item that is sold."""

    code: str
    item: Item


@dataclass(frozen=True, slots=True)
class FreshCardScan:
    """A number of our own that nobody has: a card that was printed and may be given away."""

    code: str


@dataclass(frozen=True, slots=True)
class UnknownScan:
    """Nothing and nobody here has that number."""

    code: str


Scan: TypeAlias = CustomerScan | DeadCardScan | ItemScan | FreshCardScan | UnknownScan
"""What a scanned text means.

`code` is the text without blanks around it, of a fresh card its number as it is kept.
"""


def scanned(work: CardWork, text: str) -> Scan:
    """Return what a scanned text means."""
    code = clean(text).strip()
    card = find_card(work, code)
    if card is not None:
        why = card.why
        if why is None:
            return CustomerScan(code, card.customer)
        return DeadCardScan(code, show_card(work, card), why)
    item = work.items.find(code)
    if item is not None and item.active:
        return ItemScan(code, item)
    customer = work.customers.by_code(code)
    if customer is not None:
        return CustomerScan(code, customer)
    number = rules.read_number(code)
    if item is None and number and rules.is_ours(number, work.settings.shop().card_prefix):
        return FreshCardScan(number)
    return UnknownScan(code)


def show_card(work: CardWork, card: Card) -> CardShown:
    """Return a card with its customer, for a dead one the living."""
    living = None if card.living else rules.living_one(work.cards.of_customer(card.customer), card)
    return CardShown(card, *work.customers.codes([card.customer])[card.customer], living)


def customer_named(work: CardWork, text: str, *, living: bool) -> int:
    """Return the customer meant by a card number, a code, else a text that finds one only.

    A code counts though an item has it too. With `living` a dead card raises CardIsDead or
    CardIsDeadAlone, with why and the one to use instead. Raises the refusals of customers'
    `resolve`.
    """
    scan = scanned(work, text)
    if isinstance(scan, CustomerScan):
        return scan.customer
    if not isinstance(scan, DeadCardScan):
        return resolve(work, text)
    if living:
        raise _dead(scan)
    return scan.shown.card.customer


def _dead(scan: DeadCardScan) -> UserError:
    instead = scan.shown.living
    if instead is None:
        return types.CardIsDeadAlone(why=scan.why, code=scan.shown.code)
    return types.CardIsDead(why=scan.why, living=instead.number)
