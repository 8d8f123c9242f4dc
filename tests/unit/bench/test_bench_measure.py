"""How something is measured: both sides in turns, and the middle of all pairs decides."""

import sys
from functools import partial
from pathlib import Path

import pytest

from bench.children import HOME, cpu_of, environment
from bench.measure import (
    Amount,
    Figure,
    OutcomesDifferError,
    cpu,
    figure_of,
    in_turns,
    must_equal,
    p95,
    p95_in_turns,
)


def test_both_sides_are_measured_in_turns() -> None:
    calls: list[str] = []

    def side(name: str, took: float) -> float:
        calls.append(name)
        return took

    ours, theirs = partial(side, "ours", 3.0), partial(side, "theirs", 2.0)
    figure = in_turns("Sale", "sale", ours, theirs, limit=1.5, pairs=3)
    assert calls == ["ours", "theirs"] * 3
    assert figure == Figure("Sale", "sale", 3.0, 2.0, (1.5, 1.5, 1.5), 1.5)


def test_the_pair_in_the_middle_decides_whether_the_limit_is_kept() -> None:
    slow_once = figure_of("Sale", "sale", [(9.0, 1.0), (2.0, 1.0), (1.0, 1.0)], 2.0)
    slow_twice = figure_of("Sale", "sale", [(9.0, 1.0), (2.1, 1.0), (1.0, 1.0)], 2.0)
    assert (slow_once.ratio, slow_once.kept) == (2.0, True)
    assert (slow_twice.ratio, slow_twice.kept) == (2.1, False)
    assert figure_of("Sale", "sale", [(9.0, 1.0)], None).kept


def test_an_amount_keeps_its_limit_up_to_the_limit_itself() -> None:
    assert Amount("Pages", 4, "queries", 4).kept
    assert not Amount("Memory", 30.1, "MB", 30).kept


def test_ninety_five_of_a_hundred_stay_below_the_p95() -> None:
    assert p95([float(time) for time in range(100, 0, -1)]) == 96.0


def test_each_piece_of_work_is_done_twice_and_beside_its_baseline() -> None:
    calls: list[str] = []
    ours = [partial(calls.append, f"ours {number}") for number in (1, 2)]
    theirs = [partial(calls.append, f"theirs {number}") for number in (1, 2)]
    p95_in_turns("Search", "search", ours, theirs, limit=None, pairs=1)
    assert calls == ["ours 1", "theirs 1"] * 2 + ["ours 2", "theirs 2"] * 2


def test_work_that_takes_the_processor_is_counted() -> None:
    assert cpu(lambda: sum(range(100_000))) > 0


def test_where_both_sides_came_to_something_else_there_is_no_figure() -> None:
    must_equal("rows", [1], [1])
    with pytest.raises(OutcomesDifferError, match=r"rows: \[1\] against \[2\]"):
        must_equal("rows", [1], [2])


def test_a_program_that_fails_or_says_something_else_gives_no_figure(tmp_path: Path) -> None:
    env = environment(tmp_path)
    say = [sys.executable, "-c", "print('painted')"]
    assert cpu_of(say, env, says="painted") > 0
    with pytest.raises(OutcomesDifferError, match="instead of 'found'"):
        cpu_of(say, env, says="found")
    with pytest.raises(OutcomesDifferError, match="no such"):
        cpu_of([sys.executable, "-c", "raise SystemExit('no such')"], env)


def test_a_measured_program_has_its_own_folder_and_keeps_its_compiled_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    env = environment(tmp_path)
    assert env[HOME].startswith(str(tmp_path))
    assert env["QT_QPA_PLATFORM"] == "offscreen"
    assert "PYTHONDONTWRITEBYTECODE" not in env
