"""What a kind of condition is."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from smbcrm.core.i18n import Text
from smbcrm.membership.customers.conditions import Parameter, Said

if TYPE_CHECKING:
    from smbcrm.membership.customers.ports import CustomerWork
    from smbcrm.membership.shop.types import Shop


class Known(NamedTuple):
    """What values are read by: who and what is in the shop, how it is set up, and which day it is.

    `day` is a business date: what a condition says of days is counted from it.
    """

    work: "CustomerWork"
    shop: "Shop"
    day: dt.date


class Value(NamedTuple):
    """A value that was read: how it is kept, what the database is given, and what it says."""

    kept: str
    parameters: tuple[Parameter, ...]
    said: Said


class Shape(Enum):
    """What a form asks for: an option, a text, bounds, bounds that are days, or days to come."""

    CHOICE = "choice"
    TEXT = "text"
    BOUNDS = "bounds"
    DAYS = "days"
    AHEAD = "ahead"


class Option(NamedTuple):
    """A value that a form offers: how it is kept, and what it says."""

    value: str
    said: Said


def none_offered(_: Known) -> tuple[Option, ...]:
    """Offer nothing: every value is typed."""
    return ()


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of condition, called by its `title`.

    `shape` and `options` are what a form needs to ask for it. `read` takes what is typed and what
    was kept, and raises ValueError or a UserError of its own for anything else; `form` tells what
    that is, `says` what the values are put into (message ids). `field` is the name of a field of
    the shop's own, where it is one.
    """

    name: str
    title: str
    form: str
    read: Callable[[str, Known], Value]
    says: str = "{values}"
    shape: Shape = Shape.TEXT
    options: Callable[[Known], tuple[Option, ...]] = none_offered
    field: str = ""

    @property
    def heading(self) -> Text:
        """What the kind is called."""
        return self.told(self.title)

    def told(self, msgid: str, **params: object) -> Text:
        """Return a text about the kind, in which the name of its field may stand."""
        return Text(msgid, {**params, "field": self.field} if self.field else params)
