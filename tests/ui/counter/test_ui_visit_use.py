"""Use a visit: which package, how many, what is left; as somebody at the counter does it."""

import pytest
from pytestqt.qtbot import QtBot

from smbcrm.membership.counter.types import CustomerView
from smbcrm.membership.items.types import ItemKind, NewItem
from smbcrm.membership.packages.types import NewPackage, Terms
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import ItemQuantity, SaleRequest
from smbcrm.membership.visits.types import UseRequest
from smbcrm.ui.counter.visit_panel import VisitPanel
from smbcrm.ui.desk import Desk
from tests.helpers.money_hands import ENTER, Hands, sit_at, view_of, words_in

HANNAH, HANNA = "Hannah Brooks", "Hanna Becker"


@pytest.fixture
def packages(desk: Desk) -> Desk:
    """Let the salon sell ten blow-dries for a year, a treatment without an end, and a pass."""
    items = desk.services.items
    items.add(NewItem("BLOW", "Blow-dry", 3400, ItemKind.SERVICE))
    for code, name, price, terms in (
        ("BLOW10", "Blow-dry, 10 visits", 22000, Terms(10, 12, "BLOW")),
        ("ARGAN5", "Argan treatment, 5 visits", 15000, Terms(5)),
        ("PASS", "Fringe pass", 5000, Terms(months=1)),
    ):
        desk.services.packages.add(NewPackage(code, name, price, terms))
    return desk


def sold(desk: Desk, name: str, *codes: str) -> CustomerView:
    """Sell packages to somebody, and return how they stand."""
    who = view_of(desk, name).shown.customer.id
    price = sum(desk.services.packages.get(code).item.price for code in codes)
    items = tuple(map(ItemQuantity, codes))
    paid = {Means.CARD: price}
    desk.services.till.sale(SaleRequest(desk.act(), who, items=items, payments=paid))
    return view_of(desk, name)


def use(desk: Desk, view: CustomerView, code: str, count: int) -> None:
    request = UseRequest(desk.act(), view.shown.customer.id, code, count)
    desk.services.visits.use(request)


def sit(qtbot: QtBot, desk: Desk, view: CustomerView) -> tuple[Hands, VisitPanel]:
    hands = sit_at(qtbot, VisitPanel, desk, view)
    assert isinstance(hands.panel, VisitPanel)
    return hands, hands.panel


def left(desk: Desk, name: str) -> dict[str, int]:
    return {one.package.item.code: one.left for one in view_of(desk, name).packages}


def test_two_keys_use_a_visit(qtbot: QtBot, packages: Desk) -> None:
    view = sold(packages, HANNAH, "BLOW10")
    use(packages, view, "BLOW10", 7)
    hands, panel = sit(qtbot, packages, view)
    hands.wait_for("Use 1 visit")
    words = words_in(panel)
    for said in (
        "After this visit",
        "2 of 10 left",
        "until 21 Nov 2027, 365 days",
        "7 used",
        "Number 8 is used now, 2 stay",
        "Service Blow-dry",
        "Used before 21 Nov Owner 10 → 3",
    ):
        assert said in words
    assert not panel.half_done()
    hands.press(ENTER)
    bill = hands.done[0].bill
    assert bill is not None
    assert (bill.kind, bill.visits[0].moved, bill.visits[0].left) == ("visit_use", -1, 2)
    assert left(packages, HANNAH) == {"BLOW10": 2}
