"""Vouchers at a sale: chips to choose from, what each takes off, and scans."""

import datetime as dt
from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from smbcrm.core.clock import SetClock
from smbcrm.core.ids import uuid7
from smbcrm.membership.benefits.types import VoidVoucherRequest, VoucherVoidReason
from smbcrm.membership.requests.types import Act
from smbcrm.membership.vouchers.errors import VoucherHeld
from smbcrm.membership.vouchers.types import VoucherState
from smbcrm.ui.counter.sale_panel import SalePanel
from smbcrm.ui.desk import Desk
from tests.helpers.money_hands import ENTER, TAB, Hands, sit_at, view_of
from tests.helpers.voucher_hands import issue, set_up_vouchers

HANNAH, HANNA = "Hannah Brooks", "Hanna Becker"
SPACE = Qt.Key.Key_Space


@pytest.fixture
def hannah(desk: Desk) -> int:
    """Return Hannah, in a shop that gives vouchers."""
    set_up_vouchers(desk.services)
    return view_of(desk, HANNAH).shown.customer.id


def sit(qtbot: QtBot, desk: Desk, name: str | None = HANNAH) -> tuple[Hands, SalePanel]:
    view = None if name is None else view_of(desk, name)
    hands = sit_at(qtbot, SalePanel, desk, view)
    assert isinstance(hands.panel, SalePanel)
    return hands, hands.panel


def chosen(panel: SalePanel) -> list[str]:
    return [code for code, chip in panel.vouchers.chips.items() if chip.isChecked()]


def state(desk: Desk, code: str) -> VoucherState:
    return desk.services.benefits.show(code).state


def test_without_vouchers_there_is_no_row(qtbot: QtBot, desk: Desk, hannah: int) -> None:
    _, panel = sit(qtbot, desk)
    assert panel.vouchers.isHidden()
    _, walk_in = sit(qtbot, desk, None)
    assert walk_in.vouchers.isHidden()
    assert hannah


def test_a_voucher_is_chosen_with_tab_and_space(qtbot: QtBot, desk: Desk, hannah: int) -> None:
    code = issue(desk.services, "birthday", hannah)
    hands, panel = sit(qtbot, desk)
    assert not panel.vouchers.isHidden()
    assert panel.vouchers.none.isChecked()
    hands.type("68")
    hands.wait_for("Take $68.00")
    chip = panel.vouchers.chips[code]
    qtbot.waitUntil(lambda: "−6.80" in chip.accessibleDescription())
    hands.tab_to(panel.vouchers)
    assert hands.focus is chip
    hands.press(SPACE)
    assert chosen(panel) == [code]
    assert not panel.vouchers.none.isChecked()
    hands.wait_for("Take $61.20")
    assert hands.figures["Voucher Birthday −10 %"] == "−6.80"
    hands.press(ENTER)
    bill = hands.done[0].bill
    assert bill is not None
    assert [(one.code, one.amount) for one in bill.vouchers] == [(code, 680)]
    assert state(desk, code) is VoucherState.USED


def test_they_work_in_the_order_in_which_they_are_chosen(
    qtbot: QtBot, desk: Desk, hannah: int
) -> None:
    tenth, ten = (issue(desk.services, one, hannah) for one in ("birthday", "ten"))
    hands, panel = sit(qtbot, desk)
    hands.type("50")
    hands.wait_for("Take $50.00")
    panel.vouchers.chips[ten].click()
    panel.vouchers.chips[tenth].click()
    hands.wait_for("Take $36.00")
    assert list(hands.figures)[1:3] == ["Voucher Ten off", "Voucher Birthday −10 %"]
    assert panel.vouchers.codes == (ten, tenth)
    panel.vouchers.none.click()
    hands.wait_for("Take $50.00")
    panel.vouchers.chips[tenth].click()
    panel.vouchers.chips[ten].click()
    hands.wait_for("Take $35.00")
    panel.vouchers.chips[tenth].click()
    hands.wait_for("Take $40.00")
    assert chosen(panel) == [ten]


def test_none_is_always_one_of_them(qtbot: QtBot, desk: Desk, hannah: int) -> None:
    issue(desk.services, "ten", hannah)
    _, panel = sit(qtbot, desk)
    panel.vouchers.none.click()
    assert panel.vouchers.none.isChecked()
    assert panel.vouchers.codes == ()


