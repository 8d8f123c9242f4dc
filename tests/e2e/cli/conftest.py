"""A new shop on either database, worked by the command line alone."""

from pathlib import Path

import pytest

from tests.e2e.cli.program import Make, Smbcrm


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder in which the program remembers things, empty and English."""
    monkeypatch.setenv("SMBCRM_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    return tmp_path / "home"


@pytest.fixture
def smbcrm(home: Path, capsys: pytest.CaptureFixture[str]) -> Smbcrm:
    """Return the program on a machine where no shop was opened."""
    assert not home.exists()
    return Smbcrm(capsys)


@pytest.fixture
def make(smbcrm: Smbcrm, shop_address: str) -> Make:
    """Return what makes the shop with the options given."""

    def made(*options: str) -> Smbcrm:
        smbcrm.text("init", shop_address, *options)
        return smbcrm

    return made


@pytest.fixture
def shop(make: Make) -> Smbcrm:
    """Return the program on a new shop with US dollars."""
    return make("--name", "Willow & Wren")
