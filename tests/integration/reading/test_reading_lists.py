"""Lists as shops have them come back as they were typed."""

import datetime as dt
import hashlib
import io
from pathlib import Path

import openpyxl
import xlwt
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from smbcrm.exports.reading.row_source import ChildRowSource
from smbcrm.membership.imports.source import Cell, Row, RowSource
from smbcrm.membership.imports.unread import Unread
from tests.helpers.hostile_files import (
    SHEET,
    opendocument,
    sheet_xml,
    text_cell,
    workbook,
    workbook_parts,
    zipped,
)

DAY = dt.date(2024, 2, 29)
MOMENT = dt.datetime(2024, 2, 29, 13, 5, 7)  # noqa: DTZ001 - a wall clock's time, as in a list
LONGEST = "字" * 32_767
MESSY: dict[int, list[Cell]] = {
    1: ["Kundenliste 2024 客户名单"],
    4: [None, "姓名", "手机", "生日", "余额", "会员"],
    5: [None, "陈雨桐", 13800138000, DAY, 1050.5, True],
    6: [None, "O'Brien <b>&amp;", "'0123", MOMENT, 0.15, False],
    7: [None, "=cmd|' /C calc'!A0", "+1+1", None, -3, None, None, "far"],
    9: [None, "line one\nline two", "00123", None, "¥1,050.00"],
    12: [None, LONGEST, "\u202eabc", "tab\there", "{first_name}", " spaces "],
    13: ["合计", None, None, None, 2097.65],
}


STYLES: dict[type, str] = {dt.date: "yyyy-mm-dd", dt.datetime: "yyyy-mm-dd hh:mm:ss"}


def expected(messy: dict[int, list[Cell]]) -> list[tuple[int, Row]]:
    return [(number, tuple(row)) for number, row in messy.items()]


def read(path: Path, **how: str) -> list[tuple[int, Row]]:
    source: RowSource = ChildRowSource()
    return list(source.rows(path, **how))


def same_types(found: list[tuple[int, Row]], wanted: list[tuple[int, Row]]) -> bool:
    """Tell whether values are equal and of one type, as 1 == True and 4 == 4.0."""
    kinds = [[type(cell) for cell in row] for _, row in found]
    return found == wanted and kinds == [[type(cell) for cell in row] for _, row in wanted]


def test_a_messy_workbook(tmp_path: Path) -> None:
    path = tmp_path / "messy.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    for number, row in MESSY.items():
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(number, column, value)
            if isinstance(value, str):
                cell.data_type = "s"  # else the writer makes a formula of it
    sheet["E6"].number_format = "0%"
    sheet.merge_cells("A1:F2")
    sheet["B30"].number_format = "0.00"  # a format without a value is no cell
    book.save(path)
    assert same_types(read(path), expected(MESSY))


def test_a_messy_old_workbook(tmp_path: Path) -> None:
    path = tmp_path / "messy.xls"
    book = xlwt.Workbook()
    sheet = book.add_sheet("名单")
    for number, row in MESSY.items():
        for column, value in enumerate(row):
            if value is None or (number, column) == (12, 1):
                continue  # this writer takes no text of that length
            style = STYLES.get(type(value), "General")
            pattern = xlwt.easyxf(num_format_str=style)
            sheet.write(number - 1, column, value, pattern)
    sheet.write_merge(19, 20, 0, 3, "merged")
    sheet.row(21).set_cell_error(0, 0x2A)
    sheet.write(22, 0, xlwt.Formula("1+1"))  # this writer caches no value
    book.save(str(path))
    wanted = MESSY | {12: [None, None, *MESSY[12][2:]], 20: ["merged"]}
    assert same_types(read(path), expected(wanted))


def as_typed(cell: Cell) -> str:
    """Return a value as a person would find it in a text file."""
    return "" if cell is None else str(cell)


def test_a_messy_text_file(tmp_path: Path) -> None:
    path = tmp_path / "messy.csv"
    lines = []
    for number in range(1, 14):
        cells = [as_typed(cell).replace('"', '""') for cell in MESSY.get(number, [])]
        lines.append(";".join(f'"{cell}"' if {";", "\n"} & set(cell) else cell for cell in cells))
    path.write_bytes(("\r\n".join(lines)).encode("utf-8-sig"))
    wanted = [(n, tuple(as_typed(cell) or None for cell in row)) for n, row in MESSY.items()]
    assert read(path) == wanted


def test_the_old_mac_calendar(tmp_path: Path) -> None:
    new, old = tmp_path / "mac.xlsx", tmp_path / "mac.xls"
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active["A1"] = DAY
    book.save(new)
    former = xlwt.Workbook()
    former.dates_1904 = 1
    former.add_sheet("x").write(0, 0, DAY, xlwt.easyxf(num_format_str="yyyy-mm-dd"))
    former.save(str(old))
    assert read(new) == read(old) == [(1, (DAY,))]


def test_chinese_date_formats_without_a_pattern(tmp_path: Path) -> None:
    """Excel in Chinese writes only the numbers 27 to 36 and 50 to 58 for its own formats."""
    path = tmp_path / "list.xlsx"
    numbers = [14, 27, 28, 30, 31, 36, 50, 57, 58]
    formats = "".join(f'<xf numFmtId="{number}"/>' for number in [0, *numbers])
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    cells = "".join(f'<c s="{n}"><v>45351</v></c>' for n in range(1, len(numbers) + 1))
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = workbook_parts()
    links = parts["xl/_rels/workbook.xml.rels"].decode()
    style = f'<Relationship Id="st" Type="{office}/styles" Target="styles.xml"/></Relationships>'
    path.write_bytes(
        zipped(
            parts
            | {
                SHEET: sheet_xml(f'<row r="1">{cells}</row>'),
                "xl/styles.xml": (
                    f'<styleSheet xmlns="{main}"><cellXfs>{formats}</cellXfs></styleSheet>'
                ).encode(),
                "xl/_rels/workbook.xml.rels": links.replace("</Relationships>", style).encode(),
            }
        )
    )
    assert read(path) == [(1, (DAY,) * len(numbers))]


