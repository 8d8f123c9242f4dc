"""Items: the use cases."""

from dataclasses import dataclass, fields, replace

from smbcrm.core.clock import Clock
from smbcrm.core.ids import uuid7
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.changes.types import Changed, SetUp, SetUpChanged
from smbcrm.membership.items import rules
from smbcrm.membership.items.ports import ItemDesk
from smbcrm.membership.items.steps import item_called, refuse_taken
from smbcrm.membership.items.types import (
    Item,
    ItemChanges,
    ItemKind,
    KindOfItem,
    NewItem,
)
from smbcrm.membership.requests.steps import note_rules
from smbcrm.membership.requests.types import Act, Done
from smbcrm.membership.staff.steps import Moment, once


@dataclass(frozen=True, slots=True)
class ItemService:
    """Adds, lists, finds and edits what the shop sells; nothing is ever deleted.

    The same request again changes nothing. What was sold keeps the price it had.
    """

    uow: UnitOfWork[ItemDesk]
    clock: Clock

    def add(self, new: NewItem, act: Act | None = None) -> Item:
        """Add an item.

        Raises BadItem, KindOfItem for a visit package, or ItemCodeTaken where its code or barcode
        is another item's, or a card's: a scanner could not tell them apart.
        """
        return self.uow.run(_add, self.clock, new, self._act(act))

    def edit(self, code: str, changes: ItemChanges, act: Act | None = None) -> Changed[Item]:
        """Change an item; its code stays.

        Raises UnknownItem, BadItem, KindOfItem, ItemCodeTaken. To take it back:
        `edit(code, changes.back_to(changed.before))`.
        """
        return self.uow.run(_edit, self.clock, code, changes, self._act(act))

    def set_active(self, code: str, *, active: bool, act: Act | None = None) -> Changed[Item]:
        """Switch an item on or off; one that is off is not sold. Raises UnknownItem."""
        return self.uow.run(_switch, self.clock, code, active=active, act=self._act(act))

    def all(self) -> tuple[Item, ...]:
        """Return every item by code."""
        return self.uow.read(lambda work: work.items.all())

    def find(self, text: str, limit: int = 20) -> tuple[Item, ...]:
        """Return the active items that a typed text finds, the likeliest first.

        By code, barcode, any part of the name, its pinyin or initials; an empty text finds all.
        """
        return rules.found(self.all(), text, limit)

    def _act(self, act: Act | None) -> Act:
        return act or Act(uuid7(self.clock))


def _add(work: ItemDesk, clock: Clock, new: NewItem, act: Act) -> Item:
    def step(_: Moment) -> Done:
        checked = rules.check_item(new)
        if checked.kind is ItemKind.PACKAGE:
            raise KindOfItem(code=checked.code)
        for code in filter(None, (checked.code, checked.barcode)):
            refuse_taken(work, code)
        work.record(SetUpChanged(SetUp.ITEMS))
        return Done(work.items.add(checked).code)

    arguments = {field.name: getattr(new, field.name) for field in fields(new)}
    return item_called(work, once(work, clock, act, "item_add", arguments, step))


def _edit(work: ItemDesk, clock: Clock, code: str, changes: ItemChanges, act: Act) -> Changed[Item]:
    former: list[Item] = []

    def step(_: Moment) -> Done:
        item = item_called(work, code, hold=True)
        after = rules.changed(item, changes)
        if after.barcode is not None and after.barcode != item.barcode:
            refuse_taken(work, after.barcode, item)
        return _put(work, item, after, former)

    arguments = {"code": code, **changes.given()}
    kept = once(work, clock, act, "item_edit", arguments, step)
    item = item_called(work, kept)
    for before in former:
        note_rules(work, act, f"item {kept}", rules.rule_of(before), rules.rule_of(item))
    return Changed(item, *former)


def _switch(work: ItemDesk, clock: Clock, code: str, *, active: bool, act: Act) -> Changed[Item]:
    former: list[Item] = []

    def step(_: Moment) -> Done:
        item = item_called(work, code, hold=True)
        return _put(work, item, replace(item, active=active), former)

    kept = once(work, clock, act, "item_active", {"code": code, "active": active}, step)
    return Changed(item_called(work, kept), *former)


def _put(work: ItemDesk, item: Item, after: Item, former: list[Item]) -> Done:
    work.items.put(after)
    work.record(SetUpChanged(SetUp.ITEMS))
    former.append(item)
    return Done(item.code)
