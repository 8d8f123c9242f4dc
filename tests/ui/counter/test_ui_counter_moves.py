"""“Recent” says what moved without a sale, and opens the bill of what has one."""

from smbcrm.core.ids import uuid7
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.refunds.types import RefundRequest
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import ReverseRequest, SaleRequest
from smbcrm.membership.services import Services
from smbcrm.membership.value.types import AdjustRequest, TransferRequest, WithdrawRequest
from smbcrm.ui.counter.happenings import Line, Tone, recent_lines
from smbcrm.ui.counter.page import CounterPage
from smbcrm.ui.desk import Desk
from tests.helpers.money_hands import view_of
from tests.helpers.package_hands import add_packages, sold, use

HANNAH = "Hannah Brooks"


def act(services: Services) -> Act:
    return Act(uuid7(services.clock))


def told(page: CounterPage, customer: int) -> list[Line]:
    page.open_customer(customer)
    assert page.view is not None
    return list(recent_lines(page.desk, page.view))


def test_what_goes_back_out_or_over_is_said(
    page: CounterPage, services: Services, who: dict[str, int]
) -> None:
    hannah = who[HANNAH]
    other = next(customer for name, customer in who.items() if name != HANNAH)
    sold = services.till.sale(SaleRequest(act(services), hannah, 5000))
    back = services.refunds.refund(RefundRequest(act(services), sold.operation, 2000))
    out = services.value.withdraw(WithdrawRequest(act(services), hannah, 1000))
    services.value.transfer(TransferRequest(act(services), hannah, other, 500, "family"))
    services.value.adjust(AdjustRequest(act(services), hannah, AccountKind.POINTS, 30, "goodwill"))
    lines = told(page, hannah)
    assert [(line.title, line.amount) for line in lines[:6]] == [
        ("Adjustment", "+30 pts"),
        ("Transfer of value", "−$5.00"),
        ("Withdrawal", "−$10.00"),
        ("Refund", "−$20.00"),
        ("Refund", "−30 pts"),
        ("Sale", "$50.00"),
    ]
    assert lines[3].tone is Tone.BACK
    assert [line.bill for line in lines[:6]] == [
        *("", "", out.operation, back.operation, back.operation, sold.operation)
    ]
    assert [(line.title, line.amount) for line in told(page, other)[:1]] == [
        ("Transfer of value", "+$5.00")
    ]


def test_a_refund_that_was_taken_back_is_struck(
    page: CounterPage, services: Services, who: dict[str, int]
) -> None:
    sold = services.till.sale(SaleRequest(act(services), who[HANNAH], 5000))
    back = services.refunds.refund(RefundRequest(act(services), sold.operation, 2000))
    services.till.reverse(ReverseRequest(act(services), back.operation))
    undone, *refund = told(page, who[HANNAH])[:3]
    assert (undone.title, undone.bill) == ("Undone: refund", back.operation)
    assert [(line.title, line.struck) for line in refund] == [("Refund", True), ("Refund", True)]


def test_what_goes_back_to_the_customers_own_comes_in(
    page: CounterPage, services: Services, who: dict[str, int]
) -> None:
    paid = {Means.STORED: 5000}
    sold = services.till.sale(SaleRequest(act(services), who[HANNAH], 5000, payments=paid))
    services.refunds.refund(RefundRequest(act(services), sold.operation, 2000))
    assert [line.amount for line in told(page, who[HANNAH])[:3]] == [
        *("+$20.00", "−28 pts", "−$50.00")
    ]


def test_a_visit_names_its_package_also_when_it_is_taken_back(desk: Desk) -> None:
    add_packages(desk.services)
    view = sold(desk, HANNAH, "BLOW10", "PASS")
    use(desk, view, "BLOW10", 2)
    use(desk, view, "PASS")
    taken = use(desk, view, "BLOW10")
    desk.services.till.reverse(ReverseRequest(desk.act(), taken.operation))
    lines = recent_lines(desk, view_of(desk, HANNAH))
    assert [(line.title, line.amount, line.struck) for line in lines[:5]] == [
        ("Undone: visit used · Blow-dry, 10 visits", "", False),
        ("Visit used · Blow-dry, 10 visits", "−1 visit", True),
        ("Visit used · Fringe pass", "", False),
        ("Visit used · Blow-dry, 10 visits", "−2 visits", False),
        ("Blow-dry, 10 visits, Fringe pass", "$270.00", False),
    ]


def test_a_refund_names_the_package_beside_the_visits_that_went(desk: Desk) -> None:
    add_packages(desk.services)
    view = sold(desk, HANNAH, "BLOW10")
    bought = next(one.row.id for one in view.recent)
    desk.services.refunds.refund(RefundRequest(desk.act(), bought))
    lines = recent_lines(desk, view_of(desk, HANNAH))
    assert [(line.title, line.amount) for line in lines[:2]] == [
        ("Refund", "−$220.00"),
        ("Refund · Blow-dry, 10 visits", "−10 visits"),
    ]