def test_cells_of_every_kind(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    cells = (
        '<c r="C3" t="e"><v>#N/A</v></c>'
        '<c r="D3" t="inlineStr"><is><r><t>ri</t></r><r><t>ch</t></r></is></c>'
        '<c r="E3" t="d"><v>2024-02-29T00:00:00</v></c>'
        '<c r="F3" t="str"><f>A1</f><v>cached</v></c>'
        '<c r="G3"><f>1+1</f><v>2</v></c>'
        '<c r="H3"><f>1+1</f></c>'
        '<c r="I3" t="b"><f>1=1</f><v>1</v></c>'
        '<c r="J3" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c r="K3"><v>NaN</v></c><c r="L3"><v>1e999</v></c>'
        '<c r="M3" t="inlineStr"><is><t>a_x0000_b&#1;c</t></is></c>'
        '<c r="N3"><v>1.0</v></c><c r="O3" t="inlineStr"><is><t> \u3000 </t></is></c>'
    )
    path.write_bytes(workbook(f'<row r="3">{cells}</row>'))
    wanted: Row = (
        None, None, None, "rich", DAY, "cached", 2, Unread.FORMULA, True, None, None, None,
        "ab\x01c", 1,
    )  # fmt: skip
    assert same_types(read(path), [(3, wanted)])


def test_times_are_text(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    book = openpyxl.Workbook()
    book.active.append([dt.time(13, 5), dt.time(0, 0, 7), dt.timedelta(hours=30)])
    book.save(path)
    assert read(path) == [(1, ("13:05", "00:00:07", "30:00"))]


def test_a_false_extent_hides_nothing(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    rows = "".join(f'<row r="{n}">{text_cell(f"B{n}", "x")}</row>' for n in range(1, 101))
    for extent in ("A1:A5", "A1", "A1:XFD1048576", "XFD1048576:A1"):
        path.write_bytes(workbook(rows, before=f'<dimension ref="{extent}"/>'))
        assert read(path) == [(n, (None, "x")) for n in range(1, 101)]


def test_a_million_empty_rows(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    empty = "".join(f'<row r="{n}" ht="15"/>' for n in range(2, 1_048_576))
    first, last = text_cell("A1", "first"), text_cell("L1048576", "last")
    path.write_bytes(workbook(f'<row r="1">{first}</row>{empty}<row r="1048576">{last}</row>'))
    assert read(path) == [(1, ("first",)), (1_048_576, (*[None] * 11, "last"))]


def test_the_first_sheet_that_a_person_sees(tmp_path: Path, lists: ChildRowSource) -> None:
    path = tmp_path / "list.xlsx"
    data = zipped(workbook_parts("hidden", "visible", "veryHidden", "visible"))
    path.write_bytes(data)
    info = lists.info(path)
    assert (info.sheet, info.sheets, info.hidden_sheets) == ("S2", ("S2", "S4"), ("S1", "S3"))
    assert (info.encoding, info.delimiter, info.unreadable) == (None, None, 0)
    assert (info.size, info.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    assert read(path) == [(1, ("s2",))]
    assert read(path, sheet="S1") == [(1, ("s1",))]
    assert lists.info(path, sheet="S3").sheet == "S3"


def test_the_content_counts_and_not_the_name(tmp_path: Path) -> None:
    new, old, text = tmp_path / "new.xls", tmp_path / "old.csv", tmp_path / "text.xls"
    new.write_bytes(zipped(workbook_parts()))
    book = xlwt.Workbook()
    book.add_sheet("x").write(1, 1, "old")
    out = io.BytesIO()
    book.save(out)
    old.write_bytes(out.getvalue())
    text.write_bytes("姓名\t余额\n陈雨桐\t68.50\n".encode("gb18030"))
    assert read(new) == [(1, ("s1",))]
    assert read(old) == [(2, (None, "old"))]
    assert read(text) == [(1, ("姓名", "余额")), (2, ("陈雨桐", "68.50"))]


def test_an_opendocument_list(tmp_path: Path) -> None:
    path = tmp_path / "list.ods"
    cell = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    path.write_bytes(opendocument(f"<table:table-row>{cell}</table:table-row>"))
    assert read(path) == [(1, ("x",))]


def test_parts_with_names_that_point_elsewhere_are_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    evil = {"../../evil.xml": b"<a/>", "/etc/evil.xml": b"<a/>", "xl/vbaProject.bin": b"macro"}
    path.write_bytes(zipped(workbook_parts() | evil))
    assert read(path) == [(1, ("s1",))]
    assert [found.name for found in tmp_path.iterdir()] == ["list.xlsx"]


def test_a_text_file_tells_encoding_and_delimiter(tmp_path: Path, lists: ChildRowSource) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("姓名;余额\r\n陈雨桐;68,50\r\n".encode("gb18030"))
    info = lists.info(path)
    assert (info.sheet, info.sheets, info.hidden_sheets) == (None, (), ())
    assert (info.encoding, info.delimiter, info.unreadable) == ("gb18030", ";", 0)
    assert lists.info(path, encoding="GBK").encoding == "gb18030"


def test_another_encoding_can_be_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("Müller,Köln\n".encode("cp1252"))
    assert read(path) == read(path, encoding="latin-1") == [(1, ("Müller", "Köln"))]
    assert read(path, encoding="cp850") != read(path)
