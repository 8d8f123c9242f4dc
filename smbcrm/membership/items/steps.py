"""Steps on items that several use cases share."""

from smbcrm.membership.items.ports import ItemDesk
from smbcrm.membership.items.types import Item, ItemCodeTaken


def refuse_taken(work: ItemDesk, code: str, own: Item | None = None) -> None:
    """Raise ItemCodeTaken for a code that something scanned has; hold it until it is written."""
    work.cards.hold_numbers()
    other, scanned = work.items.find(code), (work.cards, work.vouchers)
    if (other is not None and other != own) or any(one.is_taken(code) for one in scanned):
        raise ItemCodeTaken(code=code)
