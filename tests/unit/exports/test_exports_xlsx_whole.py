"""A workbook is written whole or not at all, and leaves nothing behind on the way."""

import errno
import gc
import io
import resource
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from smbcrm.exports.xlsx.table import XlsxTableWriter, _write
from smbcrm.membership.files.types import FileExists, FileNotWritten
from smbcrm.membership.lists.types import Cell, Column, Table
from tests.helpers.workbooks import by_calamine

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

COLUMNS = (Column("Name"), Column("Note"))
ROWS = [("Ann", "x"), ("Bo", "y")]


@pytest.fixture(autouse=True)
def nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """See that no file that was opened on the way is left, or left open."""
    folder = tmp_path.parent / f"{tmp_path.name}-temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield
    gc.collect()  # a file that was left open warns now
    assert not [*folder.iterdir()]


class Broken(Exception):
    """The rows stop coming."""


def breaking(after: int) -> Iterator[tuple[Cell, ...]]:
    for _ in range(after):
        yield ("Ann", "x" * 50)
    raise Broken


@contextmanager
def files_end_at(size: int) -> Iterator[None]:
    """Let no file grow beyond a size, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_what_is_there_is_replaced_only_when_asked(tmp_path: Path) -> None:
    file = tmp_path / "list.xlsx"
    file.write_text("precious")
    with pytest.raises(FileExists):
        XlsxTableWriter().write(file, Table(COLUMNS, ROWS))
    assert file.read_text() == "precious"
    assert XlsxTableWriter().write(file, Table(COLUMNS, ROWS), replace=True) == 2
    assert by_calamine(file)[-1] == ["Bo", "y"]
    assert [*tmp_path.iterdir()] == [file]


@pytest.mark.parametrize("after", [0, 1, 5000])
@pytest.mark.parametrize("replace", [False, True])
def test_a_list_that_breaks_off_leaves_all_as_it_was(
    tmp_path: Path, after: int, *, replace: bool
) -> None:
    file = tmp_path / "list.xlsx"
    if replace:
        file.write_text("precious")
    with pytest.raises(Broken):
        XlsxTableWriter().write(file, Table(COLUMNS, breaking(after)), replace=replace)
    assert [one.read_text() for one in tmp_path.iterdir()] == (["precious"] if replace else [])


@pytest.mark.parametrize("size", [0, 2_000, 20_000, 300_000])
def test_on_a_full_disk_everything_stays_as_it_was(tmp_path: Path, size: int) -> None:
    file = tmp_path / "list.xlsx"
    file.write_text("precious")
    rows = [
        (f"{number * 7919 % 100_003}", f"{number * 104_729 % 1_000_003}") for number in range(9000)
    ]
    with files_end_at(size), pytest.raises(FileNotWritten):
        XlsxTableWriter().write(file, Table(COLUMNS, rows), replace=True)
    assert [one.read_text() for one in tmp_path.iterdir()] == ["precious"]


class Full(io.BytesIO):
    """A disk that has room for so many bytes."""

    def __init__(self, room: int) -> None:
        super().__init__()
        self._room = room

    def write(self, data: "Buffer", /) -> int:
        if self.tell() + len(memoryview(data)) > self._room:
            raise OSError(errno.ENOSPC, "no room")
        return super().write(data)


@pytest.mark.parametrize("room", [0, 100, 1_000, 3_000])
def test_an_archive_that_could_not_be_finished_is_given_up(room: int) -> None:
    stream = Full(room)
    with pytest.raises(OSError, match="no room"):
        _write(stream, Table(COLUMNS, ROWS))
    stream.close()  # what tries to go on later, when it is collected, fails


@pytest.mark.parametrize("name", ["missing/list.xlsx", "", "file/list.xlsx", "x" * 300])
@pytest.mark.parametrize("replace", [False, True])
def test_a_place_that_cannot_be_written_is_a_sentence(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch, *, replace: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").touch()
    with pytest.raises(FileNotWritten):
        XlsxTableWriter().write(Path(name), Table(COLUMNS, ROWS), replace=replace)
    assert [one.name for one in tmp_path.iterdir()] == ["file"]


def test_rows_go_to_disk_one_by_one(tmp_path: Path) -> None:
    """The rows before the last hundred thousand bytes are on disk while the next ones come."""
    seen: list[int] = []

    def rows() -> Iterator[tuple[Cell, ...]]:
        for number in range(3000):
            yield ("Ann", "x" * 100)
            if not number % 1000:
                temporary = Path(tempfile.gettempdir()).rglob("*")
                seen.append(sum(one.stat().st_size for one in temporary if one.is_file()))

    XlsxTableWriter().write(tmp_path / "list.xlsx", Table(COLUMNS, rows()))
    assert seen[0] < 10_000
    assert seen[2] > 100_000
