"""Where a list begins in its file, and what the user says about its columns."""

import pytest

from smbcrm.membership.imports import errors
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.layout import Column, Layout, lay_out
from smbcrm.membership.imports.source import Cell
from tests.unit.imports.lists import numbered

PEOPLE: list[list[Cell]] = [["陈雨桐", 13800138000, 320], ["曾小燕", 13912345678, 0]]


def layout(rows: list[list[Cell]], *mapping: tuple[str, str]) -> Layout:
    return lay_out(numbered(rows), mapping, "list.xlsx")


def fields(found: Layout) -> list[Field | None]:
    return [column.field for column in found.columns]


def test_title_rows_above_the_headings_are_passed_over() -> None:
    rows: list[list[Cell]] = [["会员名单 2026"], [], ["客户", "共 2 位"], ["姓名", "手机", "积分"]]
    found = layout([*rows, *PEOPLE])
    assert found.heading_row == 4
    assert fields(found) == [Field.NAME, Field.PHONE, Field.POINTS]


def test_merged_headings_in_two_rows_count_together() -> None:
    rows: list[list[Cell]] = [["姓名", "手机", "余额", None], [None, None, "实充", "赠送"]]
    found = layout([*rows, ["陈", 1, 2, 3]])
    assert found.heading_row == 2
    assert fields(found) == [Field.NAME, Field.PHONE, Field.PRINCIPAL, Field.GIFT]
    assert [column.heading for column in found.columns] == ["姓名", "手机", "实充", "赠送"]


def test_of_two_columns_for_one_field_the_plainer_heading_wins() -> None:
    found = layout([["姓名", "总余额", "储值余额", "手机", "手机2"], ["陈", 1, 2, 3, 4]])
    assert fields(found) == [Field.NAME, None, Field.PRINCIPAL, Field.PHONE, Field.PHONE]
    assert found.places[Field.PHONE] == (3, 4)


def test_a_list_without_headings_needs_a_mapping() -> None:
    with pytest.raises(errors.HeadingsNotFound):
        layout(PEOPLE)
    found = layout(PEOPLE, ("name", "A"), ("phone", "2"))
    assert found.heading_row == 0
    assert fields(found) == [Field.NAME, Field.PHONE, None]


def test_words_in_a_row_of_values_are_no_headings() -> None:
    rows: list[list[Cell]] = [["会员", "x", "y", "z"], ["姓名", "电话", "q", "r"]]
    assert layout(rows).heading_row == 2


def test_the_users_word_wins_over_the_guess() -> None:
    rows: list[list[Cell]] = [["姓名", "余额", "实充", "奇怪"], ["陈", 1, 2, 3]]
    found = layout(rows, ("principal", "余额"), ("points", "奇怪"))
    assert fields(found) == [Field.NAME, Field.PRINCIPAL, None, Field.POINTS]
    ignored = layout(rows, ("ignore", "实充"), ("ignore", "余额"))
    assert fields(ignored) == [Field.NAME, Field.IGNORE, Field.IGNORE, None]


def test_a_heading_is_meant_before_a_letter() -> None:
    rows: list[list[Cell]] = [["Name", "Phone", "A"], ["Ann", 1, "x"]]
    assert fields(layout(rows, ("notes", "A"))) == [Field.NAME, Field.PHONE, Field.NOTES]
    assert fields(layout(rows, ("notes", " b "))) == [Field.NAME, Field.NOTES, None]


@pytest.mark.parametrize(
    ("mapping", "refusal"),
    [
        ([("nonsense", "A")], errors.UnknownField),
        ([("name", "Z")], errors.UnknownColumn),
        ([("name", "0")], errors.UnknownColumn),
        ([("name", "")], errors.UnknownColumn),
        ([("name", "奇怪")], errors.UnknownColumn),
        ([("name", "A"), ("notes", "姓名")], errors.ColumnTwice),
        ([("card", "B"), ("card", "C")], errors.FieldTwice),
        ([("card", "备注")], errors.SeveralColumns),
    ],
)
def test_a_mapping_that_cannot_be_is_refused(
    mapping: list[tuple[str, str]], refusal: type[Exception]
) -> None:
    rows: list[list[Cell]] = [["姓名", "备注", "备注"], ["陈", "a", "b"]]
    with pytest.raises(refusal):
        layout(rows, *mapping)


