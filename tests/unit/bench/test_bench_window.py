"""What is measured of the window is the window: it opens, finds and shows. No time is looked at."""

import sys
from functools import partial
from pathlib import Path

import pytest

from bench import search, shops, window_keys, window_start, window_table
from bench.children import cpu_of, environment, run
from bench.measure import Figure, OutcomesDifferError
from bench.window_child import BARE, COUNTER, FRAME, PAINTED, TYPED

CUSTOMERS = 3000


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a shop like that of the figures, only smaller."""
    return shops.customer_shop(tmp_path_factory.mktemp("bench") / "shop.db", CUSTOMERS)


def child(what: str) -> list[str]:
    return [sys.executable, "-m", "bench.window_child", what]


@pytest.mark.parametrize("what", [BARE, FRAME])
def test_an_empty_window_and_our_frame_end_when_they_are_painted(what: str, tmp_path: Path) -> None:
    assert cpu_of(child(what), environment(tmp_path), says=PAINTED) > 0


@pytest.mark.soak
def test_the_counter_ends_when_it_shows_whom_its_search_finds(tmp_path: Path) -> None:
    env = environment(tmp_path)
    found = run("bench.window_shop", [TYPED], env).strip()
    assert TYPED in found
    assert cpu_of(child(COUNTER), env, says=found) > 0
    with pytest.raises(OutcomesDifferError):
        cpu_of(child(COUNTER), env, says=f"{found}\nsomebody else")


def test_frame_and_counter_are_measured_beside_the_bare_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def cpu(what: str, *_: object) -> float:
        asked.append(what)
        return {BARE: 1.0, FRAME: 1.5, COUNTER: 3.5}[what]

    monkeypatch.setattr(window_start, "_cpu", cpu)
    monkeypatch.setattr(window_start, "run", lambda *_: "")
    frame, counter = window_start.measure(tmp_path)
    once, pairs = [BARE, FRAME, COUNTER], window_start.PAIRS
    assert asked == once + [FRAME, BARE] * pairs + [COUNTER, BARE] * pairs
    assert (frame.limit, frame.ratio, frame.kept) == (1.6, 1.5, True)
    assert (counter.limit, counter.ratio, counter.kept) == (3.0, 3.5, False)


def test_a_key_is_measured_until_whom_it_finds_is_painted(
    shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, few in (("TEXTS", 1), ("ROUNDS", 1)):
        monkeypatch.setattr(window_keys, name, few)
    monkeypatch.setenv("SMBCRM_HOME", str(tmp_path))
    figures = window_keys.measure(shop, tmp_path, CUSTOMERS)
    assert len(figures) == 2 + len(search.KINDS)
    assert [figure.limit for figure in figures] == [2.5, *[None] * (1 + len(search.KINDS))]
    assert all(_times(figure) > (0, 0) for figure in figures)


def test_the_table_is_worked_to_its_end_and_asks_for_few_pages(shop: Path, tmp_path: Path) -> None:
    env = environment(tmp_path)
    work = partial(run, "bench.window_table", [str(shop), str(tmp_path)], env)
    queries, *_ = work().strip("[]\n").split(", ")
    assert 2 <= int(queries) <= 4


def test_the_most_that_a_run_of_the_table_came_to_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = iter(["[3, 14.5, 35.0]", "[5, 13.0, 36.0]", "[3, 31.0, 34.0]"])
    monkeypatch.setattr(window_table, "run", lambda *_: next(runs))
    queries, memory, in_all = window_table.measure(tmp_path / "shop.db", tmp_path / "table")
    assert (queries.amount, queries.limit, queries.kept) == (5, 4, False)
    assert (memory.amount, memory.limit, memory.kept) == (31.0, 30, False)
    assert (in_all.amount, in_all.limit, in_all.kept) == (36.0, None, True)


def _times(figure: Figure) -> tuple[float, float]:
    return figure.product, figure.baseline
