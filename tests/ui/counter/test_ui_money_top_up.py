"""Top up: offers by arrows, any amount, how it is paid, and what it brings."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from smbcrm.core.money import Currency
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.offers.types import Offer, OfferChanges
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.services import Services
from smbcrm.ui.counter.cash_given import CashGiven
from smbcrm.ui.counter.top_up_panel import TopUpMemory, TopUpPanel
from smbcrm.ui.desk import Desk
from smbcrm.ui.theme import look
from smbcrm.ui.theme.tokens import Theme
from tests.helpers.held_jobs import HeldJobs
from tests.helpers.money_hands import ENTER, Hands, sit_at, view_of, words_in
from tests.helpers.room import RecordingRoom, sit_down


def sit(qtbot: QtBot, desk: Desk, name: str = "Hannah Brooks") -> tuple[Hands, TopUpPanel]:
    hands = sit_at(qtbot, TopUpPanel, desk, view_of(desk, name))
    assert isinstance(hands.panel, TopUpPanel)
    return hands, hands.panel


def bill_of(hands: Hands) -> Bill:
    bill = hands.done[0].bill
    assert bill is not None
    return bill


def test_right_chooses_an_offer_and_enter_takes_it(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk)
    assert panel.frame.take.reason == "Choose an offer, or type an amount."
    hands.press(Qt.Key.Key_Right)
    assert panel.amount.field.text() == "200.00"
    hands.press(Qt.Key.Key_Right)
    hands.wait_for("Take $500.00")
    assert hands.figures == {
        "Paid part": "147.28 → 647.28",
        "Gift part": "14.72 → 64.72",
        "Stored value after": "712.00",
    }
    assert panel.frame.take.reason == "Points are earned when it is spent, not now."
    hands.press(ENTER)
    assert (bill_of(hands).amount, bill_of(hands).gift) == (50000, 5000)


def held_up(qtbot: QtBot, desk: Desk) -> tuple[Hands, TopUpPanel, HeldJobs]:
    """Sit at a top-up that does not know its offers yet."""
    view, jobs = view_of(desk, "Hannah Brooks"), HeldJobs()
    hands = sit_at(qtbot, TopUpPanel, replace(desk, jobs=jobs), view)
    assert isinstance(hands.panel, TopUpPanel)
    hands.press(Qt.Key.Key_Right, Qt.Key.Key_Right)
    return hands, hands.panel, jobs


def test_arrows_pressed_before_the_offers_are_there_are_kept(qtbot: QtBot, desk: Desk) -> None:
    hands, panel, jobs = held_up(qtbot, desk)
    assert panel.amount.field.text() == ""
    jobs.do_all()
    assert panel.amount.field.text() == "500.00"
    hands.press(Qt.Key.Key_Left)
    assert panel.amount.field.text() == "200.00"


def test_an_amount_typed_after_such_arrows_stands(qtbot: QtBot, desk: Desk) -> None:
    hands, panel, jobs = held_up(qtbot, desk)
    hands.type("30")
    jobs.do_all()
    assert panel.amount.field.text() == "30"


def test_typing_an_amount_takes_the_best_offer_reached(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk)
    assert "below 200: no gift" in words_in(panel)
    hands.type("499")
    hands.wait_for("Take $499.00")
    assert "gift 20.00" in words_in(panel)
    group = panel.offers.group
    assert group is not None
    best = group.value()
    assert isinstance(best, Offer)
    assert (best.amount, best.gift) == (20000, 2000)
    hands.press(Qt.Key.Key_Backspace)
    hands.wait_for("Take $49.00")
    assert group.value() is None
    assert "below 200: no gift" in words_in(panel)


def test_without_offers_any_amount_can_be_typed(qtbot: QtBot, desk: Desk) -> None:
    for offer in desk.services.offers.all():
        desk.services.offers.edit(offer.id, OfferChanges(active=False))
    hands, panel = sit(qtbot, desk)
    assert panel.offers.isHidden()
    hands.type("30")
    hands.press(Qt.Key.Key_Right, ENTER)
    assert (bill_of(hands).amount, bill_of(hands).gift) == (3000, 0)


def test_up_and_down_choose_how_it_is_paid(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk)
    assert panel.payment.ways.value() == "card_or_qr"  # as the last time
    hands.type("200")
    hands.press(Qt.Key.Key_Down)
    assert panel.payment.means is Means.TRANSFER
    hands.press(ENTER)
    assert [payment.means for payment in bill_of(hands).payments] == ["transfer"]


def test_somebody_new_pays_in_cash_and_gets_change(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk, "Hanna Becker")
    assert panel.payment.means is Means.CASH
    hands.type("180")
    hands.wait_for("Take $180.00")
    hands.tab_to(panel.payment.cash.field)
    hands.type("150")
    qtbot.waitUntil(lambda: "Missing $30.00" in words_in(panel))
    hands.press(ENTER)
    assert "$30.00 is missing" in hands.said
    panel.payment.cash.field.edit.selectAll()
    hands.type("200")
    qtbot.waitUntil(lambda: "Change $20.00" in words_in(panel))
    hands.press(ENTER)
    assert bill_of(hands).payments[0].change == 2000


def test_the_card_can_be_another_one(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk)
    panel.payment.cards.chips[Means.ALIPAY].click()
    hands.type("200")
    hands.tab_to(panel.payment.ways)
    hands.press(Qt.Key.Key_1)
    assert panel.payment.means is Means.CASH
    hands.press(Qt.Key.Key_2, ENTER)
    assert [payment.means for payment in bill_of(hands).payments] == ["alipay"]


def test_what_is_short_in_a_sale_is_typed_already(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk)
    panel.recall(TopUpMemory("17.50"))
    hands.wait_for("Take $17.50")


def test_what_was_typed_is_remembered(qtbot: QtBot, desk: Desk) -> None:
    desk.services.staff.add_staff("Jo")
    hands, panel = sit(qtbot, desk)
    hands.type("58+10")
    panel.served.choose("Jo")
    panel.payment.choose_number(1)
    hands.tab_to(panel.payment.cash.field)
    hands.type("70")
    memory = panel.memory()
    assert panel.half_done()
    other, again = sit(qtbot, desk)
    again.recall(memory)
    other.wait_for("Take $68.00")
    assert again.memory() == memory
    other.press(ENTER)
    assert bill_of(other).staff == "Jo"
    assert bill_of(other).payments[0].change == 200


@pytest.mark.parametrize("typed", ["0", "-5", "99999999999"])
def test_amounts_no_till_takes_are_refused_at_the_field(
    qtbot: QtBot, desk: Desk, typed: str
) -> None:
    hands, panel = sit(qtbot, desk)
    hands.type(typed)
    hands.press(ENTER)
    assert panel.amount.error.endswith("Type one above 0, and at most 10,000,000,000.00.")
    assert hands.done == []


def test_an_amount_that_cannot_be_read_is_refused(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk)
    hands.type("abc")
    hands.press(ENTER)
    assert "is not an amount" in panel.amount.error
    assert hands.done == []


@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
def test_that_no_cash_given_is_exact_is_said_beside_the_longest_sign(
    qtbot: QtBot, qapp: QApplication, services: Services, room: RecordingRoom, language: str
) -> None:
    look.wear(qapp, Theme.LIGHT, language)
    desk = sit_down(services, room, language)
    cash = CashGiven(replace(desk, words=replace(desk.words, currency=Currency("TWD", 0))))
    qtbot.addWidget(cash)
    cash.resize(478, 90)  # half of it is the field, as at the counter
    cash.show()
    hint = cash.field.edit.accessibleDescription()
    (shown,) = (one for one in cash.findChildren(QLabel) if one.text() == hint)
    assert shown.isVisible()
    cash.recall(12_345_678)
    assert not shown.isVisible()
