"""The child process: its limits, its end, and what is left in this process."""

import csv
import json
import os
import signal
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import openpyxl
import pytest

from smbcrm.exports.reading.limits import MIB, Limits
from smbcrm.exports.reading.row_source import ChildRowSource
from smbcrm.membership.imports import source
from tests.integration.reading.processes import children

HOME = Path(__file__).resolve().parents[3]
ROWS = 100_000
COLUMNS = 12


@pytest.fixture
def long_list(tmp_path: Path) -> Path:
    """Return a list far longer than what pipes and buffers hold."""
    path = tmp_path / "long.csv"
    line = ",".join(["陈雨桐"] * COLUMNS)
    path.write_text(f"{line}\n" * 50_000, "utf-8")
    return path


def test_closing_early_ends_the_child(lists: ChildRowSource, long_list: Path) -> None:
    before = children()
    rows = lists.rows(long_list)
    assert next(iter(rows))[0] == 1
    assert len(children() - before) == 1
    rows.close()
    assert children() == before


def test_losing_the_iterator_ends_the_child(lists: ChildRowSource, long_list: Path) -> None:
    before = children()
    rows = lists.rows(long_list)
    next(rows)
    del rows
    assert children() == before


def test_an_error_of_the_consumer_ends_the_child(lists: ChildRowSource, long_list: Path) -> None:
    before = children()
    with pytest.raises(ZeroDivisionError):
        sum(number // 0 for number, _ in lists.rows(long_list))
    assert children() == before


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGSEGV, signal.SIGTERM])
def test_a_child_that_dies_is_an_error_and_no_hang(
    how: signal.Signals, lists: ChildRowSource, long_list: Path
) -> None:
    before = children()
    rows = lists.rows(long_list)
    next(rows)
    (child,) = children() - before
    os.kill(child, how)
    with pytest.raises(source.ReaderStopped):
        list(rows)


def test_a_child_that_runs_out_of_memory_says_so(lists: ChildRowSource, long_list: Path) -> None:
    before = children()
    rows = lists.rows(long_list)
    next(rows)
    (child,) = children() - before
    os.kill(child, signal.SIGABRT)  # what Rust does when memory is refused to it
    with pytest.raises(source.TakesTooMuchMemory) as caught:
        list(rows)
    assert caught.value.params == {"file": "long.csv", "megabytes": 1024}


def test_a_silent_child_is_stopped(long_list: Path) -> None:
    hasty = ChildRowSource(Limits(silence=0.0001))
    with pytest.raises(source.TakesTooLong):
        list(hasty.rows(long_list))
    with pytest.raises(source.TakesTooLong):
        hasty.info(long_list)


def test_nobody_counts_the_time_that_the_consumer_takes(
    lists: ChildRowSource, long_list: Path
) -> None:
    before = threading.active_count()
    rows = lists.rows(long_list)
    next(rows)
    assert threading.active_count() == before
    rows.close()


def test_closing_does_not_wait_for_a_child_that_hangs(
    lists: ChildRowSource, long_list: Path
) -> None:
    before = children()
    rows = lists.rows(long_list)
    next(rows)
    (child,) = children() - before
    os.kill(child, signal.SIGSTOP)
    rows.close()
    assert children() == before


def test_endless_computing_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "empty lines.csv"
    path.write_bytes(b"a\n" + b"\n" * (40 * MIB) + b"b\n")
    short = ChildRowSource(Limits(processor=1))
    with pytest.raises(source.TakesTooLong):
        list(short.rows(path))


def test_memory_that_ends_in_python_s_hands(long_list: Path) -> None:
    with pytest.raises(source.TakesTooMuchMemory):
        list(ChildRowSource(Limits(memory=1)).rows(long_list))


