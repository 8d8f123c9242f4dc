"""Every broken or hostile file ends in its own error and sentence, and leaves nothing behind."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from smbcrm.core.errors import EnvironmentFault, ShopbellError, UserError
from smbcrm.core.i18n import Translator
from smbcrm.exports.reading.limits import MIB, Limits
from smbcrm.exports.reading.row_source import ChildRowSource
from smbcrm.membership.imports import source
from tests.helpers.hostile_files import HOSTILE, Hostile, workbook_parts, zipped


def refusal(lists: ChildRowSource, path: Path, **how: str) -> ShopbellError:
    """Return the error in which reading a file ends."""
    with pytest.raises(ShopbellError) as caught:
        list(lists.rows(path, **how))
    return caught.value


def test_there_are_enough_of_them() -> None:
    assert len(HOSTILE) >= 60
    assert len({case.name for case in HOSTILE}) == len(HOSTILE)


@pytest.mark.parametrize("case", HOSTILE, ids=lambda case: case.name)
def test_a_hostile_file_is_refused(case: Hostile, lists: ChildRowSource, tmp_path: Path) -> None:
    error = refusal(lists, case.write(tmp_path))
    assert type(error) is getattr(source, case.error)
    assert isinstance(error, UserError)
    assert error.params["file"] == case.name
    assert case.says.items() <= error.params.items()
    assert [path.name for path in tmp_path.iterdir()] == [case.name]
    sentence = Translator("en").render(error)
    assert case.name in sentence
    assert not {"{", "}"} & set(sentence)
    assert "something unknown" not in sentence
    assert "Text(" not in sentence


def test_a_missing_file_a_folder_and_devices_are_named(
    lists: ChildRowSource, tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    numbers = tmp_path / "list.numbers"
    numbers.mkdir()
    file = tmp_path / "list.csv"
    file.write_text("a")
    assert type(refusal(lists, tmp_path / "gone.xlsx")) is source.SourceNotFound
    assert type(refusal(lists, file / "inside.xlsx")) is source.SourceNotFound
    assert type(refusal(lists, tmp_path / "a\x00b.xlsx")) is source.SourceNotFound
    assert type(refusal(lists, tmp_path)) is source.SourceIsFolder
    assert type(refusal(lists, numbers)) is source.ForeignFormat
    assert type(refusal(lists, pipe)) is source.SourceNotRegular
    assert type(refusal(lists, Path(os.devnull))) is source.SourceNotRegular
    assert type(refusal(lists, tmp_path / ("x" * 5000))) is source.SourceUnreachable


@contextmanager
def nobody() -> Iterator[None]:
    """Give up the rights of root for a moment, where the tests run as root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_a_file_that_may_not_be_read(lists: ChildRowSource, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("a,b\n1,2\n")
    path.chmod(0)
    with nobody():
        error = refusal(lists, path)
    assert type(error) is source.SourceNotPermitted
    assert isinstance(error, EnvironmentFault)
    path.chmod(stat.S_IRUSR)
    assert list(lists.rows(path)) == [(1, ("a", "b")), (2, ("1", "2"))]


def test_an_empty_file_and_one_that_is_too_large(tmp_path: Path) -> None:
    small = ChildRowSource(Limits(file=2 * MIB))
    empty = tmp_path / "empty.xlsx"
    empty.touch()
    large = tmp_path / "large.csv"
    with large.open("wb") as out:
        out.truncate(2 * MIB + 1)
    assert type(refusal(small, empty)) is source.SourceEmpty
    error = refusal(small, large)
    assert (type(error), error.params["megabytes"]) == (source.SourceTooLarge, 2)


def test_too_many_rows_are_refused_after_those_that_fit(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("row\n" * 601)
    few = ChildRowSource(Limits(rows=600))
    with pytest.raises(source.TooManyRows) as caught:
        list(few.rows(path))
    assert caught.value.params == {"file": "list.csv", "limit": 600}
    path.write_text("row\n" * 600)
    assert len(list(few.rows(path))) == 600


def test_a_sheet_that_is_not_there(lists: ChildRowSource, tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(zipped(workbook_parts("visible", "hidden", "veryHidden")))
    error = refusal(lists, path, sheet="customers")
    assert type(error) is source.SheetNotFound
    assert error.params["sheets"] == ["S1", "S2", "S3"]


@pytest.mark.parametrize("name", ["klingon", "zlib", "rot13", "idna", "../x", "", "\x00", "utf_7"])
def test_an_encoding_that_does_not_exist(name: str, lists: ChildRowSource, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("a,b\n")
    error = refusal(lists, path, encoding=name)
    assert type(error) is source.UnknownEncoding
    assert error.params["encoding"] == name


def test_an_encoding_that_is_not_the_file_s(lists: ChildRowSource, tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("姓名\n陈雨桐\n".encode("gb18030"))
    error = refusal(lists, path, encoding="utf-8")
    assert type(error) is source.WrongEncoding
    assert type(refusal(lists, path, encoding="utf-32")) is source.WrongEncoding


SEEN_WHILE_READING = {
    "SheetEmpty", "TakesTooMuchMemory", "TextTooLong", "TooManyColumns", "UnclosedQuote",
}  # fmt: skip
SEEN_IN_THE_SHEET = {"no string.xlsx", "no place.xlsx", "no sheet part.xlsx"}
SEEN_AT_ONCE = [
    case
    for case in HOSTILE
    if case.error not in SEEN_WHILE_READING and case.name not in SEEN_IN_THE_SHEET
]


@pytest.mark.parametrize("case", SEEN_AT_ONCE[::4], ids=lambda case: case.name)
def test_info_refuses_it_too(case: Hostile, lists: ChildRowSource, tmp_path: Path) -> None:
    path = case.write(tmp_path)
    with pytest.raises(getattr(source, case.error)):
        lists.info(path)
