"""Nothing is left behind: no widget, thread or timer, whatever was open when the window closed."""

import gc
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from smbcrm.core.machine import GEOMETRY
from tests.helpers.house import House

ROUNDS = 4


def let_go() -> None:
    """Let everything go that waits for it."""
    for _ in range(3):
        gc.collect()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


def counted() -> tuple[int, int]:
    """Return how many widgets there are, and how many threads that listen to other tills."""
    let_go()
    names = [one.name for one in threading.enumerate()]
    return len(QApplication.allWidgets()), names.count("shopbell-changes")


def test_closing_the_window_ends_its_threads_and_timers(open_house: House, address: str) -> None:
    names = {one.name for one in threading.enumerate()}
    assert "shopbell-changes" in names
    assert any(name.startswith("shopbell-counter") for name in names)
    for key in ("Ctrl+2", "Ctrl+3", "Ctrl+,", "Ctrl+1", "Ctrl+K"):
        open_house.press(key)
    open_house.window.close()
    assert not any(one.name.startswith("shopbell") for one in threading.enumerate())
    assert list(Path(address).parent.glob("salon.smbcrm-*")) == []  # no connection is open
    open_house.leave()
    let_go()
    timers = [one for one in gc.get_objects() if isinstance(one, QTimer) and isValid(one)]
    assert [one for one in timers if one.isActive()] == []
    open_house.window = QWidget()  # type: ignore[assignment] # the fixture lets go of it again


def test_an_open_panel_toast_and_card_over_everything_go_too(open_house: House) -> None:
    before = set(QApplication.allWidgets())
    open_house.type("0142")
    open_house.press("Enter", "F5")
    open_house.type("12")
    open_house.shop.toast("Hello")
    open_house.press("F1")
    made = set(QApplication.allWidgets()) - before
    assert made
    open_house.leave()
    let_go()
    assert not any(isValid(one) for one in made)
    open_house.window = QWidget()  # type: ignore[assignment] # the fixture lets go of it again


def test_dressing_again_and_again_leaves_no_old_window(open_house: House) -> None:
    counts = []
    for _ in range(ROUNDS):
        open_house.shop.wear()
        open_house.settle()
        counts.append(counted())
    assert len(set(counts[1:])) == 1


def test_opening_again_and_again_leaves_no_old_shop(house: House, address: str) -> None:
    counts = []
    house.enter(address)
    for _ in range(ROUNDS):
        house.opening.begin_anew()
        house.settle()
        house.opening.begin(address)
        house.settle()
        counts.append(counted())
    assert len(set(counts[1:])) == 1
    assert house.shop.desk.services.address == address


def test_customer_after_customer_leaves_no_old_one(open_house: House) -> None:
    counts = []
    for _ in range(ROUNDS):
        for end in ("0142", "0170"):
            open_house.press("F2")
            open_house.type(end)
            open_house.press("Enter", "F5", "Esc")
        counts.append(counted()[0])
    assert len(set(counts[1:])) == 1


def test_the_window_comes_back_where_it_stood(open_house: House, tmp_path: Path) -> None:
    open_house.window.resize(800, 520)
    open_house.settle()
    open_house.window.close()
    assert open_house.premises.machine.get(GEOMETRY)
    again = House(tmp_path)
    again.window.place()
    assert (again.window.width(), again.window.height()) == (800, 520)
    again.leave()


@pytest.mark.parametrize("kept", ["nonsense", "QUJD"])
def test_a_place_that_cannot_be_read_is_no_place(house: House, kept: str) -> None:
    house.premises.machine.put(GEOMETRY, kept)
    house.window.place()
    assert (house.window.width(), house.window.height()) == (1366, 696)
