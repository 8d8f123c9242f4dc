"""The page in every size, language and look: nothing is cut, everything has a name."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from smbcrm.membership.customers.kinds import ConsentChannel, ConsentState
from smbcrm.membership.customers.types import ConsentSaid, Details
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind
from smbcrm.membership.services import Services
from smbcrm.ui.duplicates.list_card import Tab
from smbcrm.ui.theme import look
from smbcrm.ui.theme.tokens import Theme
from tests.helpers.keyboard import press
from tests.helpers.room import RecordingRoom, sit_down
from tests.helpers.salon import EVIL, EVIL_SHOWN
from tests.helpers.screen_check import faults
from tests.ui.balance.conftest import HANNAH, named, seen
from tests.ui.duplicates.conftest import PutUp, act, add, settle

SIZES = [(1366, 696), (1093, 543), (911, 452)]
LOOKS = [("en", Theme.LIGHT), ("zh_CN", Theme.DARK), ("zh_TW", Theme.LIGHT)]
LONG = "Wolfeschlegelsteinhausen " * 10


@pytest.fixture
def rich(services: Services) -> None:
    """Let as much be known of two as there is room for, and let two have been merged."""
    said = tuple(ConsentSaid(one, ConsentState.REFUSED, EVIL) for one in ConsentChannel)
    born = Occasion(OccasionKind.BIRTHDAY, Calendar.LUNAR, 1960, 6, 12, is_leap_month=True)
    day = Occasion(OccasionKind.CUSTOM, Calendar.SOLAR, None, 2, 29, label=EVIL[:60])
    phone = "+12075550142"
    add(services, LONG, phone, address=LONG, notes=LONG * 20, email="x" * 200 + "@a.de")
    add(services, EVIL, phone, notes="a", tags=(EVIL[:60],), consents=said, occasions=(born, day))
    services.customers.edit(named(services, HANNAH), Details(preferences=LONG), act(services))
    services.merging.merge(
        add(services, LONG, "+12075550171"), add(services, EVIL, "+12075550172"), {}, act(services)
    )


@pytest.mark.parametrize(("language", "theme"), LOOKS)
@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut(
    qapp: QApplication,
    services: Services,
    put_up: PutUp,
    rich: None,
    many: None,
    language: str,
    theme: Theme,
    size: tuple[int, int],
) -> None:
    del rich, many
    look.wear(qapp, theme, language)
    page = put_up(sit_down(services, RecordingRoom(), language), size)
    assert len(page.card.list.lines) == 3
    for line in page.card.list.lines:
        page.card.show_lines(page.card.list.lines, line.key)
        settle()
        assert faults(page) == []
    for _ in list(Tab)[1:]:
        page.card.tabs.step(1)
        settle()
        assert faults(page) == []


def test_an_evil_name_is_plain_text(services: Services, put_up: PutUp, rich: None) -> None:
    del rich
    page = put_up(sit_down(services, RecordingRoom()))
    page.card.list.step(1)
    settle()
    assert EVIL_SHOWN in seen(page.pair.compare.heads)
    assert all("\u202e" not in text for text in seen(page))
    assert all("\u202e" not in line.title for line in page.card.list.lines)


def test_what_has_the_focus_is_in_sight(services: Services, put_up: PutUp, rich: None) -> None:
    del rich
    page = put_up(sit_down(services, RecordingRoom()), SIZES[-1])
    rows = page.pair.compare.rows
    page.pair.compare.focus_first()
    for _ in rows:
        press(Qt.Key.Key_Down)
        settle()
        value = QApplication.focusWidget()
        assert value is not None
        assert not value.visibleRegion().isEmpty()
