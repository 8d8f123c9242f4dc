"""How money panels look: nothing cut, everything named, in all sizes, languages and themes."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from smbcrm.membership.counter.types import CustomerView
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.proposing import Way
from smbcrm.membership.sales.serving import Serves
from smbcrm.membership.sales.types import RedeemRequest, SaleRequest, TopUpRequest
from smbcrm.ui.counter.done_panel import DonePanel
from smbcrm.ui.counter.panel import CounterPanel, Done
from smbcrm.ui.counter.redeem_panel import RedeemPanel
from smbcrm.ui.counter.sale_panel import SalePanel
from smbcrm.ui.counter.top_up_panel import TopUpPanel
from smbcrm.ui.counter.visit_panel import VisitPanel
from smbcrm.ui.desk import Desk
from smbcrm.ui.theme import look
from smbcrm.ui.theme.tokens import Theme
from tests.helpers.money_hands import sit_at, view_of
from tests.helpers.package_hands import add_packages, sold
from tests.helpers.room import RecordingRoom, sit_down
from tests.helpers.screen_check import faults
from tests.helpers.voucher_hands import DEFINITIONS, issue, set_up_rewards, set_up_vouchers

HANNAH = "Hannah Brooks"
# The window, and the room that is left in it for a panel beside a customer.
SIZES = {
    (1366, 696): (729, 600),
    (1093, 543): (629, 463),
    (911, 452): (819, 276),
}
Making = Callable[[Desk, CustomerView], CounterPanel]


def stored(desk: Desk, view: CustomerView) -> CounterPanel:
    panel = SalePanel(desk, view)
    panel.amount.type("61.20")
    return panel


def cash(desk: Desk, view: CustomerView) -> CounterPanel:
    panel = SalePanel(desk, view)
    panel.amount.type("61.20")
    panel.payment.choose(Way.CASH)
    panel.payment.cash.field.set_amount(7000)
    return panel


def card_and_items(desk: Desk, view: CustomerView) -> CounterPanel:
    panel = SalePanel(desk, view)
    panel.take_scan(desk.services.cards.scan("CUT"))
    panel.take_scan(desk.services.cards.scan("COL"))
    panel.payment.choose(Way.TENDER)
    return panel


def mixed(desk: Desk, view: CustomerView) -> CounterPanel:
    panel = SalePanel(desk, view)
    panel.amount.type("1961.20")
    panel.payment.choose(Way.MIXED)
    return panel


def short(desk: Desk, view: CustomerView) -> CounterPanel:
    panel = SalePanel(desk, view)
    panel.amount.type("1961.20")
    panel.payment.choose(Way.STORED)
    panel.enter()
    return panel


def ambiguous(desk: Desk, _view: CustomerView) -> CounterPanel:
    panel = SalePanel(desk, None)
    panel.amount.type("1,050")
    panel.enter()
    return panel


def searching(desk: Desk, view: CustomerView) -> CounterPanel:
    panel = SalePanel(desk, view)
    panel.items.search_items()
    return panel


def top_up(desk: Desk, view: CustomerView) -> CounterPanel:
    panel = TopUpPanel(desk, view)
    panel.amount.type("500")
    return panel


def redeem(desk: Desk, view: CustomerView) -> CounterPanel:
    return RedeemPanel(desk, view)


def vouchers(desk: Desk, view: CustomerView) -> CounterPanel:
    panel = SalePanel(desk, view)
    panel.amount.type("61.20")
    next(iter(panel.vouchers.chips.values())).click()
    return panel


def rewards(desk: Desk, view: CustomerView) -> CounterPanel:
    panel = RedeemPanel(desk, view)
    panel.mode.buttons()[-1].click()
    panel.rewards.choose_number(1)
    return panel


def shared(desk: Desk, view: CustomerView) -> CounterPanel:
    panel = SalePanel(desk, view)
    panel.amount.type("1961.20")
    panel.served.recall((Serves("Benjamin", 60), Serves("Charlotte", 40)))
    return panel


def shared_visit(desk: Desk, view: CustomerView) -> CounterPanel:
    add_packages(desk.services)
    sold(desk, HANNAH, "BLOW10")
    panel = VisitPanel(desk, view)
    panel.inside.served.recall((Serves("Benjamin", 60), Serves("Charlotte", 40)))
    return panel


def shared_and_done(desk: Desk, view: CustomerView) -> CounterPanel:
    customer = view.shown.customer.id
    served = (Serves("Benjamin", 60), Serves("Charlotte", 40))
    request = SaleRequest(desk.act(), customer, 6120, payments={Means.CASH: 7000}, served=served)
    return DonePanel(desk, view, Done(customer, desk.services.till.sale(request)))


def done(desk: Desk, view: CustomerView) -> CounterPanel:
    customer = view.shown.customer.id
    request = SaleRequest(desk.act(), customer, 6120, payments={Means.CASH: 7000})
    return DonePanel(desk, view, Done(customer, desk.services.till.sale(request)))


MAKINGS = (
    stored,
    cash,
    card_and_items,
    mixed,
    short,
    ambiguous,
    searching,
    top_up,
    redeem,
    vouchers,
    rewards,
    shared,
    shared_visit,
    shared_and_done,
    done,
)


@pytest.fixture
def rich_desk(desk: Desk) -> Desk:
    """Return a desk at which Hannah owns a lot, of everything."""
    customer = view_of(desk, HANNAH).shown.customer.id
    desk.services.till.top_up(TopUpRequest(desk.act(), customer, 123456))
    desk.services.till.redeem(RedeemRequest(desk.act(), customer, 500))
    for name in ("Benjamin", "Charlotte"):
        desk.services.staff.add_staff(name)
    set_up_rewards(desk.services)
    set_up_vouchers(desk.services)
    for one in DEFINITIONS:
        issue(desk.services, one.code, customer)
    return desk


@pytest.mark.parametrize("making", MAKINGS, ids=lambda making: making.__name__)
@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
def test_nothing_is_cut_and_everything_is_named(
    qtbot: QtBot,
    qapp: QApplication,
    rich_desk: Desk,
    room: RecordingRoom,
    making: Making,
    language: str,
) -> None:
    look.wear(qapp, Theme.LIGHT, language)
    desk = sit_down(rich_desk.services, room, language)
    panel = making(desk, view_of(desk, HANNAH))
    qtbot.addWidget(panel)
    panel.show()
    settle(qtbot, panel)
    for window, size in SIZES.items():
        fit(panel, window)
        assert panel.minimumSizeHint().width() <= size[0], window
        assert cut_or_unnamed(panel) == [], window


def test_the_theme_can_change_while_a_panel_is_open(
    qtbot: QtBot, qapp: QApplication, desk: Desk
) -> None:
    hands = sit_at(qtbot, SalePanel, desk, view_of(desk, HANNAH))
    hands.type("61.20")
    hands.wait_for("Take $61.20")
    light = hands.panel.grab().toImage()
    look.wear(qapp, Theme.DARK, "en")
    settle(qtbot, hands.panel)
    assert hands.panel.grab().toImage() != light
    assert hands.panel.amount.field.text() == "61.20"  # type: ignore[attr-defined] # a sale
    assert cut_or_unnamed(hands.panel) == []


def test_low_windows_fold_the_keypad(qtbot: QtBot, desk: Desk) -> None:
    hands = sit_at(qtbot, SalePanel, desk, view_of(desk, HANNAH))
    frame = hands.panel.frame
    assert not frame.keypad.isHidden()
    assert frame.fold.isHidden()
    hands.panel.narrow(1093, 543)
    assert frame.keypad.isHidden()
    hands.tab_to(frame.fold)
    frame.fold.click()
    assert not frame.keypad.isHidden()
    hands.panel.narrow(911, 452)
    assert frame.keypad.isHidden()
    assert frame.fold.isHidden()
    hands.panel.narrow(1366, 696)
    assert not frame.keypad.isHidden()


def test_the_button_is_in_sight_whatever_the_height(qtbot: QtBot, rich_desk: Desk) -> None:
    hands = sit_at(qtbot, SalePanel, rich_desk, view_of(rich_desk, HANNAH))
    hands.type("61.20")
    for window, size in SIZES.items():
        hands.panel.narrow(*window)
        hands.panel.resize(*size)
        settle(qtbot, hands.panel)
        button = hands.panel.frame.take.button
        corner = button.mapTo(hands.panel, button.rect().bottomRight())
        assert hands.panel.rect().contains(corner), window


def test_what_will_be_is_scrolled_with_keys_alone(qtbot: QtBot, rich_desk: Desk) -> None:
    hands = sit_at(qtbot, RedeemPanel, rich_desk, view_of(rich_desk, HANNAH))
    panel = hands.panel
    assert isinstance(panel, RedeemPanel)
    panel.mode.buttons()[-1].click()
    panel.rewards.choose_number(1)
    area = result_of(panel)
    settle(qtbot, panel)
    assert area.focusPolicy() is Qt.FocusPolicy.NoFocus  # all of it is in sight
    panel.narrow(911, 452)
    panel.resize(*SIZES[911, 452])
    settle(qtbot, panel)
    hands.tab_to(area)
    assert area.accessibleName() == "What will be"
    bar = area.verticalScrollBar()
    hands.press(Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown)
    assert bar.value() == bar.maximum() > 0
    hands.press(Qt.Key.Key_Up)
    assert bar.value() < bar.maximum()
    hands.press(Qt.Key.Key_PageUp, Qt.Key.Key_PageUp, Qt.Key.Key_PageUp)
    assert bar.value() == 0
    focused = bar.grab().toImage()
    hands.press(Qt.Key.Key_Tab)
    assert hands.focus is panel.frame.take.button
    assert bar.grab().toImage() != focused


def result_of(panel: RedeemPanel) -> QScrollArea:
    """Return the area in the right column."""
    found = panel.side.parentWidget()
    while not isinstance(found, QScrollArea):
        assert found is not None
        found = found.parentWidget()
    return found


def cut_or_unnamed(panel: QWidget) -> list[str]:
    """Return what is wrong; text in two inks wraps by itself, which no label tells."""
    return [fault for fault in faults(panel) if not fault.startswith("LeadText")]


def settle(qtbot: QtBot, panel: QWidget) -> None:
    """Let quotes be answered and layouts take their places."""
    qtbot.wait(200)
    panel.grab()


def fit(panel: CounterPanel, window: tuple[int, int]) -> None:
    """Give a panel whose quotes are answered the room that it has in a window."""
    panel.narrow(*window)
    panel.resize(*SIZES[window])
    for _ in range(3):  # a layout that wraps asks for another turn
        QApplication.processEvents()
    panel.grab()