def test_one_that_cannot_be_used_is_dashed_and_says_why(
    qtbot: QtBot, desk: Desk, hannah: int
) -> None:
    code = issue(desk.services, "large", hannah)
    hands, panel = sit(qtbot, desk)
    hands.type("68")
    hands.wait_for("Take $68.00")
    chip = panel.vouchers.chips[code]
    qtbot.waitUntil(lambda: bool(chip.property("dashed")))
    why = "asks for a sale of at least $100.00"
    assert why in chip.accessibleDescription()
    assert why in chip.toolTip()
    hands.tab_to(panel.vouchers)
    hands.press(SPACE)
    assert not chip.isChecked()
    assert why in hands.said
    assert panel.vouchers.codes == ()
    hands.tab_to(panel.amount)
    hands.type("120")
    qtbot.waitUntil(lambda: not chip.property("dashed"))
    assert "−20.00" in chip.accessibleDescription()


def test_a_chosen_one_that_a_smaller_sale_refuses_says_so(
    qtbot: QtBot, desk: Desk, hannah: int
) -> None:
    code = issue(desk.services, "large", hannah)
    hands, panel = sit(qtbot, desk)
    panel.vouchers.chips[code].click()
    hands.tab_to(panel.amount)
    hands.type("68")
    qtbot.waitUntil(lambda: "asks for a sale of at least" in panel.frame.take.reason)
    hands.press(ENTER)
    assert hands.done == []
    panel.vouchers.chips[code].click()
    hands.wait_for("Take $68.00")


def test_what_was_chosen_is_remembered(qtbot: QtBot, desk: Desk, hannah: int) -> None:
    code = issue(desk.services, "ten", hannah)
    hands, panel = sit(qtbot, desk)
    hands.type("68")
    panel.vouchers.chips[code].click()
    memory = panel.memory()
    other, again = sit(qtbot, desk)
    again.recall(memory)
    other.wait_for("Take $58.00")
    assert chosen(again) == [code]


def test_tab_goes_from_the_vouchers_to_the_payment(qtbot: QtBot, desk: Desk, hannah: int) -> None:
    issue(desk.services, "ten", hannah)
    hands, panel = sit(qtbot, desk)
    hands.tab_to(panel.vouchers)
    hands.press(TAB)
    assert hands.focus is panel.vouchers.none
    hands.press(TAB)
    assert panel.payment.isAncestorOf(hands.focus)


def test_what_is_chosen_here_is_held_from_other_tills(
    qtbot: QtBot, desk: Desk, hannah: int
) -> None:
    code = issue(desk.services, "ten", hannah)
    away = desk.services.staff.add_terminal("Till 2").name
    _, panel = sit(qtbot, desk)

    def hold_there() -> None:
        desk.services.benefits.hold(Act(uuid7(desk.services.clock), terminal=away), code)

    panel.vouchers.chips[code].click()
    with pytest.raises(VoucherHeld):
        hold_there()
    panel.let_go()
    hold_there()


def test_a_sale_that_takes_its_time_keeps_what_it_holds(
    qtbot: QtBot, desk: Desk, hannah: int
) -> None:
    clock = desk.services.clock
    assert isinstance(clock, SetClock)
    code = issue(desk.services, "ten", hannah)
    away = desk.services.staff.add_terminal("Till 2").name
    hands, panel = sit(qtbot, desk)
    hands.type("68")
    panel.vouchers.chips[code].click()
    for _ in range(8):
        hands.type("0")
        pass_time(panel, clock, 1)
    with pytest.raises(VoucherHeld):
        desk.services.benefits.hold(Act(uuid7(desk.services.clock), terminal=away), code)
    assert (panel.vouchers.codes, hands.said) == ((code,), "")
    panel.let_go()
    assert not panel.vouchers.renewing.isActive()


def pass_time(panel: SalePanel, clock: SetClock, times: int) -> None:
    """Let the sale say so many times, if it does, that what is chosen lies here."""
    for _ in range(times):
        clock.instant += dt.timedelta(milliseconds=panel.vouchers.renewing.interval())
        panel.vouchers.renewing.timeout.emit()


def left_alone(
    qtbot: QtBot, desk: Desk, code: str, times: int = 6
) -> tuple[Hands, SalePanel, Callable[[], object]]:
    """Choose a voucher and leave the sale open for so many times five minutes.

    Returns what is done at another till with it, too.
    """
    clock = desk.services.clock
    assert isinstance(clock, SetClock)
    away = desk.services.staff.add_terminal("Till 2").name
    hands, panel = sit(qtbot, desk)
    hands.type("68")
    panel.vouchers.chips[code].click()
    pass_time(panel, clock, times)
    act = Act(uuid7(clock), terminal=away)
    return hands, panel, partial(desk.services.benefits.hold, act, code)


def test_a_sale_that_is_left_open_gives_up_what_it_holds(
    qtbot: QtBot, desk: Desk, hannah: int
) -> None:
    """Half an hour after the last key, and so all night."""
    code = issue(desk.services, "ten", hannah)
    hands, panel, hold_there = left_alone(qtbot, desk, code)
    hold_there()
    assert (panel.vouchers.codes, hands.said) == ((code,), "")


