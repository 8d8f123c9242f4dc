"""What one row of a list of sales says, and how its cells are read."""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, field, replace
from decimal import Decimal

from smbcrm.core.amounts import AmountRefused, NegativeAmount, Separator
from smbcrm.core.i18n import Text
from smbcrm.core.money import Currency
from smbcrm.core.text import clean
from smbcrm.membership.cards.rules import read_number
from smbcrm.membership.imports import notes, sale_notes
from smbcrm.membership.imports.cell_reader import UNREAD
from smbcrm.membership.imports.cells import amount_of, digits_lost, text_of, unquoted
from smbcrm.membership.imports.dates import DateRules, in_the_shop, read_date
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.notes import NoteKind, RowNote
from smbcrm.membership.imports.row import SHOWN, ShopFacts
from smbcrm.membership.imports.signs import Signs, is_error_file, is_somebody, numbers_in
from smbcrm.membership.imports.source import Cell, Row
from smbcrm.membership.imports.survey import Survey
from smbcrm.membership.imports.unread import Unread
from smbcrm.membership.occasions.reading import order_of_region
from smbcrm.membership.occasions.types import Calendar, Unreadable

LONGEST = 200
"""Signs of an item, a bill number or a name that are kept."""

_LESS = re.compile(r"[-()\u2212\u2013\u2014\ufe63\uff0d\uff08\uff09]")
_QUANTITY = re.compile(r"[x×*]?\s*([-+]?\d{1,9}(?:\.\d{1,3})?)\s*[^\d.,\s]{0,6}", re.IGNORECASE)
_CLOCK = re.compile(
    r"(?P<before>[上下]午|[ap]m)?\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2}(?:\.\d+)?)?"
    r"\s*(?P<after>[ap]m)?$",
    re.IGNORECASE,
)
_NOON = 12
_WHO = (Field.OUR_CODE, Field.CARD, Field.CODE, Field.PHONE, Field.NAME)
_THOUSAND = 1000


@dataclass(slots=True)
class SaleRow:
    """What a row of a list of sales says. What is not said is empty or None.

    `key` is that of its sale, once it is known which rows belong together. `named_by` is the first
    field that says to whom, readable or not; None for a sale to nobody.
    """

    number: int
    cells: Row
    day: dt.date | None = None
    at: str = ""
    bill: str = ""
    named_by: Field | None = None
    whom: Signs = field(default_factory=lambda: Signs(Field.NAME))
    item: str = ""
    quantity: int | None = None
    amount: int | None = None
    total: int | None = None
    sold_by: str = ""
    key: str = ""
    failed: bool = False
    notes: list[RowNote] = field(default_factory=list)

    def fresh(self) -> "SaleRow":
        """Return the row as it was read, to be judged anew."""
        return replace(self, notes=list(self.notes))

    def note(self, about: Field | None, kind: NoteKind, msgid: str, **params: object) -> None:
        """Say something about the row."""
        self.notes.append(RowNote(self.number, about, kind, Text(msgid, params)))

    def refuse(self, about: Field | None, msgid: str, **params: object) -> None:
        """Let the row fail."""
        self.failed = True
        self.note(about, NoteKind.FAILED, msgid, **params)


