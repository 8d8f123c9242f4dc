"""The window as a house: a shop to open in it, and a person who works it."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from smbcrm import bootstrap
from smbcrm.core.errors import EnvironmentFault
from smbcrm.membership.premises import Premises
from smbcrm.models.uow import PeeweeUnitOfWork
from smbcrm.ui.tour.tour import MORNINGS
from tests.helpers.house import House

PutDemo = Callable[[Premises, str], None]


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


@pytest.fixture
def selling(open_house: House) -> House:
    """Return the window with 68.00 typed for Hannah, to be paid by card."""
    open_house.type("0142")
    open_house.press("Enter", "F5")
    open_house.type("68")
    open_house.press("Down", "Down")
    return open_house


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


@dataclass
class Trouble:
    """A database of which the next writes fail: before anything is kept, or right after."""

    fault: type[EnvironmentFault] | None = None
    after: bool = False
    writes: int = 0
    bugs: int = 0
    acts: list[str] = field(default_factory=list)


@pytest.fixture
def trouble(monkeypatch: pytest.MonkeyPatch) -> Trouble:
    """Return what decides how the next write ends."""
    told = Trouble()
    real = PeeweeUnitOfWork.run

    def run(uow: PeeweeUnitOfWork, step: Callable[..., Any], *rest: Any, **more: Any) -> Any:  # noqa: ANN401
        if step.__name__ == "taken_back":  # a quote is a run that is taken back
            return real(uow, step, *rest, **more)
        told.writes += 1
        told.acts += [one.act.request_id for one in rest if hasattr(one, "act")]
        if told.bugs:
            told.bugs -= 1
            raise ZeroDivisionError
        fault, told.fault = told.fault, None
        if fault is not None and not told.after:
            raise fault
        result = real(uow, step, *rest, **more)
        if fault is not None:
            raise fault
        return result

    monkeypatch.setattr(PeeweeUnitOfWork, "run", run)
    return told
