"""How `__main__` starts window and tour: what it tells of Qt, and what it leaves behind."""

import gc
import os
import sys
from pathlib import Path

import pytest

from smbcrm import bootstrap
from smbcrm.__main__ import QtScreens, main
from smbcrm.cli.screens import NoWindow, TourWish
from smbcrm.core.machine import LANGUAGE, Machine
from smbcrm.ui.opening import Opening
from smbcrm.ui.tour import tour
from smbcrm.ui.tour.hands import Hands, Lost
from smbcrm.ui.tour.script import Stop

WISH = TourWish(Path("pictures"), "en", "dark", 911, 452, 1.5)


@pytest.mark.parametrize("breaks", [False, True])
def test_the_tour_leaves_the_environment_as_it_was(
    monkeypatch: pytest.MonkeyPatch, own_home: Path, *, breaks: bool
) -> None:
    seen: dict[str, str] = {}

    def run(*_: object) -> tuple[Path, ...]:
        seen.update(os.environ)
        if breaks:
            raise NotADirectoryError
        return ()

    monkeypatch.setattr(tour, "run", run)
    monkeypatch.delenv("QT_SCALE_FACTOR", raising=False)
    before = dict(os.environ)
    if breaks:
        with pytest.raises(NotADirectoryError):
            QtScreens().tour(WISH)
    else:
        assert QtScreens().tour(WISH) == ()
    assert dict(os.environ) == before
    assert (seen["QT_QPA_PLATFORM"], seen["QT_SCALE_FACTOR"]) == ("offscreen", "1.5")
    assert Path(seen["SMBCRM_HOME"]) != own_home
    assert not Path(seen["SMBCRM_HOME"]).exists()


def test_without_qt_there_is_no_window(monkeypatch: pytest.MonkeyPatch, own_home: Path) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtWidgets", None)
    with pytest.raises(NoWindow):
        QtScreens().window(Machine(own_home), None, "en", demo=False)
    with pytest.raises(NoWindow):
        QtScreens().tour(WISH)


def test_what_is_wrong_with_our_own_modules_is_not_blamed_on_qt(
    monkeypatch: pytest.MonkeyPatch, own_home: Path
) -> None:
    for module in ("application", "tour"):
        monkeypatch.setitem(sys.modules, f"smbcrm.ui.{module}", None)
        monkeypatch.delattr(f"smbcrm.ui.{module}", raising=False)
    with pytest.raises(ImportError):
        main([])
    with pytest.raises(ImportError):
        QtScreens().window(Machine(own_home), None, "en", demo=False)
    with pytest.raises(ImportError):
        QtScreens().tour(WISH)


def test_garbage_is_collected_by_python_again_after_a_tour_that_broke(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    running: list[bool] = []

    def stops(_language: str) -> tuple[()]:
        running.append(gc.isenabled())
        raise Lost

    monkeypatch.setattr(tour, "stops", stops)
    with pytest.raises(Lost):
        QtScreens().tour(TourWish(tmp_path, "en", "light", 911, 452, 1))
    assert running == [False]
    assert gc.isenabled()


def test_a_tour_keeps_house_in_a_folder_of_its_own(
    monkeypatch: pytest.MonkeyPatch, own_home: Path, tmp_path: Path
) -> None:
    """Whether this user has a folder, or would get one: nothing is read from it or put there."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    Machine(own_home).put(LANGUAGE, "zh_CN")
    before = {path: path.read_bytes() for path in own_home.rglob("*")}
    titles: list[str] = []

    def look(hands: Hands, _opening: Opening) -> None:
        titles.append(hands.window.windowTitle())

    def press_two(hands: Hands, _opening: Opening) -> None:
        hands.press("2")

    way = (Stop("first-run", look), Stop("counter", press_two), Stop("end", look))
    monkeypatch.setattr(tour, "stops", lambda _language: way)
    monkeypatch.setattr(bootstrap, "_WINDOW_DEMO", 12)
    pictures = QtScreens().tour(TourWish(tmp_path / "tour", "en", "light", 911, 452, 1))
    names = ["01-first-run.png", "02-counter.png", "03-end.png"]
    assert [one.name for one in pictures] == names
    assert titles == ["Shopbell", "Willow & Wren Salon — Shopbell"]
    assert {path: path.read_bytes() for path in own_home.rglob("*")} == before
    assert not (tmp_path / "data").exists()
