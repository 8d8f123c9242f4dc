"""Steps on items that several use cases share."""

from collections.abc import Iterable

from smbcrm.core.i18n import N_, Text
from smbcrm.core.text import clean
from smbcrm.membership.items.ports import CodeWork, ItemWork
from smbcrm.membership.items.types import CodesAlike, Item, ItemCodeTaken, UnknownItem


def item_called(work: ItemWork, code: str, *, hold: bool = False) -> Item:
    """Return the item with that code or barcode; raise UnknownItem, CodesAlike."""
    text = clean(code)
    item = work.items.find(text, hold=hold)
    if item is None:
        several = work.items.alike(text)
        raise alike_error(code, map(item_text, several)) if several else UnknownItem(code=code)
    return item


def item_named(work: ItemWork, code: str | None) -> Item | None:
    """Return the item that something names by its code, if any; raise UnknownItem."""
    return None if code is None else item_called(work, code)


def refuse_taken(work: CodeWork, code: str, own: Item | None = None) -> None:
    """Raise ItemCodeTaken for a code that something scanned has; hold it until it is written."""
    work.cards.hold_numbers()
    other = holder_of(work, code, own)
    if other is not None:
        raise ItemCodeTaken(code=code, other=other)


def holder_of(work: CodeWork, code: str, own: Item | None = None) -> Text | None:
    """Return what has a code as a scanner reads it, whatever its capitals; None: nothing else."""
    for item in work.items.alike(code):
        if item != own:
            return item_text(item)
    for number in work.cards.alike(code):
        return card_text(number)
    for voucher in work.vouchers.alike(code):
        return Text(N_("the voucher {code}"), {"code": voucher})
    return None


def item_text(item: Item) -> Text:
    """Return an item as a refusal names it."""
    return Text(N_("the item {code} ({name})"), {"code": item.code, "name": item.name})


def card_text(number: str) -> Text:
    """Return a card as a refusal names it."""
    return Text(N_("the card {number}"), {"number": number})


def alike_error(code: str, known: Iterable[Text]) -> CodesAlike:
    """Return the refusal of a code that several things have in other capitals."""
    return CodesAlike(code=code, known=list(known))
