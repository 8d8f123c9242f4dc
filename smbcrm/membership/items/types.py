"""Items: the facts."""

from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.items.wrong import WrongPart


class ItemKind(StrEnum):
    """What kind of thing is sold."""

    SERVICE = "service"
    PRODUCT = "product"
    PACKAGE = "package"


GOODS = (ItemKind.SERVICE, ItemKind.PRODUCT)
"""The kinds that an item of its own is given; a visit package is defined with what it gives."""


@dataclass(frozen=True, slots=True)
class NewItem:
    """An item to add. Price in minor units, points factor in percent (100: as usual)."""

    code: str
    name: str
    price: int
    kind: ItemKind = ItemKind.SERVICE
    barcode: str | None = None
    points_factor: int = 100


@dataclass(frozen=True, slots=True)
class Item:
    """Something the shop sells. Price in minor units, points factor in percent."""

    id: int
    code: str
    name: str
    kind: ItemKind
    price: int
    barcode: str | None
    points_factor: int
    active: bool


@dataclass(frozen=True, slots=True)
class ItemChanges:
    """What changes of an item; None: it stays as it is. An empty barcode takes it away."""

    name: str | None = None
    price: int | None = None
    kind: ItemKind | None = None
    barcode: str | None = None
    points_factor: int | None = None

    def back_to(self, before: Item) -> "ItemChanges":
        """Return what sets the same fields back to what they were."""
        return ItemChanges(
            None if self.name is None else before.name,
            None if self.price is None else before.price,
            None if self.kind is None else before.kind,
            None if self.barcode is None else before.barcode or "",
            None if self.points_factor is None else before.points_factor,
        )

    def given(self) -> dict[str, Any]:
        """Return the fields that change, by name."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if value is not None}


class UnknownItem(UserError):
    """No item has that code or barcode."""

    msgid = N_("No item has the code {code}.")
    command = N_("See: smbcrm item list")


class ItemCodeTaken(UserError):
    """The code or barcode of a new item is in use."""

    msgid = N_(
        "{code} is taken by {other}: capitals or not, a scanner could not tell them apart. Choose "
        "another one."
    )


class CodesAlike(UserError):
    """Several things have a code in other capitals, and none as it was read."""

    msgid = N_(
        "“{code}” may be {known}. Switch Caps Lock off and scan again, or type it as it is written."
    )


class KindOfItem(UserError):
    """A visit package stays one, and nothing else becomes one."""

    msgid = N_("{code}: a visit package stays one, and another item becomes none. Add a new one.")
    command = N_("Add a visit package with: smbcrm package add CODE NAME PRICE --visits N")


class BadItem(WrongPart):
    """A new item's code, name, price or factor cannot be used."""
