"""Reports as they are stored, and the error file that somebody corrects."""

import csv
import datetime as dt
import json
from dataclasses import replace
from pathlib import Path

import pytest

from smbcrm.core.i18n import LANGUAGES, Text, Translator
from smbcrm.core.money import Currency, Money
from smbcrm.membership.imports import errors, notes
from smbcrm.membership.imports.codec import decode_stored, encode, encode_stored
from smbcrm.membership.imports.error_file import ErrorFile
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.notes import NoteKind, RowNote
from smbcrm.membership.imports.problems import problem_headings, problem_rows
from smbcrm.membership.imports.row_reader import RowReader
from smbcrm.membership.imports.source import Cell
from smbcrm.membership.imports.survey import customer_rows
from smbcrm.membership.imports.types import (
    MOST_NOTES,
    ColumnUse,
    ImportReport,
    Outcome,
    ProblemRow,
    Stayed,
    Sums,
    UndoReport,
    ValueUse,
)
from smbcrm.membership.imports.unread import Unread
from smbcrm.membership.imports.vocabulary import vocabularies
from tests.unit.imports.lists import facts, numbered, surveyed

CNY = Currency("CNY", 2)
NOTE = RowNote(
    7,
    Field.GIFT,
    NoteKind.PROBLEM,
    Text(
        notes.PART_OVER,
        {
            "date": dt.date(2026, 1, 2),
            "amount": Money(5, CNY),
            "row": 3,
            "known": ("a", "b"),
            "others": (Text(notes.ROW, {"row": 2}), "C1"),
        },
    ),
)
REPORT = ImportReport(
    file="名单.xlsx",
    sheet="会员",
    other_sheets=("2025",),
    encoding=None,
    unreadable=0,
    heading_row=3,
    columns=(ColumnUse("A", "姓名", Field.NAME), ColumnUse("B", "x", None)),
    date=dt.date(2026, 11, 21),
    currency=CNY,
    rows_in_all=2000,
    headings=1,
    totals=(9,),
    totals_in_all=1,
    remarks=(Text("“{column}”", {"column": "余额"}),),
    values=(ValueUse(Field.TIER, "钻石", None, "gold", 2, (4, 5)),),
)


def test_a_report_comes_back_from_its_text() -> None:
    report = REPORT.plus([Outcome.MADE, Outcome.FAILED], [NOTE], Sums(1, 2, 3, 1))
    undo = UndoReport(1, 2, 3, (Stayed(7, "C1", Text(notes.STAYED_CARDS)),), Sums(1, 2, 3, 4), 9)
    assert decode_stored(encode_stored(report, undo)) == (report, undo)
    assert decode_stored(encode_stored(report, None)) == (report, None)
    assert encode(report) == encode(decode_stored(encode_stored(report, undo))[0])


def test_a_report_of_before_there_were_remarks_is_read() -> None:
    stored = json.loads(encode_stored(REPORT, None))
    del stored["report"]["remarks"]
    assert decode_stored(json.dumps(stored))[0] == replace(REPORT, remarks=())


def test_a_report_adds_up_and_keeps_a_thousand_notes() -> None:
    failed = replace(NOTE, row=8, kind=NoteKind.FAILED)
    both = [NOTE, failed, replace(NOTE, row=8)]
    report = REPORT.plus([*Outcome], both, Sums(5, 0, 0, 1)).plus(
        [Outcome.MADE] * 2000, [NOTE] * 2000, Sums(1, 1, 1, 2)
    )
    assert (report.rows, report.made, report.went_in, report.failed) == (2006, 2001, 2003, 1)
    assert (report.unchanged, report.left_out) == (1, 1)
    assert (len(report.notes), report.notes_in_all) == (MOST_NOTES, 2003)
    assert report.brought == Sums(6, 1, 1, 3)
    assert report.with_problems == 2


def problems(rows: list[list[Cell]], *mapping: tuple[str, str]) -> list[ProblemRow]:
    found = surveyed(rows, *mapping)
    reader = RowReader(found, facts(), vocabularies(facts(), ()), excel=True)
    read = [reader.read(*row) for row in customer_rows(numbered(rows), found.layout)]
    return problem_rows(read, {2: "C000007"}, found.layout, reader, CNY)


HEADS: list[Cell] = ["姓名", "余额", "积分", "生日", "加入日期", "邮箱", "旧号"]