def test_a_refusal_names_what_there_is() -> None:
    with pytest.raises(errors.UnknownField, match="principal"):
        layout([["姓名"]], ("balance!", "A"))
    with pytest.raises(errors.UnknownColumn, match="姓名"):
        layout([["姓名"]], ("name", "名字"))


@pytest.mark.parametrize(("index", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ")])
def test_columns_are_lettered_as_in_a_spreadsheet(index: int, letter: str) -> None:
    assert Column(index, "", None).letter == letter
    wide: list[list[Cell]] = [["Name", *[f"h{i}" for i in range(1, 800)]]]
    assert layout(wide, ("notes", letter)).places[Field.NOTES] == (index,)


def test_a_place_names_a_column_whatever_the_headings_say() -> None:
    rows: list[list[Cell]] = [["姓名", "手机", "A", "1"], ["陈", 1, "B", 2]]
    found = layout(rows, ("tags", "=3"), ("notes", "=1"))
    assert [one.place for one in found.columns] == ["=1", "=2", "=3", "=4"]
    assert fields(found) == [Field.NOTES, Field.PHONE, Field.TAGS, None]
    with pytest.raises(errors.UnknownColumn):
        layout(rows, ("name", "=5"))
    with pytest.raises(errors.ColumnTwice):
        layout(rows, ("name", "=1"), ("notes", "姓名"))


def test_a_place_makes_no_row_of_values_a_heading() -> None:
    rows: list[list[Cell]] = [["陈", 13800138000, "1"], ["曾", 13912345678, "2"]]
    found = layout(rows, ("name", "=1"), ("phone", "=2"))
    assert found.heading_row == 0
    assert fields(found) == [Field.NAME, Field.PHONE, None]


def test_bare_columns_are_those_of_the_widest_row() -> None:
    found = layout([["陈"], ["曾", None, 3]], ("name", "=1")).bare
    assert [column.letter for column in found.columns] == ["A", "B", "C"]
    assert fields(found) == [None, None, None]


def test_the_user_names_the_row_of_the_headings() -> None:
    rows: list[list[Cell]] = [["姓名", "手机", "积分"], ["Name", "Odd", "Points"], *PEOPLE]
    assert layout(rows).heading_row == 1
    found = lay_out(numbered(rows), (), "list.xlsx", 2)
    assert (found.heading_row, found.upper_row) == (2, 0)
    assert [column.heading for column in found.columns] == ["Name", "Odd", "Points"]
    assert fields(found) == [Field.NAME, None, Field.POINTS]


def test_of_two_rows_of_headings_both_are_read() -> None:
    rows: list[list[Cell]] = [["姓名", "手机", "余额", None], [None, None, "实充", "赠送"], *PEOPLE]
    for header in (None, 2):
        found = lay_out(numbered(rows), (), "list.xlsx", header)
        assert (found.heading_row, found.upper_row) == (2, 1)
    upper = lay_out(numbered(rows), (), "list.xlsx", 1)
    assert (upper.heading_row, upper.upper_row) == (1, 0)


def test_a_row_that_names_no_columns_is_none_of_headings() -> None:
    for header in (3, 99):
        with pytest.raises(errors.HeaderRowEmpty):
            lay_out([*numbered([["姓名"], ["x"]])], (("name", "A"),), "list.xlsx", header)
    with pytest.raises(errors.HeadingsNotFound):
        lay_out(numbered(PEOPLE), (), "list.xlsx", 1)
    with pytest.raises(errors.HeadingsNotFound):
        lay_out(numbered([["姓名"], *PEOPLE]), (), "list.xlsx", 0)
    found = lay_out(numbered([["姓名"], *PEOPLE]), (("name", "A"),), "list.xlsx", 0)
    assert found.heading_row == 0
