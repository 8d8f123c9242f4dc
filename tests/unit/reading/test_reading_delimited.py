"""Text files: delimiters, quotes, ragged rows, line ends."""

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from smbcrm.exports.reading.delimited import likely_delimiter
from tests.unit.reading.here import answer_to, refusal_of, rows_of


def rows(tmp_path: Path, text: str | bytes) -> list[tuple[int, list[object]]]:
    path = tmp_path / "list.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return rows_of(path)


@pytest.mark.parametrize(
    ("lines", "delimiter"),
    [
        (["a,b", "1,2"], ","),
        (["a;b", "1;2"], ";"),
        (["a\tb", "1\t2"], "\t"),
        (["a|b", "1|2"], "|"),
        (["name;balance", "Ann, Dr.;68,50", "Bob, Jr.;12,00"], ";"),
        (["name,note", "Ann,x; y", "Bob,z"], ","),
        (["Customer list", "", "of 2024, all", "name;a;b", "x;1;2", "y;3;4", "z;5;6"], ";"),
        (["name", "Ann", "Bob"], None),
        (["Ours, all", "on Monday, 3", "name;due", "A;6,5", "B;1,0", "C;3,5", "D;9,0"], ";"),
        (['"a,b";c', '"d,e,f";g'], ";"),
        (["a,b,c", "1,2", "3,4,5,6", "7,8,9"], ","),
        (["only a title"], None),
        (["\t"], "\t"),
    ],
)
def test_the_delimiter_is_found_outside_quotes(lines: list[str], delimiter: str | None) -> None:
    assert likely_delimiter(lines) == delimiter


def test_ragged_rows_and_empty_lines_keep_their_numbers(tmp_path: Path) -> None:
    assert rows(tmp_path, "a,b,c\n\n1,,\n,,\n1,,3,4\n") == [
        (1, ["a", "b", "c"]),
        (3, ["1"]),
        (5, ["1", None, "3", "4"]),
    ]


def test_quotes_with_line_ends_delimiters_and_quotes(tmp_path: Path) -> None:
    text = 'a,b\n"one\ntwo\r\nthree","x, ""y"""\nJoe "J" Smith,2\n'
    assert rows(tmp_path, text) == [
        (1, ["a", "b"]),
        (2, ["one\ntwo\r\nthree", 'x, "y"']),
        (3, ['Joe "J" Smith', "2"]),
    ]


@pytest.mark.parametrize("text", ["a,b\r1,2\r\n3,4\n5,6", "a,b\n1,2\n3,4\n5,6\x1a\r\n"[:-3]])
def test_line_ends_of_every_kind_and_none(tmp_path: Path, text: str) -> None:
    found = rows(tmp_path, text)
    assert [row for _, row in found] == [["a", "b"], ["1", "2"], ["3", "4"], ["5", "6"]]
    assert [number for number, _ in found] == [1, 2, 3, 4]


def test_the_end_mark_of_dos_is_no_row(tmp_path: Path) -> None:
    assert rows(tmp_path, "a,b\r\n1,2\r\n\x1a") == [(1, ["a", "b"]), (2, ["1", "2"])]


@pytest.mark.parametrize("first", ["sep=;", "SEP=;", '"sep=;"'])
def test_the_file_may_name_its_delimiter(tmp_path: Path, first: str) -> None:
    assert rows(tmp_path, f"{first}\r\na,1;b\r\n") == [(1, ["a,1", "b"])]
    assert rows(tmp_path, "sep=\t\na\tb\n") == [(1, ["a", "b"])]


@pytest.mark.parametrize("first", ["sep=a", 'sep="', "sep=", "sep=;;", " sep=;"])
def test_what_cannot_be_a_delimiter_is_text(tmp_path: Path, first: str) -> None:
    assert rows(tmp_path, first + "\nx,y" * 5)[-1] == (6, ["x", "y"])


def test_text_kept_from_excel_s_hands(tmp_path: Path) -> None:
    text = 'a,b\n="00123","=""0044"""\n=1+1,"=cmd|\' /C calc\'!A0"\n\'007,+86\n'
    assert [row for _, row in rows(tmp_path, text)][1:] == [
        ["00123", "0044"],
        ["=1+1", "=cmd|' /C calc'!A0"],
        ["'007", "+86"],
    ]


def test_nul_and_other_control_characters(tmp_path: Path) -> None:
    text = "name,note\nA\x00nn,b\x01\u202e\x7f" + "\nBob,1" * 20
    assert rows(tmp_path, text)[1] == (2, ["Ann", "b\x01\u202e\x7f"])


def test_a_mark_inside_a_named_encoding_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("name\nAnn\n".encode("utf-16"))
    assert rows_of(path, encoding="utf-16-le") == [(1, ["name"]), (2, ["Ann"])]
    path.write_bytes("name\nAnn\n".encode("utf-8-sig"))
    assert rows_of(path, encoding="utf-8") == [(1, ["name"]), (2, ["Ann"])]


def test_a_quote_that_never_closes_is_refused_with_its_row(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text('a,b\n\n1,"x\n2,y\n3,z\n')
    assert answer_to(path)[-1] == ["refused", "UnclosedQuote", {"row": 3}]
    path.write_text('a,b\n1,"x')  # the last cell: nothing is swallowed
    assert rows_of(path) == [(1, ["a", "b"]), (2, ["1", "x"])]


def test_a_line_of_millions_of_characters_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("a,b\n" + "x" * 5_000_000)
    assert refusal_of(path) == "TextTooLong"


def test_what_is_told_before_the_rows(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_bytes("姓名\t电话\n".encode("gb18030"))
    ((kind, facts), end) = answer_to(path, "info")
    assert (kind, end) == ("info", ["end"])
    assert isinstance(facts, dict)
    assert (facts["encoding"], facts["delimiter"], facts["size"]) == ("gb18030", "\t", 10)


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8).filter(
    lambda text: not text.startswith("=") and not text.lower().startswith("sep")
)


@example([["", "\ufdd0"]])
@given(st.lists(st.lists(CELLS, min_size=2, max_size=5), min_size=1, max_size=6))
def test_what_a_csv_writer_wrote_comes_back(table: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL).writerows(table)
    wanted = []
    for number, cells in enumerate(table, start=1):
        row = [None if not cell.strip() or cell == "\x1a" else cell for cell in cells]
        while row and row[-1] is None:
            row.pop()
        if row:
            wanted.append((number, row))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        path.write_bytes(b"sep=;\r\n" + out.getvalue().encode())
        if wanted:
            assert rows_of(path, encoding="utf-8") == wanted
        else:
            assert refusal_of(path, encoding="utf-8") == "SourceEmpty"
