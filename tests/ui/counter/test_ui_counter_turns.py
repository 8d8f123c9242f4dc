"""One customer at the counter is never mistaken for another: after a sale, while one is written."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from smbcrm.membership.counter.service import CounterService
from smbcrm.membership.counter.types import CustomerView
from smbcrm.membership.services import Services
from smbcrm.ui.counter.page import CounterPage
from smbcrm.ui.counter.panel import REDEEM, SALE, TOP_UP
from smbcrm.ui.counter.panel_flow import DONE
from smbcrm.ui.desk import Desk, Undo
from tests.helpers.held_jobs import HeldJobs
from tests.helpers.room import RecordingRoom
from tests.helpers.till_trouble import ServerGone, with_faults
from tests.ui.counter.conftest import put_up
from tests.ui.counter.test_ui_counter_flow import HANNAH, amount, opened, sale, sell


def done_with_hannah(page: CounterPage, who: dict[str, int], qtbot: QtBot) -> None:
    page.open_customer(who[HANNAH], SALE)
    sell(page, "20", qtbot)
    assert page.flow.name == DONE


def test_a_product_after_a_sale_is_for_somebody_else(
    page: CounterPage, services: Services, who: dict[str, int], qtbot: QtBot
) -> None:
    item = next(one for one in services.items.all() if one.active)
    done_with_hannah(page, who, qtbot)
    page.scanned(item.barcode or item.code)
    assert sale(page).view is None
    assert [line[0].code for line in sale(page).items.lines] == [item.code]
    assert opened(page) == ""


@pytest.mark.parametrize("action", [SALE, TOP_UP, REDEEM])
def test_a_key_after_a_sale_is_for_somebody_else(
    page: CounterPage, who: dict[str, int], qtbot: QtBot, action: str
) -> None:
    done_with_hannah(page, who, qtbot)
    page.begin(action)
    assert opened(page) == ""
    assert page.flow.name == (SALE if action == SALE else "")


def test_an_unknown_number_after_a_sale_is_not_for_who_was_served(
    page: CounterPage, services: Services, who: dict[str, int], qtbot: QtBot
) -> None:
    done_with_hannah(page, who, qtbot)
    page.scanned(services.cards.next_number())
    assert opened(page) == ""
    offers = [one.text() for one in page.notice.findChildren(QPushButton)]
    assert "Find the customer" in offers


def test_what_was_closed_comes_back_in_the_place_of_nobody_else(
    page: CounterPage, room: RecordingRoom, who: dict[str, int]
) -> None:
    page.begin(SALE)
    QTest.keyClicks(amount(page), "68")
    page.escape()
    page.open_customer(who[HANNAH], SALE)
    QTest.keyClicks(amount(page), "7")
    assert room.undo is not None
    undo, room.undo = room.undo, None
    undo.take_back()
    assert page.notice.text == "Finish or close this first."
    assert amount(page).text() == "7"
    kept: Undo | None = room.undo
    assert kept is not None
    amount(page).clear()
    kept.take_back()
    assert opened(page) == ""
    assert sale(page).view is None
    assert amount(page).text() == "68"


def test_what_was_closed_of_a_customer_leaves_a_sale_alone(
    page: CounterPage, room: RecordingRoom, who: dict[str, int]
) -> None:
    page.open_customer(who[HANNAH], SALE)
    QTest.keyClicks(amount(page), "68")
    page.escape()
    page.close_customer()
    page.begin(SALE)
    QTest.keyClicks(amount(page), "7")
    assert room.undo is not None
    room.undo.take_back()
    assert opened(page) == ""
    assert amount(page).text() == "7"
    assert page.notice.text == "Finish or close this first."


def test_what_cannot_come_back_now_can_later(
    desk: Desk, services: Services, who: dict[str, int], qtbot: QtBot, room: RecordingRoom
) -> None:
    page = put_up(desk, qtbot)
    page.open_customer(who[HANNAH], SALE)
    QTest.keyClicks(amount(page), "68")
    page.escape()
    page.close_customer()
    assert room.undo is not None
    undo, room.undo = room.undo, None

    def gone(_service: CounterService, _customer: int) -> CustomerView:
        raise ServerGone

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(services.counter), "customer", gone)
        undo.take_back()
    assert [type(error) for error in room.troubles] == [ServerGone]
    kept: Undo | None = room.undo
    assert kept is not None
    kept.take_back()
    assert amount(page).text() == "68"


def writing(page: CounterPage, jobs: HeldJobs, who: dict[str, int]) -> None:
    """Let the till write a sale of Hannah's, and hold its answer back."""
    page.open_customer(who[HANNAH], SALE)
    QTest.keyClicks(amount(page), "68")
    sale(page).quoting.hurry()
    jobs.held = True
    QTest.keyClick(amount(page), Qt.Key.Key_Return)
    jobs.do_next()  # the last look
    assert sale(page).taking.sending


def test_nothing_takes_the_place_of_a_sale_that_is_written(
    desk: Desk, services: Services, who: dict[str, int], qtbot: QtBot
) -> None:
    jobs = HeldJobs(held=False)
    page = put_up(replace(desk, jobs=jobs), qtbot)
    writing(page, jobs, who)
    assert page.escape()
    for action in (TOP_UP, REDEEM):
        page.begin(action)
    page.new_customer()
    assert page.flow.name == SALE
    page.open_customer(who["陈雨桐"])
    jobs.do_all()
    assert services.counter.customer(who[HANNAH]).recent[0].amount == 6800
    assert opened(page) == "陈雨桐"


def test_a_product_scanned_while_a_sale_is_written_is_for_somebody_else(
    desk: Desk, services: Services, who: dict[str, int], qtbot: QtBot
) -> None:
    item = next(one for one in services.items.all() if one.active)
    jobs = HeldJobs(held=False)
    page = put_up(replace(desk, jobs=jobs), qtbot)
    writing(page, jobs, who)
    page.scanned(item.barcode or item.code)
    jobs.do_all()
    assert services.counter.customer(who[HANNAH]).recent[0].amount == 6800
    assert sale(page).view is None
    assert [line[0].code for line in sale(page).items.lines] == [item.code]


def test_what_is_closed_after_a_fault_may_be_recorded(
    desk: Desk, room: RecordingRoom, services: Services, who: dict[str, int], qtbot: QtBot
) -> None:
    desk, till = with_faults(desk)
    page = put_up(desk, qtbot)
    page.open_customer(who[HANNAH], SALE)
    till.after = 1
    QTest.keyClicks(amount(page), "68")
    QTest.keyClick(amount(page), Qt.Key.Key_Return)
    while page.flow.panel is not None:
        page.escape()
    assert room.toasts == ["Closed. It may be recorded all the same: look at “Just served”."]
    assert room.undo is not None
    room.undo.take_back()
    said = sale(page).notices.notice
    assert said is not None
    assert said.strong == "Not recorded yet"
    before = services.counter.customer(who[HANNAH]).owned
    QTest.keyClick(amount(page), Qt.Key.Key_Return)
    assert page.flow.name == DONE
    assert len(till.sent) == 2
    assert len(set(till.sent)) == 1
    assert services.counter.customer(who[HANNAH]).owned == before
