"""Steps on items that several use cases share."""

from smbcrm.membership.items.ports import ItemDesk
from smbcrm.membership.items.types import Item, ItemCodeTaken


def refuse_taken(work: ItemDesk, code: str, own: Item | None = None) -> None:
    """Raise ItemCodeTaken for a code of another item or of a card; hold it until it is written."""
    work.cards.hold_numbers()
    other = work.items.find(code)
    if (other is not None and other != own) or work.cards.is_taken(code):
        raise ItemCodeTaken(code=code)
