"""The smoke test tells a program that works from one that does not."""

import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook
from reportlab.pdfgen.canvas import Canvas

from tools.smoke import __main__ as smoke
from tools.smoke.packaged import Failed, Packaged
from tools.smoke.papers import pdf_text, sheet
from tools.smoke.wholeness import whole


def program(folder: Path, code: str) -> Packaged:
    """Return a program that is this Python with that code."""
    return Packaged([sys.executable, "-X", "utf8", "-c", code], folder / "home")


def test_a_program_gets_an_empty_home_and_nothing_of_this_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", "here")
    monkeypatch.setenv("SMBCRM_HOME", "there")
    code = "import json, os; print(json.dumps([dict(os.environ), os.listdir('.')]))"
    env, files = program(tmp_path, code).json()
    assert files == []
    assert not {"PYTHONPATH", "SMBCRM_HOME", "VIRTUAL_ENV"} & env.keys()
    assert env["HOME" if sys.platform != "win32" else "APPDATA"] == str(tmp_path / "home")
    assert ".venv" not in env["PATH"]


def test_a_failure_says_what_was_run_and_what_came(tmp_path: Path) -> None:
    broken = program(tmp_path, "import sys; sys.exit('no such font 龑')")
    with pytest.raises(
        Failed, match=r"about --json\n  ended with 1 and said:\n    no such font 龑"
    ):
        broken.json("about")
    with pytest.raises(Failed, match="this is no JSON"):
        program(tmp_path / "2", "print('hello')").json()
    with pytest.raises(Failed, match="could not be started"):
        Packaged([str(tmp_path / "gone")], tmp_path / "3").text()


def test_the_log_of_a_bug_is_shown(tmp_path: Path) -> None:
    code = (
        "open('../smbcrm.log', 'w').write('12:00 ERROR old\\n12:01 ERROR new'); raise SystemExit(3)"
    )
    with pytest.raises(Failed, match=r"\nnew$"):
        program(tmp_path, code).text()


def test_a_program_without_its_parts_is_found_out(tmp_path: Path) -> None:
    code = """print('{"parts": {"fonts": 0}}')"""
    with pytest.raises(Failed, match=r"parts that the program finds: \{'fonts': 0\} instead of"):
        list(whole(program(tmp_path, code)))


def test_all_parts_run_although_one_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def good(_: Packaged) -> Iterator[str]:
        yield "done"

    def bad(_: Packaged) -> Iterator[str]:
        yield "begun"
        raise Failed("it broke")

    monkeypatch.setattr(smoke, "PARTS", {"bad": bad, "good one": good})
    assert not smoke.run(program(tmp_path, ""))
    told = capsys.readouterr().out
    assert "FAILED bad: it broke" in told
    assert "good one: done" in told
    assert smoke.run(program(tmp_path / "2", ""), ["good"])


def test_a_workbook_is_read_without_our_libraries(tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["Name", 1])
    page.append(["歐陽龑", "=1+1"])
    book.save(tmp_path / "list.xlsx")
    rows, texts, formulas = sheet(tmp_path / "list.xlsx")
    assert (rows, formulas) == (2, {"1+1"})
    assert {"Name", "歐陽龑"} <= texts
    (tmp_path / "no.xlsx").write_text("no workbook", "utf-8")
    with zipfile.ZipFile(tmp_path / "empty.xlsx", "w"):
        pass
    for name in ("no.xlsx", "empty.xlsx"):
        with pytest.raises(Failed, match="is no workbook"):
            sheet(tmp_path / name)


def test_a_pdf_is_read_back_without_its_blanks(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "bill.pdf"))
    canvas.drawString(100, 100, "Total 68.00")
    canvas.save()
    assert pdf_text(tmp_path / "bill.pdf") == "Total68.00"
    (tmp_path / "no.pdf").write_text("no", "utf-8")
    with pytest.raises(Failed, match="is no PDF"):
        pdf_text(tmp_path / "no.pdf")