def test_a_row_that_came_in_is_written_without_its_balance() -> None:
    row: list[Cell] = ["None", "1,234", 5, "3/5/1990", 32994, "bad", "=x"]
    found = problems([HEADS, row, ["b", "0.50", None, "17/5/1984"]])
    assert [(one.row, one.code) for one in found] == [(2, "C000007")]
    assert found[0].cells == ("None", "", "", "1990-05-03", "1990-05-01", "bad", "=x")


def test_a_row_that_failed_keeps_a_balance_that_reads_the_same_alone() -> None:
    row: list[Cell] = ["陈", "1,234", "many", "5/6", "农历八月十五", None, None]
    found = problems([HEADS, row, ["b", "0.50", None, "1984-05-17"]])
    assert found[0].cells == ("陈", "1234.00", "many", "--05-06", "农历八月十五", "", "")
    assert [note.kind for note in found[0].reasons] == [NoteKind.FAILED]


def test_remarks_are_no_problems() -> None:
    assert not problems([["姓名", "手机"], ["陈", "13800138000"]])


def test_a_mapping_is_written_into_the_headings() -> None:
    rows: list[list[Cell]] = [["姓名", "余额", "实充", "备注", "奇怪"], ["陈", 1, 2, "x", "y"]]
    found = surveyed(rows, ("principal", "余额"), ("ignore", "备注"), ("alert", "奇怪"))
    assert problem_headings(found.layout) == ("姓名", "余额", "Alert note")


def write(path: Path, rows: list[ProblemRow], language: str = "en") -> int:
    source = path.with_name("list.csv")
    source.touch()
    with ErrorFile(path, Translator(language)) as file:
        file.begin(source, ["Name", "Phone"])
        file.add(rows)
        return file.rows


PROBLEM = ProblemRow(7, "C1", ("=cmd", "+86 138"), (NOTE, replace(NOTE, field=None)))


def test_the_error_file_opens_in_excel_and_runs_nothing(tmp_path: Path) -> None:
    path = tmp_path / "errors.csv"
    assert write(path, [PROBLEM]) == 1
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(path.read_text("utf-8-sig").splitlines()))
    assert lines[0] == ["Shopbell code", "Row in the list", "Name", "Phone", "Reasons"]
    assert lines[1][:4] == ["C1", "7", "'=cmd", "'+86 138"]
    assert lines[1][4].startswith("Gift part: This ended on 2026-01-02")


def test_without_problems_there_is_no_error_file(tmp_path: Path) -> None:
    assert write(tmp_path / "errors.csv", []) == 0
    assert not (tmp_path / "errors.csv").exists()


def test_a_second_beginning_starts_the_file_anew(tmp_path: Path) -> None:
    path, source = tmp_path / "errors.csv", tmp_path / "list.csv"
    source.touch()
    with ErrorFile(path, Translator("en")) as file:
        for _ in range(2):
            file.begin(source, ["Name", "Phone"])
            file.add([PROBLEM])
        assert file.rows == 1
    assert len(path.read_text("utf-8-sig").splitlines()) == 2


def test_the_list_itself_is_never_overwritten(tmp_path: Path) -> None:
    with pytest.raises(errors.ErrorFileIsTheList):
        write(tmp_path / "list.csv", [PROBLEM])


def test_a_folder_that_cannot_be_written_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "list.csv").touch()
    with ErrorFile(tmp_path / "no" / "errors.csv", Translator("en")) as file:
        file.begin(tmp_path / "list.csv", [])
        with pytest.raises(errors.ErrorFileRefused):
            file.add([PROBLEM])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_corrected_error_file_does_not_grow(tmp_path: Path, language: str) -> None:
    path = tmp_path / "errors.csv"
    write(path, [PROBLEM], language)
    first, *lines = csv.reader(path.read_text("utf-8-sig").splitlines())
    again = surveyed([first, *lines])
    assert problem_headings(again.layout) == ("Name", "Phone")


def test_a_column_of_reasons_in_a_list_of_their_own_stays() -> None:
    rows: list[list[Cell]] = [["Name", "Reasons"], ["Ann", "x"]]
    assert problem_headings(surveyed(rows).layout) == ("Name", "Reasons")


def test_a_formula_without_a_value_is_empty_in_the_error_file() -> None:
    found = problems([HEADS, ["陈", Unread.FORMULA, None, Unread.FORMULA, None, None, "x"]])
    assert found[0].cells == ("陈", "", "", "", "", "", "x")
