"""Panels at the counter: begun, closed, done and undone, kept, and who waits meanwhile."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from smbcrm.membership.sales.proposing import Way
from smbcrm.membership.services import Services
from smbcrm.ui.counter import panel_flow
from smbcrm.ui.counter.done_panel import DonePanel
from smbcrm.ui.counter.page import CounterPage
from smbcrm.ui.counter.panel import REDEEM, SALE, TOP_UP
from smbcrm.ui.counter.panel_flow import DONE
from smbcrm.ui.counter.sale_panel import SalePanel
from smbcrm.ui.counter.top_up_panel import TopUpPanel
from smbcrm.ui.desk import Desk, Undo
from tests.helpers.held_jobs import HeldJobs
from tests.helpers.room import RecordingRoom, sit_down
from tests.ui.counter.conftest import put_up

HANNAH = "Hannah Brooks"


def sale(page: CounterPage) -> SalePanel:
    panel = page.flow.panel
    assert isinstance(panel, SalePanel)
    return panel


def amount(page: CounterPage) -> QLineEdit:
    field = sale(page).amount.field.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    return field


def sell(page: CounterPage, typed: str, qtbot: QtBot) -> None:
    """Type an amount and take it."""
    QTest.keyClicks(amount(page), typed)
    QTest.keyClick(amount(page), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.flow.name != SALE)


def opened(page: CounterPage) -> str:
    return "" if page.view is None else page.view.shown.customer.profile.full_name


def touched(page: CounterPage) -> list[bool]:
    return [tile.property("touched") == "true" for tile in page.body.customer.card.tiles]


def test_a_tile_begins_its_panel_and_back_ends_it(page: CounterPage, who: dict[str, int]) -> None:
    page.open_customer(who[HANNAH])
    for name, tile in page.body.customer.tiles.items():
        QTest.mouseClick(tile, Qt.MouseButton.LeftButton)
        assert page.flow.name == name
        assert page.body.customer.card.isVisible()
        assert page.escape()
        assert page.flow.name == ""
    assert opened(page) == HANNAH


def test_tiles_say_what_they_would_do(page: CounterPage, who: dict[str, int]) -> None:
    page.open_customer(who[HANNAH])
    tiles = page.body.customer.tiles
    assert [tiles[one].sub() for one in (SALE, TOP_UP, REDEEM)] == [
        "Amount, how paid, points",
        "Pay 500, get 50",
        "1,292 available",
    ]


def test_without_a_customer_a_sale_is_a_walk_in(
    page: CounterPage, room: RecordingRoom, qtbot: QtBot
) -> None:
    QTest.mouseClick(page.body.idle.hints.walk_in, Qt.MouseButton.LeftButton)
    assert sale(page).view is None
    sell(page, "12", qtbot)
    done = page.flow.panel
    assert isinstance(done, DonePanel)
    assert room.undo is not None
    assert room.undo.what == "Sale $12.00"
    room.undo.take_back()
    assert room.toasts == ["$12.00 taken back."]
    assert page.body.idle.isVisible()


@pytest.mark.parametrize("action", [TOP_UP, REDEEM])
def test_what_needs_a_customer_says_so(page: CounterPage, action: str) -> None:
    page.begin(action)
    assert page.notice.text == "Find the customer first."
    assert page.flow.panel is None


def test_a_sale_is_done_shown_and_undone(
    page: CounterPage, services: Services, who: dict[str, int], qtbot: QtBot
) -> None:
    page.open_customer(who[HANNAH], SALE)
    sell(page, "58+10", qtbot)
    done = page.flow.panel
    assert isinstance(done, DonePanel)
    assert touched(page) == [True, True, False, True]
    assert services.counter.customer(who[HANNAH]).owned.points == 1292 + 92
    QTest.mouseClick(done.undo, Qt.MouseButton.LeftButton)
    assert page.flow.panel is None
    assert touched(page) == [False] * 4
    assert opened(page) == HANNAH
    assert services.counter.customer(who[HANNAH]).owned.points == 1292


def test_a_sale_that_is_done_goes_when_the_next_one_is_typed(
    page: CounterPage, who: dict[str, int], qtbot: QtBot
) -> None:
    page.open_customer(who[HANNAH], SALE)
    sell(page, "20", qtbot)
    QTest.keyClicks(page.row.box.field, "cyt")
    assert page.flow.panel is None
    assert opened(page) == ""
    assert page.row.box.text() == "cyt"
    QTest.keyClick(page.row.box.field, Qt.Key.Key_Return)
    assert opened(page) == "陈雨桐"


def test_a_sale_that_is_done_goes_by_itself(
    desk: Desk, who: dict[str, int], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(panel_flow, "DONE_MS", 300)
    page = put_up(desk, qtbot)
    page.open_customer(who[HANNAH], SALE)
    sell(page, "20", qtbot)
    assert page.flow.name == DONE
    qtbot.waitUntil(page.body.idle.isVisible)
    assert opened(page) == ""


def test_half_typed_things_are_not_pushed_aside(page: CounterPage, who: dict[str, int]) -> None:
    page.open_customer(who[HANNAH], SALE)
    QTest.keyClicks(amount(page), "68")
    page.begin(TOP_UP)
    page.new_customer()
    assert page.flow.name == SALE
    assert page.notice.text == "Finish or close this first."
    assert amount(page).text() == "68"


def test_the_next_customer_waits_until_the_sale_is_done(
    page: CounterPage, room: RecordingRoom, who: dict[str, int], qtbot: QtBot
) -> None:
    page.open_customer(who[HANNAH], SALE)
    QTest.keyClicks(amount(page), "6")
    page.open_customer(who["陈雨桐"])
    assert opened(page) == HANNAH
    assert page.notice.text.startswith("陈雨桐 is next.")
    sell(page, "8", qtbot)
    assert (opened(page), page.flow.name) == (HANNAH, DONE)  # sum and change are seen first
    assert page.notice.text == "陈雨桐 is next."
    page.flow.close()
    assert opened(page) == "陈雨桐"
    assert page.notice.text == ""
    assert room.undo is not None
    room.undo.take_back()
    assert room.toasts[-1] == "$68.00 taken back, Hannah Brooks."


def test_the_next_customer_comes_when_the_sale_is_closed(
    page: CounterPage, who: dict[str, int]
) -> None:
    page.open_customer(who[HANNAH], SALE)
    QTest.keyClicks(amount(page), "68")
    page.open_customer(who["陈雨桐"])
    page.flow.close()
    assert opened(page) == "陈雨桐"


def test_esc_keeps_what_was_typed_for_an_undo(
    page: CounterPage, room: RecordingRoom, who: dict[str, int]
) -> None:
    page.open_customer(who[HANNAH], SALE)
    QTest.keyClicks(amount(page), "68")
    while page.flow.panel is not None:
        page.escape()
    assert room.toasts == ["Closed. Ctrl+Z brings back what was typed."]
    page.close_customer()
    assert room.undo is not None
    room.undo.take_back()
    assert opened(page) == HANNAH
    assert amount(page).text() == "68"


def short_sale(page: CounterPage, who: dict[str, int], qtbot: QtBot) -> TopUpPanel:
    """Type more than Hannah's 162.00, and go from the notice to the top-up."""
    page.open_customer(who[HANNAH], SALE)
    QTest.keyClicks(amount(page), "200")
    sale(page).payment.choose(Way.STORED)
    QTest.keyClick(amount(page), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sale(page).notices.notice is not None)
    QTest.keyClick(amount(page), Qt.Key.Key_F6)
    panel = page.flow.panel
    assert isinstance(panel, TopUpPanel)
    assert panel.amount.field.text() == "38.00"
    return panel


