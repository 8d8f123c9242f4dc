"""The hands of the tour: what they do when the window is not where they expect it."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from smbcrm import bootstrap
from smbcrm.core.clock import Clock
from smbcrm.membership.premises import Premises
from smbcrm.ui.tour import tour
from smbcrm.ui.tour.hands import Lost
from smbcrm.ui.tour.script import Stop
from tests.helpers.house import House


def test_a_picture_is_numbered_and_one_that_cannot_be_saved_is_no_picture(
    house: House, tmp_path: Path
) -> None:
    house.enter()
    assert house.hands.picture("first").name == "01-first.png"
    assert house.hands.picture("second").name == "02-second.png"
    assert house.hands.pictures == [tmp_path / "01-first.png", tmp_path / "02-second.png"]
    with pytest.raises(OSError, match="third"):
        house.hands.picture("no/such/folder/third")
    assert len(house.hands.pictures) == 2


def test_a_tour_that_is_lost_says_where_with_a_picture_and_leaves_no_window(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nowhere(*_: object) -> None:
        raise Lost("nowhere")

    def first(hands: object, opening: object) -> None:
        assert hands
        assert opening

    monkeypatch.setattr(tour, "stops", lambda _: (Stop("first", first), Stop("second", nowhere)))
    old = tmp_path / "07-old.png"
    old.touch()
    kept = tmp_path / "mine.png"
    kept.touch()

    def premises_at(clock: Clock) -> Premises:
        return bootstrap.premises(clock)

    with pytest.raises(Lost, match="second: nowhere"):
        tour.run(premises_at, tmp_path, "en", "light", 900, 500)
    names = sorted(path.name for path in tmp_path.glob("*.png"))
    assert names == ["01-first.png", "02-lost-second.png", "mine.png"]
    assert not any(one.isVisible() for one in qapp.topLevelWidgets())
