"""What one row of a list says, while it is read and afterwards."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import Text
from smbcrm.core.money import Currency
from smbcrm.membership.custom_fields.types import CustomField
from smbcrm.membership.customers.phones import Phone
from smbcrm.membership.customers.types import Profile
from smbcrm.membership.imports.choices import ChosenPerson
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.notes import NoteKind, RowNote
from smbcrm.membership.imports.source import Cell, Row
from smbcrm.membership.imports.types import RowPair
from smbcrm.membership.ledger.opening import OpeningBalance
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.occasions.types import Occasion, OccasionKind
from smbcrm.membership.packages.types import Package

SHOWN = 40
"""Signs of a cell that a note repeats."""


@dataclass(frozen=True, slots=True)
class ShopFacts:
    """What of the shop decides how a cell is read; tiers and staff by the words for them.

    `fields` are those of the shop's own that it shows. `foreign`: the list was exported by another
    shop, so what it calls a Shopbell code is a code like those of any program.
    """

    currency: Currency
    region: str
    today: dt.date
    tiers: Mapping[str, int]
    tier_names: Mapping[int, str]
    staff: Mapping[str, int]
    staff_names: Mapping[int, str]
    fields: tuple[CustomField, ...] = ()
    packages: Mapping[str, Package] = field(default_factory=dict)
    """The visit packages by the words for them."""
    zone: dt.tzinfo = dt.UTC
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """A word in a column that takes only a few; cut to what a note repeats."""

    field: Field
    text: str


@dataclass(slots=True)
class ReadRow:
    """What a row says. Money in minor units; what is not said is empty, None or nought."""

    number: int
    cells: Row
    profile: Profile = field(default_factory=Profile)
    our_code: str = ""
    code: str = ""
    card: str = ""
    tier: int | None = None
    principal: int = 0
    gift: int = 0
    points: int = 0
    gift_ends: dt.date | None = None
    points_end: dt.date | None = None
    lunar: bool = False
    """Whether another column says that the date of the row is by the moon."""
    failed: bool = False
    notes: list[RowNote] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    changed: Mapping[str, Cell] | None = None
    """The edited cells by the ids of their columns, where the row is one that we exported."""
    chosen: ChosenPerson | None = None
    pair: RowPair | None = None
    """With whom else it may be one, whatever was decided."""

    @property
    def brings_balance(self) -> bool:
        """Whether the row brings anything into the ledger."""
        return bool(self.principal or self.gift or self.points)

    def balances(self) -> tuple[OpeningBalance, ...]:
        """Return what the row brings into the ledger."""
        said = (
            OpeningBalance(AccountKind.PRINCIPAL, self.principal),
            OpeningBalance(AccountKind.GIFT, self.gift, self.gift_ends),
            OpeningBalance(AccountKind.POINTS, self.points, self.points_end),
        )
        return tuple(balance for balance in said if balance.amount)

    def amount(self, name: Field) -> int:
        """Return what was read of a column of figures, in the smallest unit; 0 for nothing."""
        said = {
            Field.PRINCIPAL: self.principal,
            Field.GIFT: self.gift,
            Field.POINTS: self.points,
        }
        return said.get(name, 0)

    def note(self, about: Field | None, kind: NoteKind, msgid: str, **params: object) -> None:
        """Say something about the row."""
        self.notes.append(RowNote(self.number, about, kind, Text(msgid, params)))

    def refuse(self, about: Field | None, msgid: str, **params: object) -> None:
        """Let the row fail."""
        self.failed = True
        self.note(about, NoteKind.FAILED, msgid, **params)


@dataclass(slots=True)
class Draft:
    """The profile of one row while its cells are read."""

    row: ReadRow
    known: dict[str, object] = field(default_factory=dict)
    phones: dict[str, Phone] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)
    occasions: dict[OccasionKind, Occasion] = field(default_factory=dict)
    custom: dict[int, str] = field(default_factory=dict)

    def problem(self, about: Field, error: UserError) -> None:
        """Leave a field empty and say why."""
        self.row.note(about, NoteKind.PROBLEM, error.msgid, **error.params)