def test_a_sale_goes_on_after_the_top_up_it_needed(
    page: CounterPage, room: RecordingRoom, who: dict[str, int], qtbot: QtBot
) -> None:
    panel = short_sale(page, who, qtbot)
    panel.payment.choose_number(1)
    panel.payment.cash.field.set_amount(5000)
    panel.edited()
    page.open_customer(who["陈雨桐"])
    assert page.notice.text.startswith("陈雨桐 is next.")
    page.notice.clear()
    panel.enter()
    qtbot.waitUntil(lambda: page.flow.name == SALE)
    assert page.notice.text == "$38.00 topped up Change to give back: $12.00"
    assert touched(page)[0]
    assert amount(page).text() == "200"
    assert amount(page).hasFocus()
    QTest.keyClick(amount(page), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.flow.name == DONE)
    assert room.toasts == []


def test_a_sale_comes_back_when_the_top_up_is_closed(
    page: CounterPage, desk: Desk, who: dict[str, int], qtbot: QtBot
) -> None:
    panel = short_sale(page, who, qtbot)
    page.begin(REDEEM)
    assert page.notice.text == "Finish or close this first."
    page.notice.clear()
    panel.amount.field.edit.clear()
    page.begin(SALE)
    assert page.flow.name == TOP_UP
    other = put_up(desk, qtbot)
    other.recall(page.memory())
    for one in (page, other):
        while one.flow.name == TOP_UP:
            one.escape()
        assert amount(one).text() == "200"
    assert opened(other) == HANNAH


