"""What a scanned text means: the one place where that is decided.

A card comes first, living or dead, then a voucher, then what is sold under a code or barcode, then
a customer's code: lists brought in from elsewhere may have their old card numbers as codes. What
nobody and nothing has and a card may have is a card that may be given away. Another kind of code is
one line in `_KINDS`. A scanner with Caps Lock on turns capitals round, so where nothing is written
just so capitals do not count; of several that were there before nobody is chosen.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import Text
from smbcrm.core.text import clean
from smbcrm.membership.cards import errors, rules
from smbcrm.membership.cards.ports import CardWork
from smbcrm.membership.cards.steps import cards_of, taken_by
from smbcrm.membership.cards.types import Card, CardShown, CardState
from smbcrm.membership.customers.steps import resolve
from smbcrm.membership.items.rules import exact
from smbcrm.membership.items.steps import alike_error, card_text, item_text
from smbcrm.membership.items.types import Item
from smbcrm.membership.vouchers import rules as vouchers
from smbcrm.membership.vouchers.codes import read_code
from smbcrm.membership.vouchers.steps import owner_of
from smbcrm.membership.vouchers.types import Voucher


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
class VoucherScan:
    """The code of a voucher: whose it is and, where it is over or not begun yet, why."""

    code: str
    voucher: Voucher
    owner: Text
    why: UserError | None


@dataclass(frozen=True, slots=True)
class FreshCardScan:
    """A number that nobody has: a card that was printed and may be given away.

    `ours`: it is of the shop's own range; a text that another printer's card has may be anything.
    """

    code: str
    ours: bool = True


@dataclass(frozen=True, slots=True)
class UnknownScan:
    """Nothing and nobody here has that number."""

    code: str


Scan: TypeAlias = CustomerScan | DeadCardScan | VoucherScan | ItemScan | FreshCardScan | UnknownScan
"""What a scanned text means.

`code` is the text without blanks around it, of a fresh card its number as it is kept.
"""


def scanned(work: CardWork, text: str, today: dt.date) -> Scan:
    """Return what a scanned text means on a business date.

    Raises CodesAlike where nothing is written just so and several things are in other capitals.
    """
    code = clean(text).strip()
    meant = _meant(work, code, today)
    if len(meant) > 1:
        raise alike_error(code, map(_told, meant))
    found = meant[0] if meant else _fresh_card(work, code)
    off = isinstance(found, ItemScan) and not found.item.active
    return UnknownScan(code) if found is None or off else found


def _meant(work: CardWork, code: str, today: dt.date) -> Sequence[Scan]:
    """Return what a text is as it is written; else all that it is in other capitals.

    An item that is sold no more is told of only in other capitals: it keeps its code from others.
    """
    for kind in _KINDS:
        scan = kind(work, code, today)
        if scan is not None:
            return (scan,)
    number = rules.read_number(code)
    cards = () if number is None else work.cards.alike(number)
    return (
        *(scan for one in cards if (scan := _card(work, one, today)) is not None),
        *(ItemScan(code, item) for item in work.items.alike(code)),
    )


def _told(scan: Scan) -> Text:
    return item_text(scan.item) if isinstance(scan, ItemScan) else card_text(scan.code)


def _card(work: CardWork, code: str, today: dt.date) -> Scan | None:
    number = rules.read_number(code)
    kept = None if number is None else work.cards.get(number)
    if kept is None:
        return None
    card = rules.as_of(kept, today)
    why = card.why
    if why is None:
        return CustomerScan(code, card.customer)
    return DeadCardScan(code, show_card(work, card, today), why)


def _voucher(work: CardWork, code: str, today: dt.date) -> Scan | None:
    read = read_code(code)
    voucher = None if read is None else work.vouchers.find(read)
    if voucher is None:
        return None
    # Whether it lies at another till is asked where it is used: here nobody knows which this is.
    why = vouchers.dead(voucher, today) or vouchers.not_yet(voucher, today)
    return VoucherScan(voucher.code, voucher, owner_of(work, voucher), why)


def _item(work: CardWork, code: str, _: dt.date) -> Scan | None:
    item = exact(work.items.alike(code), code)
    return ItemScan(code, item) if item is not None and item.active else None


def _customer(work: CardWork, code: str, _: dt.date) -> Scan | None:
    customer = work.customers.by_code(code)
    return None if customer is None else CustomerScan(code, customer)


def _fresh_card(work: CardWork, code: str) -> Scan | None:
    number, prefix = rules.read_number(code), work.settings.shop().card_prefix
    if number is None or rules.why_not(number, prefix) or taken_by(work, number):
        return None
    return FreshCardScan(number, rules.is_ours(number, prefix))


_KINDS: tuple[Callable[[CardWork, str, dt.date], Scan | None], ...] = (
    _card,
    _voucher,
    _item,
    _customer,
)
"""Who is asked what a text means as it is written, one after the other: the first answer counts."""


def show_card(work: CardWork, card: Card, today: dt.date) -> CardShown:
    """Return a card, as it counts today, with its customer; for a dead one the living."""
    living = None
    if not card.living:
        living = rules.living_one(cards_of(work, card.customer, today), card)
    return CardShown(card, *work.customers.codes([card.customer])[card.customer], living)


def customer_named(work: CardWork, text: str, today: dt.date, *, living: bool) -> int:
    """Return the customer meant by a card number, a code, else a text that finds one only.

    A code counts though an item has it too. With `living` a dead card raises CardIsDead or
    CardIsDeadAlone, with why and the one to use instead. Raises the refusals of customers'
    `resolve`.
    """
    meant = _meant(work, clean(text).strip(), today)
    cards = [scan for scan in meant if isinstance(scan, CustomerScan | DeadCardScan)]
    if not cards:
        return resolve(work, text)
    if len(meant) > 1:
        raise alike_error(text, map(_told, meant))
    (scan,) = cards
    if isinstance(scan, CustomerScan):
        return scan.customer
    if living:
        raise dead(scan)
    return scan.shown.card.customer


_ALONE = {
    CardState.FROZEN: errors.FrozenCardAlone,
    CardState.LOST: errors.LostCardAlone,
    CardState.EXPIRED: errors.ExpiredCardAlone,
}


def dead(scan: DeadCardScan) -> UserError:
    """Return what is said of a dead card: why, whose it is, and what to use or do instead."""
    shown = scan.shown
    card, instead = shown.card, shown.living
    who = {"why": scan.why, "name": shown.full_name, "code": shown.code}
    if instead is not None:
        return errors.CardIsDead(**who, living=instead.number)
    alone = _ALONE.get(card.state, errors.CardIsDeadAlone)
    return alone(**who, number=card.number)
