"""What a row says, and for which reasons alone it fails."""

import datetime as dt
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.core.i18n import LANGUAGES, Translator
from smbcrm.core.paths import localedir
from smbcrm.membership.customers.kinds import STATUSES, CustomerKind, Gender, Status
from smbcrm.membership.imports import notes
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.notes import NoteKind
from smbcrm.membership.imports.row_reader import RowReader
from smbcrm.membership.imports.source import Cell
from smbcrm.membership.imports.unread import Unread
from smbcrm.membership.imports.vocabulary import vocabularies
from smbcrm.membership.occasions.months import MONTHS
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind
from tests.unit.imports.lists import facts, one, read, reasons, surveyed

LUNAR, SOLAR = Calendar.LUNAR, Calendar.SOLAR


def birthday(calendar: Calendar, *parts: int | None, leap: bool = False) -> tuple[Occasion, ...]:
    year, month, day = parts
    assert month is not None
    return (Occasion(OccasionKind.BIRTHDAY, calendar, year, month, day, leap),)


@pytest.mark.parametrize(
    ("cell", "occasions"),
    [
        ("农历八月十五", birthday(LUNAR, None, 8, 15)),
        ("闰四月初一", birthday(LUNAR, None, 4, 1, leap=True)),
        (dt.date(1990, 5, 1), birthday(SOLAR, 1990, 5, 1)),
        (dt.datetime(1990, 5, 1, 0, 5), birthday(SOLAR, 1990, 5, 1)),  # noqa: DTZ001
        ("1990年5月1日", birthday(SOLAR, 1990, 5, 1)),
        (32994, birthday(SOLAR, 1990, 5, 1)),
        ("5/6", birthday(SOLAR, None, 5, 6)),
        ("无", ()),
    ],
)
def test_birthdays_of_every_kind(cell: Cell, occasions: tuple[Occasion, ...]) -> None:
    row = one("生日", cell, excel=True)
    assert row.profile.occasions == occasions
    assert not row.notes


def test_a_column_of_lunar_birthdays() -> None:
    for cell in ("1990-08-15", dt.date(1990, 8, 15), "农历1990年八月十五"):
        assert one("农历生日", cell).profile.occasions == birthday(LUNAR, 1990, 8, 15)
    row = read([["姓名", "生日", "农历生日"], ["陈", "1990-10-03", "八月十五"]])[0]
    assert row.profile.occasions == birthday(SOLAR, 1990, 10, 3)


def test_a_serial_number_is_a_date_in_a_workbook_only() -> None:
    assert reasons(one("生日", 32994)) == [
        "problem: “{text}” is a bare number. Write the date as 1990-03-05."
    ]


@pytest.mark.parametrize(
    ("cell", "minor"),
    [("¥1,050.00", 105000), (68.5, 6850), ("６８", 6800), ("-", 0), (None, 0), (0.3, 30)],
)
def test_balances_as_people_write_them(cell: Cell, minor: int) -> None:
    row = one("余额", cell)
    assert (row.principal, row.failed) == (minor, False)


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        *(("余额", cell) for cell in ("见本子", -5, "-5", "$5", "0.001", True)),
        ("赠送余额", "x"),
        *(("积分", cell) for cell in ("x", -1, 1.5)),
        ("余额", dt.date(2026, 1, 1)),
    ],
)
def test_a_balance_that_cannot_be_taken_fails_the_row(heading: str, cell: Cell) -> None:
    row = one(heading, cell)
    assert row.failed
    assert [note.kind for note in row.notes] == [NoteKind.FAILED]


def test_the_column_decides_what_one_value_leaves_open() -> None:
    rows = read([["Name", "Balance"], ["Ann", "1,050"], ["Bob", "1.5"]])
    assert [row.principal for row in rows] == [105000, 150]
    rows = read([["Name", "Balance"], ["Ann", "1,050"], ["Bob", "1,5"]])
    assert [row.principal for row in rows] == [105, 150]
    rows = read([["Name", "Balance"], ["Ann", "1,050"], ["Bob", "1,5"], ["Eve", "1.5"]])
    assert [(row.principal, row.failed) for row in rows] == [(0, True), (150, False), (150, False)]


def test_the_region_decides_what_the_column_leaves_open() -> None:
    here: list[list[Cell]] = [["Name", "Balance", "Points"], ["Ann", "1,200", "1,200"]]
    for region, minor in (("CN", 120000), ("US", 120000), ("DE", 120)):
        (row,) = read(here, shop=facts(region=region))
        assert (row.principal, row.points, row.failed) == (minor, 1200, False)
    (row,) = read([["Name", "Balance"], ["Ann", "1,234"]], shop=facts(region="DE"))
    assert row.failed


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_our_own_lists_say_is_read_in_every_language(language: str) -> None:
    words = Translator(language, localedir())
    for status, word in STATUSES.items():
        row = one("Status", words.gettext(word))
        assert (row.profile.status, row.notes) == (status, [])
    for number, month in enumerate(MONTHS, 1):
        name = words.gettext(month)
        assert one("Birthday", name).profile.occasions == birthday(SOLAR, None, number, None)