def test_memory_is_capped_below_the_default_too(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    book = openpyxl.Workbook()
    book.active["A1"] = "x"
    book.active["AN100000"] = "y"
    book.save(path)
    with pytest.raises(source.TakesTooMuchMemory):
        list(ChildRowSource(Limits(memory=128 * MIB)).rows(path))
    assert [number for number, _ in ChildRowSource().rows(path)] == [1, 100_000]


def run_apart(program: str, *arguments: str) -> dict[str, object]:
    """Run a program in a process of its own and return the JSON it prints."""
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program), *arguments],
        cwd=HOME,
        capture_output=True,
        text=True,
        check=True,
    )
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def large_csv(path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        for number in range(ROWS):
            writer.writerow([f"{number} 陈雨桐 {column}" for column in range(COLUMNS)])


def large_workbook(path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("list")
    for number in range(ROWS):
        sheet.append([number, *(f"陈雨桐 {number % 50} {column}" for column in range(COLUMNS - 1))])
    book.save(path)


@pytest.mark.parametrize(
    ("name", "make"),
    [("l.csv", large_csv), pytest.param("l.xlsx", large_workbook, marks=pytest.mark.soak)],
)
def test_a_hundred_thousand_rows_leave_this_process_small(
    name: str, make: object, tmp_path: Path
) -> None:
    """The rows as one list would take some hundred MiB; streamed they take a few."""
    path = tmp_path / name
    assert callable(make)
    make(path)
    program = """
        import json, sys, tracemalloc
        from pathlib import Path
        from smbcrm.exports.reading.row_source import ChildRowSource

        tracemalloc.start()
        base = tracemalloc.get_traced_memory()[0]
        count = cells = last = 0
        for last, row in ChildRowSource().rows(Path(sys.argv[1])):
            count += 1
            cells += len(row)
        peak = tracemalloc.get_traced_memory()[1] - base
        print(json.dumps({"count": count, "cells": cells, "last": last, "peak": peak}))
    """
    answer = run_apart(program, str(path))
    peak = answer.pop("peak")
    assert answer == {"count": ROWS, "cells": ROWS * COLUMNS, "last": ROWS}
    assert isinstance(peak, int)
    assert peak < 12 * MIB


def test_the_child_imports_nothing_of_the_program() -> None:
    program = (
        "import json, sys; sys.path[:] = json.loads(sys.argv[1]);"
        "import smbcrm.exports.reading.child; print(json.dumps(sorted(sys.modules)))"
    )
    places = json.dumps([str(HOME), *sys.path])
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", program, places],
        capture_output=True,
        text=True,
        check=True,
    )
    modules = set(json.loads(done.stdout))
    ours = {name for name in modules if name.startswith("smbcrm.")}
    word = "smbcrm.membership.imports.unread"  # a word both sides know; it imports nothing itself
    beside = {name for name in ours if not name.startswith("smbcrm.exports")}
    assert beside == {"smbcrm.membership", "smbcrm.membership.imports", word}
    heavy = {"peewee", "PySide6", "openpyxl", "charset_normalizer", "socket", "ssl", "asyncio"}
    assert not heavy & modules


def test_the_child_gets_no_secrets_and_runs_nothing_from_the_folder(
    lists: ChildRowSource, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trap = "import pathlib; pathlib.Path('sprung').touch()"
    for module in ("csv", "json", "python_calamine", "sitecustomize"):
        (tmp_path / f"{module}.py").write_text(trap)
    (tmp_path / "list.csv").write_text("a,b\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("PGPASSWORD", "secret")
    assert list(lists.rows(Path("list.csv"))) == [(1, ("a", "b"))]
    (tmp_path / "list.csv").write_text("a,b\n" * 100_000)  # so that it still reads when looked at
    rows = lists.rows(Path("list.csv"))
    before = children()
    next(rows)
    (child,) = children() - before
    assert b"secret" not in Path(f"/proc/{child}/environ").read_bytes()
    rows.close()
    assert not (tmp_path / "sprung").exists()


def test_names_that_no_shell_likes(lists: ChildRowSource, tmp_path: Path) -> None:
    for name in ("客户 'list' $(x);.csv", "-rf.csv", "a\nb.csv", os.fsdecode(b"\xff\xfe.csv")):
        path = tmp_path / name
        path.write_text("a,b\n")
        assert list(lists.rows(path)) == [(1, ("a", "b"))]


def test_a_frozen_program_starts_itself(
    lists: ChildRowSource, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The frozen program is played by a script that does what `__main__` must do first."""
    program = tmp_path / "shopbell"
    program.write_text(
        f"#!{sys.executable}\nimport sys\nsys.path[:0] = {[str(HOME), *sys.path]!r}\n"
        "from smbcrm.exports.reading.child import serve_if_asked\n"
        "serve_if_asked(sys.argv)\nsys.exit('the window opens')\n"
    )
    program.chmod(0o700)
    (tmp_path / "list.csv").write_text("a;b\n")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    assert list(lists.rows(tmp_path / "list.csv")) == [(1, ("a", "b"))]
    (tmp_path / "silent").write_text("#!/bin/sh\nexit 3\n")
    (tmp_path / "silent").chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "silent"))
    with pytest.raises(source.ReaderStopped):
        list(lists.rows(tmp_path / "list.csv"))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "gone"))
    with pytest.raises(source.ReaderNotStarted):
        list(lists.rows(tmp_path / "list.csv"))
