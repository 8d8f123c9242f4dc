"""The first reading: which rows are customers, and what a column proves."""

import pytest

from smbcrm.core.amounts import Separator
from smbcrm.core.money import Currency
from smbcrm.membership.imports import errors
from smbcrm.membership.imports.source import Cell
from smbcrm.membership.imports.survey import check_currencies, customer_rows, survey
from smbcrm.membership.occasions.reading import DayOrder
from tests.unit.imports.lists import numbered, surveyed

HEAD: list[Cell] = ["姓名", "手机", "余额", "积分", "生日"]


def test_totals_and_footers_are_listed_and_left_out() -> None:
    rows: list[list[Cell]] = [
        HEAD,
        ["陈", 1, 100, 3],
        ["小计", None, 100, 3],
        ["Total Care Ltd", 2, 5],
        ["总计", 13800138000, 5],
        ["共 2 位会员"],
        ["合计：", None, 105, 3],
        ["制表人：王芳"],
        ["Page 1 of 2"],
    ]
    found = surveyed(rows)
    assert found.totals == (3, 6, 7, 8, 9)
    kept = [number for number, _ in customer_rows(numbered(rows), found.layout)]
    assert kept == [2, 4, 5]
    assert found.rows == 3


def test_a_total_may_stand_in_the_column_of_cards() -> None:
    found = surveyed([["卡号", "姓名", "余额"], ["1001", "陈", 5], ["小计", None, 5]])
    assert found.totals == (3,)


def test_headings_repeated_on_each_page_are_left_out() -> None:
    found = surveyed([HEAD, ["陈", 1], [*HEAD], ["曾", 2], ["姓名", "13800138000"]])
    assert (found.headings, found.rows) == (1, 3)


def test_a_list_without_rows_is_refused() -> None:
    with pytest.raises(errors.NoRows):
        surveyed([["名单"], HEAD, ["合计", None, 0]])


def test_a_column_proves_its_decimal_separator() -> None:
    rows: list[list[Cell]] = [HEAD, ["x", 9, "5,50"]]
    rows += [[f"n{i}", i, "1.234"] for i in range(40)]
    assert surveyed(rows).separators == {2: Separator.COMMA}


def test_a_column_that_contradicts_itself_proves_nothing() -> None:
    assert not surveyed([HEAD, ["x", 1, "1,50"], ["y", 2, "1.50"]]).separators


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (["3/5/1990", "17/5/1984"], DayOrder.DAY_FIRST),
        (["3/5/1990", "5/17/1984"], DayOrder.MONTH_FIRST),
        (["17/5/1984", "5/17/1984"], DayOrder.MIXED),
        (["1990-05-17"], DayOrder.YEAR_FIRST),
        (["1990-05-17", "3/5/1990"], None),
        (["soon", None], None),
    ],
)
def test_a_column_proves_its_order_of_day_and_month(
    dates: list[Cell], order: DayOrder | None
) -> None:
    rows: list[list[Cell]] = [HEAD]
    rows += [["n", i, None, None, day] for i, day in enumerate(dates, 1)]
    assert surveyed(rows).orders.get(4) is order


@pytest.mark.parametrize(
    ("heading", "currency"),
    [("余额(美元)", "CNY"), ("Balance EUR", "USD"), ("Balance (¥)", "USD")],
)
def test_a_heading_in_another_currency_is_refused(heading: str, currency: str) -> None:
    found = surveyed([["Name", heading], ["Ann", 5]])
    with pytest.raises(errors.ColumnInOtherCurrency):
        check_currencies(found.layout, Currency.of(currency))


@pytest.mark.parametrize(
    ("heading", "currency"),
    [("余额(元)", "CNY"), ("Balance (USD)", "USD"), ("Balance (VIP)", "USD"), ("儲值餘額", "TWD")],
)
def test_a_heading_in_the_shops_currency_is_taken(heading: str, currency: str) -> None:
    found = surveyed([["Name", heading], ["Ann", 5]])
    check_currencies(found.layout, Currency.of(currency))


def test_samples_are_shown_of_each_column() -> None:
    found = surveyed([["Name", "Notes"], ["Ann", "a" * 99], ["Ann", None], ["Bob", "b"]])
    assert [column.samples for column in found.layout.columns] == [
        ("Ann", "Bob"),
        ("a" * 40, "b"),
    ]


def test_a_row_of_headings_may_stand_far_down() -> None:
    notes: list[list[Cell]] = [[f"note {n}"] for n in range(1, 61)]
    rows: list[list[Cell]] = [*notes, HEAD, ["陈", 1, 100, 3]]
    with pytest.raises(errors.HeadingsNotFound):
        surveyed(rows)
    found = survey(numbered(rows), (), "list.csv", 61)
    assert (found.layout.heading_row, found.rows) == (61, 1)
    assert found.above == tuple(range(1, 61))
    with pytest.raises(errors.HeaderRowEmpty):
        survey(numbered(rows), (), "list.csv", 2_000_000)
