"""Vouchers: the facts."""

import datetime as dt
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, NamedTuple

from smbcrm.core.clock import BusinessDay
from smbcrm.core.i18n import Text
from smbcrm.core.money import Currency, Money
from smbcrm.core.percentages import percent_off
from smbcrm.membership.items.types import Item
from smbcrm.membership.ledger.types import Lot, OperationKind
from smbcrm.membership.vouchers.kinds.catalogue import BY_CODE
from smbcrm.membership.vouchers.kinds.kind import VoucherKind, Worth

NO_DAY = dt.date.min
"""A first or last day that is given for a definition which shall have none."""


@dataclass(frozen=True, slots=True)
class NewDefinition:
    """A voucher that the shop wants to give: what it takes off, when, for whom, for how much.

    `kind` is one of `kinds`; `value` is in minor units or hundredths of a percent, `item` the code
    of what is free. `minimum` is the spend it asks for. It lasts `days` after the day of issue, or
    from `first_day` through `last_day`; with neither for ever. `tiers` are the codes of those who
    may get it, empty: everybody. `on_entry` is the tier on whose entry it is given by itself,
    `points` its price where it is given for points.
    """

    code: str
    name: str
    kind: str
    value: int | None = None
    item: str | None = None
    minimum: int = 0
    days: int | None = None
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    tiers: tuple[str, ...] = ()
    on_entry: str | None = None
    points: int | None = None


@dataclass(frozen=True, slots=True)
class TakesOff:
    """A base of facts that say what a voucher takes off."""

    kind_code: str
    value: int | None
    item: Item | None

    @property
    def kind(self) -> VoucherKind:
        """Its kind; raise KeyError for one that a later version knows."""
        return BY_CODE[self.kind_code]

    @property
    def worth(self) -> int:
        """What it is worth in the unit of its kind: an item by its id."""
        return (self.item.id if self.item else 0) if self.value is None else self.value

    def effect(self, currency: Currency) -> Text:
        """Return what it does, as a title says it: $10.00 off."""
        name = self.item.name if self.item else ""
        return effect_of(self.kind_code, self.value, name, currency)


@dataclass(frozen=True, slots=True)
class Definition(TakesOff):
    """A voucher as the shop gives it; fields as in `NewDefinition`."""

    id: int
    code: str
    name: str
    minimum: int
    days: int | None
    first_day: dt.date | None
    last_day: dt.date | None
    tiers: tuple[str, ...]
    on_entry: str | None
    points: int | None
    active: bool


@dataclass(frozen=True, slots=True)
class DefinitionChanges:
    """What changes of a definition; None: it stays.

    `NO_DAY`, no days, no points and an empty tier of entry: none of it any more.
    """

    name: str | None = None
    value: int | None = None
    item: str | None = None
    minimum: int | None = None
    days: int | None = None
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    tiers: tuple[str, ...] | None = None
    on_entry: str | None = None
    points: int | None = None
    active: bool | None = None

    def given(self) -> dict[str, Any]:
        """Return the fields that change, by name."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if value is not None}

    def back_to(self, before: Definition) -> "DefinitionChanges":
        """Return what sets the same fields back to what they were."""
        was: dict[str, object] = {
            "name": before.name,
            "value": before.value,
            "item": before.item.code if before.item else None,
            "minimum": before.minimum,
            "days": before.days or 0,
            "first_day": before.first_day or NO_DAY,
            "last_day": before.last_day or NO_DAY,
            "tiers": before.tiers,
            "on_entry": before.on_entry or "",
            "points": before.points or 0,
            "active": before.active,
        }
        return DefinitionChanges(**{name: was[name] for name in self.given()})  # type: ignore[arg-type]


class VoucherState(StrEnum):
    """Where a voucher stands."""

    ISSUED = "issued"
    HELD = "held"
    USED = "used"
    RETURNED = "returned"
    """It was used, and came back: it may be used again."""
    EXPIRED = "expired"
    VOID = "void"


class WentOut(NamedTuple):
    """The last operation that took a voucher out of its lot.

    `target` is the kind of what it took back, where it is a reversal.
    """

    kind: OperationKind
    target: OperationKind | None
    id: str
    bill_number: int | None
    business_date: dt.date


class Origin(NamedTuple):
    """What brought a voucher, where that was nobody's hand.

    `entered` is the tier (its id) whose entry brought it and `entry` the number of the operation
    that led there, or of the last one before, None once that entry was undone; `friend` is the
    principal account of the friend who bought for the first time.
    """

    entered: int | None = None
    entry: int | None = None
    friend: int | None = None


NOTHING_KEPT = "nothing_kept"
"""The reason for which a job makes a voucher void: its friend has kept nothing they bought."""
NOT_ENTERED = "not_entered"
"""The same of a voucher for a tier that turned out never to have been entered."""
TOO_LITTLE_KEPT = "too_little_kept"
"""The same of a voucher for a tier that would not have been entered by what is kept."""
GROUND_GONE = frozenset({NOTHING_KEPT, NOT_ENTERED, TOO_LITTLE_KEPT})
"""The reasons that only the program gives: what had brought the voucher was taken back."""

BY_HAND = Origin()
"""Of a voucher that was issued or bought."""


class Hold(NamedTuple):
    """A voucher lies at a till, in a sale that is being made."""

    terminal: int
    terminal_name: str
    until: dt.datetime


@dataclass(frozen=True, slots=True)
class Voucher(TakesOff):
    """A voucher of a customer: what it was issued as, and where it stands.

    It takes off what it did when it was issued, whatever its definition says now. `lot` is the one
    in which it lies or lay last, `issued_as` the first one; `first_day` is the first business date
    on which it may be used, `origin` what brought it.
    """

    code: str
    definition: str
    name: str
    minimum: int
    first_day: dt.date | None
    origin: Origin
    issued_as: int
    lot: Lot
    holder: int | None
    hold: Hold | None
    went_out: WentOut | None


class VoucherMove(NamedTuple):
    """Something that happened to a voucher; `amount` 1: it came, -1: it went.

    `target` is the kind of what was taken back, where it is a reversal.
    """

    kind: OperationKind
    target: OperationKind | None
    id: str
    bill_number: int | None
    business_date: dt.date
    amount: int
    staff: str
    terminal: str
    reason_code: str | None


class Here(NamedTuple):
    """When and where a voucher is looked at: business date, instant, till, the shop's days."""

    today: dt.date
    now: dt.datetime
    terminal: int
    day: BusinessDay


class Off(NamedTuple):
    """What a voucher takes off a sale, in minor units."""

    voucher: Voucher
    amount: int


@dataclass(frozen=True, slots=True)
class NewVoucher:
    """What is kept of a voucher beside its lot."""

    lot: int
    code: str
    definition: Definition
    first_day: dt.date | None
    origin: Origin = BY_HAND


def effect_of(kind: str, value: int | None, item: str, currency: Currency) -> Text:
    """Return what a voucher of a kind does; its code where a later version knows it."""
    known = BY_CODE.get(kind)
    if known is None:
        return Text(kind)
    shown: object = item
    if known.worth is Worth.AMOUNT:
        shown = Money(value or 0, currency)
    elif known.worth is Worth.PERCENT:
        shown = percent_off(value or 0)
    return Text(known.said, {"value": shown})
