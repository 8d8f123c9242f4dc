"""The ways to a bill at the counter, and back to where one was."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from smbcrm.core.clock import SetClock
from smbcrm.membership.sales.types import ReverseRequest, SaleRequest
from smbcrm.membership.services import Services
from smbcrm.ui.counter import bill_panel
from smbcrm.ui.counter.bill_panel import BillMemory
from smbcrm.ui.counter.done_panel import DonePanel
from smbcrm.ui.counter.page import CounterPage
from smbcrm.ui.counter.panel import BILL, NEW_CUSTOMER, REDEEM, SALE, TOP_UP
from smbcrm.ui.counter.panel_flow import DONE
from smbcrm.ui.counter.sale_panel import SalePanel
from smbcrm.ui.desk import Desk
from tests.helpers.bill_hands import bill, number, opened
from tests.helpers.held_jobs import HeldJobs
from tests.helpers.money_hands import words_in
from tests.helpers.printers import PdfPrinters
from tests.helpers.room import RecordingRoom
from tests.helpers.salon import NOW
from tests.ui.counter.conftest import act, put_up, walk_in

HANNAH = "Hannah Brooks"
ENTER = Qt.Key.Key_Return


@pytest.fixture(autouse=True)
def printers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PdfPrinters:
    """Let the page find printers that print into the test's own folder."""
    made = PdfPrinters(tmp_path, "Counter")
    monkeypatch.setattr(bill_panel, "Printers", lambda: made)
    return made


def sell(page: CounterPage, typed: str, qtbot: QtBot) -> None:
    """Sell for an amount to whoever is open."""
    page.begin(SALE)
    panel = page.flow.panel
    assert isinstance(panel, SalePanel)
    field = panel.amount.field.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, typed)
    QTest.keyClick(field, ENTER)
    qtbot.waitUntil(lambda: page.flow.name == DONE)


def press(key: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key)


def type_in(text: str) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClicks(focus, text)


def test_what_was_done_offers_its_bill(
    page: CounterPage, who: dict[str, int], qtbot: QtBot
) -> None:
    page.open_customer(who[HANNAH])
    sell(page, "61.20", qtbot)
    done = page.flow.panel
    assert isinstance(done, DonePanel)
    assert (done.e_bill.text(), done.e_bill.accessibleDescription()) == ("E-bill", "F9")
    QTest.mouseClick(done.e_bill, Qt.MouseButton.LeftButton)
    assert number(page) == 4
    assert page.body.customer.card.isVisible()
    assert page.body.customer.card.isEnabled()


def test_f9_and_enter_print_it_and_lead_back(
    page: CounterPage,
    who: dict[str, int],
    qtbot: QtBot,
    printers: PdfPrinters,
    room: RecordingRoom,
) -> None:
    page.open_customer(who[HANNAH])
    sell(page, "61.20", qtbot)
    page.begin(BILL)
    press(ENTER)
    assert [job.title for job in printers.jobs] == ["E-bill 4"]
    assert room.toasts == ["E-bill 4 was sent to Counter."]
    assert page.flow.name == DONE
    assert page.flow.done is not None
    assert page.row.box.field.hasFocus()
    page.begin(BILL)
    assert bill(page).side.checked.text().startswith("A copy")


def test_esc_leads_back_to_what_was_done(
    page: CounterPage, who: dict[str, int], qtbot: QtBot, room: RecordingRoom
) -> None:
    page.open_customer(who[HANNAH])
    sell(page, "61.20", qtbot)
    page.begin(BILL)
    assert page.escape()
    assert page.flow.name == DONE
    assert opened(page) == HANNAH
    assert page.body.customer.card.tiles[0].property("touched") == "true"
    assert room.undo is not None
    room.undo.take_back()
    assert room.toasts == ["$61.20 taken back, Hannah Brooks."]


def test_after_a_walk_in_it_has_the_whole_width(
    page: CounterPage, who: dict[str, int], qtbot: QtBot
) -> None:
    del who
    sell(page, "9", qtbot)
    page.begin(BILL)
    assert bill(page).view is None
    assert page.escape()
    assert page.flow.name == DONE
    assert page.view is None


