"""Items in a sale: scanned, searched, counted, removed; and what a panel remembers."""

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from smbcrm.core.ids import uuid7
from smbcrm.membership.items.types import NewItem
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import WHOLE, Means
from smbcrm.membership.sales.proposing import Way
from smbcrm.membership.sales.serving import Serves
from smbcrm.ui.counter.sale_panel import SalePanel
from smbcrm.ui.desk import Desk
from tests.helpers.held_jobs import HeldJobs
from tests.helpers.money_hands import ENTER, Hands, sit_at, view_of, words_in
from tests.helpers.salon import EVIL

HANNAH = "Hannah Brooks"


def sit(qtbot: QtBot, desk: Desk) -> tuple[Hands, SalePanel]:
    hands = sit_at(qtbot, SalePanel, desk, view_of(desk, HANNAH))
    assert isinstance(hands.panel, SalePanel)
    return hands, hands.panel


def sold(panel: SalePanel) -> list[tuple[str, int]]:
    return [(item.code, item.quantity // WHOLE) for item in panel.items.items]


def test_a_scanned_product_is_sold_and_the_sum_is_locked(qtbot: QtBot, desk: Desk) -> None:
    item = NewItem("SHA", "Shampoo", 1450, barcode="4006381333931")
    desk.services.items.add(item, Act(uuid7(desk.services.clock)))
    hands, panel = sit(qtbot, desk)
    assert panel.take_scan(desk.services.cards.scan("4006381333931"))
    assert panel.take_scan(desk.services.cards.scan("CUT"))
    assert panel.take_scan(desk.services.cards.scan("4006381333931"))
    assert not panel.take_scan(desk.services.cards.scan("4006381333932"))
    hands.wait_for("Take $87.00")
    assert panel.amount.field.text() == "87.00"
    hands.type("5")
    assert panel.amount.field.text() == "87.00"
    hands.press(ENTER)
    bill = hands.done[0].bill
    assert bill is not None
    assert [(line.code, line.quantity, line.gross) for line in bill.lines] == [
        ("SHA", 2000, 2900),
        ("CUT", 1000, 5800),
    ]


def test_items_are_found_and_added_by_keys_alone(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk)
    hands.press(Qt.Key.Key_Tab, ENTER)
    assert hands.focus is panel.items.search.field
    hands.type("blow")
    hands.press(ENTER)
    assert sold(panel) == [("CUT", 1)]
    hands.press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, ENTER)
    assert sold(panel) == [("CUT", 2)]
    hands.press(ENTER)
    assert not panel.items.searching
    assert hands.focus is panel.amount.field.edit
    hands.press(ENTER)
    assert len(hands.done) == 1


def test_what_is_not_found_is_said(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk)
    panel.items.search_items()
    hands.type("zzz")
    assert "No item is called so." in words_in(panel.items)
    hands.press(ENTER)
    assert sold(panel) == []
    assert panel.escape()
    assert not panel.items.searching


def test_enter_waits_for_what_is_searched(qtbot: QtBot, desk: Desk) -> None:
    view, jobs = view_of(desk, HANNAH), HeldJobs()
    hands = sit_at(qtbot, SalePanel, replace(desk, jobs=jobs), view)
    panel = hands.panel
    assert isinstance(panel, SalePanel)
    panel.items.search_items()
    jobs.do_all()
    hands.type("blow")
    hands.press(ENTER)
    assert sold(panel) == []
    jobs.do_all()
    assert sold(panel) == [("CUT", 1)]


def test_items_are_counted_and_removed_by_keys(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk)
    panel.take_scan(desk.services.cards.scan("CUT"))
    panel.take_scan(desk.services.cards.scan("COL"))
    named = {
        button.accessibleName(): button for button in panel.findChildren(type(panel.items.add))
    }
    hands.tab_to(named["One more of Colour"])
    hands.press(ENTER, Qt.Key.Key_Space)
    assert sold(panel) == [("CUT", 1), ("COL", 3)]
    hands.tab_to(named["One less of Colour"])
    hands.press(ENTER)
    assert sold(panel) == [("CUT", 1), ("COL", 2)]
    assert not named["One less of Cut and blow-dry"].isEnabled()
    hands.tab_to(named["Remove Colour"])
    hands.press(ENTER)
    assert sold(panel) == [("CUT", 1)]
    assert hands.focus is panel.items.add
    named["Remove Cut and blow-dry"].click()
    assert not panel.amount.field.edit.isReadOnly()
    assert panel.amount.field.text() == ""
    assert not panel.half_done()


def test_an_amount_that_items_replace_is_never_lost(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk)
    hands.type("50+8.50")
    panel.take_scan(desk.services.cards.scan("CUT"))
    said = "58.50 was typed before. The sum is that of the items now."
    assert hands.said == said
    panel.take_scan(desk.services.cards.scan("CUT"))
    hands.wait_for("Take $116.00")
    assert hands.said == said
    memory = panel.memory()
    panel.notices.buttons[0].click()
    assert sold(panel) == []
    assert hands.said == ""
    hands.wait_for("Take $58.50")
    assert panel.amount.field.text() == "50+8.50"
    other, again = sit(qtbot, desk)
    again.recall(memory)
    assert other.said == said
    other.wait_for("Take $116.00")
    named = {one.accessibleName(): one for one in again.findChildren(type(panel.items.add))}
    named["Remove Cut and blow-dry"].click()
    assert again.amount.field.text() == "50+8.50"


def test_items_that_come_to_what_was_typed_are_no_news(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk)
    hands.type("58")
    panel.take_scan(desk.services.cards.scan("CUT"))
    qtbot.waitUntil(lambda: hands.said == "")
    assert hands.button == "Take $58.00"


def test_items_alone_replace_nothing(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk)
    panel.take_scan(desk.services.cards.scan("CUT"))
    hands.wait_for("Take $58.00")
    panel.take_scan(desk.services.cards.scan("CUT"))
    assert hands.said == ""


def test_names_of_items_are_plain_text(qtbot: QtBot, desk: Desk) -> None:
    desk.services.items.add(NewItem("EVIL", EVIL, 100), Act(uuid7(desk.services.clock)))
    _, panel = sit(qtbot, desk)
    panel.take_scan(desk.services.cards.scan("EVIL"))
    assert EVIL in words_in(panel.items)


def test_everything_typed_is_remembered(qtbot: QtBot, desk: Desk) -> None:
    desk.services.staff.add_staff("Mia")
    hands, panel = sit(qtbot, desk)
    assert not panel.half_done()
    hands.type("58+10")
    panel.served.recall((Serves("Mia", 60), Serves(desk.staff, 40)))
    panel.payment.choose(Way.MIXED)
    hands.tab_to(panel.payment.parts.field(Means.STORED))
    hands.type("20")
    assert panel.half_done()
    memory = panel.memory()
    other, again = sit(qtbot, desk)
    again.recall(memory)
    other.wait_for("Take $68.00")
    assert again.amount.field.text() == "58+10"
    assert again.served.chosen == (Serves("Mia", 60), Serves(desk.staff, 40))
    assert again.payment.ways.value() is Way.MIXED
    assert again.payment.parts.field(Means.STORED).text() == "20.00"
    assert again.memory() == memory


def test_items_and_cash_are_remembered(qtbot: QtBot, desk: Desk) -> None:
    hands, panel = sit(qtbot, desk)
    panel.take_scan(desk.services.cards.scan("CUT"))
    panel.take_scan(desk.services.cards.scan("CUT"))
    panel.payment.choose(Way.CASH)
    hands.tab_to(panel.payment.cash.field)
    hands.type("120")
    memory = panel.memory()
    other, again = sit(qtbot, desk)
    again.recall(memory)
    other.wait_for("Take $116.00")
    other.press(ENTER)
    bill = other.done[0].bill
    assert bill is not None
    assert bill.payments[0].change == 400


def test_a_memory_of_something_else_changes_nothing(qtbot: QtBot, desk: Desk) -> None:
    _, panel = sit(qtbot, desk)
    before = panel.memory()
    panel.recall(None)
    panel.recall("words")
    assert panel.memory() == before
