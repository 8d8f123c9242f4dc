"""Items: the use cases."""

import re
from dataclasses import dataclass, fields, replace

from smbcrm.core.clock import Clock
from smbcrm.core.ids import uuid7
from smbcrm.core.text import clean
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.items.ports import ItemDesk
from smbcrm.membership.items.types import BadItem, Item, ItemCodeTaken, NewItem, UnknownItem
from smbcrm.membership.requests.types import Act, Done
from smbcrm.membership.staff.steps import Moment, once

LARGEST_PRICE = 10**12
"""Minor units."""
LARGEST_FACTOR = 10_000
LONGEST_NAME = 200

_CODE = re.compile(r"(?:(?!_)[\w.-]){1,40}")


def check_item(new: NewItem) -> NewItem:
    """Return an item as it is kept; raise BadItem. The name stays raw, but for NUL."""
    code, barcode = new.code.strip(), (new.barcode or "").strip()
    name = clean(new.name)
    fits = (
        _CODE.fullmatch(code)
        and (not barcode or _CODE.fullmatch(barcode))
        and name.strip()
        and len(name) <= LONGEST_NAME
        and 0 <= new.price <= LARGEST_PRICE
        and 0 <= new.points_factor <= LARGEST_FACTOR
    )
    if not fits:
        raise BadItem
    return replace(new, code=code, barcode=barcode or None, name=name)


@dataclass(frozen=True, slots=True)
class ItemService:
    """Adds and lists what the shop sells."""

    uow: UnitOfWork[ItemDesk]
    clock: Clock

    def add(self, new: NewItem, act: Act | None = None) -> Item:
        """Add an item; the same request again adds nothing.

        Raises BadItem, or ItemCodeTaken where its code or barcode is another item's, or a card's:
        a scanner could not tell them apart.
        """
        return self.uow.run(_add, self.clock, new, act or Act(uuid7(self.clock)))

    def all(self) -> tuple[Item, ...]:
        """Return every item by code."""
        return self.uow.read(lambda work: work.items.all())


def _add(work: ItemDesk, clock: Clock, new: NewItem, act: Act) -> Item:
    def step(_: Moment) -> Done:
        checked = check_item(new)
        for code in filter(None, (checked.code, checked.barcode)):
            if work.items.find(code) is not None or work.cards.is_taken(code):
                raise ItemCodeTaken(code=code)
        return Done(work.items.add(checked).code)

    arguments = {field.name: getattr(new, field.name) for field in fields(new)}
    code = once(work, clock, act, "item_add", arguments, step)
    item = work.items.find(code)
    if item is None:
        raise UnknownItem(code=code)
    return item
