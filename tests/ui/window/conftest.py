"""The window as a house: a shop to open in it, and a person who works it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from smbcrm import bootstrap
from smbcrm.membership.premises import Premises
from smbcrm.ui.tour.tour import MORNINGS
from tests.helpers.house import House
from tests.helpers.salon import salon

PutDemo = Callable[[Premises, str], None]


@pytest.fixture(scope="session")
def made_salon(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the salon once: each test opens a copy."""
    path = tmp_path_factory.mktemp("made") / "salon.smbcrm"
    salon(path).close()
    return path


@pytest.fixture
def address(made_salon: Path, tmp_path: Path) -> str:
    """Return the salon of one test."""
    return str(shutil.copy(made_salon, tmp_path / "salon.smbcrm"))


@pytest.fixture
def house(qapp: QApplication, own_home: Path, tmp_path: Path) -> Iterator[House]:
    """Yield a window in which nothing is open."""
    del qapp
    assert not own_home.exists()
    made = House(tmp_path)
    yield made
    made.leave()


@pytest.fixture
def open_house(house: House, address: str) -> House:
    """Return a window with the salon open at its counter."""
    house.enter(address)
    return house


@pytest.fixture(scope="session")
def put_demo(tmp_path_factory: pytest.TempPathFactory) -> PutDemo:
    """Return what puts the demo shop of a language where the window makes it; made once each."""
    folder = tmp_path_factory.mktemp("demos")

    def put(premises: Premises, language: str) -> None:
        made = folder / f"{language}.smbcrm"
        if not made.exists():
            now = MORNINGS[language]
            bootstrap.make_demo(str(made), customers=300, language=language, now=now).close()
        place = Path(premises.demo_address(language))
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(made, place)

    return put
