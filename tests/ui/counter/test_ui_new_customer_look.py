"""The new customer at three sizes, in two languages and two themes: nothing cut, all named."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smbcrm.membership.occasions.types import Calendar
from smbcrm.membership.services import Services
from smbcrm.ui.counter.birthday_box import BirthdayParts
from smbcrm.ui.counter.new_customer_form import Typed
from smbcrm.ui.counter.new_customer_panel import NewCustomerPanel
from smbcrm.ui.theme import look
from smbcrm.ui.theme.tokens import Theme
from tests.helpers.room import RecordingRoom, sit_down
from tests.helpers.screen_check import faults

SIZES = ((1366, 696), (1093, 543), (911, 452))
WRAPS = ("LeadText", "WrapLabel")
"""Labels that wrap by themselves, which Qt does not know."""
FULL = Typed(
    name="Linda Lin 林美玲",
    greeted="Linda",
    mobile="207 555 0142",
    birthday=BirthdayParts(Calendar.LUNAR, "1960", 6, 12, leap=True),
    consents=("sms", "letter"),
)
WRONG = Typed(mobile="0108", email="grace@", birthday=BirthdayParts(year="19"), alert="x" * 501)


@pytest.fixture(params=["en-light", "en-dark", "zh_CN-light"])
def worn(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """Wear a language and a theme; yield the language."""
    language, theme = request.param.split("-")
    look.wear(qapp, Theme(theme), language)
    yield language
    look.wear(qapp, Theme.LIGHT, "en")


@pytest.mark.parametrize("typed", [Typed(), FULL, WRONG], ids=["empty", "full", "wrong"])
def test_nothing_is_cut_and_everything_has_a_name(
    services: Services, room: RecordingRoom, qtbot: QtBot, worn: str, typed: Typed
) -> None:
    panel = NewCustomerPanel(sit_down(services, room, worn), None)
    qtbot.addWidget(panel)
    panel.show()
    panel.form.show_typed(typed)
    panel.looking.look()
    if typed is WRONG:
        panel.save_and_open()
    for width, height in SIZES:
        side = 188 if width == SIZES[0][0] else 60
        panel.resize(width - side - 40, height - 100)
        panel.narrow(width, height)
        for _ in range(3):
            QApplication.processEvents()
        assert panel.height() <= height - 100
        assert [one for one in faults(panel) if not one.startswith(WRAPS)] == []
    assert panel.card.isVisible() == (typed is FULL)
