"""A small shop on either database, whose clock is set by hand and whose copies lie apart."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from smbcrm.core.clock import SetClock
from smbcrm.membership.services import Services
from tests.helpers.small_shop import START, small_shop


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the copies of PostgreSQL shops of one test to itself."""
    monkeypatch.setenv("SMBCRM_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def clock() -> SetClock:
    return SetClock(START)


@pytest.fixture
def shop(shop_address: str, clock: SetClock) -> Iterator[Services]:
    made = small_shop(shop_address, clock)
    yield made
    made.close()


@pytest.fixture
def sqlite_shop(tmp_path: Path, clock: SetClock) -> Iterator[Services]:
    made = small_shop(str(tmp_path / "shop.db"), clock)
    yield made
    made.close()
