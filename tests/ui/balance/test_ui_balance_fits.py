"""Card and balance in every size, language and look: nothing is cut, everything has a name."""

import pytest
from PySide6.QtWidgets import QApplication

from smbcrm.membership.packages.types import NewPackage, Terms
from smbcrm.membership.sales.types import ItemQuantity, SaleRequest, TopUpRequest
from smbcrm.membership.services import Services
from smbcrm.ui.theme import look
from smbcrm.ui.theme.tokens import Theme
from tests.helpers.room import RecordingRoom, sit_down
from tests.helpers.salon import EVIL
from tests.helpers.screen_check import faults
from tests.ui.balance.conftest import PutUp, act, click, named

SIZES = [(1366, 696), (1093, 543), (911, 452)]
LOOKS = [("en", Theme.LIGHT), ("zh_CN", Theme.DARK), ("zh_TW", Theme.LIGHT)]


@pytest.fixture
def rich(services: Services, hannah: int) -> int:
    """Let Hannah own something of everything, in large amounts, with cards of before."""
    for code, name in (("DRY", "Blow-dry, the long name of a package"), ("CUT5", "Cut 5")):
        services.packages.add(NewPackage(code, name, 9000, Terms(10, 6)), act(services))
        services.till.sale(SaleRequest(act(services), hannah, items=(ItemQuantity(code),)))
    services.till.top_up(TopUpRequest(act(services), hannah, 99_999_900))
    for _ in range(5):
        number = services.cards.of_customer(hannah)[0].number
        services.cards.replace(number, act(services))
    return hannah


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
    desk = sit_down(services, RecordingRoom(), language)
    page = put_up(desk, rich, size)
    settle()
    assert faults(page) == []
    click(page.parts.balance.explain)
    settle()
    assert faults(page) == []
    page.escape()
    page.arrive(str(named(services, EVIL)))
    settle()
    assert faults(page) == []


def settle() -> None:
    """Let every layout find its place: one that wraps asks those around it once more."""
    for _ in range(4):
        QApplication.processEvents()
