"""The way to the day's close and back, by keys and by mouse; and the notice of a wrong clock."""

import datetime as dt

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from smbcrm import bootstrap
from smbcrm.core.clock import SetClock
from smbcrm.core.ids import uuid7
from smbcrm.core.machine import STAFF
from smbcrm.membership.dayclose.types import CloseRequest
from smbcrm.membership.requests.types import Act
from smbcrm.ui.clock_notice import ClockNotice
from smbcrm.ui.trouble_bar import TroubleBar
from tests.helpers.house import House

TODO = "Owner may still record it: it is then listed as a later change."


def trouble(house: House) -> str:
    """Return what the bar at the foot says, nothing where it is hidden."""
    (bar,) = house.window.findChildren(TroubleBar)
    return bar.text() if bar.isVisible() else ""


def clock(house: House) -> SetClock:
    assert isinstance(house.clock, SetClock)
    return house.clock


def look(house: House) -> None:
    """Let the notice look at the clock, as it does when time goes on."""
    (notice,) = (one for one in house.shop.findChildren(QObject) if isinstance(one, ClockNotice))
    notice.look()
    house.settle()


def test_the_day_is_closed_by_keys_alone(open_house: House) -> None:
    open_house.press("Ctrl+K")
    open_house.type("close the")
    open_house.press("Enter")
    assert open_house.shop.place == "close"
    for count in "12":
        open_house.type(count)
        open_house.press("Enter")
    assert open_house.shows("agrees")
    open_house.press("Ctrl+Enter")
    assert open_house.shows("The day is closed at Till 1.")
    assert open_house.shows("Closed today 10:24 by Owner")
    open_house.press("Esc")
    assert open_house.shop.place == "counter"


def test_the_side_bar_marks_the_counter_whence_ever_somebody_comes(open_house: House) -> None:
    counter = open_house.shop.sidebar.buttons()[0]
    open_house.press("Ctrl+3")
    assert not counter.isChecked()
    open_house.press("Ctrl+D")
    assert open_house.shop.place == "close"
    assert counter.isChecked()


def test_from_the_strip_of_the_counter(open_house: House) -> None:
    open_house.click("Close the day")
    assert open_house.shop.place == "close"
    assert open_house.focus.accessibleName() == "How many of 100"


def test_what_is_counted_is_not_lost_with_the_window(open_house: House) -> None:
    open_house.shop.go("close")
    open_house.settle()
    open_house.type("1")
    assert not open_house.window.close()
    assert open_house.shows("Something here is not recorded yet.")


def test_staff_are_told_at_the_counter_that_the_day_is_closed(house: House, address: str) -> None:
    books = bootstrap.open_shop(address, clock=house.clock)
    mia = books.staff.add_staff("Mia").id
    books.dayclose.close(CloseRequest(Act(uuid7(books.clock)), 20_000))
    books.close()
    house.premises.machine.of_shop(address).put(STAFF, str(mia))
    house.enter(address)
    house.type("0142")
    house.press("Enter", "F5")
    house.type("68")
    assert house.shows("2026-11-21 is closed at Till 1.")
    house.press("Enter")
    assert house.shows(TODO)
    assert not house.shows("$68.00 taken")


def test_a_clock_behind_is_told_once_and_after_every_sale(open_house: House) -> None:
    assert trouble(open_house) == ""
    clock(open_house).instant -= dt.timedelta(days=1)
    look(open_house)
    said = "The clock of this PC stands behind the last entry, of 2026-11-21 10:24."
    assert trouble(open_house).startswith(said)
    open_house.press("Esc")
    look(open_house)
    assert trouble(open_house) == "", "it is said once"
    open_house.type("0142")
    open_house.press("Enter", "F5")
    open_house.type("68")
    open_house.press("Down", "Down", "Enter")
    assert trouble(open_house).startswith(said)
    assert open_house.shows("$68.00 taken")
    clock(open_house).instant += dt.timedelta(days=1, minutes=1)
    look(open_house)
    assert trouble(open_house) == "", "it is right again"


def test_a_clock_far_ahead(open_house: House) -> None:
    clock(open_house).instant += dt.timedelta(days=500)
    look(open_house)
    assert "far ahead of the last entry" in trouble(open_house)


def test_who_counts_blind_reads_no_cash_on_the_counter(open_house: House) -> None:
    assert open_house.shows("$200.00")
    with open_house.books() as books:
        books.shop.set("till.count_blind", "yes")
    open_house.wait_for(lambda: open_house.shop.desk.shop.counts_blind)
    open_house.settle()
    strip = open_house.find("Cash taken: —, counted blind")
    assert isinstance(strip, QWidget)
