"""The empty frame comes first; what fills it comes when it was seen, and without a detour."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from smbcrm.core.machine import TEXT_SCALE
from smbcrm.ui import application, session
from smbcrm.ui.counter.open_customer import OpenCustomer
from smbcrm.ui.first_run.page import FirstRun
from smbcrm.ui.main_window import Ground
from smbcrm.ui.open_shop import OpenShop
from smbcrm.ui.theme import look, scheme
from smbcrm.ui.theme.tokens import Theme, tokens
from tests.helpers.house import House


@pytest.mark.parametrize("theme", Theme)
def test_the_frame_has_the_colour_of_the_canvas(
    qapp: QApplication, qtbot: QtBot, theme: Theme
) -> None:
    ground = Ground(scheme.ground(qapp, scheme.CHOICES[theme.value]))
    qtbot.addWidget(ground)
    seen = ground.grab().toImage().pixelColor(5, 5)
    assert seen.name().upper() == tokens().colors[theme]["canvas"]
    look.wear(qapp, Theme.LIGHT, "en")


def test_it_begins_once_the_frame_was_seen(qtbot: QtBot) -> None:
    begun: list[bool] = []
    ground = Ground(QColor("white"))
    qtbot.addWidget(ground)
    timer = application._after_the_first_paint(ground, lambda: begun.append(ground.isVisible()))
    timer.setInterval(60_000)
    assert begun == []
    ground.show()
    qtbot.waitUntil(lambda: bool(begun))
    ground.repaint()
    QApplication.processEvents()
    assert begun == [True]
    assert not timer.isActive()


def test_it_begins_too_where_nobody_sees_the_frame(qtbot: QtBot) -> None:
    begun: list[bool] = []
    ground = Ground(QColor("white"))
    qtbot.addWidget(ground)
    timer = application._after_the_first_paint(ground, lambda: begun.append(True))
    timer.setInterval(1)
    qtbot.waitUntil(lambda: bool(begun))
    ground.repaint()
    QApplication.processEvents()
    assert begun == [True]


def test_a_shop_that_is_known_is_opened_without_the_first_page(
    house: House, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(FirstRun, "__init__")
    house.premises.machine.remember_shop(address)
    house.enter()
    assert isinstance(house.window.centralWidget(), OpenShop)


def test_one_that_cannot_be_opened_is_said_on_the_first_page(house: House, tmp_path: Path) -> None:
    missing = str(tmp_path / "gone.smbcrm")
    house.enter(missing)
    page = house.window.centralWidget()
    assert isinstance(page, FirstRun)
    assert page.waiting.isVisible()
    assert any("gone.smbcrm" in said.text() for said in page.waiting.findChildren(QLabel))


def test_and_can_be_tried_again_when_it_is_there(
    house: House, address: str, tmp_path: Path
) -> None:
    gone = str(tmp_path / "gone.smbcrm")
    house.enter(gone)
    page = house.window.centralWidget()
    assert isinstance(page, FirstRun)
    shutil.copy(address, gone)
    page.waiting.again.click()
    house.wait_for(lambda: isinstance(house.window.centralWidget(), OpenShop))


@pytest.mark.parametrize("there", [None, b"", b"no shop " * 999], ids=["gone", "empty", "damaged"])
def test_one_that_cannot_be_opened_leaves_every_way_on_and_names_no_command(
    house: House, tmp_path: Path, there: bytes | None
) -> None:
    path = tmp_path / "lost.shop"
    if there is not None:
        path.write_bytes(there)
    house.enter(str(path))
    assert house.shows("That did not work")
    assert not house.shows("smbcrm ")
    house.click("Begin in another way")
    ways = ("Join a shop that runs already", "Restore a backup", "Start empty")
    assert all(any(way in name for name in house.names()) for way in ways)


def test_the_first_sheet_is_put_on_when_the_page_is_built_and_stays_on(
    house: House, address: str, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the program this is the first look, in letters of another size than those of the test."""
    monkeypatch.setattr(look.looks(), "dressed", False)
    monkeypatch.setattr(look, "_dress_first", lambda *_: None)
    house.premises.machine.put(TEXT_SCALE, "0.9")
    before, worn = qapp.styleSheet(), list[str]()

    def build(*given: object, **more: object) -> OpenShop:
        worn.append(qapp.styleSheet())
        return OpenShop(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(session, "OpenShop", build)
    house.enter(address)
    small = qapp.styleSheet()
    house.premises.machine.put(TEXT_SCALE, "1")
    house.shop.desk.room.wear()
    house.settle()
    assert worn == [before, qapp.styleSheet()]
    assert small != before == qapp.styleSheet()


def test_the_sheet_is_put_on_whatever_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    worn, put_on = look.looks(), list[str]()
    monkeypatch.setattr(worn, "dressed", False)
    monkeypatch.setattr(QApplication, "setStyleSheet", lambda _, sheet: put_on.append(sheet))
    with pytest.raises(LookupError), look.first_sheet_last():
        raise LookupError
    assert put_on == [worn.sheet] != [""]
    assert not worn.sheet_waits


def test_an_open_customer_is_made_when_one_is_opened(open_house: House) -> None:
    counter = open_house.shop.counter
    assert counter.findChildren(OpenCustomer) == []
    open_house.window.resize(911, 452)
    open_house.type("0142")
    open_house.press("Enter")
    (made,) = counter.findChildren(OpenCustomer)
    assert counter.body.customer is made
    assert made.strip.isVisible()
