"""Record sale, by the keys a person presses."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from smbcrm.membership.bills.types import Bill, BillServer
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.proposing import Way
from smbcrm.membership.sales.serving import Serves
from smbcrm.membership.tiers.types import TierChanges
from smbcrm.ui.counter.sale_panel import SalePanel
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.buttons import ChoiceTile
from tests.helpers.held_jobs import HeldJobs
from tests.helpers.money_hands import ENTER, Hands, sales_of, sit_at, view_of, words_in
from tests.helpers.salon import EVIL_SHOWN

HANNAH = "Hannah Brooks"


def hannah(qtbot: QtBot, desk: Desk) -> tuple[Hands, SalePanel]:
    hands = sit_at(qtbot, SalePanel, desk, view_of(desk, HANNAH))
    assert isinstance(hands.panel, SalePanel)
    return hands, hands.panel


def walk_in(qtbot: QtBot, desk: Desk) -> tuple[Hands, SalePanel]:
    hands = sit_at(qtbot, SalePanel, desk, None)
    assert isinstance(hands.panel, SalePanel)
    return hands, hands.panel


def paid(bill: Bill | None) -> dict[str, int]:
    assert bill is not None
    return {payment.means: payment.amount for payment in bill.payments}


def test_amount_and_enter_take_it_from_stored_value(qtbot: QtBot, desk: Desk) -> None:
    hands, _ = hannah(qtbot, desk)
    hands.type("61.20")
    hands.press(ENTER)
    done = hands.done[0]
    assert done.customer == view_of(desk, HANNAH).shown.customer.id
    assert paid(done.bill) == {"stored": 6120}
    assert len(hands.done) == 1


def test_what_will_be_is_shown_before_it_is(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = hannah(qtbot, desk)
    assert hands.button == "Take"
    assert not panel.frame.take.button.isEnabled()
    assert panel.frame.take.reason == "Type the amount, or add an item."
    hands.type("68")
    hands.wait_for("Take $68.00")
    assert hands.figures == {
        "Amount": "68.00",
        "Stored value after": "94.00 paid 85.46 + gift 8.54",
        "Points · Gold ×1.5": "+92 → 1,384",
    }


def test_the_discount_of_the_tier_is_named_and_the_button_says_what_is_left(
    qtbot: QtBot, desk: Desk
) -> None:
    desk.services.tiers.edit("gold", TierChanges(discount=1250))
    hands, _ = hannah(qtbot, desk)
    hands.type("80")
    hands.wait_for("Take $70.00")
    assert hands.figures["Gold −12.5 %"] == "−10.00"
    hands.press(ENTER)
    assert paid(hands.done[0].bill) == {"stored": 7000}


@pytest.mark.parametrize(
    ("typed", "minor"),
    [("58+10", 6800), ("６８", 6800), ("68,50", 6850), ("58 ＋ 10,5", 6850), ("57+", 5700)],
)
def test_amounts_are_typed_as_people_type_them(
    qtbot: QtBot, desk: Desk, typed: str, minor: int
) -> None:
    hands, _ = hannah(qtbot, desk)
    hands.type(typed)
    hands.press(ENTER)
    assert paid(hands.done[0].bill) == {"stored": minor}


def test_an_amount_with_two_readings_is_refused_with_both(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = hannah(qtbot, desk)
    hands.type("1,050")
    hands.press(ENTER)
    assert panel.amount.error == (
        "“1,050” can be $1.05 or $1,050.00."
        " Type it without the separator, or with one or two decimals."
    )
    assert not panel.frame.take.button.isEnabled()
    assert hands.done == []
    hands.press(Qt.Key.Key_Backspace)
    assert panel.amount.error == ""


def test_without_an_amount_enter_asks_for_one(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = hannah(qtbot, desk)
    hands.press(ENTER)
    assert panel.amount.error == "The amount is empty. Type it, for example 68.50."
    hands.type("0")
    hands.press(ENTER)
    assert hands.done == []


def test_arrows_in_the_amount_choose_how_it_is_paid(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = hannah(qtbot, desk)
    hands.type("20")
    hands.wait_for("Take $20.00")
    hands.press(Qt.Key.Key_Down)
    assert panel.payment.ways.value() is Way.CASH
    hands.press(Qt.Key.Key_Down, Qt.Key.Key_Up, ENTER)
    assert paid(hands.done[0].bill) == {"cash": 2000}


def test_digits_choose_where_nobody_types(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = hannah(qtbot, desk)
    hands.type("20")
    hands.wait_for("Take $20.00")
    hands.tab_to(panel.payment.ways)
    hands.press(Qt.Key.Key_3)
    assert panel.payment.ways.value() is Way.TENDER
    assert panel.amount.field.text() == "20"
    hands.press(ENTER)
    assert paid(hands.done[0].bill) == {"card": 2000}


def loud(panel: SalePanel) -> bool:
    """Tell whether what stands above the button is said as an error."""
    take = panel.frame.take
    said = next(one for one in take.findChildren(QLabel) if one.text() == take.reason)
    return bool(said.property("kind") == "error")


def test_another_way_is_proposed_where_stored_value_falls_short_and_that_is_said(
    qtbot: QtBot, desk: Desk
) -> None:
    hands, panel = hannah(qtbot, desk)
    assert panel.payment.ways.value() is Way.STORED
    hands.type("20")
    hands.wait_for("Take $20.00")
    assert panel.frame.take.reason == ""
    hands.type("0")
    hands.wait_for("Take $200.00")
    assert panel.payment.ways.value() is Way.TENDER
    assert panel.frame.take.reason == "Stored value is 38.00 short: paid by card."
    assert not loud(panel)
    hands.press(ENTER)
    assert paid(hands.done[0].bill) == {"card": 20000}


def test_stored_value_that_was_chosen_stays_where_it_falls_short(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = hannah(qtbot, desk)
    panel.payment.choose(Way.STORED)
    hands.type("200")
    hands.wait_for("Take $200.00")
    assert panel.payment.ways.value() is Way.STORED
    assert panel.frame.take.reason == "Stored value is 38.00 short."
    assert loud(panel)
    hands.press(ENTER)
    assert hands.said == "Stored value is 38.00 short needs 200.00, has 162.00"
    assert hands.done == []
    hands.press(ENTER)
    assert paid(hands.done[0].bill) == {"stored": 16200, "cash": 3800}


def test_what_the_customer_used_last_is_proposed_where_there_is_no_stored_value(
    qtbot: QtBot, desk: Desk
) -> None:
    view = replace(view_of(desk, "Hanna Becker"), last_means=Means.WECHAT)
    hands = sit_at(qtbot, SalePanel, desk, view)
    assert isinstance(hands.panel, SalePanel)
    assert hands.panel.payment.ways.value() is Way.TENDER
    hands.type("200")
    hands.press(ENTER)
    assert paid(hands.done[0].bill) == {"wechat": 20000}


def test_arrows_count_before_the_first_quote(qtbot: QtBot, desk: Desk) -> None:
    view, jobs = view_of(desk, HANNAH), HeldJobs()
    hands = sit_at(qtbot, SalePanel, replace(desk, jobs=jobs), view)
    assert isinstance(hands.panel, SalePanel)
    hands.type("5")
    hands.press(Qt.Key.Key_Down)
    assert hands.panel.payment.ways.value() is Way.CASH
    hands.press(ENTER)
    assert hands.done == []
    jobs.do_all()
    assert paid(hands.done[0].bill) == {"cash": 500}


@pytest.mark.parametrize("typed", ["0", "0.00", "-5", "10000000000.01", "99999999999999999"])
def test_amounts_no_till_takes_are_refused_at_the_field(
    qtbot: QtBot, desk: Desk, typed: str
) -> None:
    hands, panel = walk_in(qtbot, desk)
    hands.type(typed)
    hands.press(ENTER)
    assert panel.amount.error == (
        "This amount cannot be taken. Type one above 0, and at most 10,000,000,000.00."
    )
    assert hands.focus is panel.amount.field.edit
    assert hands.done == []


@pytest.mark.parametrize("given", ["0", "-5", "10000000000.01", "99999999999999999"])
def test_cash_that_cannot_be_given_is_refused_at_the_field(
    qtbot: QtBot, desk: Desk, given: str
) -> None:
    hands, panel = walk_in(qtbot, desk)
    hands.type("61.20")
    hands.tab_to(panel.payment.cash.field)
    hands.type(given)
    hands.press(ENTER)
    assert panel.payment.cash.error == (
        "That cannot be the cash given. Type what was handed over, or leave it empty."
    )
    assert hands.done == []
    panel.payment.cash.field.edit.clear()
    assert panel.payment.cash.error == ""
    hands.press(ENTER)
    assert paid(hands.done[0].bill) == {"cash": 6120}


def test_card_or_qr_names_what_it_is_and_keeps_it(qtbot: QtBot, desk: Desk) -> None:
    _, panel = walk_in(qtbot, desk)
    panel.payment.choose(Way.TENDER)
    panel.payment.tenders.chips[Means.WECHAT].click()
    assert panel.payment.choice.tender is Means.WECHAT
    hands, panel = walk_in(qtbot, desk)
    panel.payment.choose(Way.TENDER)
    hands.type("10")
    hands.press(ENTER)
    assert paid(hands.done[0].bill) == {"wechat": 1000}


def test_change_is_counted(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = walk_in(qtbot, desk)
    hands.type("61.20")
    hands.wait_for("Take $61.20")
    hands.tab_to(panel.payment.cash.field)
    hands.type("50+20")
    qtbot.waitUntil(lambda: "Change $8.80" in words_in(panel.payment.cash))
    hands.press(ENTER)
    bill = hands.done[0].bill
    assert bill is not None
    assert (bill.payments[0].given, bill.payments[0].change) == (7000, 880)
    assert hands.done[0].customer is None


def test_too_little_cash_is_said_and_nothing_is_recorded(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = walk_in(qtbot, desk)
    hands.type("61.20")
    hands.wait_for("Take $61.20")
    hands.tab_to(panel.payment.cash.field)
    hands.type("60")
    qtbot.waitUntil(lambda: "Missing $1.20" in words_in(panel.payment.cash))
    hands.press(ENTER)
    assert hands.said.startswith("$60.00 is paid and $61.20 is due: $1.20 is missing.")
    assert hands.done == []
    hands.type("5")
    assert hands.said == ""
    hands.press(ENTER)
    assert hands.done != []


def test_cash_that_cannot_be_read_is_never_taken_for_exact(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = walk_in(qtbot, desk)
    hands.type("61.20")
    hands.wait_for("Take $61.20")
    hands.tab_to(panel.payment.cash.field)
    hands.type("x70")
    hands.press(ENTER)
    assert "is not an amount" in panel.payment.cash.error
    assert hands.done == []


def test_a_walk_in_has_no_stored_value_to_pay_with(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = walk_in(qtbot, desk)
    hands.type("12")
    hands.tab_to(panel.payment.ways)
    tiles = panel.payment.ways.findChildren(ChoiceTile)
    assert [tile.accessibleDescription()[-1] for tile in tiles] == ["1", "2", "3"]
    hands.press(Qt.Key.Key_1)
    assert panel.payment.ways.value() is Way.CASH
    hands.press(Qt.Key.Key_3, Qt.Key.Key_4)
    assert panel.payment.ways.value() is Way.MIXED
    assert "Stored value" not in words_in(panel.payment.parts)
    hands.press(ENTER)
    assert paid(hands.done[0].bill) == {"cash": 1200}


def test_who_served_stands_on_the_bill_and_is_remembered(qtbot: QtBot, desk: Desk) -> None:
    desk.services.staff.add_staff("Mia")
    hands, panel = walk_in(qtbot, desk)
    assert panel.served.chosen == (Serves(desk.staff, 100),)
    hands.tab_to(panel.served)
    hands.press(Qt.Key.Key_Down)
    hands.tab_to(panel.amount)
    hands.type("12")
    hands.press(ENTER)
    bill = hands.done[0].bill
    assert bill is not None
    assert (bill.staff, bill.served) == (desk.staff, (BillServer("Mia", 100),))
    _, again = walk_in(qtbot, desk)
    assert again.served.chosen == (Serves("Mia", 100),)


def test_two_who_served_share_it_by_keys_alone(qtbot: QtBot, desk: Desk) -> None:
    for name in ("Amy", "Ben"):
        desk.services.staff.add_staff(name)
    hands, panel = walk_in(qtbot, desk)
    assert options(panel) == ["Owner", "Amy", "Ben", "and Amy", "and Ben"]
    hands.tab_to(panel.served)
    hands.press(*[Qt.Key.Key_Down] * 3)
    assert panel.served.combo.currentText() == "Ben 50 · Owner 50"
    assert options(panel)[3:] == [
        *("Ben 70 · Owner 30", "Ben 60 · Owner 40", "Ben 50 · Owner 50"),
        *("Owner 60 · Ben 40", "Owner 70 · Ben 30"),
    ]
    hands.press(Qt.Key.Key_Down)
    hands.tab_to(panel.amount)
    hands.type("12")
    hands.press(ENTER)
    bill = hands.done[0].bill
    assert bill is not None
    assert (bill.staff, bill.served) == (
        desk.staff,
        (BillServer("Owner", 60), BillServer("Ben", 40)),
    )
    _, again = walk_in(qtbot, desk)
    assert again.served.chosen == (Serves("Ben", 100),)  # who served alone last


def options(panel: SalePanel) -> list[str]:
    combo = panel.served.combo
    return [combo.itemText(place) for place in range(combo.count())]


def test_tab_goes_from_the_amount_to_items_payment_and_staff(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = hannah(qtbot, desk)
    stops = [panel.items, panel.payment, panel.served]
    for stop in stops:
        hands.press(Qt.Key.Key_Tab)
        assert stop.isAncestorOf(hands.focus), stop


def test_the_keypad_types_where_the_money_is(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = walk_in(qtbot, desk)
    for key in ("6", "1", ".", "2", "0"):
        panel.frame.keypad.pressed.emit(key)
    hands.wait_for("Take $61.20")
    panel.payment.cash.field.setFocus()
    panel.frame.keypad.pressed.emit("7")
    panel.frame.keypad.pressed.emit("00")
    assert panel.payment.cash.given == 70000
    panel.frame.keypad.pressed.emit("clear")
    assert panel.payment.cash.given is None


def test_names_are_plain_text(qtbot: QtBot, desk: Desk) -> None:
    hands = sit_at(qtbot, SalePanel, desk, view_of(desk, "Bobby"))
    assert EVIL_SHOWN in words_in(hands.panel)


def test_what_was_bought_before_stands_untouched_when_nothing_is_taken(
    qtbot: QtBot, desk: Desk
) -> None:
    view = view_of(desk, HANNAH)
    before = sales_of(desk.services, view.shown.customer.id)
    hands, panel = hannah(qtbot, desk)
    hands.type("61.20")
    hands.wait_for("Take $61.20")
    panel.frame.back.click()
    assert hands.closed == 1
    assert sales_of(desk.services, view.shown.customer.id) == before