def test_a_key_pressed_while_the_page_is_made_anew_is_not_lost(
    page: CounterPage, desk: Desk, who: dict[str, int], qtbot: QtBot
) -> None:
    page.open_customer(who[HANNAH])
    jobs = HeldJobs(held=True)
    other = put_up(replace(desk, jobs=jobs), qtbot)
    other.recall(page.memory())
    other.begin(TOP_UP)
    jobs.do_all()
    assert opened(other) == HANNAH
    assert other.flow.name == TOP_UP
    assert other.notice.text == ""
    other.close()


def test_a_top_up_nobody_touched_is_closed_without_a_word(
    page: CounterPage, room: RecordingRoom, who: dict[str, int], qtbot: QtBot
) -> None:
    short_sale(page, who, qtbot).frame.back.click()
    assert page.flow.name == SALE
    assert room.toasts == []


def test_a_closed_top_up_does_not_take_the_place_of_a_sale_that_is_written(
    desk: Desk, services: Services, who: dict[str, int], qtbot: QtBot
) -> None:
    jobs = HeldJobs(held=False)
    page = put_up(replace(desk, jobs=jobs), qtbot)
    short_sale(page, who, qtbot).amount.field.edit.setText("77")
    while page.flow.name == TOP_UP:
        page.escape()
    sale(page).payment.choose(Way.CASH)
    sale(page).quoting.hurry()
    jobs.held = True
    QTest.keyClick(amount(page), Qt.Key.Key_Return)
    jobs.do_next()  # the last look
    assert sale(page).is_writing()
    press(page, "Go on with the top-up")
    assert page.flow.name == SALE
    assert page.notice.text == "The top-up was closed."
    jobs.do_all()
    assert page.flow.name == DONE
    assert services.counter.customer(who[HANNAH]).recent[0].amount == 20000


def press(page: CounterPage, words: str) -> None:
    """Press a button of the notice below the search."""
    buttons = page.notice.findChildren(QPushButton)
    next(one for one in buttons if one.text() == words).click()


def test_another_page_goes_on_where_this_one_was(
    page: CounterPage, desk: Desk, who: dict[str, int], qtbot: QtBot
) -> None:
    page.open_customer(who[HANNAH], SALE)
    QTest.keyClicks(amount(page), "68")
    other = put_up(desk, qtbot)
    other.recall(page.memory())
    assert opened(other) == HANNAH
    assert amount(other).text() == "68"


def test_another_page_shows_what_was_done(
    page: CounterPage, desk: Desk, who: dict[str, int], qtbot: QtBot
) -> None:
    page.open_customer(who[HANNAH], SALE)
    sell(page, "68", qtbot)
    other = put_up(desk, qtbot)
    other.recall(page.memory())
    assert isinstance(other.flow.panel, DonePanel)
    assert touched(other)[0]


def test_an_idle_page_has_nothing_to_remember(page: CounterPage) -> None:
    assert page.memory() is None


def test_f5_is_not_lost_while_the_customer_is_coming(
    services: Services, who: dict[str, int], qtbot: QtBot
) -> None:
    jobs = HeldJobs()
    page = put_up(sit_down(services, jobs=jobs), qtbot)
    jobs.do_all()
    page.open_customer(who[HANNAH])
    page.begin(SALE)
    assert page.flow.panel is None
    jobs.do_all()
    assert opened(page) == HANNAH
    assert sale(page).view is page.view


def test_who_is_coming_no_more_keeps_nothing_back(
    services: Services, who: dict[str, int], qtbot: QtBot
) -> None:
    jobs = HeldJobs()
    page = put_up(sit_down(services, jobs=jobs), qtbot)
    jobs.do_all()
    page.open_customer(who[HANNAH])
    page.close_customer()
    page.begin(SALE)
    jobs.do_all()
    assert opened(page) == ""
    assert sale(page).view is None


def test_what_was_done_can_be_undone_on_the_page_that_follows(
    page: CounterPage, desk: Desk, room: RecordingRoom, who: dict[str, int], qtbot: QtBot
) -> None:
    page.open_customer(who[HANNAH], SALE)
    sell(page, "68", qtbot)
    memory = page.memory()
    room.undo = None
    other = put_up(desk, qtbot)
    other.recall(memory)
    undo: Undo | None = room.undo
    assert undo is not None
    undo.take_back()
    assert other.flow.panel is None
    assert room.toasts == ["$68.00 taken back, Hannah Brooks."]


def test_an_action_waits_for_the_customer_who_is_coming(
    page: CounterPage, who: dict[str, int]
) -> None:
    page.open_customer(who[HANNAH], TOP_UP)
    assert page.flow.name == TOP_UP
    assert page.flow.panel is not None
    assert page.flow.panel.view is page.view