def test_f9_shows_the_last_bill_of_this_till(page: CounterPage, services: Services) -> None:
    page.begin(BILL)
    assert number(page) == 3
    assert bill(page).view is None, "nobody is open"
    assert page.escape()
    assert page.is_idle
    walk_in(services)
    page.begin(BILL)
    assert number(page) == 4


def test_f9_again_stays(page: CounterPage) -> None:
    page.begin(BILL)
    panel = bill(page)
    panel.pages.view.setFocus()
    page.begin(BILL)
    assert page.flow.panel is panel
    assert panel.side.print.button.hasFocus()


def test_with_a_customer_open_it_is_the_last_bill_of_that_one(
    page: CounterPage, who: dict[str, int], services: Services
) -> None:
    walk_in(services)
    page.open_customer(who[HANNAH])
    page.begin(BILL)
    assert bill(page).view is not None
    assert number(page) == 3
    page.escape()
    page.open_customer(who["Hanna Becker"])
    page.begin(BILL)
    assert page.notice.text == "There is no bill of Hanna Becker yet."
    assert opened(page) == "Hanna Becker"
    assert page.body.customer.isVisible()


def test_another_tills_bill_is_not_the_last_here(
    desk: Desk, services: Services, qtbot: QtBot
) -> None:
    other = services.staff.add_terminal("Till 2").name
    services.till.sale(SaleRequest(replace(act(services), terminal=other), None, 900))
    page = put_up(desk, qtbot)
    page.begin(BILL)
    assert number(page) == 3
    page.close()


def test_what_was_undone_is_the_last_all_the_same(
    page: CounterPage, services: Services, who: dict[str, int]
) -> None:
    undone = walk_in(services)
    services.till.reverse(ReverseRequest(act(services), undone))
    page.begin(BILL)
    assert number(page) == 4
    assert "Void" in words_in(bill(page))
    page.escape()
    sale = services.till.sale(SaleRequest(act(services), who[HANNAH], 900))
    services.till.reverse(ReverseRequest(act(services), sale.operation))
    page.open_customer(who[HANNAH])
    page.begin(BILL)
    assert number(page) == 5
    assert "Void" in words_in(bill(page))


def test_f9_while_choosing_is_the_bill_of_the_one_who_is_marked(
    page: CounterPage, services: Services
) -> None:
    walk_in(services)
    QTest.keyClicks(page.row.box.field, "ha")
    press(ENTER)
    assert page.search.list.isVisible()
    page.begin(BILL)
    assert opened(page) == HANNAH
    assert number(page) == 3
    assert not page.search.list.isVisible()


def test_a_panel_closes_the_list_of_the_search(page: CounterPage) -> None:
    for again in (False, True):
        for name in (SALE, BILL):
            if again:
                page.begin(name)
            QTest.keyClicks(page.row.box.field, "ha")
            assert page.search.list.isVisible()
            assert page.search.meant is None
            page.begin(name)
            assert page.flow.name == name
            assert not page.search.list.isVisible()
            page.row.box.field.setFocus()
            page.search.clear()
            page.flow.drop()


def test_without_a_bill_of_today_that_is_said(page: CounterPage, services: Services) -> None:
    clock = services.clock
    assert isinstance(clock, SetClock)
    clock.instant = NOW.replace(day=23)
    page.begin(BILL)
    assert page.notice.text == "No bill was made at this till today."
    assert page.is_idle


def test_what_is_half_typed_is_not_lost(page: CounterPage, who: dict[str, int]) -> None:
    page.open_customer(who[HANNAH])
    for name in (SALE, TOP_UP, REDEEM):
        page.begin(name)
        type_in("30")
        page.begin(BILL)
        assert page.flow.name == name
        assert page.notice.text == "Finish or close this first."
        page.notice.clear()
        page.flow.drop()
    page.begin(SALE)
    page.begin(BILL)
    assert page.flow.name == BILL, "nothing was typed in it"


