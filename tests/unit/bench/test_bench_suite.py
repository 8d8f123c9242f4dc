"""The suite as it is called: which rows it writes, and what its exit code says."""

import sys
from pathlib import Path

import pytest

from bench import __main__ as suite
from bench.measure import Amount, Figure
from bench.report import line, text

KEPT = Figure("Key", "key", 2.0, 1.0, (2.0,), 2.5)
BROKEN = Amount("Pages", 5, "queries", 4)


@pytest.fixture
def results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the suite measure next to nothing, and write its page here."""
    page = tmp_path / "RESULTS.md"
    page.write_text(text([Figure("Sale", "sale", 1.0, 1.0, (1.0,), 4.0)], []), "utf-8")
    monkeypatch.setattr(suite, "RESULTS", page)
    made = {"keys": lambda _: [KEPT], "table": lambda _: [BROKEN], "large": lambda _: [KEPT]}
    monkeypatch.setattr(suite, "MEASUREMENTS", made)
    return page


def called(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["bench", *words])
    return suite.main()


def test_a_limit_that_was_exceeded_fails_the_suite_and_is_named(
    results: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert called(monkeypatch) == 1
    assert capsys.readouterr().out.endswith("Exceeded: Pages\n")
    page = results.read_text("utf-8")
    assert line(KEPT) in page
    assert line(BROKEN) in page
    assert "Sale" not in page.partition("| what")[2]
    assert "Not measured in this run: searches among 1,000,000" in page


def test_a_part_that_keeps_its_limits_succeeds_and_writes_nothing(
    results: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = results.read_text("utf-8")
    assert called(monkeypatch, "--only", "keys") == 0
    assert results.read_text("utf-8") == before


def test_the_rows_of_a_part_can_be_kept_beside_the_others(
    results: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert called(monkeypatch, "--only", "keys", "table", "--keep") == 1
    page = results.read_text("utf-8")
    assert [name in page for name in ("| Sale |", line(KEPT), line(BROKEN))] == [True] * 3
    assert "`python3 dev.py bench --only keys table --keep`" in page


def test_the_page_in_the_house_holds_a_row_for_every_limit_of_the_window() -> None:
    page = Path(suite.__file__).with_name("RESULTS.md").read_text("utf-8")
    for begins in (
        "| Window, first paint of its frame / bare PySide6 window | 1.6 |",
        "| Window, a key at the idle counter and its answer painted / bare PySide6 window | 3 |",
        "| Key press to suggestions painted / the search alone | 2.5 |",
        "| Table of 100,000: open, jump to the end, sort; page queries | 4 queries |",
        "| Table of 100,000: open, jump to the end, sort; memory above the empty window | 30 MB |",
    ):
        assert page.count(begins) == 1, begins
