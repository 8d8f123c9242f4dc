"""The crash test sees the faults it is there for: each is built in and must be found."""

from pathlib import Path

import pytest

from tests.e2e.crash.harness import KilledShop

CYCLES = 60


def killed(folder: Path, trick: str, aim: str) -> KilledShop:
    """Kill a till with a fault until something is found."""
    shop = KilledShop(str(folder / "shop.db"), trick=trick, aim=aim)
    for _ in range(CYCLES):
        shop.cycle()
        shop.verify()
        if not shop.tally.sound:
            break
    shop.close()
    return shop


def test_acknowledging_before_the_commit_loses(tmp_path: Path) -> None:
    assert killed(tmp_path, "acknowledge_first", "").tally.lost


@pytest.mark.parametrize("aim", ["", "D"], ids=["at any moment", "after the commit"])
def test_a_new_id_for_the_same_request_doubles(tmp_path: Path, aim: str) -> None:
    assert killed(tmp_path, "new_id", aim).tally.doubled


def test_without_a_transaction_something_is_left_half_done(tmp_path: Path) -> None:
    assert killed(tmp_path, "no_transaction", "").tally.wrong
