"""Visit packages that go back: by a line, by an amount, whole; used, handed on, ended, passes."""

import datetime as dt

import pytest

from smbcrm.core.money import Money
from smbcrm.membership.benefits.types import IssueRequest
from smbcrm.membership.refunds import types
from smbcrm.membership.refunds.types import RefundRequest
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.types import ItemQuantity, SaleRequest
from smbcrm.membership.vouchers.types import NewDefinition
from tests.integration.packages.conftest import PackageShop

Told = list[tuple[str, int, int, int | None]]


def told(bill: object) -> Told:
    """Return what a refund says of packages: code, visits moved, left, used."""
    return [(one.code, one.moved, one.left, one.used) for one in bill.visits]  # type: ignore[attr-defined]


def test_a_line_brings_its_unused_visits_back(shop: PackageShop) -> None:
    """Two packages of ten and one of three: one of ten goes back, though three were used."""
    sold = shop.services.till.sale(
        SaleRequest(
            shop.act(), shop.ann, items=(ItemQuantity("cut", 2_000), ItemQuantity("wash", 1_000))
        )
    )
    shop.use(shop.ann, "cut", 3)
    refund = shop.refund(sold, lines={1: 1_000})
    assert (refund.amount, told(refund)) == (20_000, [("cut", -10, 7, 3), ("wash", 0, 3, 0)])
    shop.undo(refund)
    assert shop.left(shop.ann, "cut") == 17
    again = shop.refund(sold, lines={1: 1_000, 2: 1_000})
    assert told(again) == [("cut", -10, 7, 3), ("wash", -3, 0, 0)]


def test_used_visits_are_not_given_back_as_money_by_their_line(shop: PackageShop) -> None:
    """Of 200.00 for ten, seven are left: at most 140.00 comes back by the line, or the whole."""
    sold = shop.sell(shop.ann, "cut")
    shop.use(shop.ann, "cut", 3)
    for lines in ({}, {1: 1_000}, {1: 701}):
        with pytest.raises(types.VisitsUsed) as refused:
            shop.refund(sold, lines=lines)
        assert (refused.value.params["left"], refused.value.params["most"]) == (7, "0.7")
    refund = shop.refund(sold, lines={1: 700})
    assert (refund.amount, told(refund)) == (14_000, [("cut", -7, 0, 3)])
    with pytest.raises(types.AllVisitsUsed):
        shop.refund(sold)
    assert told(shop.refund(sold, 6_000)) == [("cut", 0, 0, 3)]


def test_by_an_amount_visits_stay_until_all_has_gone_back(shop: PackageShop) -> None:
    """A quote names how many were used, so that the owner can choose an amount."""
    sold = shop.sell(shop.ann, "cut", "wash")
    shop.use(shop.ann, "cut", 3)
    asked = RefundRequest(Act(shop.act().request_id), sold.operation, 6_000)
    assert told(shop.services.refunds.propose(asked).bill) == [("cut", 0, 7, 3), ("wash", 0, 3, 0)]
    with pytest.raises(types.VisitsKept) as refused:
        shop.refund(sold, 6_001)
    assert refused.value.params["most"] == Money(6_000, shop.services.shop.shop().currency)
    assert shop.refund(sold, 6_000).visits[0].moved == 0
    with pytest.raises(types.VisitsKept):
        shop.refund(sold, 1)
    rest = shop.refund(sold, 17_000)
    assert told(rest) == [("cut", -7, 0, 3), ("wash", -3, 0, 0)]
    shop.undo(rest)
    assert (shop.left(shop.ann, "cut"), shop.left(shop.ann, "wash")) == (7, 3)


def test_visits_come_from_the_lot_of_their_own_sale(shop: PackageShop) -> None:
    early = shop.sell(shop.ann, "cut", date=dt.date(2026, 3, 1))
    sold = shop.sell(shop.ann, "cut")
    shop.use(shop.ann, "cut", 4)
    with pytest.raises(types.VisitsUsed):
        shop.refund(early)
    shop.refund(sold)
    (standing,) = shop.services.visits.of_customer(shop.ann)
    assert (standing.left, standing.until) == (6, dt.date(2027, 3, 1))


