"""When the window is furnished anew, when it is not, and what is closed where nobody wants it."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from smbcrm.membership.custom_fields.types import NewField
from smbcrm.membership.services import Services
from smbcrm.membership.shop import settings
from smbcrm.ui import opening
from smbcrm.ui.event_bridge import Elsewhere
from smbcrm.ui.session import Session
from tests.helpers.house import House

OTHER = "Wren & Willow"
LEFT = Qt.MouseButton.LeftButton


def another_till_renames(house: House) -> None:
    """Let another till give the shop another name, and let this window hear of it."""
    with house.books() as books:
        books.shop.set(settings.NAME.key, OTHER)
    house.shop.desk.bridge.happened.emit(Elsewhere())
    house.settle()


def test_another_name_is_taken_up_at_once(open_house: House) -> None:
    before = open_house.shop
    another_till_renames(open_house)
    open_house.wait_for(lambda: open_house.shop is not before)
    assert open_house.window.windowTitle() == f"{OTHER} — Shopbell"


def test_nobody_is_disturbed_in_settings_and_it_is_taken_up_afterwards(open_house: House) -> None:
    open_house.press("Ctrl+,")
    before = open_house.shop
    another_till_renames(open_house)
    assert open_house.shop is before
    open_house.press("Ctrl+1")
    open_house.wait_for(lambda: open_house.window.windowTitle() == f"{OTHER} — Shopbell")
    assert open_house.shop.place == "counter"


def test_nothing_changes_under_a_pressed_button(open_house: House) -> None:
    before, handle = open_house.shop, open_house.window.windowHandle()
    place, none = QPoint(700, 600), Qt.KeyboardModifier.NoModifier
    QTest.mousePress(handle, LEFT, none, place)
    another_till_renames(open_house)
    assert open_house.shop is before
    QTest.mouseRelease(handle, LEFT, none, place)
    open_house.wait_for(lambda: open_house.shop is not before)


def test_nothing_changes_under_an_open_card(open_house: House) -> None:
    before = open_house.shop
    before.cover(QLabel("Is it so?"))
    another_till_renames(open_house)
    assert open_house.shop is before
    open_house.press("Esc")
    open_house.wait_for(lambda: open_house.shop is not before)


def test_a_burst_of_another_till_is_looked_at_once_more_only(
    open_house: House, gate: "Gate", monkeypatch: pytest.MonkeyPatch
) -> None:
    real, asked = Session._facts, list[None]()

    def facts(session: Session) -> object:
        asked.append(None)
        return real(session)

    monkeypatch.setattr(Session, "_facts", facts)
    desk = open_house.shop.desk
    desk.ask(open_house.shop, gate.wait, lambda _: None)
    open_house.wait_for(gate.begun.is_set)
    for _ in range(500):
        desk.bridge.happened.emit(Elsewhere())
    gate.open.set()
    open_house.settle()
    assert len(asked) == 1


@dataclass
class Gate:
    """Work on a worker that waits until the test lets it go on."""

    begun: threading.Event = field(default_factory=threading.Event)
    open: threading.Event = field(default_factory=threading.Event)

    def wait(self) -> None:
        self.begun.set()
        assert self.open.wait(30)


@pytest.fixture
def gate() -> Iterator[Gate]:
    """Yield a gate, and leave it open."""
    made = Gate()
    yield made
    made.open.set()


def test_a_window_closed_before_there_is_anything_to_see_closes_the_shop(
    house: House, address: str, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Session._facts

    def facts(session: Session) -> object:
        gate.wait()
        return real(session)

    monkeypatch.setattr(Session, "_facts", facts)
    house.window.show()
    house.opening.begin(address)
    house.wait_for(gate.begun.is_set)
    threading.Timer(0.05, gate.open.set).start()
    house.window.close()
    assert house.opening.session is None
    assert not [one for one in threading.enumerate() if one.name.startswith("shopbell")]


def test_a_shop_that_was_opened_for_a_closed_window_is_closed(
    house: House, address: str, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[str] = []

    def open_(shop: str) -> Services:
        services = house.premises.open(shop)
        gate.wait()
        return services

    def close(services: Services) -> None:
        closed.append(services.address)
        services.close()

    monkeypatch.setattr(house.opening, "premises", replace(house.premises, open=open_))
    monkeypatch.setattr(opening, "_close", close)
    house.window.show()
    house.opening.begin(address)
    house.wait_for(gate.begun.is_set)
    threading.Timer(0.05, gate.open.set).start()
    house.window.close()
    assert closed == [address]


def test_a_field_that_another_till_adds_is_taken_up(open_house: House) -> None:
    before = open_house.shop
    with open_house.books() as books:
        books.custom_fields.add(NewField("Shoe size"))
    before.desk.bridge.happened.emit(Elsewhere())
    open_house.wait_for(lambda: open_house.shop is not before)
    assert [one.name for one in open_house.shop.desk.fields] == ["Shoe size"]
