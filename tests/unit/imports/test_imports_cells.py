"""One cell: as text, as phones, as a count, and through a CSV file that Excel opens."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.core.amounts import LARGEST, AmountRefused, AmountTooLarge, Separator, parse_amount
from smbcrm.core.money import Currency
from smbcrm.membership.imports.cells import (
    NotACount,
    amount_of,
    count_of,
    digits_lost,
    name_of,
    phones_in,
    quoted,
    tags_in,
    text_of,
    unquoted,
)
from smbcrm.membership.imports.source import Cell

FORMULAS = set("=+-@\t\r\n＝＋－＠")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        ("  x y ", "x y"),
        (7, "7"),
        (0.1 + 0.2, "0.3"),
        (True, "TRUE"),
        (dt.date(2026, 3, 5), "2026-03-05"),
        (dt.datetime(2026, 3, 5, 13, 5), "2026-03-05 13:05"),  # noqa: DTZ001 - a cell has no zone
        ("-", ""),
        ("——", ""),
        ("无", ""),
        ("N/A", ""),
        ("无糖", "无糖"),
    ],
)
def test_a_cell_as_text(cell: Cell, text: str) -> None:
    assert text_of(cell) == text


def test_null_is_a_name_and_a_dash_is_none() -> None:
    assert [name_of(cell) for cell in ("Null", "None", "-", "无", 7)] == [
        *("Null", "None", "", "无", "7"),
    ]


@pytest.mark.parametrize(
    ("cell", "phones"),
    [
        (13800138000, ["13800138000"]),
        ("138 0013 8000", ["138 0013 8000"]),
        ("13800138000/13900139000", ["13800138000", "13900139000"]),
        ("13800138000、13900139000；021-65551234", ["13800138000", "13900139000", "021-65551234"]),
        ("13800138000 或 13900139000", ["13800138000", "13900139000"]),
        ("0912345678/9", ["0912345678/9"]),
        ("无", []),
        (None, []),
    ],
)
def test_several_phones_in_one_cell(cell: Cell, phones: list[str]) -> None:
    assert phones_in(cell) == phones


@pytest.mark.parametrize("cell", ["6.22E+15", "1,38e+10", 6222021234567890, 1e20])
def test_a_rounded_number_is_noticed(cell: Cell) -> None:
    assert digits_lost(cell)


@pytest.mark.parametrize("cell", ["6222021234567890", 622202123456789, "E12", None, True])
def test_a_whole_number_is_not_taken_for_rounded(cell: Cell) -> None:
    assert not digits_lost(cell)


@pytest.mark.parametrize(
    ("cell", "count"), [("320分", 320), ("1,050 pts", 1050), ("320.0", 320), (7.0, 7), ("-", None)]
)
def test_points_are_counted(cell: Cell, count: int | None) -> None:
    assert count_of(cell, None) == count


@pytest.mark.parametrize("cell", ["10000000000.01", "999999999999", "¥10,000,000,001.00", 1e11])
def test_no_amount_is_larger_than_the_till_knows(cell: Cell) -> None:
    with pytest.raises(AmountTooLarge):
        amount_of(cell, Currency.of("CNY"), None)
    assert amount_of("10000000000.00", Currency.of("CNY"), None) == LARGEST


@pytest.mark.parametrize("cell", ["-5", 7.5, "1.5", True, "$5", "many", dt.date(2026, 1, 1)])
def test_no_count_is_refused(cell: Cell) -> None:
    with pytest.raises(NotACount):
        count_of(cell, None)


def test_tags_are_parted() -> None:
    assert tags_in("VIP, 染发；喜静|") == ["VIP", "染发", "喜静"]


@given(st.text())
def test_a_quoted_cell_is_never_a_formula_and_comes_back(text: str) -> None:
    assert quoted(text)[:1] not in FORMULAS or not text
    assert unquoted(quoted(text)) == text or text.startswith("'")


@given(
    st.sampled_from(sorted(FORMULAS)).flatmap(lambda sign: st.text().map(lambda rest: sign + rest))
)
def test_a_formula_survives_the_way_through_a_file(text: str) -> None:
    assert unquoted(quoted(text)) == text


def test_other_cells_are_not_unquoted() -> None:
    assert unquoted("'s-Gravenhage") == "'s-Gravenhage"
    assert unquoted(5) == 5
    assert unquoted(None) is None


AMOUNTS = st.from_regex(r"(¥|\$)?\d{1,4}([.,]\d{0,4}){0,3}", fullmatch=True)


@given(AMOUNTS, st.sampled_from(["CNY", "USD", "TWD"]), st.sampled_from([None, *Separator]))
def test_the_short_way_of_an_amount_is_no_other_way(
    text: str, code: str, decimal: Separator | None
) -> None:
    currency = Currency.of(code)
    try:
        expected = parse_amount(text, currency, decimal=decimal)
    except AmountRefused as refusal:
        with pytest.raises(type(refusal)):
            amount_of(text, currency, decimal)
    else:
        assert amount_of(text, currency, decimal) == expected