def test_what_was_handed_on_is_transferred_back_first(shop: PackageShop) -> None:
    sold = shop.sell(shop.ann, "cut")
    shop.hand(shop.ann, shop.bob, "cut", 4)
    for amount, lines in ((None, {}), (20_000, {}), (None, {1: 700})):
        with pytest.raises(types.VisitsElsewhere) as refused:
            shop.refund(sold, amount, lines)
        assert refused.value.params == {"count": 4, "package": "The cut", "customer": "Bob"}
    part = shop.refund(sold, lines={1: 600})
    assert told(part) == [("cut", -6, 0, 0)]
    shop.hand(shop.bob, shop.ann, "cut", 4)
    assert told(shop.refund(sold)) == [("cut", -4, 0, 0)]
    assert (shop.left(shop.ann, "cut"), shop.left(shop.bob, "cut")) == (0, 0)


def test_what_the_other_used_or_let_end_is_gone(shop: PackageShop) -> None:
    sold = shop.sell(shop.ann, "cut")
    shop.hand(shop.ann, shop.bob, "cut", 4)
    shop.use(shop.bob, "cut", 3)
    shop.extend(shop.ann, "cut", dt.date(2027, 6, 30))
    shop.on(3, 11, 2027)
    with pytest.raises(types.VisitsUsed):
        shop.refund(sold)
    assert told(shop.refund(sold, 20_000)) == [("cut", -6, 0, 4)]


def test_what_has_ended_goes_back_by_an_amount_only(shop: PackageShop) -> None:
    sold = shop.sell(shop.ann, "cut")
    shop.on(4, 1, 2027)
    with pytest.raises(types.AllVisitsUsed):
        shop.refund(sold)
    assert told(shop.refund(sold, 5_000)) == [("cut", 0, 0, 10)]


def test_a_pass_that_was_used_goes_back_by_an_amount_only(shop: PackageShop) -> None:
    """Nothing became less of it: that somebody came is why."""
    sold = shop.sell(shop.ann, "pass")
    used = shop.use(shop.ann, "pass")
    with pytest.raises(types.AllVisitsUsed):
        shop.refund(sold)
    assert told(shop.refund(sold, 1_000)) == [("pass", 0, 1, None)]
    shop.undo(used)
    assert told(shop.refund(sold)) == [("pass", -1, 0, None)]


def test_of_two_passes_one_goes_back(shop: PackageShop) -> None:
    sold = shop.sell(shop.ann, "pass", "pass")
    shop.refund(sold, lines={1: 1_000})
    shop.refund(sold, lines={2: 1_000})
    assert shop.left(shop.ann, "pass") == 0


def test_visits_that_were_brought_back_go_with_a_whole_refund(shop: PackageShop) -> None:
    sold = shop.sell(shop.ann, "cut")
    shop.on(4, 1, 2027)
    shop.extend(shop.ann, "cut", dt.date(2027, 6, 30))
    refund = shop.refund(sold)
    assert (refund.visits[0].moved, shop.left(shop.ann, "cut")) == (-10, 0)


def test_a_package_that_was_a_gift_goes_back_with_its_voucher(shop: PackageShop) -> None:
    """Nobody paid for the ten cuts: the week after they go back whole, unless one was used."""
    services = shop.services
    services.vouchers.add(NewDefinition("gift", "A gift", "free_item", item="cut"))
    (issued,) = services.benefits.issue(IssueRequest(shop.act(), "gift", (shop.ann,)))
    asked = SaleRequest(
        shop.act(), shop.ann, items=(ItemQuantity("cut", 1_000),), vouchers=(issued.code,)
    )
    sold = services.till.sale(asked)
    assert (sold.amount, shop.left(shop.ann, "cut")) == (0, 10)
    used = shop.use(shop.ann, "cut", 1)
    with pytest.raises(
        types.VisitsUsedForNothing, match="The cut has 9 left, and 10 would have to"
    ):
        shop.refund(sold)
    shop.undo(used)
    back = shop.refund(sold)
    assert (back.amount, told(back)) == (0, [("cut", -10, 0, 0)])
    assert [(one.code, one.moved) for one in back.vouchers] == [(issued.code, 1)]
    shop.undo(back)
    assert shop.left(shop.ann, "cut") == 10
