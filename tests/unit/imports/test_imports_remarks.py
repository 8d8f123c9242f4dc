"""What is said about a list as a whole."""

import datetime as dt

import pytest

from smbcrm.core.i18n import Text
from smbcrm.core.money import Currency
from smbcrm.membership.imports.remarks import (
    ALSO,
    COMMA_TAKEN,
    CREDIT_LEFT_OUT,
    HIDDEN,
    MIXED_DATES,
    PASSED,
    POINT_TAKEN,
    remarks,
    sheet_remarks,
)
from smbcrm.membership.imports.source import Cell, SourceInfo
from tests.unit.imports.lists import surveyed

HEADS: list[Cell] = ["Name", "Balance\n(paid)", "Gift", "Points"]


def said(*rows: list[Cell], currency: str = "USD", region: str = "US") -> list[Text]:
    return list(remarks(surveyed([HEADS, *rows]), Currency.of(currency), region))


def test_the_separator_that_was_taken_is_named_for_each_column() -> None:
    row: list[Cell] = ["Ann", "1,200", "2.500", "3,000"]
    taken: list[dict[str, object]] = [{"column": "Balance (paid)"}, {"column": "Gift"}]
    assert said(row) == [Text(POINT_TAKEN, params) for params in taken]
    assert said(row, region="DE") == [Text(COMMA_TAKEN, params) for params in taken]


@pytest.mark.parametrize(
    "rows",
    [
        [["Ann", "1,200"], ["Bob", "5.50"]],  # the column proves it
        [["Ann", "1,200"], ["Bob", "5.50"], ["Eve", "5,50"]],  # refused, row by row
        [["Ann", 1200], ["Bob", "80"], ["Eve", "n/a, 100 x"]],
    ],
)
def test_nothing_is_said_where_nothing_was_taken(rows: list[list[Cell]]) -> None:
    assert not said(*rows)
    assert not said(["Ann", "1,200"], currency="TWD", region="TW")


@pytest.mark.parametrize("heading", ["Store credit", "抵用金", "抵用金（元）"])
def test_store_credit_that_stays_out_is_named(heading: str) -> None:
    rows: list[list[Cell]] = [["Name", heading], ["Ann", 0], ["Bob", "3.00"], ["Eve"]]
    assert list(remarks(surveyed(rows), Currency.of("USD"), "US")) == [
        Text(CREDIT_LEFT_OUT, {"column": heading})
    ]
    assert not list(remarks(surveyed(rows[:2]), Currency.of("USD"), "US"))
    mapped = surveyed(rows, ("gift", heading))
    assert not list(remarks(mapped, Currency.of("USD"), "US"))


def test_a_column_called_like_another_is_named() -> None:
    rows: list[list[Cell]] = [["Name", "Balance", "Total balance", "Phone", "Tel"], ["Ann", 1, 2]]
    found = list(remarks(surveyed(rows), Currency.of("USD"), "US"))
    params = {"column": "Total balance", "field": Text("Paid part"), "other": "Balance"}
    assert found == [Text(ALSO, params)]
    assert not list(remarks(surveyed(rows, ("ignore", "C")), Currency.of("USD"), "US"))


def test_hidden_sheets_are_named_unless_one_is_read() -> None:
    info = SourceInfo("b", ("a", "b"), ("x", "y"), None, None, 1, "")
    assert list(sheet_remarks(info, ("a",))) == [
        Text(PASSED, {"sheet": "b", "sheets": ("a",)}),
        Text(HIDDEN, {"sheets": ("x", "y")}),
    ]
    assert not list(sheet_remarks(SourceInfo("x", ("a",), ("x",), None, None, 1, ""), ()))


@pytest.mark.parametrize(
    ("cells", "text"),
    [
        ((dt.date(1990, 5, 3), "25/12/1990"), "25/12/1990"),
        (("25/12/1990", dt.date(1990, 5, 3), "26/12/1990"), "25/12/1990"),
        ((dt.date(1990, 5, 3), "1990-12-25", "农历八月十五"), ""),
        ((dt.date(1990, 5, 3), None), ""),
        (("25/12/1990", "3/5/1990"), ""),
    ],
)
def test_real_dates_beside_texts_are_doubted(cells: tuple[Cell, ...], text: str) -> None:
    rows: list[list[Cell]] = [["Name", "Birthday"], *(["Ann", cell] for cell in cells)]
    found = list(remarks(surveyed(rows), Currency.of("USD"), "US"))
    assert found == ([Text(MIXED_DATES, {"column": "Birthday", "text": text})] if text else [])
