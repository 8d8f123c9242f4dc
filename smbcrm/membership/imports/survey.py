"""The first reading of a list: where its columns are, and what each column proves.

A list is read twice and never held: this pass finds the headings, counts the rows, and collects
which decimal separator and which order of day and month the values of each column prove.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from itertools import chain, islice

from smbcrm.core.amounts import Separator
from smbcrm.core.currency_signs import currencies_beside
from smbcrm.core.decimal_signs import usual_separator
from smbcrm.core.i18n import Text
from smbcrm.core.money import Currency
from smbcrm.membership.custom_fields.rules import name_key
from smbcrm.membership.imports import errors
from smbcrm.membership.imports.cells import text_of
from smbcrm.membership.imports.fields import LABELS, MONEY, Field
from smbcrm.membership.imports.glimpse import Glimpse
from smbcrm.membership.imports.headings import CUSTOMERS, Book, hints
from smbcrm.membership.imports.layout import HEAD_ROWS, LAST_HEADER, Layout, Mapping, lay_out
from smbcrm.membership.imports.proofs import Proofs
from smbcrm.membership.imports.source import Row
from smbcrm.membership.imports.words import says_footer, says_total
from smbcrm.membership.occasions.reading import DayOrder

SAMPLES = 3
_LONGEST_SAMPLE = 40
_CODES = frozenset(
    {
        *("AUD", "BND", "CAD", "CHF", "CNY", "EUR", "GBP", "HKD", "INR", "JPY", "KRW", "MOP"),
        *("MYR", "NTD", "NZD", "PHP", "RMB", "SGD", "THB", "TWD", "USD", "VND", "YEN"),
    }
)
_CODE_LENGTH = 3


class RowKind(Enum):
    """What a row below the headings is."""

    CUSTOMER = "customer"
    HEADING = "heading"
    """The headings once more, as on each printed page."""
    TOTAL = "total"
    """A sum, or a line that a program prints below the list."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What the first reading found out; `separators` and `orders` by the column's place.

    `contradicting` columns prove both separators. `open_amounts` are values, one of each column
    of money, that look as if they had two readings. `left_out` are columns of store credit in
    which some stands, `above` the rows over the headings. `mixed_dates` are texts, one of each
    column in which real dates stand beside them.
    """

    layout: Layout
    separators: dict[int, Separator]
    contradicting: frozenset[int]
    open_amounts: dict[int, str]
    left_out: frozenset[int]
    orders: dict[int, DayOrder]
    rows: int
    headings: int
    totals: tuple[int, ...]
    above: tuple[int, ...] = ()
    mixed_dates: dict[int, str] = field(default_factory=dict)

    def usual_sign(self, index: int, region: str) -> Separator | None:
        """Return the decimal separator to take where a column proves none, by the region."""
        if index in self.separators or index in self.contradicting:
            return None
        return usual_separator(region)


@dataclass(slots=True)
class _Found:
    """What the rows below the headings are, counted as they go by."""

    proofs: Proofs
    glimpse: Glimpse | None
    rows: int = 0
    headings: int = 0
    totals: list[int] = field(default_factory=list)
    samples: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def add(self, number: int, row: Row, kind: RowKind) -> None:
        """Take a row."""
        if kind is RowKind.TOTAL:
            self.totals.append(number)
        elif kind is RowKind.HEADING:
            self.headings += 1
        else:
            self.rows += 1
            self.proofs.add(row)
            if self.glimpse is not None:
                self.glimpse.add(number, row)
            if self.rows <= HEAD_ROWS:
                _sample(row, self.samples)


def first_rows(stream: Iterator[tuple[int, Row]], header: int | None) -> list[tuple[int, Row]]:
    """Return the rows among which the headings stand: the first ones, or up to the one named."""
    head = list(islice(stream, HEAD_ROWS))
    last = min(header or 0, LAST_HEADER)
    while head and head[-1][0] < last and (row := next(stream, None)):
        head.append(row)
    return head


def survey(  # noqa: PLR0913 - a list, and what was said of it
    rows: Iterable[tuple[int, Row]],
    mapping: Mapping,
    file: str,
    header: int | None = None,
    glimpse: Glimpse | None = None,
    *,
    book: Book = CUSTOMERS,
    own: frozenset[str] = frozenset(),
) -> Survey:
    """Return what a list shows of itself; a glimpse keeps a little of it.

    Raises what `lay_out` raises, and NoRows where nothing stands below the headings.
    """
    stream = iter(rows)
    head = first_rows(stream, header)
    if glimpse is not None:
        glimpse.head = head
    layout = lay_out(head, mapping, file, header, book, own)
    proofs = Proofs(layout)
    found = _Found(proofs, glimpse)
    for number, row, kind in told(chain(head, stream), layout):
        found.add(number, row, kind)
    if not found.rows:
        raise errors.NoRows(file=file)
    return Survey(
        layout.with_samples(found.samples),
        proofs.separators,
        proofs.contradicting,
        proofs.open_amounts,
        proofs.left_out,
        proofs.orders,
        found.rows,
        found.headings,
        tuple(found.totals),
        tuple(n for n, _ in head if n < layout.heading_row and n != layout.upper_row),
        proofs.mixed_dates,
    )


def told(rows: Iterable[tuple[int, Row]], layout: Layout) -> Iterator[tuple[int, Row, RowKind]]:
    """Yield the rows below the headings, each with what it is."""
    texts = [column.heading for column in layout.columns]
    reached = [i for places in layout.places.values() for i in places]
    numbered = [i for name in (Field.PHONE, Field.CARD) for i in layout.places.get(name, ())]
    for number, row in rows:
        if number > layout.heading_row:
            yield number, row, _kind(row, texts, reached, numbered)


def customer_rows(rows: Iterable[tuple[int, Row]], layout: Layout) -> Iterator[tuple[int, Row]]:
    """Yield the rows that stand for customers."""
    return ((n, row) for n, row, kind in told(rows, layout) if kind is RowKind.CUSTOMER)


def check_columns(layout: Layout) -> None:
    """Raise ColumnMissing where no column says what every row of such a list says."""
    for needed in layout.book.needed:
        if needed.isdisjoint(layout.places):
            said = [Text(LABELS[name]) for name in layout.book.words if name in needed]
            raise errors.ColumnMissing(fields=said)


def check_own_fields(layout: Layout, own: frozenset[str]) -> None:
    """Raise NoSuchOwnField where a column is to fill a field of the shop that there is not."""
    for column in layout.columns:
        if column.field is Field.CUSTOM and name_key(column.heading) not in own:
            raise errors.NoSuchOwnField(column=column.name)


def check_currencies(layout: Layout, currency: Currency) -> None:
    """Raise ColumnInOtherCurrency where the heading of a balance names another currency."""
    for column in layout.columns:
        if column.field in MONEY:
            for hint in hints(column.heading):
                code = hint.strip().upper()
                if len(code) == _CODE_LENGTH and code.isascii() and code.isalpha():
                    hint = code if code in _CODES else ""  # noqa: PLW2901 - VIP is no currency
                signs = currencies_beside(hint) or []
                if any(currency.code not in codes for codes in signs):
                    raise errors.ColumnInOtherCurrency(
                        column=column.heading, currency=currency.code
                    )


def _kind(row: Row, headings: list[str], reached: list[int], numbered: list[int]) -> RowKind:
    """Tell a customer from a sum and from the headings once more."""
    start = next((i for i, cell in enumerate(row) if cell is not None), 0)
    first = row[start]
    if not isinstance(first, str):
        return RowKind.CUSTOMER
    if (says_total(first) or says_footer(first)) and not any(
        text_of(row[i]) for i in numbered if start < i < len(row)
    ):
        return RowKind.TOTAL
    width = len(row)
    cells = [(row[i], headings[i]) for i in reached if i < width and row[i] is not None]
    if len(cells) > 1 and all(
        isinstance(cell, str) and text and cell.strip() == text for cell, text in cells
    ):
        return RowKind.HEADING
    return RowKind.CUSTOMER


def _sample(row: Row, samples: dict[int, tuple[str, ...]]) -> None:
    for index, cell in enumerate(row):
        text = text_of(cell)[:_LONGEST_SAMPLE]
        seen = samples.get(index, ())
        if text and len(seen) < SAMPLES and text not in seen:
            samples[index] = (*seen, text)
