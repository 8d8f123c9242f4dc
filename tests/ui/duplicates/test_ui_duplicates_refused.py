"""What a refusal asks for is a click away."""

import pytest
from pytestqt.qtbot import QtBot

from smbcrm.core.errors import ShopbellError
from smbcrm.membership.customers.errors import MergedAway, TooMany
from smbcrm.membership.merging.types import (
    BothStaff,
    ImportStandsOpen,
    LaterMerge,
    OldCodeTaken,
    PausedApart,
)
from smbcrm.ui.desk import Desk
from smbcrm.ui.duplicates.refusal import Refusal


@pytest.mark.parametrize(
    ("error", "words", "place"),
    [
        (BothStaff(one="Jo", other="Mia"), "To the staff", "settings/staff"),
        (ImportStandsOpen(), "To the import", "import"),
        (PausedApart(package="Ten cuts", code="TEN"), "To the balance", "customer/7/balance"),
        (TooMany(field="Phones", most=20), "Customer page", "customer/7"),
        (LaterMerge(later=5, merge=3), "Show that merge", "duplicates/merged/5"),
        (MergedAway(name="Ann", code="C1"), "", ""),
        (OldCodeTaken(code="C1"), "", ""),
    ],
)
def test_the_way_to_what_is_asked_for(
    desk: Desk, qtbot: QtBot, error: ShopbellError, words: str, place: str
) -> None:
    refusal = Refusal(desk)
    qtbot.addWidget(refusal)
    led: list[str] = []
    refusal.led.connect(led.append)
    refusal.show_error(error, 7)
    assert refusal.text() == desk.tell(error)
    assert refusal.way.isVisible() is bool(words)
    if words:
        assert refusal.way.text() == words
        refusal.way.click()
        assert led == [place]