def test_a_short_pause_keeps_what_is_chosen(qtbot: QtBot, desk: Desk, hannah: int) -> None:
    code = issue(desk.services, "ten", hannah)
    *_, hold_there = left_alone(qtbot, desk, code, 3)
    with pytest.raises(VoucherHeld):
        hold_there()


def test_who_goes_on_takes_it_again(qtbot: QtBot, desk: Desk, hannah: int) -> None:
    code = issue(desk.services, "ten", hannah)
    hands, panel, hold_there = left_alone(qtbot, desk, code, 100)
    hands.type("0")
    with pytest.raises(VoucherHeld):
        hold_there()
    assert (panel.vouchers.codes, hands.said) == ((code,), "")
    hands.wait_for("Take $670.00")


def test_who_goes_on_is_told_that_it_lies_elsewhere_now(
    qtbot: QtBot, desk: Desk, hannah: int
) -> None:
    code = issue(desk.services, "ten", hannah)
    hands, panel, hold_there = left_alone(qtbot, desk, code)
    hold_there()
    panel.vouchers.none.setFocus()
    QTest.mouseClick(panel.frame, Qt.MouseButton.LeftButton)
    assert "is in a sale at Till 2" in hands.said
    assert panel.vouchers.codes == ()


def test_a_key_elsewhere_does_not_hold_it(qtbot: QtBot, desk: Desk, hannah: int) -> None:
    code = issue(desk.services, "ten", hannah)
    _, panel, hold_there = left_alone(qtbot, desk, code, 3)
    other = QLineEdit()
    qtbot.addWidget(other)
    QTest.keyClick(other, Qt.Key.Key_A)
    clock = desk.services.clock
    assert isinstance(clock, SetClock)
    pass_time(panel, clock, 3)
    hold_there()


def test_one_of_a_crashed_sale_is_chosen_again_at_its_own_till(
    qtbot: QtBot, desk: Desk, hannah: int
) -> None:
    """Nobody let it go: this till takes it again, and is never told of itself."""
    code = issue(desk.services, "ten", hannah)
    desk.services.benefits.hold(desk.act(), code)
    hands, panel = sit(qtbot, desk)
    hands.type("68")
    panel.vouchers.chips[code].click()
    assert (panel.vouchers.codes, hands.said) == ((code,), "")
    hands.wait_for("Take $58.00")


def test_one_that_lies_at_another_till_is_left_out(qtbot: QtBot, desk: Desk, hannah: int) -> None:
    code = issue(desk.services, "ten", hannah)
    away = desk.services.staff.add_terminal("Till 2").name
    hands, panel = sit(qtbot, desk)
    desk.services.benefits.hold(Act(uuid7(desk.services.clock), terminal=away), code)
    panel.vouchers.chips[code].click()
    assert "is in a sale at Till 2" in hands.said
    assert panel.vouchers.codes == ()


def test_a_scan_chooses_it(qtbot: QtBot, desk: Desk, hannah: int) -> None:
    code = issue(desk.services, "ten", hannah)
    hands, panel = sit(qtbot, desk)
    hands.type("68")
    assert panel.take_scan(desk.services.cards.scan(code))
    hands.wait_for("Take $58.00")
    assert panel.take_scan(desk.services.cards.scan(code))
    assert panel.vouchers.codes == (code,)


def test_a_scan_of_another_ones_voucher_says_whose_it_is(
    qtbot: QtBot, desk: Desk, hannah: int
) -> None:
    code = issue(desk.services, "ten", hannah)
    hands, panel = sit(qtbot, desk, HANNA)
    assert panel.take_scan(desk.services.cards.scan(code))
    assert "belongs to Hannah Brooks" in hands.said
    walk_in, free = sit(qtbot, desk, None)
    assert not free.take_scan(desk.services.cards.scan(code))
    walk_in.type("68")
    assert free.take_scan(desk.services.cards.scan(code))
    assert "belongs to Hannah Brooks" in walk_in.said


def test_a_scan_of_a_dead_one_says_why(qtbot: QtBot, desk: Desk, hannah: int) -> None:
    code = issue(desk.services, "ten", hannah)
    act = Act(uuid7(desk.services.clock))
    desk.services.benefits.void(VoidVoucherRequest(act, code, VoucherVoidReason.LOST))
    hands, panel = sit(qtbot, desk)
    assert panel.take_scan(desk.services.cards.scan(code))
    assert "was made void" in hands.said
    assert panel.vouchers.isHidden()
