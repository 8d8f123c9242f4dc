"""The window stands open over the end of a business day: everything on it is of the new one."""

import datetime as dt

import pytest
from PySide6.QtCore import QObject

from smbcrm.core.clock import SetClock
from smbcrm.ui.passing import Passing
from tests.helpers.house import House


@pytest.fixture
def next_day(open_house: House) -> House:
    """Return the window with Hannah open, a sale half typed, and a day gone by."""
    open_house.type("0142")
    open_house.press("Enter", "F5")
    open_house.type("12.5")
    assert open_house.shows("Birthday in 3 days")
    clock = open_house.clock
    assert isinstance(clock, SetClock)
    clock.instant += dt.timedelta(days=1)
    (passing,) = [one for one in open_house.shop.findChildren(QObject) if isinstance(one, Passing)]
    passing.look()
    open_house.settle()
    return open_house


def test_the_greeting_of_the_open_customer_is_of_the_new_day(next_day: House) -> None:
    assert next_day.shows("Birthday in 2 days")
    assert not next_day.shows("Birthday in 3 days")


def test_what_was_half_typed_is_recorded_on_the_new_day(next_day: House) -> None:
    next_day.press("Down", "Down", "Enter")
    assert next_day.shows("$12.50 taken")
    with next_day.books() as books:
        row = books.history.of_customer(books.customers.find("0142")[0].id)[0]
    assert row.business_date == dt.date(2026, 11, 22)


def test_the_board_begins_anew(next_day: House) -> None:
    next_day.press("Esc", "Esc", "Esc")
    assert next_day.shows("Just served")
    assert not next_day.shows("$58.00")
