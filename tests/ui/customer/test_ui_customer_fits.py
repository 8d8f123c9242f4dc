"""The page in every size, language and look: nothing is cut, everything has a name."""

import pytest
from PySide6.QtWidgets import QApplication

from smbcrm.membership.customers.kinds import ConsentChannel, ConsentState
from smbcrm.membership.customers.types import ConsentSaid, Details
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind
from smbcrm.membership.relationships.types import LinkKind
from smbcrm.membership.services import Services
from smbcrm.ui.customer.page import CustomerPage
from smbcrm.ui.customer.tabs import Tab
from smbcrm.ui.theme import look
from smbcrm.ui.theme.tokens import Theme
from tests.helpers.room import RecordingRoom, sit_down
from tests.helpers.salon import EVIL, EVIL_SHOWN
from tests.helpers.screen_check import faults
from tests.ui.balance.conftest import named, seen
from tests.ui.customer.conftest import PutUp

SIZES = [(1366, 696), (1093, 543), (911, 452)]
LOOKS = [("en", Theme.LIGHT), ("zh_CN", Theme.DARK), ("zh_TW", Theme.LIGHT)]
LONG = "Wolfeschlegelsteinhausen " * 10


@pytest.fixture
def rich(services: Services, hannah: int) -> int:
    """Let as much be known of somebody with an evil name as there is room for."""
    who = named(services, EVIL)
    services.customers.edit(hannah, Details(full_name=LONG))
    code = services.customers.get(hannah).code
    services.customers.edit(
        who,
        Details(
            email="evil@" + "x" * 200 + ".com",
            address=LONG,
            tags=(EVIL[:60], LONG[:60], "vip"),
            preferences=LONG,
            source=EVIL,
            referrer=code,
            occasions=(
                Occasion(OccasionKind.BIRTHDAY, Calendar.LUNAR, 1960, 6, 12, is_leap_month=True),
                Occasion(OccasionKind.CUSTOM, Calendar.SOLAR, None, 2, 29, label=EVIL[:60]),
            ),
            consents=tuple(
                ConsentSaid(channel, ConsentState.REFUSED, EVIL) for channel in ConsentChannel
            ),
        ),
    )
    services.consents.define("photos", EVIL_SHOWN)
    services.consents.define("health", LONG[:100])
    services.consents.say(who, "photos", ConsentState.REFUSED, EVIL)
    services.relationships.link(who, hannah, LinkKind.PET_OWNER)
    services.notes.add(who, f"{EVIL}\n{LONG}")
    services.records.add_kind("colour", LONG[:50] + EVIL_SHOWN[:10])
    services.records.add(who, "colour", f"{EVIL}\n{LONG}")
    return who


@pytest.mark.parametrize(("language", "theme"), LOOKS)
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut(
    qapp: QApplication,
    services: Services,
    put_up: PutUp,
    rich: int,
    language: str,
    theme: Theme,
    size: tuple[int, int],
) -> None:
    look.wear(qapp, theme, language)
    page = put_up(sit_down(services, RecordingRoom(), language), rich, size)
    for tab in Tab:
        page.parts.choose(tab)
        look_over(page)
    for button in (page.head.edit_button, page.parts.notes.records.rows.buttons[1]):
        button.click()
        look_over(page)
        page.escape()
    page.parts.side.rows.rows()[0].click()
    look_over(page)
    page.escape()
    for row in (page.parts.privacy.changes_row, page.parts.privacy.erase_button):
        row.click()
        look_over(page)
        page.escape()


def test_an_evil_name_is_plain_text(
    services: Services, put_up: PutUp, rich: int, room: RecordingRoom
) -> None:
    page = put_up(sit_down(services, room), rich)
    assert seen(page.head)[0] == EVIL_SHOWN
    listed = page.parts.timeline.happened.list.entries
    assert listed[1].title.startswith("<b>Bobby</b>")
    page.parts.choose(Tab.NOTES)
    assert any(text.startswith(EVIL_SHOWN) for text in seen(page.parts.notes))
    assert all("\u202e" not in text for text in seen(page))


def look_over(page: CustomerPage) -> None:
    """Let every layout find its place, and look for what cannot be read."""
    for _ in range(4):
        QApplication.processEvents()
    assert faults(page) == []
