"""Small lists, read as an import reads them, without a database."""

import datetime as dt
from collections.abc import Sequence

from smbcrm.core.money import Currency
from smbcrm.membership.imports.row import ReadRow, ShopFacts
from smbcrm.membership.imports.row_reader import RowReader
from smbcrm.membership.imports.source import Cell, Row
from smbcrm.membership.imports.survey import Survey, customer_rows, survey
from smbcrm.membership.imports.vocabulary import vocabularies

TODAY = dt.date(2026, 11, 21)


def facts(currency: str = "CNY", region: str = "CN") -> ShopFacts:
    return ShopFacts(
        Currency.of(currency),
        region,
        TODAY,
        {"普通": 1, "silver": 2, "银": 2, "gold": 3, "金卡": 3},
        {1: "普通", 2: "银卡", 3: "金卡"},
        {"mia": 7},
        {7: "Mia"},
    )


def numbered(rows: Sequence[Sequence[Cell]]) -> list[tuple[int, Row]]:
    return [(number, tuple(row)) for number, row in enumerate(rows, 1) if any(row)]


def surveyed(rows: Sequence[Sequence[Cell]], *mapping: tuple[str, str]) -> Survey:
    return survey(numbered(rows), mapping, "list.csv")


def read(
    rows: Sequence[Sequence[Cell]],
    *mapping: tuple[str, str],
    shop: ShopFacts | None = None,
    excel: bool = False,
) -> list[ReadRow]:
    """Return what the rows below the headings say."""
    found = surveyed(rows, *mapping)
    known = shop or facts()
    reader = RowReader(found, known, vocabularies(known, ()), excel=excel)
    return [reader.read(*row) for row in customer_rows(numbered(rows), found.layout)]


def one(heading: str, cell: Cell, shop: ShopFacts | None = None, *, excel: bool = False) -> ReadRow:
    """Return what one cell says under a heading, in a row with a name."""
    return read([["Name", heading], ["Ann", cell]], shop=shop, excel=excel)[0]


def reasons(row: ReadRow) -> list[str]:
    return [f"{note.kind}: {note.text.msgid}" for note in row.notes]
