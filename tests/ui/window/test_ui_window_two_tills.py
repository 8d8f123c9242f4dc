"""Two programs on one shop: what the other one does is seen here without being asked for."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QApplication

from smbcrm.core.clock import SystemClock
from tests.helpers.house import House
from tests.helpers.salon import salon

Record = Callable[[str, object], None]


@pytest.fixture
def real_house(qapp: QApplication, tmp_path: Path, shop_address: str) -> Iterator[House]:
    """Yield a window on a salon of today, on either database: the other till has a real clock."""
    del qapp
    salon(shop_address, SystemClock()).close()
    house = House(tmp_path, SystemClock())
    house.enter(shop_address)
    yield house
    house.leave()


def other_till(house: House, *words: str) -> None:
    """Let a program of its own do something in the same shop."""
    address = house.shop.desk.services.address
    subprocess.run(
        [sys.executable, "-m", "smbcrm", "--shop", address, *words],
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONUTF8": "1"},
        timeout=60,
    )


def test_a_sale_of_another_till_is_seen_on_the_board(
    real_house: House, record_property: Record
) -> None:
    house = real_house
    with house.books() as books:
        code = books.customers.page()[0].code
    other_till(house, "sale", code, "33.30")
    since = QElapsedTimer()
    since.start()
    house.wait_for(lambda: "$33.30" in " ".join(house.names()))
    record_property("figures", f"seen {since.elapsed()} ms after the other program ended")


def test_a_sale_of_another_till_is_seen_on_the_open_customer(real_house: House) -> None:
    house = real_house
    house.type("0142")
    house.press("Enter")
    with house.books() as books:
        code = books.customers.find("0142")[0].code
    other_till(house, "top-up", code, "100")
    house.wait_for(lambda: house.shows("$262.00"))
    house.press("F5")
    house.type("300")
    other_till(house, "top-up", code, "100")
    house.wait_for(lambda: house.shows("$362.00"))
    assert house.shop.counter.flow.half_done()


def test_a_customer_of_another_till_is_seen_in_the_list(real_house: House) -> None:
    house = real_house
    house.press("Ctrl+2")
    other_till(house, "customer", "add", "Aaron Zhou")
    house.wait_for(lambda: house.shows("5 customers"))
