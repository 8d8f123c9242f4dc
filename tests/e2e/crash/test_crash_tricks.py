"""The crash test sees the faults it is there for: each is built in and must be found."""

from pathlib import Path

import pytest

from tests.e2e.crash.harness import KilledShop, Tally

CYCLES = 300
"""At most so many kills: it ends with the first fault that is found."""


def found(folder: Path, trick: str, kind: str, aim: str = "") -> bool:
    """Kill a till with a fault until something of a kind is found."""
    shop = KilledShop(str(folder / "shop.db"), trick=trick, aim=aim)
    for _ in range(CYCLES):
        shop.cycle()
        shop.verify()
        if getattr(shop.tally, kind):
            break
    shop.close()
    return bool(getattr(shop.tally, kind))


def test_what_is_looked_for_makes_a_tally_unsound() -> None:
    assert Tally().sound
    assert not Tally(lost={1}).sound
    assert not Tally(doubled={1}).sound
    assert not Tally(wrong=["half"]).sound


def test_acknowledging_before_the_commit_loses(tmp_path: Path) -> None:
    assert found(tmp_path, "acknowledge_first", "lost")


def test_a_new_id_for_the_same_request_doubles(tmp_path: Path) -> None:
    assert found(tmp_path, "new_id", "doubled", aim="D")


@pytest.mark.soak  # few kills fall between commit and word by chance
def test_a_kill_at_any_moment_finds_what_doubles_too(tmp_path: Path) -> None:
    assert found(tmp_path, "new_id", "doubled")


def test_without_a_transaction_something_is_left_half_done(tmp_path: Path) -> None:
    assert found(tmp_path, "no_transaction", "wrong")
