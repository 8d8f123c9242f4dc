"""A window in a process of its own, worked by hands that tell what they see; it may be killed."""

import os
from multiprocessing.connection import Connection
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtWidgets import QApplication

from smbcrm.core.clock import SystemClock
from smbcrm.ui.garbage import Garbage
from tests.helpers.house import House


def sell_until_killed(told: Connection, address: str, folder: str, first: int) -> None:
    """Sell to Hannah again and again, one cent more each time; tell each sum when it is taken."""
    os.environ["SMBCRM_HOME"] = f"{folder}/home"
    app = QApplication([])
    Garbage(app)
    house = House(Path(folder), SystemClock())
    house.enter(address)
    cents = first
    while app is not None:
        house.press("F2")
        house.type("0142")
        house.press("Enter", "F5")
        house.type(f"5.{cents:02}")
        house.press("Down")
        told.send(("typed", cents))
        house.hands.strike("Enter")
        house.wait_for(lambda cents=cents: house.shows(f"$5.{cents:02} taken"))  # type: ignore[misc]
        told.send(("taken", cents))
        cents += 1
