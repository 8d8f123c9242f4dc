"""A blind count on screen: it is written once, refused aloud, and closes no day by itself."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from smbcrm.core.ids import uuid7
from smbcrm.membership.dayclose.service import DayCloseService
from smbcrm.membership.dayclose.types import CloseRequest, Day
from smbcrm.membership.requests.types import Act, RequestReused
from smbcrm.membership.sales.types import SaleRequest
from smbcrm.membership.services import Services
from smbcrm.models.faults import DatabaseBusy
from smbcrm.ui.day_close.page import DayClosePage
from tests.helpers.held_jobs import HeldJobs
from tests.helpers.room import RecordingRoom, sit_down
from tests.helpers.till_trouble import first_unanswered

CONTROL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def jobs() -> HeldJobs:
    """Return workers that do everything at once, until they are held."""
    return HeldJobs(held=False)


@pytest.fixture
def page(services: Services, room: RecordingRoom, jobs: HeldJobs) -> Iterator[DayClosePage]:
    """Yield the page of a salon that counts blind, with 200.00 in the drawer and typed."""
    services.shop.set("till.count_blind", "yes")
    made = DayClosePage(sit_down(services, room, jobs=jobs))
    made.resize(1200, 696)
    made.narrow(1366, 696)
    made.show()
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    made.arrive()
    made.refocus()
    made.count.rows[0].field.edit.setFocus()
    type_text("2")
    yield made
    made.close()


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def type_text(text: str) -> None:
    QTest.keyClicks(focus(), text)


def state(services: Services) -> tuple[list[int], bool]:
    """Return what was counted, and whether the day is closed."""
    act = Act(uuid7(services.clock))
    day = services.dayclose.look(CloseRequest(act))
    return [one.counted for one in day.counts], day.closing is not None


def sell(services: Services, amount: int) -> None:
    services.till.sale(SaleRequest(Act(uuid7(services.clock)), None, amount))
    QApplication.processEvents()


def test_a_double_click_keeps_the_count_and_closes_nothing(
    page: DayClosePage, services: Services
) -> None:
    place = page.foot.keep.mapTo(page, page.foot.keep.rect().center())

    def click(at: QPoint) -> None:
        under = page.childAt(at)
        assert under is not None
        QTest.mouseClick(under, Qt.MouseButton.LeftButton, PLAIN, under.mapFrom(page, at))
        QApplication.processEvents()

    for _ in range(2):
        click(place)
    assert state(services) == ([20_000], False)
    click(page.foot.close_day.mapTo(page, page.foot.close_day.rect().center()))
    assert state(services) == ([20_000], True)


@pytest.mark.parametrize("modifier", [PLAIN, CONTROL])
def test_enter_pressed_twice_keeps_the_count_and_closes_nothing(
    page: DayClosePage, services: Services, modifier: Qt.KeyboardModifier
) -> None:
    page.foot.keep.setFocus()
    for _ in range(2):
        QTest.keyClick(focus(), Qt.Key.Key_Return, modifier)
    assert state(services) == ([20_000], False)
    assert focus() is page.foot.close_day, "which says what closing would write"
    QTest.keyClick(focus(), Qt.Key.Key_Return, modifier)
    assert state(services) == ([20_000], True)


def test_enter_after_the_last_note_leads_to_keeping(page: DayClosePage) -> None:
    for _ in page.count.rows:
        QTest.keyClick(focus(), Qt.Key.Key_Return)
    assert focus() is page.foot.keep
    page.owner.kept.edit.setFocus()
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    assert focus() is page.foot.keep


def test_a_count_is_kept_though_the_page_is_asked_anew_meanwhile(
    page: DayClosePage, services: Services, jobs: HeldJobs
) -> None:
    jobs.held = True
    page.foot.keep.click()
    page.foot.keep.click()
    assert not page.foot.keep.isEnabled()
    page.count.rows[1].field.edit.setText("1")  # a keystroke, and something that changed
    page.desk.bridge.changed.emit()
    jobs.do_all()
    assert state(services) == ([20_000], False)
    assert page.money.cash.value() == "50.00 over", "what was typed meanwhile is looked at"


def test_a_refused_count_says_so_until_somebody_types(
    page: DayClosePage, services: Services, jobs: HeldJobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Looking at the day again, which nothing is wrong with, takes no refusal away."""

    def refuse(_: DayCloseService, request: CloseRequest) -> Day:
        raise RequestReused(request=request.act.request_id)

    monkeypatch.setattr(DayCloseService, "count", refuse)
    jobs.held = True
    page.foot.keep.click()
    jobs.do_all()
    assert "was recorded before with other arguments" in page.refused.text()
    page.desk.bridge.changed.emit()
    jobs.do_all()
    assert page.refused.isVisible()
    page.owner.kept.edit.setText("100")
    jobs.do_all()
    assert page.refused.isHidden()
    assert state(services) == ([], False)


def test_a_fault_offers_to_keep_the_very_same_again(
    page: DayClosePage,
    services: Services,
    room: RecordingRoom,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent = first_unanswered(monkeypatch, DayCloseService, "count")
    page.foot.keep.click()
    assert isinstance(room.troubles[0], DatabaseBusy)
    room.try_again()
    assert sent[0] == sent[1]
    assert state(services) == ([20_000], False)


def test_a_sale_after_the_count_hides_the_figures_again(
    page: DayClosePage, services: Services
) -> None:
    page.foot.keep.click()
    assert page.money.cash.value() == "agrees"
    sell(services, 1_000)
    assert page.money.cash.value() == "not counted"
    assert page.foot.keep.isVisible()
    assert not page.foot.close_day.isEnabled()
    page.close_day()
    assert state(services) == ([], False), "hidden again"
