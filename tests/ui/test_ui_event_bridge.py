"""What happens in the shop, and the passing of time, as the screens hear of it."""

import datetime as dt
import threading

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from smbcrm.core.clock import SetClock
from smbcrm.core.ids import uuid7
from smbcrm.membership.customers.types import CustomerChanged, Details
from smbcrm.membership.requests.types import Act
from smbcrm.ui.desk import Desk
from smbcrm.ui.event_bridge import CopyMade, DayBegan, Elsewhere, TimeWentOn
from smbcrm.ui.passing import Passing

MANY = 2000


class Listener(QObject):
    """Writes down on which thread it hears."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[int] = []

    def hear(self, _event: object) -> None:
        self.heard.append(threading.get_ident())


@pytest.fixture
def changes(desk: Desk) -> list[None]:
    """Return what gets longer with every change that is told."""
    told: list[None] = []
    desk.bridge.changed.connect(lambda: told.append(None))
    return told


def test_all_that_happens_at_one_time_is_one_change(
    desk: Desk, changes: list[None], qtbot: QtBot
) -> None:
    heard: list[object] = []
    desk.bridge.happened.connect(heard.append)
    for name in ("Ann", "Bob", "Cid"):
        desk.services.customers.add(Details(full_name=name), Act(uuid7(desk.services.clock)))
    desk.bridge.happened.emit(Elsewhere())
    assert len(heard) > 3
    assert changes == []
    qtbot.wait(50)
    assert changes == [None]


def test_thousands_of_events_of_a_worker_are_one_change(
    desk: Desk, changes: list[None], qtbot: QtBot
) -> None:
    listener = Listener()
    desk.bridge.happened.connect(listener.hear)

    def work() -> None:
        for number in range(MANY):
            desk.services.events.publish(CustomerChanged(frozenset({number})))

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    qtbot.waitUntil(lambda: bool(changes))
    qtbot.wait(50)
    assert listener.heard == [threading.get_ident()] * MANY
    assert changes == [None]


def test_a_copy_and_a_while_are_no_change(desk: Desk, changes: list[None], qtbot: QtBot) -> None:
    desk.bridge.happened.emit(CopyMade())
    desk.bridge.happened.emit(TimeWentOn())
    qtbot.wait(50)
    assert changes == []


def test_a_business_day_begins_once(desk: Desk, changes: list[None], qtbot: QtBot) -> None:
    """The day of the shop, not the one of the calendar: it begins at four."""
    clock, owner = desk.services.clock, QObject()
    assert isinstance(clock, SetClock)
    heard: list[type] = []
    desk.bridge.happened.connect(lambda event: heard.append(type(event)))
    passing = Passing(desk, owner)
    today = desk.today()
    day, step = desk.shop.day, dt.timedelta(minutes=30)
    while day.local(clock.instant + step).hour != day.begins_at:
        clock.instant += step
        passing.look()
    assert desk.today() == today
    assert set(heard) == {TimeWentOn}
    heard.clear()
    clock.instant += step
    passing.look()
    passing.look()
    assert desk.today() == today + dt.timedelta(days=1)
    assert heard == [DayBegan, TimeWentOn, TimeWentOn]
    qtbot.waitUntil(lambda: changes == [None])
    owner.deleteLater()
