"""Every part in every size, language and theme: nothing cut, nothing without a name."""

import datetime as dt

import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from smbcrm.membership.items.types import ItemKind, NewItem
from smbcrm.membership.packages.types import NewPackage, Terms
from smbcrm.membership.rewards.types import NewReward
from smbcrm.membership.services import Services
from smbcrm.membership.vouchers.types import NewDefinition
from smbcrm.ui.setting_parts import ENTRIES
from smbcrm.ui.settings.page import SettingsPage
from smbcrm.ui.theme import look
from smbcrm.ui.theme.tokens import Theme
from smbcrm.ui.widgets.lead_text import LeadText
from tests.helpers.room import RecordingRoom, sit_down
from tests.helpers.salon import EVIL
from tests.helpers.screen_check import faults

_FORMS = {
    "points": ("offer_add",),
    "benefits": ("package_edit_TEN", "voucher_edit_OFF", "reward_edit_MUG"),
}
SIDEBARS = {1366: 188, 1093: 60, 911: 60}


@pytest.mark.parametrize("size", [(1366, 696), (1093, 543), (911, 452)])
@pytest.mark.parametrize(
    ("language", "theme", "scale"),
    [("en", Theme.LIGHT, 1.0), ("zh_CN", Theme.DARK, 1.0), ("zh_TW", Theme.LIGHT, 0.9)],
)
def test_every_part_fits(
    qapp: QApplication,
    qtbot: QtBot,
    services: Services,
    size: tuple[int, int],
    language: str,
    theme: Theme,
    scale: float,
) -> None:
    look.wear(qapp, theme, language, scale)
    services.items.add(NewItem("TEA", EVIL, 1_250_000, ItemKind.PRODUCT, "4006381333931", 175))
    services.packages.add(NewPackage("TEN", EVIL, 1_250_000, Terms(10, 12, "CUT")))
    day = dt.date(2026, 12, 24)
    services.vouchers.add(
        NewDefinition(
            "OFF", EVIL, "amount_off", 100, None, 5000, None, day, day, ("gold",), "silver"
        )
    )
    services.rewards.add(NewReward("MUG", EVIL, 1_250_000, stock=12, tiers=("silver", "gold")))
    services.staff.add_staff(EVIL.replace("\u202e", ""))
    services.backups.now()
    page = SettingsPage(sit_down(services, RecordingRoom(), language))
    qtbot.addWidget(page)
    page.resize(size[0] - SIDEBARS[size[0]], size[1])
    page.narrow(*size)
    page.show()
    for entry in ENTRIES:
        page.arrive(entry.id)
        for name in _FORMS.get(entry.id, ()):
            found = page.findChild(QAbstractButton, name)
            assert found is not None
            found.click()
        for _ in range(2):  # what is laid out may change the room of what surrounds it
            QApplication.processEvents()
        assert [one for one in faults(page) if not one.startswith("LeadText")] == []
        assert [text.text() for text in page.findChildren(LeadText) if _too_low(text)] == []


@pytest.mark.parametrize(
    "name",
    ["settings_list", "settings_form", "backup_band", "backup_table", "backup_test"],
)
def test_the_blocks_of_the_backup_page_have_their_names(
    qtbot: QtBot, services: Services, name: str
) -> None:
    page = SettingsPage(sit_down(services, RecordingRoom()))
    qtbot.addWidget(page)
    page.arrive("backup")
    assert page.findChild(QWidget, name) is not None


def _too_low(text: LeadText) -> bool:
    """Tell whether a text that wraps by itself has too few lines; the checker knows only labels."""
    return text.isVisible() and text.heightForWidth(text.width()) > text.height() + 1
