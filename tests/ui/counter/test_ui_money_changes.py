"""The shop changes while a money panel is open: other tills, other rules, other sums; and bugs."""

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import RedeemRequest, SaleRequest
from smbcrm.membership.tiers.types import TierChanges
from smbcrm.ui.counter.redeem_panel import RedeemPanel
from smbcrm.ui.counter.sale_panel import SalePanel
from smbcrm.ui.counter.top_up_panel import TopUpPanel
from smbcrm.ui.desk import Desk
from tests.helpers.held_jobs import HeldJobs
from tests.helpers.money_hands import ENTER, sales_of, sit_at, view_of
from tests.helpers.room import RecordingRoom
from tests.helpers.till_trouble import with_faults

HANNAH = "Hannah Brooks"


def pay_elsewhere(desk: Desk, amount: int) -> None:
    customer = view_of(desk, HANNAH).shown.customer.id
    paid = {Means.STORED: amount}
    desk.services.till.sale(SaleRequest(desk.act(), customer, amount, payments=paid))


def test_the_figures_follow_another_till(qtbot: QtBot, desk: Desk) -> None:
    hands = sit_at(qtbot, SalePanel, desk, view_of(desk, HANNAH))
    hands.type("50")
    hands.wait_for("Take $50.00")
    pay_elsewhere(desk, 10000)
    hands.panel.show_view(view_of(desk, HANNAH))
    assert hands.figures["Stored value after"].startswith("12.00")
    hands.press(ENTER)
    assert len(hands.done) == 1


def test_a_sale_is_never_recorded_with_another_sum_than_was_shown(qtbot: QtBot, desk: Desk) -> None:
    customer = view_of(desk, HANNAH).shown.customer.id
    before = sales_of(desk.services, customer)
    for digit in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3):
        desk.services.tiers.edit("gold", TierChanges(discount=1000))
        hands = sit_at(qtbot, SalePanel, desk, view_of(desk, HANNAH))
        hands.type("50")
        hands.wait_for("Take $45.00")
        hands.tab_to(hands.panel.payment.ways)  # type: ignore[attr-defined] # it is a sale
        hands.press(digit)
        qtbot.wait(200)
        desk.services.tiers.edit("gold", TierChanges(discount=0))
        hands.press(ENTER)
        assert hands.said.startswith("$45.00 is paid and $50.00 is due")
        assert hands.button == "Take $50.00"
        assert sales_of(desk.services, customer) == before
        hands.panel.frame.back.click()


def test_what_another_till_took_is_refused_in_place(qtbot: QtBot, desk: Desk) -> None:
    hands = sit_at(qtbot, SalePanel, desk, view_of(desk, HANNAH))
    hands.type("150")
    hands.wait_for("Take $150.00")
    pay_elsewhere(desk, 10000)
    hands.press(ENTER)
    assert hands.said == "Stored value is 88.00 short needs 150.00, has 62.00"
    hands.press(ENTER)
    bill = hands.done[0].bill
    assert bill is not None
    assert {paid.means: paid.amount for paid in bill.payments} == {"stored": 6200, "cash": 8800}


def test_points_that_are_gone_meanwhile_are_not_redeemed(qtbot: QtBot, desk: Desk) -> None:
    hands = sit_at(qtbot, RedeemPanel, desk, view_of(desk, HANNAH))
    hands.type("1292")
    hands.wait_for("Redeem 1,292")
    customer = view_of(desk, HANNAH).shown.customer.id
    desk.services.till.redeem(RedeemRequest(desk.act(), customer, 292))
    hands.panel.show_view(view_of(desk, HANNAH))
    assert "There are 1000 points" in hands.panel.frame.take.reason
    hands.press(ENTER)
    assert hands.done == []


def test_the_keypad_tops_up(qtbot: QtBot, desk: Desk) -> None:
    hands = sit_at(qtbot, TopUpPanel, desk, view_of(desk, HANNAH))
    for key in ("2", "00"):
        hands.panel.frame.keypad.pressed.emit(key)
    hands.wait_for("Take $200.00")


def test_an_offer_is_chosen_by_a_click(qtbot: QtBot, desk: Desk) -> None:
    hands = sit_at(qtbot, TopUpPanel, desk, view_of(desk, HANNAH))
    panel = hands.panel
    assert isinstance(panel, TopUpPanel)
    panel.offers.tiles[1].click()
    hands.wait_for("Take $500.00")
    assert hands.focus is panel.amount.field.edit


def test_an_item_is_chosen_by_a_click(qtbot: QtBot, desk: Desk) -> None:
    hands = sit_at(qtbot, SalePanel, desk, None)
    panel = hands.panel
    assert isinstance(panel, SalePanel)
    panel.items.add.click()
    found = panel.items.search.list
    row = found.item(1)
    found.setCurrentItem(row)
    found.itemClicked.emit(row)
    hands.wait_for("Take $58.00")


def test_a_bug_is_told_at_large_and_the_panel_goes_on(
    qtbot: QtBot, desk: Desk, room: RecordingRoom
) -> None:
    desk, till = with_faults(desk)
    hands = sit_at(qtbot, SalePanel, desk, view_of(desk, HANNAH))
    hands.type("50")
    hands.wait_for("Take $50.00")
    till.bugs = 1
    hands.press(ENTER)
    assert [type(error) for error in room.troubles] == [ZeroDivisionError]
    assert hands.done == []
    hands.press(ENTER)
    assert len(hands.done) == 1


def test_a_bug_in_a_quote_is_told_at_large(qtbot: QtBot, desk: Desk, room: RecordingRoom) -> None:
    desk, till = with_faults(desk)
    hands = sit_at(qtbot, SalePanel, desk, view_of(desk, HANNAH))
    till.bugs = 1
    hands.type("50")
    qtbot.waitUntil(lambda: room.troubles != [])
    assert not hands.panel.frame.take.button.isEnabled()


def test_an_answer_for_an_older_amount_is_dropped(qtbot: QtBot, desk: Desk) -> None:
    view, jobs = view_of(desk, HANNAH), HeldJobs()
    hands = sit_at(qtbot, SalePanel, replace(desk, jobs=jobs), view)
    jobs.do_all()
    hands.type("5")
    hands.panel.quoting.hurry()
    assert len(jobs.waiting) == 1
    hands.type("0")
    jobs.do_all()
    assert hands.button == "Take"
    hands.panel.quoting.hurry()
    jobs.do_all()
    assert hands.button == "Take $50.00"