@pytest.mark.parametrize(
    ("row", "failed"),
    [
        (["Ann", None, None, None], False),
        ([None, "无电话", None, "x"], True),
        ([None, "12", None, None], False),
        ([None, None, "10001", None], False),
        (["-", None, "1", "x"], True),
        ([None, None, 6222021234567890, "x"], True),
    ],
)
def test_a_row_needs_a_name_a_phone_or_a_card(row: list[Cell], failed: bool) -> None:  # noqa: FBT001
    assert read([["Name", "Phone", "Card", "Notes"], row])[0].failed is failed


def test_what_cannot_be_read_is_left_empty_with_a_reason() -> None:
    for heading, cell in (
        ("邮箱", "not an address"),
        ("会员等级", "钻石"),
        ("生日", "30岁"),
        ("性别", "?"),
        ("状态", "迷之"),
        ("负责人", "Nobody"),
        ("编号", "a b/c"),
        ("卡号", "1"),
        ("地址", "x" * 1001),
        ("标签", ",".join(f"t{i}" for i in range(60))),
        ("积分到期日", "soon"),
    ):
        row = one(heading, cell)
        assert not row.failed, heading
        assert [note.kind for note in row.notes] == [NoteKind.PROBLEM], heading
        assert row.profile.full_name == "Ann"


def test_a_phone_is_kept_as_typed() -> None:
    row = one("手机", "6234 5678 ext 2")
    assert [(phone.typed, phone.e164) for phone in row.profile.phones] == [
        ("6234 5678 ext 2", None)
    ]
    assert [note.kind for note in row.notes] == [NoteKind.PROBLEM]


def test_phones_of_several_columns_and_cells_come_together() -> None:
    rows = read([["姓名", "手机", "电话2"], ["陈", 13800138000, "13900139000/138 0013 8000"]])
    assert [phone.e164 for phone in rows[0].profile.phones] == ["+8613800138000", "+8613900139000"]


def test_words_are_understood() -> None:
    heads: list[Cell] = ["姓名", "性别", "会员等级", "状态", "客户类型", "语言", "负责人", "标签"]
    row = read([heads, ["陈", "女", "银", "请勿联系", "公司", "繁體中文", "Mia", "b，a"]])[0]
    profile = row.profile
    assert (profile.gender, row.tier, profile.status) == (Gender.FEMALE, 2, Status.DO_NOT_CONTACT)
    assert (profile.kind, profile.language) == (CustomerKind.COMPANY, "zh_TW")
    assert (profile.looked_after_by, profile.tags) == (7, ("a", "b"))
    assert not row.notes


def test_a_name_may_come_in_two_parts() -> None:
    assert read([["姓", "名"], ["欧阳", "娜娜"]])[0].profile.full_name == "欧阳娜娜"
    assert read([["Last name", "First name"], ["Smith", "Ann"]])[0].profile.full_name == "Ann Smith"


def test_points_that_are_over_are_left_out() -> None:
    row = read([["Name", "Points", "Points expire"], ["Ann", 9, dt.date(2026, 11, 20)]])[0]
    assert (row.points, row.failed, [note.field for note in row.notes]) == (
        *(0, False, [Field.POINTS]),
    )


@pytest.mark.parametrize("cell", ["农历2027年八月十五", "12/31", "2027-12", "soon"])
def test_an_end_is_a_day_of_a_year(cell: Cell) -> None:
    row = one("Points expire", cell)
    assert (row.points_end, [note.field for note in row.notes]) == (None, [Field.POINTS_EXPIRE])


def test_nobody_has_more_than_twenty_phones() -> None:
    row = read([["Name", "Phone"], ["Ann", "/".join(str(13_800_138_000 + i) for i in range(25))]])
    assert len(row[0].profile.phones) == 20
    assert [note.kind for note in row[0].notes] == [NoteKind.PROBLEM]


def test_an_address_of_two_columns_has_two_lines() -> None:
    row = read([["Name", "Address", "Address 2"], ["Ann", "12 Elm St", "Apt 4"]])[0]
    assert row.profile.address == "12 Elm St\nApt 4"


def test_the_end_of_a_part_comes_from_its_column() -> None:
    heads: list[Cell] = ["Name", "Gift", "Gift expires", "Points", "Points expire"]
    rows = read([heads, ["Ann", 5, "2027-12-31", 9, "永久"], ["Bob", 5, "2026-11-20", 9, 46347]])
    assert (rows[0].gift, rows[0].gift_ends) == (500, dt.date(2027, 12, 31))
    assert (rows[0].points, rows[0].points_end) == (9, None)
    assert (rows[1].gift, rows[1].failed) == (0, False)
    assert {note.field for note in rows[1].notes} == {Field.GIFT, Field.POINTS_EXPIRE}


