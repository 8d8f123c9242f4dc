"""How visits, refunds and withdrawals look: nothing cut, everything named, whatever the window."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smbcrm.membership.benefits.types import IssueRequest
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.counter.types import CustomerView
from smbcrm.membership.items.types import ItemKind, NewItem
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.refunds.types import RefundRequest
from smbcrm.membership.relationships.types import LinkKind
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import ItemQuantity, SaleRequest
from smbcrm.membership.value.types import AdjustRequest, WithdrawRequest
from smbcrm.membership.vouchers.types import NewDefinition
from smbcrm.ui.counter.done_panel import DonePanel
from smbcrm.ui.counter.give_voucher_panel import GiveVoucherPanel
from smbcrm.ui.counter.hand_over_panel import HandOverPanel
from smbcrm.ui.counter.package_wishes import Mode
from smbcrm.ui.counter.panel import CounterPanel, Done
from smbcrm.ui.counter.put_right_panel import PutRightPanel
from smbcrm.ui.counter.referrer_field import Referrer
from smbcrm.ui.counter.refund_body import Part
from smbcrm.ui.counter.refund_panel import RefundPanel
from smbcrm.ui.counter.visit_panel import VisitPanel
from smbcrm.ui.counter.void_voucher_panel import VoidVoucherPanel
from smbcrm.ui.counter.withdraw_panel import WithdrawPanel
from smbcrm.ui.desk import Desk
from smbcrm.ui.theme import look
from smbcrm.ui.theme.tokens import Theme
from tests.helpers.money_hands import sit_at, view_of
from tests.helpers.package_hands import HANNA, HANNAH, add_packages, sold, use
from tests.helpers.room import RecordingRoom, sit_down
from tests.ui.counter.test_ui_money_look import SIZES, cut_or_unnamed, fit, settle

Making = Callable[[Desk, CustomerView], CounterPanel]
BILL = "4"


def visit(desk: Desk, view: CustomerView) -> CounterPanel:
    return VisitPanel(desk, view)


def pause(desk: Desk, view: CustomerView) -> CounterPanel:
    panel = VisitPanel(desk, view)
    panel.inside.buttons[Mode.PAUSE].click()
    return panel


def extend(desk: Desk, view: CustomerView) -> CounterPanel:
    panel = VisitPanel(desk, view)
    panel.inside.choice.choose("BLOW10")
    panel.inside.buttons[Mode.EXTEND].click()
    panel.enter()
    return panel


def hand_over(desk: Desk, view: CustomerView) -> CounterPanel:
    panel = VisitPanel(desk, view)
    panel.inside.buttons[Mode.TRANSFER].click()
    panel.enter()
    return panel


def nothing_paid_ahead(desk: Desk, _view: CustomerView) -> CounterPanel:
    return VisitPanel(desk, view_of(desk, HANNA))


def lines(desk: Desk, view: CustomerView) -> CounterPanel:
    panel = RefundPanel(desk, view, desk.services.refunds.sale_left(BILL))
    panel.inside.lines.recall({1: 1000, 2: 1000})
    panel.edited()
    return panel


def whole(desk: Desk, view: CustomerView) -> CounterPanel:
    panel = RefundPanel(desk, view, desk.services.refunds.sale_left(BILL))
    panel.inside.choose(Part.WHOLE)
    panel.enter()
    return panel


def amount(desk: Desk, view: CustomerView) -> CounterPanel:
    panel = RefundPanel(desk, view, desk.services.refunds.sale_left(BILL))
    panel.inside.choose(Part.AMOUNT)
    panel.inside.amount.type("150")
    return panel


def void(desk: Desk, view: CustomerView) -> CounterPanel:
    panel = RefundPanel(desk, view, desk.services.refunds.sale_left(BILL))
    panel.inside.choose(Part.VOID)
    panel.edited()
    return panel


def withdraw(desk: Desk, view: CustomerView) -> CounterPanel:
    panel = WithdrawPanel(desk, view)
    panel.amount.type("12.34")
    return panel


def hand_over_value(desk: Desk, view: CustomerView) -> CounterPanel:
    desk.services.shop.set("stored_value.pin_from", "100")
    panel = HandOverPanel(desk, view)
    other = desk.services.customers.find("0181")[0]
    panel.taker.show_referrer(Referrer(other.full_name, other.code, other.id))
    panel.amount.type("12.34")
    return panel


def put_right(desk: Desk, view: CustomerView) -> CounterPanel:
    panel = PutRightPanel(desk, view)
    panel.amount.type("12.34")
    panel.enter()
    return panel


def put_visits_right(desk: Desk, view: CustomerView) -> CounterPanel:
    panel = PutRightPanel(desk, view)
    panel.recall(f"visits:{desk.services.packages.get('BLOW10').unit}")
    panel.count.set_text("2")
    panel.edited()
    return panel


def voucher(desk: Desk, view: CustomerView) -> CounterPanel:
    panel = GiveVoucherPanel(desk, view)
    panel.way.buttons()[1].click()
    return panel


def void_voucher(desk: Desk, view: CustomerView) -> CounterPanel:
    give(desk, view)
    panel = VoidVoucherPanel(desk, view)
    panel.enter()
    return panel


def give(desk: Desk, view: CustomerView) -> Bill:
    customers = (view.shown.customer.id,)
    return desk.services.benefits.give(IssueRequest(desk.act(), "TEN", customers))


def voucher_done(desk: Desk, view: CustomerView) -> CounterPanel:
    return DonePanel(desk, view, Done(view.shown.customer.id, give(desk, view)))


def put_right_done(desk: Desk, view: CustomerView) -> CounterPanel:
    customer = view.shown.customer.id
    request = AdjustRequest(desk.act(), customer, AccountKind.POINTS, -40, "goodwill")
    return DonePanel(desk, view, Done(customer, desk.services.value.adjust(request)))


def visit_done(desk: Desk, view: CustomerView) -> CounterPanel:
    return DonePanel(desk, view, Done(view.shown.customer.id, use(desk, view, "BLOW10")))


def refund_done(desk: Desk, view: CustomerView) -> CounterPanel:
    bill = desk.services.refunds.refund(RefundRequest(desk.act(), BILL))
    return DonePanel(desk, view, Done(view.shown.customer.id, bill))


def withdraw_done(desk: Desk, view: CustomerView) -> CounterPanel:
    customer = view.shown.customer.id
    bill = desk.services.value.withdraw(WithdrawRequest(desk.act(), customer, 1000))
    return DonePanel(desk, view, Done(customer, bill))


MAKINGS = (
    *(visit, pause, extend, hand_over, nothing_paid_ahead),
    *(lines, whole, amount, void, withdraw),
    *(hand_over_value, put_right, put_visits_right, voucher, void_voucher),
    *(visit_done, refund_done, withdraw_done, voucher_done, put_right_done),
)


@pytest.fixture
def giving_desk(desk: Desk) -> Desk:
    """Return a desk at which Hannah has packages, one of a spouse, and a sale paid in all ways."""
    services = desk.services
    services.items.add(NewItem("ARGAN", "Argan set", 4500, ItemKind.PRODUCT))
    hannah = view_of(desk, HANNAH).shown.customer.id
    items = (ItemQuantity("COL"), ItemQuantity("ARGAN", 2000), ItemQuantity("CUT"))
    paid = {Means.STORED: 11000, Means.CASH: 16000, Means.POINTS: 200}
    services.till.sale(SaleRequest(desk.act(), hannah, items=items, payments=paid))
    services.vouchers.add(
        NewDefinition("TEN", "Ten off a visit", "amount_off", value=1_000, days=90, points=200)
    )
    add_packages(services)
    view = sold(desk, HANNAH, "BLOW10", "ARGAN5", "PASS")
    use(desk, view, "BLOW10", 7)
    use(desk, view, "ARGAN5", 5)
    other = services.customers.find("0181")[0].id
    services.relationships.link(hannah, other, LinkKind.SPOUSE)
    sold(desk, "陈雨桐", "BLOW10")
    return desk


@pytest.mark.parametrize("making", MAKINGS, ids=lambda making: making.__name__)
@pytest.mark.parametrize("language", ["en", "zh_CN", "zh_TW"])
def test_nothing_is_cut_and_everything_is_named(
    qtbot: QtBot,
    qapp: QApplication,
    giving_desk: Desk,
    room: RecordingRoom,
    making: Making,
    language: str,
) -> None:
    theme = Theme.DARK if language == "zh_TW" else Theme.LIGHT
    look.wear(qapp, theme, language)
    desk = sit_down(giving_desk.services, room, language)
    panel = making(desk, view_of(desk, HANNAH))
    qtbot.addWidget(panel)
    panel.show()
    settle(qtbot, panel)
    for window, size in SIZES.items():
        fit(panel, window)
        assert panel.minimumSizeHint().width() <= size[0], window
        assert cut_or_unnamed(panel) == [], window


@pytest.mark.parametrize("making", [visit, lines], ids=lambda making: making.__name__)
def test_the_button_is_in_sight_whatever_the_height(
    qtbot: QtBot, giving_desk: Desk, making: Making
) -> None:
    hands = sit_at(qtbot, making, giving_desk, view_of(giving_desk, HANNAH))  # type: ignore[arg-type] # it is a money panel
    for window, size in SIZES.items():
        hands.panel.narrow(*window)
        hands.panel.resize(*size)
        settle(qtbot, hands.panel)
        button = hands.panel.frame.take.button
        corner = button.mapTo(hands.panel, button.rect().bottomRight())
        assert hands.panel.rect().contains(corner), window
