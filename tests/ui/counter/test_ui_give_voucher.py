"""A voucher given at the counter, as a present or for points, and one made void."""

import pytest
from pytestqt.qtbot import QtBot

from smbcrm.membership.benefits.types import IssueRequest, VoucherVoidReason
from smbcrm.membership.vouchers.types import DefinitionChanges, NewDefinition
from smbcrm.ui.counter.done_panel import DonePanel
from smbcrm.ui.counter.give_voucher_panel import GiveVoucherPanel
from smbcrm.ui.counter.void_voucher_panel import VoidVoucherPanel
from smbcrm.ui.desk import Desk
from tests.helpers.money_hands import ENTER, Hands, sit_at, view_of, words_in
from tests.helpers.till_trouble import with_faulty

HANNAH = "Hannah Brooks"


@pytest.fixture
def gifts(desk: Desk) -> Desk:
    """Return a desk of a shop that gives some vouchers, one for gold only and one no more."""
    for new in (
        NewDefinition("TEN", "Ten off", "amount_off", value=1_000, days=90, points=200),
        NewDefinition("THANKS", "Thank you", "amount_off", value=500),
        NewDefinition("OLD", "Last year", "amount_off", value=500),
    ):
        desk.services.vouchers.add(new)
    return desk


def give(qtbot: QtBot, desk: Desk) -> tuple[Hands, GiveVoucherPanel]:
    hands = sit_at(qtbot, GiveVoucherPanel, desk, view_of(desk, HANNAH))
    assert isinstance(hands.panel, GiveVoucherPanel)
    return hands, hands.panel


def void(qtbot: QtBot, desk: Desk) -> tuple[Hands, VoidVoucherPanel]:
    hands = sit_at(qtbot, VoidVoucherPanel, desk, view_of(desk, HANNAH))
    assert isinstance(hands.panel, VoidVoucherPanel)
    return hands, hands.panel


def give_one(desk: Desk, code: str = "THANKS") -> str:
    """Give Hannah a voucher and return its code."""
    who = view_of(desk, HANNAH).shown.customer.id
    return desk.services.benefits.issue(IssueRequest(desk.act(), code, (who,)))[0].code


def choose(panel: GiveVoucherPanel | VoidVoucherPanel, code: str) -> None:
    panel.voucher.choose(code)
    panel.voucher.changed.emit(code)


def test_a_present_shows_its_code_and_is_printed(qtbot: QtBot, gifts: Desk) -> None:
    hands, panel = give(qtbot, gifts)
    choose(panel, "THANKS")
    hands.wait_for("Give it")
    assert panel.way.isHidden()
    assert hands.figures == {"Thank you": "$5.00 off", "Valid until": "no end"}
    hands.press(ENTER)
    (voucher,) = gifts.services.benefits.of_customer(view_of(gifts, HANNAH).shown.customer.id)
    done = DonePanel(gifts, panel.view, hands.done[0])
    qtbot.addWidget(done)
    done.show()
    assert f"Code {voucher.code}" in words_in(done)
    assert "Thank you given" in words_in(done)
    assert done.vouchers.save.isVisible()


def test_for_points_it_names_its_price(qtbot: QtBot, gifts: Desk) -> None:
    hands, panel = give(qtbot, gifts)
    choose(panel, "TEN")
    panel.way.buttons()[1].click()
    hands.wait_for("Give it for 200 points")
    had = view_of(gifts, HANNAH).owned.points
    assert hands.figures["Points"] == f"{had:,} → {had - 200:,}"
    panel.enter()
    assert view_of(gifts, HANNAH).owned.points == had - 200


def test_only_those_that_the_customer_may_have(qtbot: QtBot, gifts: Desk) -> None:
    services = gifts.services
    services.vouchers.edit("OLD", DefinitionChanges(active=False))
    gold = next(one.code for one in services.tiers.all() if one.code != "regular")
    services.vouchers.edit("TEN", DefinitionChanges(tiers=(gold,)))
    _, panel = give(qtbot, gifts)
    assert [panel.voucher.combo.itemText(n) for n in range(panel.voucher.combo.count())] == [
        "Thank you"
    ]


def test_a_shop_without_vouchers_says_so(qtbot: QtBot, desk: Desk) -> None:
    _, panel = give(qtbot, desk)
    assert panel.frame.take.reason == "No voucher of the shop is for this customer now."
    _, other = void(qtbot, desk)
    assert other.frame.take.reason == "There is no voucher to use."


def test_one_is_made_void_with_a_reason(qtbot: QtBot, gifts: Desk) -> None:
    code = give_one(gifts)
    hands, panel = void(qtbot, gifts)
    hands.wait_for("Make void")
    panel.enter()
    assert panel.reason.message() == "Choose a reason."
    panel.reason.choose(VoucherVoidReason.LOST)
    panel.reason.changed.emit(VoucherVoidReason.LOST)
    panel.enter()
    assert len(hands.done) == 1
    shown = gifts.services.benefits.show(code)
    assert (shown.state, shown.moves[-1].reason_code) == ("void", "lost")


def test_a_fault_is_tried_again_and_counts_once(qtbot: QtBot, gifts: Desk) -> None:
    faulty, benefits = with_faulty(gifts, "benefits")
    hands, panel = give(qtbot, faulty)
    hands.wait_for("Give it")
    benefits.after = 1
    panel.enter()
    assert "Not recorded yet" in hands.said
    panel.enter()
    assert len(hands.done) == 1
    who = view_of(gifts, HANNAH).shown.customer.id
    assert len(gifts.services.benefits.of_customer(who)) == 1


def test_a_change_of_language_keeps_what_is_chosen(qtbot: QtBot, gifts: Desk) -> None:
    give_one(gifts)
    wanted = give_one(gifts, "TEN")
    _, panel = give(qtbot, gifts)
    choose(panel, "TEN")
    panel.way.buttons()[1].click()
    assert panel.half_done()
    _, again = give(qtbot, gifts)
    again.recall(panel.memory())
    assert again.filled_in() == ("TEN", "points")
    _, other = void(qtbot, gifts)
    choose(other, wanted)
    _, third = void(qtbot, gifts)
    third.recall(other.memory())
    assert third.filled_in() == (wanted, "")