def test_a_new_customer_half_typed_is_not_lost(page: CounterPage) -> None:
    page.new_customer("Lin")
    page.begin(BILL)
    assert page.flow.name == NEW_CUSTOMER


def test_a_bill_that_is_looked_up_takes_no_place_that_was_taken_meanwhile(
    desk: Desk, qtbot: QtBot, who: dict[str, int]
) -> None:
    jobs = HeldJobs(held=False)
    page = put_up(replace(desk, jobs=jobs), qtbot)
    page.open_customer(who[HANNAH])
    jobs.held = True
    page.begin(BILL)
    page.begin(SALE)
    jobs.do_all()
    assert page.flow.name == SALE
    page.escape()
    page.begin(BILL)
    page.close_customer()
    jobs.do_all()
    assert page.is_idle
    page.close()


def test_the_next_customer_takes_the_bills_place(
    page: CounterPage, who: dict[str, int], qtbot: QtBot
) -> None:
    page.open_customer(who[HANNAH])
    sell(page, "61.20", qtbot)
    page.begin(BILL)
    page.open_customer(who["Hanna Becker"])
    assert opened(page) == "Hanna Becker"
    assert page.flow.name == ""


def test_after_a_sale_a_product_is_sold_to_somebody_else(
    page: CounterPage, who: dict[str, int], qtbot: QtBot, services: Services
) -> None:
    page.open_customer(who[HANNAH])
    sell(page, "61.20", qtbot)
    page.begin(BILL)
    page.begin(SALE)
    assert page.view is None, "the sale was the end of the visit"
    assert page.flow.name == SALE
    del services


def test_after_a_top_up_more_is_done_for_the_same(
    page: CounterPage, who: dict[str, int], qtbot: QtBot
) -> None:
    page.open_customer(who[HANNAH])
    page.begin(TOP_UP)
    type_in("100")
    press(ENTER)
    qtbot.waitUntil(lambda: page.flow.name == DONE)
    page.begin(BILL)
    assert number(page) == 4
    page.begin(SALE)
    assert opened(page) == HANNAH
    assert page.flow.name == SALE


def test_typing_for_the_next_customer_closes_it_after_a_sale(
    page: CounterPage, who: dict[str, int], qtbot: QtBot
) -> None:
    page.open_customer(who[HANNAH])
    sell(page, "61.20", qtbot)
    page.begin(BILL)
    page.to_search()
    QTest.keyClicks(page.row.box.field, "01")
    assert page.is_idle


def test_the_bill_outlives_another_language(
    page: CounterPage, who: dict[str, int], qtbot: QtBot, desk: Desk
) -> None:
    page.open_customer(who[HANNAH])
    sell(page, "61.20", qtbot)
    page.begin(BILL)
    other = put_up(desk, qtbot)
    other.recall(page.memory())
    assert number(other) == 4
    assert opened(other) == HANNAH
    assert other.escape()
    assert other.flow.name == DONE
    other.close()


def test_who_comes_while_it_is_printed_waits(desk: Desk, qtbot: QtBot, who: dict[str, int]) -> None:
    jobs = HeldJobs(held=False)
    page = put_up(replace(desk, jobs=jobs), qtbot)
    page.open_customer(who[HANNAH])
    sell(page, "61.20", qtbot)
    page.begin(BILL)
    jobs.held = True
    QTest.keyClick(bill(page), ENTER)
    printing = jobs.waiting.pop()
    page.open_customer(who["Hanna Becker"])
    jobs.do_all()
    assert opened(page) == HANNAH
    assert page.notice.text.startswith("Hanna Becker is next.")
    assert page.unfinished()
    printing()
    jobs.do_all()
    assert opened(page) == "Hanna Becker"
    page.close()


def test_only_a_bill_is_shown_as_one(desk: Desk) -> None:
    with pytest.raises(TypeError):
        bill_panel.bill_panel(desk, None, None)
    assert BillMemory("x").number is None
