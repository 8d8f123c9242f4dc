"""Single rows of a list of sales: what is read of them, and what is said of what cannot be."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from smbcrm.core.money import Currency
from smbcrm.membership.imports import notes, sale_notes
from smbcrm.membership.imports.row import ShopFacts
from smbcrm.membership.imports.sale_headings import SALES
from smbcrm.membership.imports.sale_rows import LONGEST, SaleReader, SaleRow
from smbcrm.membership.imports.source import Cell
from smbcrm.membership.imports.survey import survey
from smbcrm.membership.imports.unread import Unread
from smbcrm.membership.past_sales.types import PastLine, PastSale
from smbcrm.membership.past_sales.words import sold_text

HEADS: tuple[Cell, ...] = ("Date", "Time", "Bill", "Phone", "Item", "Qty", "Amount")
FACTS = ShopFacts(
    *(Currency("EUR", 2), "DE", dt.date(2026, 3, 10), {}, {}, {}, {}), zone=ZoneInfo("Asia/Taipei")
)


def read(*cells: Cell, excel: bool = True) -> SaleRow:
    rows = [(1, HEADS), (2, cells)]
    return SaleReader(survey(rows, (), "list", book=SALES), FACTS, excel=excel).read(2, cells)


def said(row: SaleRow) -> list[str]:
    return [note.text.msgid for note in row.notes]


@pytest.mark.parametrize(
    ("day", "time", "told"),
    [
        ("2025-11-03", None, ""),
        ("2025-11-03 14:05:59", None, "14:05"),
        ("2025-11-03 09:05", "10:30", "10:30"),
        ("2025-11-03 下午3:05", None, "15:05"),
        ("2025-11-03 上午12:10", None, "00:10"),
        ("2025-11-03", "12:10 pm", "12:10"),
        ("2025-11-03", "12:05 AM", "00:05"),
        ("2025-11-03", "25:05", ""),
        (dt.datetime(2025, 11, 3, 8, 1), None, "08:01"),  # noqa: DTZ001 - as a sheet has it
        (dt.datetime(2025, 11, 3), None, ""),  # noqa: DTZ001
        (45964, None, ""),
    ],
)
def test_the_time_of_day_stands_with_the_date_or_beside_it(
    day: Cell, time: Cell, told: str
) -> None:
    row = read(day, time, None, None, None, None, 1)
    assert (row.day, row.at, said(row)) == (dt.date(2025, 11, 3), told, [])


@pytest.mark.parametrize(
    ("moment", "day", "time"),
    [
        ("2025-11-03T20:30:00Z", 4, "04:30"),
        ("2025-11-03 20:30:15.123+00:00", 4, "04:30"),
        ("03.11.2025 23:30 +09:00", 3, "22:30"),
        ("2025-11-03T23:30:00+0800", 3, "23:30"),
        ("2025-11-03T00:00:00.000Z", 3, ""),
        ("2025-11-03T16:00:00Z", 4, ""),
    ],
)
def test_a_moment_of_another_zone_is_that_of_the_shop(moment: str, day: int, time: str) -> None:
    row = read(moment, None, None, None, None, None, 1)
    assert (row.day, row.at, said(row)) == (dt.date(2025, 11, day), time, [])


@pytest.mark.parametrize("moment", ["2025-11-31T20:30:00Z", "2025-11T20:30:00Z"])
def test_a_moment_that_never_was_lets_the_row_fail(moment: str) -> None:
    assert read(moment, None, None, None, None, None, 1).failed


def test_a_zone_that_is_none_says_nothing() -> None:
    row = read("2025-11-03T20:30:00+25:00", None, None, None, None, None, 1)
    assert (row.day, row.at) == (dt.date(2025, 11, 3), "")


def test_what_is_not_in_the_file_lets_the_row_fail() -> None:
    row = read(Unread.FORMULA, None, "1", None, None, None, 1)
    assert (row.failed, said(row)) == (True, [notes.UNREAD])
    row = read("2025-11-03", None, "1", None, None, None, Unread.VALUE)
    assert (row.failed, said(row)) == (True, [notes.BAD_VALUE])


def test_a_quantity_that_is_none_is_left_out_and_said() -> None:
    found = {
        text: read("2025-11-03", None, 1, None, "x", text, 1) for text in ("2 pcs", "x3", "two")
    }
    assert [one.quantity for one in found.values()] == [2000, 3000, None]
    assert (said(found["two"]), found["two"].failed) == ([sale_notes.NO_QUANTITY], False)


def test_a_long_text_is_cut_and_said() -> None:
    row = read("2025-11-03", None, 1, None, "x" * (LONGEST + 1), None, 1)
    assert (len(row.item), said(row), row.failed) == (LONGEST, [sale_notes.CUT], False)


def test_what_was_sold_in_one_line() -> None:
    lines = (PastLine("Tea", 2000, 600), PastLine("", 1000, 1), PastLine("Cup", None, 400))
    assert sold_text(PastSale(1, dt.date(2025, 1, 1), "", "", "", 1000, lines)) == "Tea ×2, Cup"
