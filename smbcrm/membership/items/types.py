"""Items: the facts."""

from dataclasses import dataclass
from enum import StrEnum

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_


class ItemKind(StrEnum):
    """What kind of thing is sold."""

    SERVICE = "service"
    PRODUCT = "product"


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


class UnknownItem(UserError):
    """No item has that code or barcode."""

    msgid = N_("No item has the code {code}. See: smbcrm item list")


class ItemCodeTaken(UserError):
    """The code or barcode of a new item is in use."""

    msgid = N_("{code} is the code of another item or card. Choose another one.")


class BadItem(UserError):
    """A new item's code, name, price or factor cannot be used."""

    msgid = N_(
        "An item needs a code of 1 to 40 letters, digits, dots or hyphens, a name of 1 to 200 "
        "signs, a price of at least 0 and a points factor of 0 to 10,000 percent."
    )