class SaleReader:
    """Reads the rows of one list of sales."""

    def __init__(self, survey: Survey, facts: ShopFacts, *, excel: bool) -> None:
        self._survey = survey
        self._facts = facts
        self._excel = excel
        self._places = survey.layout.places
        self._ours = Field.OUR_CODE in self._places
        self._answered = is_error_file(survey.layout)

    def read(self, number: int, cells: Row) -> SaleRow:
        """Return what a row says; never raises, whatever stands in it."""
        row = SaleRow(number, cells)
        self._when(row)
        self._who(row)
        row.bill = self._text(row, Field.BILL)
        row.item = self._text(row, Field.ITEM)
        row.sold_by = self._text(row, Field.SOLD_BY)
        row.quantity = self._quantity(row)
        row.amount = self._amount(row, Field.AMOUNT)
        row.total = self._amount(row, Field.TOTAL)
        if row.quantity and row.amount and (row.quantity < 0) != (row.amount < 0):
            row.refuse(Field.QUANTITY, sale_notes.SIGNS_DIFFER)
        return row

    def date_rules(self, index: int) -> DateRules:
        """Return how the dates of a column are read: as its values prove, else as in the region."""
        order = self._survey.orders.get(index) or order_of_region(self._facts.region)
        return DateRules(order, self._facts.today, self._excel, zone=self._facts.zone)

    def _cell(self, row: SaleRow, name: Field) -> Cell:
        """Return the cell of a field; one whose value is not in the file lets the row fail."""
        for index in self._places.get(name, ()):
            if index < len(row.cells) and (cell := row.cells[index]) is not None:
                if isinstance(cell, Unread):
                    row.refuse(name, UNREAD[cell])
                    continue
                return unquoted(cell) if self._ours else cell
        return None

    def _text(self, row: SaleRow, name: Field) -> str:
        text = clean(text_of(self._cell(row, name)))
        if len(text) > LONGEST:
            row.note(name, NoteKind.PROBLEM, sale_notes.CUT, most=LONGEST)
        return text[:LONGEST]

    def _when(self, row: SaleRow) -> None:
        (place,) = self._places[Field.SOLD_ON]
        rules = self.date_rules(place)
        cell = in_the_shop(self._cell(row, Field.SOLD_ON), rules)
        read = read_date(cell, rules)
        if isinstance(read, Unreadable):
            row.refuse(Field.SOLD_ON, read.reason.msgid, **read.reason.params)
        elif read is None:
            if not row.failed:
                row.refuse(Field.SOLD_ON, sale_notes.NO_DAY)
        elif read.calendar is Calendar.LUNAR or read.year is None or read.day is None:
            row.refuse(Field.SOLD_ON, sale_notes.SHORT_DAY, text=text_of(cell)[:SHOWN])
        else:
            row.day = dt.date(read.year, read.month, read.day)
            row.at = _time_in(self._cell(row, Field.SOLD_AT)) or _time_in(cell)

    def _who(self, row: SaleRow) -> None:
        """Read to whom; a walk-in is nobody, and what cannot be read may be anybody."""
        said = (name for name in _WHO if any(map(_may_be_somebody, self._cells(row, name))))
        row.named_by = next(said, None)
        if digits_lost(self._cell(row, Field.CARD)):
            row.refuse(Field.CARD, notes.DIGITS_LOST)
        card = self._sign(row, Field.CARD)
        number = read_number(card) or ""
        row.whom = Signs(
            row.named_by or Field.NAME,
            self._sign(row, Field.OUR_CODE),
            self._sign(row, Field.CODE),
            number,
            self._phones(row),
            self._sign(row, Field.NAME),
            unread=bool(card and not number),
            answered=self._answered,
        )

    def _sign(self, row: SaleRow, name: Field) -> str:
        text = self._text(row, name)
        return text if is_somebody(text) else ""

    def _phones(self, row: SaleRow) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for cell in self._cells(row, Field.PHONE):
            if isinstance(cell, Unread):
                row.refuse(Field.PHONE, UNREAD[cell])
            elif is_somebody(cell):
                said = numbers_in(cell, self._facts.region) or (clean(text_of(cell)),)
                found |= dict.fromkeys(said)
        return tuple(found)

    def _cells(self, row: SaleRow, name: Field) -> list[Cell]:
        places = self._places.get(name, ())
        return [row.cells[i] for i in places if i < len(row.cells)]

    def _quantity(self, row: SaleRow) -> int | None:
        cell = self._cell(row, Field.QUANTITY)
        text = unicodedata.normalize("NFKC", text_of(cell))
        found = _QUANTITY.fullmatch(text)
        if found is None:
            if text:
                row.note(Field.QUANTITY, NoteKind.PROBLEM, sale_notes.NO_QUANTITY)
            return None
        return int(Decimal(found[1]) * _THOUSAND)

    def _amount(self, row: SaleRow, name: Field) -> int | None:
        cell = self._cell(row, name)
        index = next(iter(self._places.get(name, ())), 0)
        signs = (
            self._survey.separators.get(index),
            self._survey.usual_sign(index, self._facts.region),
        )
        try:
            return signed(cell, self._facts.currency, *signs)
        except AmountRefused as refusal:
            row.refuse(name, refusal.msgid, **refusal.params)
            return None


def signed(
    cell: Cell, currency: Currency, decimal: Separator | None, usual: Separator | None
) -> int | None:
    """Return minor units, below zero for what went back; None for nothing.

    Raises the subclasses of `AmountRefused`.
    """
    try:
        return amount_of(cell, currency, decimal, usual)
    except NegativeAmount:
        plain = -cell if isinstance(cell, int | float) else _LESS.sub("", text_of(cell))
        return -(amount_of(plain, currency, decimal, usual) or 0)


def _may_be_somebody(cell: Cell) -> bool:
    return isinstance(cell, Unread) or is_somebody(cell)


def _time_in(cell: Cell) -> str:
    """Return the time of day at the end of a cell as HH:MM; midnight sharp is none."""
    if isinstance(cell, dt.datetime):
        text = cell.strftime("%H:%M")
    else:
        found = _CLOCK.search(unicodedata.normalize("NFKC", text_of(cell)))
        if found is None:
            return ""
        hour, minute = int(found["hour"]), int(found["minute"])
        half = (found["after"] or found["before"] or "").lower()
        if half in {"pm", "下午"} and hour < _NOON:
            hour += _NOON
        if half in {"am", "上午"} and hour == _NOON:
            hour = 0
        if hour > 23 or minute > 59:  # noqa: PLR2004 - a clock
            return ""
        text = f"{hour:02}:{minute:02}"
    return "" if text == "00:00" else text
