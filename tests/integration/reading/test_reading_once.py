"""Within a step a list is parsed once; however a step ends, it leaves no child behind."""

from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from smbcrm.exports.reading import row_source
from smbcrm.exports.reading.child import Request
from smbcrm.exports.reading.process import ReadingChild
from smbcrm.exports.reading.row_source import ChildRowSource
from smbcrm.membership.imports import source
from tests.integration.reading.processes import children


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count what children are started for."""
    found = Counter[str]()

    class Counted(ReadingChild):
        def __init__(self, request: Request) -> None:
            found[f"{request.task} {request.sheet or ''}".strip()] += 1
            super().__init__(request)

    monkeypatch.setattr(row_source, "ReadingChild", Counted)
    return found


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "two.xlsx"
    book = openpyxl.Workbook()
    for name in ("One", "Two"):
        sheet = book.create_sheet(name)
        for number in range(3000):
            sheet.append([f"{name} {number}", number, None, 1.5, "陈雨桐"])
    del book["Sheet"]
    book.save(path)
    return path


def test_a_sheet_is_parsed_once_however_often_it_is_asked_for(
    lists: ChildRowSource, workbook: Path, asked: Counter[str]
) -> None:
    with lists.once() as once:
        info = once.info(workbook)
        assert once.info(workbook) == info
        begun = once.rows(workbook, sheet="One")
        assert next(iter(begun)) == (1, ("One 0", 0, None, 1.5, "陈雨桐"))
        begun.close()  # type: ignore[attr-defined]
        first = list(once.rows(workbook, sheet="One"))
        assert list(once.rows(workbook, sheet="One")) == first
        assert [number for number, _ in first] == list(range(1, 3001))
        assert asked == {"info": 1, "rows One": 1}
    assert first == list(lists.rows(workbook, sheet="One"))


def test_another_sheet_ends_what_was_not_read_to_its_end(
    lists: ChildRowSource, workbook: Path, asked: Counter[str]
) -> None:
    before = children()
    with lists.once() as once:
        next(iter(once.rows(workbook, sheet="One")))
        second = list(once.rows(workbook, sheet="Two"))
        assert children() == before
        assert len(list(once.rows(workbook, sheet="One"))) == len(second) == 3000
        next(iter(once.rows(workbook, sheet="Two")))
    assert asked == {"rows One": 2, "rows Two": 1}


def test_a_step_that_breaks_off_leaves_nobody_behind(lists: ChildRowSource, workbook: Path) -> None:
    before = children()
    with pytest.raises(ZeroDivisionError), lists.once() as once:
        sum(number // 0 for number, _ in once.rows(workbook))
    assert children() == before


def test_a_refusal_is_told_each_time(lists: ChildRowSource, tmp_path: Path) -> None:
    path = tmp_path / "broken.xlsx"
    path.write_bytes(b"PK\x03\x04 nothing")
    with lists.once() as once:
        for _ in range(2):
            with pytest.raises(source.SourceRefused):
                list(once.rows(path))
