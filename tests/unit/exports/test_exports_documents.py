"""Reports as workbooks and CSV: what two readers find in them."""

import csv
import datetime as dt
import io
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape
from python_calamine import CalamineWorkbook

from smbcrm.core.i18n import LANGUAGES, Text
from smbcrm.core.money import Currency, Money
from smbcrm.exports.csv_document import CsvDocumentWriter
from smbcrm.exports.xlsx.document import XlsxDocumentWriter
from smbcrm.membership.lists.types import Kind
from smbcrm.membership.reports.document import Coded, Column, Document, Section, Table
from smbcrm.membership.reports.holdings import Holdings
from smbcrm.membership.reports.tables import tables_of
from tests.helpers.ledger_facts import TODAY, holdings
from tests.helpers.reports import document, explained, words

DINAR = Currency("KWD", 3)
COLUMNS = (
    Column("day", "Date", Kind.DATE),
    Column("what", "What happened"),
    Column("id", "Operation", on_paper=False),
    Column("count", "Number", Kind.COUNT, summed=True),
    Column("money", "Worth", Kind.MONEY, summed=True),
)
EVIL = "=cmd|'/c calc'!A1"
ROWS = (
    (TODAY, Coded("sale", Text("Sale")), "a-1", 1234, Money(1_050_000, DINAR)),
    (Coded(None, Text("no end")), EVIL, "a-2", None, Money(-50, DINAR)),
)


def table(title: str = "Lots", total: str = "Total") -> Table:
    return Table("t", title, COLUMNS, ROWS, total)


def two_tables() -> Document:
    section = Section("s", Text("Gift part"), (table(), table("")), notes=(Text("Left"),))
    return document([section], currency=DINAR)


def workbook(report: Document, language: str = "en") -> bytes:
    return XlsxDocumentWriter().make(report, words(language), {}).content


def by_calamine(content: bytes) -> dict[str, list[list[Any]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }


def by_openpyxl(content: bytes, *, values: bool = True) -> dict[str, list[list[Any]]]:
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=values)
    return {
        sheet.title: [["" if cell is None else cell for cell in row] for row in sheet.values]
        for sheet in book.worksheets
    }


def test_each_table_is_a_sheet_with_types_and_sums() -> None:
    content = workbook(two_tables())
    sheets = by_calamine(content)
    assert list(sheets) == ["Gift part · Lots", "Gift part"]
    title, note, heads, first, second, total = sheets["Gift part · Lots"]
    assert title[0] == "Gift part · Lots"
    assert note[0].startswith("Customer: Hannah Brooks · Date: 2026-11-21 · It adds up")
    assert note[0].endswith(" · Left")
    assert heads == ["Date", "What happened", "Operation", "Number", "Worth"]
    assert first == [TODAY, "Sale", "a-1", 1234.0, 1050.0]
    assert second == ["no end", EVIL, "a-2", "", -0.05]
    assert total == ["Total", "", "", 1234.0, 1049.95]
    other = by_openpyxl(content)["Gift part · Lots"]
    assert other[3] == [dt.datetime(2026, 11, 21), "Sale", "a-1", 1234, 1050]  # noqa: DTZ001
    assert [unescape(str(cell)) for cell in other[4]] == ["no end", EVIL, "a-2", "", "-0.05"]
    formulas = by_openpyxl(content, values=False)["Gift part · Lots"][5]
    assert formulas[3:] == ["=SUBTOTAL(109,D4:D5)", "=SUBTOTAL(109,E4:E5)"]


def test_sheets_of_one_name_are_numbered() -> None:
    long = Text("{name}", {"name": "Points, visits and vouchers by month"})
    report = document(
        [
            Section("a", long, (table(""),)),
            Section("b", long, (table(""),)),
            Section("c", Text("GIFT part"), (table(""),)),
            Section("d", Text("Gift part"), (table(""),)),
        ],
        currency=DINAR,
    )
    assert list(by_calamine(workbook(report))) == [
        "Points, visits and vouchers by",
        "Points, visits and vouchers 2",
        "GIFT part",
        "Gift part 2",
    ]


def test_the_same_report_is_the_same_file_and_says_what_it_is() -> None:
    content = workbook(two_tables())
    assert content == workbook(two_tables())
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.properties.title == "Your balance explained, Hannah Brooks"
    assert book.properties.created.date() == TODAY


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_without_tables_is_a_sheet_that_says_so(language: str) -> None:
    (rows,) = by_calamine(workbook(document([]), language)).values()
    assert "Hannah Brooks" in rows[0][0]
    assert "2026-11-21" in rows[1][0]


@settings(max_examples=30)
@given(holdings(), st.sampled_from(LANGUAGES))
def test_both_readers_find_what_the_tables_hold(held: Holdings, language: str) -> None:
    report = explained(held)
    content = workbook(report, language)
    for told, ours, theirs in zip(
        tables_of(report, words(language)),
        by_calamine(content).values(),
        by_openpyxl(content).values(),
        strict=True,
    ):
        rows = list(told.rows)
        assert len(ours) == len(theirs) == 3 + len(rows) + bool(told.total)
        for row, mine, other in zip(rows, ours[3:], theirs[3:], strict=False):
            for cell, one, two in zip(row, mine, other, strict=True):
                if isinstance(cell, Money):
                    assert one == two == cell.minor / 100
                elif isinstance(cell, int):
                    assert one == two == cell
                elif isinstance(cell, dt.date):
                    assert (one, two.date()) == (cell, cell)
                else:
                    assert one == two == (cell or "")


def test_csv_is_one_table_after_the_other() -> None:
    content = CsvDocumentWriter().make(two_tables(), words(), {}).content
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows == [
        ["Gift part · Lots"],
        ["Date", "What happened", "Operation", "Number", "Worth"],
        ["2026-11-21", "Sale", "a-1", "1234", "1050.000"],
        ["no end", f"'{EVIL}", "a-2", "", "-0.050"],
        [],
        ["Gift part"],
        ["Date", "What happened", "Operation", "Number", "Worth"],
        ["2026-11-21", "Sale", "a-1", "1234", "1050.000"],
        ["no end", f"'{EVIL}", "a-2", "", "-0.050"],
    ]


def test_csv_of_one_table_is_headings_and_rows() -> None:
    report = document([Section("s", Text("Gift part"), (table(),))], currency=DINAR)
    content = CsvDocumentWriter().make(report, words(), {}).content.decode("utf-8-sig")
    assert content.splitlines()[0] == "Date,What happened,Operation,Number,Worth"
    assert len(content.splitlines()) == 3