@pytest.mark.parametrize(
    "name",
    [
        *(
            "=cmd|' /C calc'!A0",
            "<img src=file:///etc/passwd>",
            "{first_name}",
            "a\u202eb",
            "x" * 300,
        ),
        *("🙂", "a\x01b", "𠮷田", "'; DROP TABLE customer; --"),
    ],
)
def test_a_hostile_name_is_kept_raw(name: str) -> None:
    row = read([["Name", "Phone"], [name, "13800138000"]])[0]
    assert row.profile.full_name == name
    assert not row.failed


def test_our_own_quotation_mark_is_taken_off_in_our_own_file_only() -> None:
    ours = read([["Shopbell code", "Name", "Balance"], ["C1", "'=x", "'-5"]])[0]
    assert (ours.profile.full_name, ours.failed) == ("=x", True)
    assert read([["Name", "Phone"], ["'=x", 1]])[0].profile.full_name == "'=x"


CELLS = st.one_of(
    st.none(),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    st.sampled_from(
        [
            *(
                "¥1,050.00",
                "1,050",
                "-5",
                "农历八月十五",
                "闰四月初一",
                "1990-02-30",
                "138 0013 8000",
            ),
            *(
                "1/2",
                "13800138000/13900139000",
                "\x00",
                "=1+1",
                "无",
                "总计",
                "姓名",
                "1e400",
                "\ud800",
            ),
        ]
    ),
    st.integers(-(10**18), 10**18),
    st.floats(allow_nan=True, allow_infinity=True),
    st.booleans(),
    st.dates(),
    st.datetimes(),
)
HEADS: list[Cell] = [
    *(
        "姓名",
        "手机",
        "卡号",
        "会员等级",
        "余额",
        "赠送余额",
        "赠送有效期",
        "积分",
        "积分到期日",
        "生日",
    ),
    *(
        "农历生日",
        "邮箱",
        "地址",
        "性别",
        "标签",
        "编号",
        "过敏",
        "状态",
        "负责人",
        "加入日期",
        "语言",
    ),
    *("Shopbell 编号", "客户类型", "备注"),
]


@given(
    st.lists(st.lists(CELLS, min_size=1, max_size=len(HEADS)), min_size=1, max_size=6),
    st.booleans(),
)
def test_nothing_in_a_row_raises(rows: list[list[Any]], excel: bool) -> None:  # noqa: FBT001
    found = surveyed([HEADS, ["陈", 13800138000], *rows])
    reader = RowReader(found, facts(), vocabularies(facts(), ()), excel=excel)
    for number, cells in enumerate(rows, 3):
        row = reader.read(number, tuple(cells))
        assert row.failed == any(note.kind is NoteKind.FAILED for note in row.notes)
        assert min(row.principal, row.gift, row.points) >= 0
        row.profile.full_name.encode()


@pytest.mark.parametrize("heading", ["Balance", "Gift balance", "Points"])
def test_a_balance_that_is_a_formula_without_a_value_fails(heading: str) -> None:
    row = one(heading, Unread.FORMULA)
    assert (row.failed, reasons(row)) == (True, [f"failed: {notes.UNREAD}"])


@pytest.mark.parametrize("heading", ["E-mail", "Birthday", "Phone", "Notes", "Card"])
def test_a_field_that_is_a_formula_without_a_value_stays_empty(heading: str) -> None:
    row = one(heading, Unread.FORMULA)
    assert (row.failed, reasons(row)) == (False, [f"problem: {notes.UNREAD}"])


def test_a_row_of_formulas_without_values_is_told() -> None:
    (row,) = read([["Name", "Phone"], [Unread.FORMULA, Unread.FORMULA]])
    assert row.failed
    assert reasons(row)[-1] == f"failed: {notes.NOBODY}"


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("1990-05-01T16:00:00.000Z", 2),
        ("1990-05-01T00:00:00Z", 1),
        ("1990-05-01T15:59:00Z", 1),
        ("1990-05-01T00:00:00+09:00", 30),
    ],
)
def test_a_birthday_with_a_zone_is_the_day_in_the_shop(cell: str, day: int) -> None:
    shop = replace(facts(), zone=ZoneInfo("Asia/Taipei"))
    (found,) = one("生日", cell, shop).profile.occasions
    assert found.day == day


def test_a_balance_ends_on_the_day_in_the_shop() -> None:
    shop = replace(facts(), zone=ZoneInfo("Asia/Taipei"))
    rows: list[list[Cell]] = [
        ["Name", "Points", "Points expire"],
        ["Ann", 1, "2027-12-30T16:00:00Z"],
    ]
    assert read(rows, shop=shop)[0].points_end == dt.date(2027, 12, 31)
