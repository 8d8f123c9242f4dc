"""The child's own code, called inside this process, and the limits it binds itself to."""

import io
import os
import random
import resource
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest

from smbcrm.exports.reading import child, limits
from smbcrm.exports.reading.child import FLAG, Request, answer_request, request_from
from smbcrm.exports.reading.limits import MIB, Limits
from tests.helpers.hostile_files import (
    HOSTILE,
    Hostile,
    renamed,
    sheet_xml,
    text_cell,
    workbook,
    workbook_parts,
    zipped,
)
from tests.unit.reading.here import answer_to, refusal_of, rows_of

HOME = Path(__file__).resolve().parents[3]
REFUSED_BY_CODE = [case for case in HOSTILE if case.error != "TakesTooMuchMemory"]


@pytest.mark.parametrize("case", REFUSED_BY_CODE, ids=lambda case: case.name)
def test_hostile_files_are_refused_before_they_could_harm(case: Hostile, tmp_path: Path) -> None:
    """Not one of them relies on the child being killed."""
    assert refusal_of(case.write(tmp_path)) == case.error


def test_rows_come_in_batches_that_stay_small(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("row,1\n" * 1200)
    *batches, end = answer_to(path)
    assert [len(batch) for _, batch in batches] == [500, 500, 200]  # type: ignore[arg-type]
    assert end == ["end"]
    path.write_text(f"{'x' * 30_000},1\n" * 20)
    assert [len(batch) for _, batch in answer_to(path)[:-1]] == [9, 9, 2]  # type: ignore[arg-type]


def test_no_batch_is_sent_of_nothing(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("row,1\n" * 500)
    assert len(answer_to(path)) == 2


def test_a_request_survives_the_wire() -> None:
    request = Request("rows", b"/tmp/\xff\xe5.csv", ".csv", "S1", None, Limits(rows=7))
    assert request_from(request.message()) == request


@pytest.mark.parametrize("message", [None, ["request"], ["rows", 1, 2, 3, 4, 5, 6]])
def test_what_is_no_request_is_not_obeyed(message: list[object] | None) -> None:
    with pytest.raises(ValueError, match="no request"):
        request_from(message)


def test_a_file_that_vanished_is_named(tmp_path: Path) -> None:
    assert refusal_of(tmp_path / "gone.csv") == "SourceUnreachable"


def test_nobody_listens(tmp_path: Path) -> None:
    class Deaf(io.BytesIO):
        def write(self, _: object) -> int:
            raise BrokenPipeError

    path = tmp_path / "list.csv"
    path.write_text("a,b\n")
    request = Request("rows", os.fsencode(path), ".csv", None, None, Limits())
    with pytest.raises(BrokenPipeError):
        answer_request(request, Deaf())


def test_a_workbook_is_read_here_too(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    path.write_bytes(zipped(workbook_parts("hidden", "visible")))
    assert rows_of(path) == [(1, ["s2"])]
    assert answer_to(path, sheet="S1")[0] == ["rows", [[1, ["s1"]]]]
    ((_, facts), _) = answer_to(path, "info")
    assert isinstance(facts, dict)
    assert (facts["sheet"], facts["sheets"], facts["hidden_sheets"]) == ("S2", ["S2"], ["S1"])
    assert answer_to(path, sheet="S9") == [
        ["refused", "SheetNotFound", {"sheet": "S9", "sheets": ["S2", "S1"]}]
    ]


def test_pictures_and_pages_inside_a_workbook_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    more = {"xl/media/a.png": b"\x89PNG", "xl/page.htm": b"<p>&nbsp;<br>", "xl/empty.xml": b""}
    path.write_bytes(zipped(workbook_parts() | more))
    assert rows_of(path) == [(1, ["s1"])]
    path.write_bytes(renamed(sheet_xml(f'<row r="1">{text_cell("A1", "png")}</row>')))
    assert rows_of(path) == [(1, ["png"])]


def test_empty_rows_of_a_workbook_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    cells = text_cell("B3", "x"), text_cell("C5", "y")
    path.write_bytes(workbook(f'<row r="3">{cells[0]}</row><row r="5">{cells[1]}</row>'))
    assert rows_of(path) == [(3, [None, "x"]), (5, [None, None, "y"])]


def test_a_list_is_refused_once_it_has_too_many_rows(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("row,1\n" * 700)
    *batches, last = answer_to(path, limits=Limits(rows=600))
    assert last == ["refused", "TooManyRows", {"limit": 600}]
    assert [len(batch) for _, batch in batches] == [500]  # type: ignore[arg-type]


def test_unpacked_sizes_are_added_up(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    noise = text_cell("A1", random.Random(1).randbytes(40_000).hex())  # noqa: S311 - noise
    path.write_bytes(workbook(f'<row r="1">{noise}</row>'))
    for unpacked in (1000, 80_500):
        (last,) = answer_to(path, limits=Limits(unpacked=unpacked))
        assert last == ["refused", "UnpacksTooLarge", {"megabytes": 0}]


def test_other_arguments_are_not_for_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[str] = []
    monkeypatch.setattr(child, "serve", lambda: served.append("served"))
    for arguments in (["shopbell"], ["shopbell", "find", FLAG], ["shopbell", FLAG, "x"], []):
        child.serve_if_asked(arguments)
    assert not served
    child.serve_if_asked(["shopbell", FLAG])
    assert served == ["served"]


def run(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        cwd=HOME,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_confined_process_cannot_take_memory_or_write_files(tmp_path: Path) -> None:
    done = run(f"""
        import resource, signal
        from smbcrm.exports.reading.limits import Limits, confine
        confine(Limits(memory=200 * 1024 * 1024, processor=7))
        try:
            bytearray(300 * 1024 * 1024)
        except MemoryError:
            print("no memory")
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        try:
            with open({str(tmp_path / "x")!r}, "w", buffering=1) as out:
                out.write("x\\n")
        except OSError:
            print("no file")
        print(resource.getrlimit(resource.RLIMIT_CPU))
        confine(Limits(memory=10**12, processor=10**6))
        print(resource.getrlimit(resource.RLIMIT_CPU), resource.getrlimit(resource.RLIMIT_AS))
    """)
    cap = 200 * MIB
    assert done.stdout.splitlines()[:3] == ["no memory", "no file", "(7, 12)"], done.stderr
    assert done.stdout.splitlines()[3] == f"(12, 12) ({cap}, {cap})"


def test_the_watch_ends_a_process_that_grows() -> None:
    done = run("""
        from smbcrm.exports.reading.limits import watch_memory
        watch_memory(1, every=0.001)
        held = []
        while len(held) < 4000:
            held.append(bytearray(b"x" * 1024 * 1024))
    """)
    assert done.returncode == limits.OUT_OF_MEMORY


def test_the_watch_lets_a_small_process_be() -> None:
    before = threading.active_count()
    stop = limits.watch_memory(10_000 * MIB, every=0.001)
    assert threading.active_count() == before + 1
    stop.set()
    for thread in threading.enumerate():
        if thread.name == "memory":
            thread.join()


def test_the_peak_is_the_system_s_own() -> None:
    assert limits.peak_memory() >= resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 512
