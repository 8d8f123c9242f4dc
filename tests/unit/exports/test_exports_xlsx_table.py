"""Tables as workbooks: the same to every reader, and no text is ever more than a text."""

import datetime as dt
import re
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from smbcrm.core.money import Currency, Money
from smbcrm.exports.xlsx import sheet as xlsx_sheet
from smbcrm.exports.xlsx.looks import number_look
from smbcrm.exports.xlsx.sheet import HEADINGS, sheet_name
from smbcrm.exports.xlsx.table import XlsxTableWriter
from smbcrm.membership.lists.types import Cell, Column, Kind, Table, TooManyRows
from tests.helpers.workbooks import by_calamine, by_openpyxl, part_of, sheet_of

YUAN, YEN, DINAR = Currency("CNY", 2), Currency("JPY", 0), Currency("KWD", 3)
CURRENCIES = [*(Currency.of(code) for code in ("USD", "TWD", "KWD", "AED", "MYR", "SEK"))]
DAY = dt.date(2026, 11, 21)
NAME, POINTS = Column("姓名"), Column("Points", Kind.COUNT, summed=True)
STORED, VISIT = Column("Stored", Kind.MONEY, summed=True), Column("Last visit", Kind.DATE)
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
EVIL = (
    *("=1+1", "+8613800138000", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=cmd|'/c calc'!A1"),
    *("0012", "1e5", "http://a.example", "{=1}", "#N/A", "TRUE", "'=1", " ", "a\r\nb", "_x0041_"),
    "<r><t>x</t></r>",
    '<r></r></is></c><c r="Z1"><f>1+1</f><v>2</v></c><c r="AA1" t="inlineStr"><is><r></r>',
    "</t></is></c><b>&amp;",
    "𠮷㛃喆镕堃犇龑䶮𫚉䢺𬭎㭎䥑𬱖",
)


def table(columns: Iterable[Column], rows: Iterable[tuple[Cell, ...]]) -> Table:
    return Table(tuple(columns), rows, "Customers", "All customers · 2026-11-21", "Total", DAY)


def written(tmp_path: Path, columns: Iterable[Column], *rows: tuple[Cell, ...]) -> Path:
    file = tmp_path / "list.xlsx"
    assert XlsxTableWriter().write(file, table(columns, rows), replace=True) == len(rows)
    return file


def body(rows: list[list[object]]) -> list[list[object]]:
    """Return what stands below the headings."""
    return rows[HEADINGS + 1 :]


def test_every_reader_finds_the_same_values(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        (NAME, VISIT, STORED, POINTS),
        ("陈雨桐", DAY, Money(123456, YUAN), 7),
        ("Ann", None, Money(-105, YUAN), -2),
        ("", DAY, None, None),
    )
    said = [
        ["Customers", None, None, None],
        ["All customers · 2026-11-21", None, None, None],
        ["姓名", "Last visit", "Stored", "Points"],
        ["陈雨桐", DAY, 1234.56, 7],
        ["Ann", None, -1.05, -2],
        [None, DAY, None, None],
        ["Total", None, 1233.51, 5],
    ]
    assert by_openpyxl(file) == said
    assert by_calamine(file) == said


@given(st.text(max_size=40))
@example("<r><t>x</t></r>")
def test_a_text_is_that_text_whatever_it_looks_like(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    file = written(tmp_path_factory.mktemp("xlsx"), (NAME, POINTS), (text, 1))
    kept = FORBIDDEN.sub("", text)
    for rows in (by_openpyxl(file), by_calamine(file)):
        assert body(rows)[0] == [kept or None, 1]
    assert [sheet_of(file).cell(HEADINGS + 2, 1).data_type] == ["s" if kept else "n"]


@pytest.mark.parametrize("text", EVIL)
def test_what_looks_like_a_formula_or_like_xml_is_text(tmp_path: Path, text: str) -> None:
    titled = Table((Column(text), POINTS), [(text, 1)], text, text, text, DAY)
    file = tmp_path / "list.xlsx"
    XlsxTableWriter().write(file, titled)
    said = [[text, None], [text, None], [text, "Points"], [text, 1], [text, 1]]
    if text == " ":
        assert by_openpyxl(file) == said
    else:
        assert by_calamine(file) == by_openpyxl(file) == said
    formulas = [one.text for one in ET.fromstring(part_of(file, SHEET)).iter(f"{{{MAIN}}}f")]  # noqa: S314 - ours
    assert formulas == ["SUBTOTAL(109,B4)"]


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize("currency", CURRENCIES, ids=lambda one: one.code)
def test_money_is_a_number_in_the_format_of_its_currency(
    tmp_path: Path, currency: Currency
) -> None:
    file = written(tmp_path, (NAME, STORED), ("Ann", Money(123456, currency)))
    value, total = (sheet_of(file).cell(row, 2) for row in (4, 5))
    assert (value.data_type, value.value) == ("n", 123456 / currency.unit)
    decimals = value.number_format.partition("_)")[0].partition(".")[2]
    assert decimals == "0" * currency.exponent
    assert value.number_format == total.number_format == number_look(currency)["num_format"]
    assert f'"{currency.symbol}"' in value.number_format
    assert [row[1] for row in body(by_calamine(file))] == [123456 / currency.unit] * 2


def test_fifteen_digits_are_kept_and_longer_numbers_are_texts_with_all_of_theirs(
    tmp_path: Path,
) -> None:
    file = written(
        tmp_path,
        (NAME, STORED, POINTS),
        ("most", Money(10**15 - 1, YUAN), 10**15 - 1),
        ("least", Money(1 - 10**15, YUAN), 0),
        ("more", Money(10**15 + 1, YUAN), 10**15),
    )
    for rows in (by_openpyxl(file), by_calamine(file)):
        assert [row[1:] for row in body(rows)] == [
            [9999999999999.99, 999999999999999],
            [-9999999999999.99, 0],
            ["10000000000000.01", "1000000000000000"],
            ["10000000000000.01", "1999999999999999"],
        ]


def test_a_sum_that_is_too_long_for_a_number_is_a_text_too(tmp_path: Path) -> None:
    most = Money(10**15 - 1, YUAN)
    file = written(tmp_path, (NAME, STORED), ("a", most), ("b", most))
    assert body(by_openpyxl(file))[-1] == ["Total", "19999999999999.98"]


@given(st.lists(st.integers(-(10**14), 10**14), min_size=1, max_size=20))
def test_a_sum_is_that_of_the_minor_units(
    tmp_path_factory: pytest.TempPathFactory, amounts: list[int]
) -> None:
    rows = [("x", Money(amount, DINAR)) for amount in amounts]
    file = written(tmp_path_factory.mktemp("xlsx"), (NAME, STORED), *rows)
    total = body(by_calamine(file))[-1][1]
    if abs(sum(amounts)) < 10**15:
        assert total == sum(amounts) / 1000
    else:
        assert total == DINAR.plain(sum(amounts))


def test_a_sum_follows_the_filter_and_lies_outside_of_it(tmp_path: Path) -> None:
    file = written(tmp_path, (NAME, STORED), ("a", Money(1, YEN)), ("b", Money(2, YEN)))
    sheet = sheet_of(file)
    assert sheet.cell(6, 2).value == "=SUBTOTAL(109,B4:B5)"
    assert sheet.auto_filter.ref == "A3:B5"
    assert sheet.cell(6, 2).font.b
    assert sheet.cell(6, 2).border.top.style == "thin"


def test_days_are_days_and_what_is_none_is_a_text(tmp_path: Path) -> None:
    first, before = dt.date(1900, 3, 1), dt.date(1900, 2, 28)
    rows = [(day,) for day in (first, before, dt.date(9999, 12, 31), "农历八月十五", "--03-05")]
    file = written(tmp_path, (VISIT,), *rows)
    said = [[first], ["1900-02-28"], [dt.date(9999, 12, 31)], ["农历八月十五"], ["--03-05"]]
    assert body(by_openpyxl(file)) == body(by_calamine(file)) == said
    assert sheet_of(file).cell(4, 1).number_format == "yyyy-mm-dd"


def test_the_headings_stay_in_sight_and_have_filters(tmp_path: Path) -> None:
    file = written(tmp_path, (NAME, POINTS), ("Ann", 1), ("Bo", 2))
    sheet = sheet_of(file)
    assert sheet.freeze_panes == "B4"
    assert sheet.auto_filter.ref == "A3:B5"
    assert sheet.print_title_rows == "$3:$3"
    name, points = sheet.cell(3, 1), sheet.cell(3, 2)
    assert name.font.b
    assert (name.alignment.horizontal, points.alignment.horizontal) == ("left", "right")
    assert sheet.cell(1, 1).font.b
    assert sheet.title == "Customers"


def test_columns_are_as_wide_as_what_is_in_them_within_reason(tmp_path: Path) -> None:
    columns = (NAME, Column("N"), Column("Long"), STORED, VISIT, Column("A long heading"))
    file = written(
        tmp_path,
        columns,
        ("欧阳若曦", "Ann", "x" * 300, Money(-123456789, YUAN), DAY, ""),
        ("陈", "Annabel Lee", "", Money(1, YUAN), None, "y"),
    )
    widths = [sheet_of(file).column_dimensions[letter].width for letter in "ABCDEF"]
    name, latin, long, money, day, heading = widths
    assert len("欧阳若曦") * 2 < name < 15
    assert len("Annabel Lee") < latin < 18
    assert 45 < long < 55
    assert len("-¥1,234,567.89") <= money < 20
    assert len("2026-11-21") < day < 18
    assert len("A long heading") + 2 < heading < 24


def test_the_sum_decides_the_width_where_it_is_longest(tmp_path: Path) -> None:
    rows = [("x", Money(99999, YUAN))] * 20
    file = written(tmp_path, (NAME, STORED), *rows)
    assert sheet_of(file).column_dimensions["B"].width > len("¥19,999.80")


def test_an_empty_list_has_its_headings(tmp_path: Path) -> None:
    file = written(tmp_path, (NAME, POINTS))
    said = [["Customers", None], ["All customers · 2026-11-21", None], ["姓名", "Points"]]
    assert by_openpyxl(file) == by_calamine(file) == said
    sheet = sheet_of(file)
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B4", "A3:B3")


def test_without_a_column_to_add_up_there_is_no_sum(tmp_path: Path) -> None:
    file = written(tmp_path, (NAME, VISIT), ("Ann", DAY))
    assert len(by_openpyxl(file)) == HEADINGS + 2


def test_sixty_columns_with_the_same_heading_are_sixty_columns(tmp_path: Path) -> None:
    columns = [Column("x" * 60)] * 60
    file = written(tmp_path, columns, tuple(str(number) for number in range(60)))
    assert body(by_calamine(file)) == [[str(number) for number in range(60)]]
    assert sheet_of(file).auto_filter.ref == "A3:BH4"


def test_a_text_is_cut_where_a_cell_ends(tmp_path: Path) -> None:
    file = written(tmp_path, (NAME,), ("x" * 40_000,), ("😀" * 20_000,))
    (letters,), (faces,) = body(by_calamine(file))
    assert letters == "x" * 32_767
    assert faces == "😀" * (32_767 // 2)


def test_more_rows_than_a_sheet_has_are_refused_and_leave_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx_sheet, "MOST_ROWS", 10)
    most = 10 - HEADINGS - 2
    written(tmp_path, (NAME, POINTS), *[("Ann", 1)] * most)
    before = (tmp_path / "list.xlsx").read_bytes()
    with pytest.raises(TooManyRows, match=r"holds 6 customers.*\.csv"):
        written(tmp_path, (NAME, POINTS), *[("Ann", 1)] * (most + 1))
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [before]


def test_a_sheet_holds_what_excel_says() -> None:
    assert xlsx_sheet.MOST_ROWS == 2**20


def test_the_file_names_nobody_and_no_moment_but_the_day_of_the_list(tmp_path: Path) -> None:
    file = written(tmp_path, (NAME,), ("Ann",))
    core = part_of(file, "docProps/core.xml")
    root = ET.fromstring(core)  # noqa: S314 - our own
    said = {one.tag.partition("}")[2]: one.text for one in root}
    assert said == {
        "title": "Customers",
        "creator": None,
        "lastModifiedBy": None,
        "created": "2026-11-21T00:00:00Z",
        "modified": "2026-11-21T00:00:00Z",
    }


def test_the_same_table_makes_the_same_file(tmp_path: Path) -> None:
    first = written(tmp_path, (NAME, POINTS), ("Ann", 1)).read_bytes()
    assert written(tmp_path, (NAME, POINTS), ("Ann", 1)).read_bytes() == first


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Customers", "Customers"),
        ("Gold/Silver [2026]: all?*\\", "Gold Silver  2026   all"),
        ("x" * 40, "x" * 31),
        ("Visit package Blow-dry packages · Lots", "Visit package Blow-dry packages"),
        ("Visit package Blow-dry packaging", "Visit package Blow-dry"),
        ("Visit package of nine · by month and year", "Visit package of nine · by"),
        ("Stored value and gift 10/25 · by month", "Stored value and gift 10 25"),
        ("Gold and silver " + "x" * 40, "Gold and silver"),
        ("Gold " + "x" * 40, "Gold " + "x" * 26),
        ("计次卡 " + "洗剪吹" * 12, "计次卡 " + ("洗剪吹" * 12)[:27]),
        ("'", None),
        ("", None),
    ],
)
def test_a_sheet_gets_a_name_that_excel_takes(tmp_path: Path, title: str, name: str | None) -> None:
    assert sheet_name(title) == name
    XlsxTableWriter().write(tmp_path / "list.xlsx", Table((NAME,), [("Ann",)], title))
    assert sheet_of(tmp_path / "list.xlsx").title == (name or "Sheet1")
