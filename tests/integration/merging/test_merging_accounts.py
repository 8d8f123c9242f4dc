"""Whoever has several accounts of a kind is one customer everywhere."""

from smbcrm.membership.customers.types import Details
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.merging.types import Merge
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.value.types import (
    AdjustRequest,
    TransferRequest,
    WithdrawRequest,
)
from smbcrm.membership.visits.types import ExtendRequest, UseRequest
from smbcrm.membership.what_if.types import Trial
from tests.integration.merging.conftest import MergeShop


def test_the_household_uses_visits_of_both(shop: MergeShop) -> None:
    shop.merge()
    for _ in range(19):
        request = UseRequest(shop.act(), shop.bo, "CUT10", owner=shop.ann)
        bill = shop.services.visits.use(request)
    assert bill.visits[0].left == 0
    assert shop.services.visits.owned(shop.bo) == ()
    shop.undone(bill)
    assert [one.standing.left for one in shop.services.visits.owned(shop.bo)] == [1]
    shop.sound()


def test_a_transfer_between_the_two_is_taken_back(shop: MergeShop) -> None:
    value = shop.services.value
    given = value.transfer(TransferRequest(shop.act(), shop.ann, shop.anna, 5_000, "family"))
    merge = shop.merge()
    shop.undone(given)
    shop.sound()
    before = shop.owned(shop.ann)
    shop.undo(merge)
    both = shop.owned(shop.ann), shop.owned(shop.anna)
    assert {kind: sum(one.get(kind, 0) for one in both) for kind in before} == before


def test_everything_is_handed_over_and_paid_out(shop: MergeShop) -> None:
    value = shop.services.value
    shop.merge()
    owned = shop.owned(shop.ann)
    value.transfer(TransferRequest(shop.act(), shop.ann, shop.cy, 30_000, "present"))
    visits = TransferRequest(shop.act(), shop.ann, shop.cy, 15, "present", "CUT10")
    value.transfer(visits)
    assert shop.owned(shop.cy)["visits"] == 15
    value.withdraw(WithdrawRequest(shop.act(), shop.ann, shop.owned(shop.ann)["principal"]))
    assert "principal" not in shop.owned(shop.ann)
    points = AdjustRequest(shop.act(), shop.ann, AccountKind.POINTS, -owned["points"], "correction")
    value.adjust(points)
    shop.sound()


def test_an_extension_is_of_the_lots_of_both(shop: MergeShop) -> None:
    shop.merge()
    until = shop.still.clock.now().date().replace(year=2030)
    bill = shop.services.visits.extend(
        ExtendRequest(shop.act(), shop.ann, "CUT10", until, "goodwill")
    )
    assert (bill.visits[0].left, bill.visits[0].until) == (19, until.isoformat())
    shop.sound()


def test_what_has_ended_is_booked_of_both(shop: MergeShop) -> None:
    merge = shop.merge()
    spent = shop.sell(shop.ann, 30_000, Means.STORED)
    shop.later(days=29)
    shop.undo(merge)
    shop.later(days=400)
    shop.refund(spent)  # gift of both has ended since
    shop.sound()
    ended = [
        sum(row.kind == "expiry" for row in shop.services.history.of_customer(who, 100))
        for who in (shop.ann, shop.anna)
    ]
    assert all(ended)


def test_reviews_and_trials_know_one_customer(shop: MergeShop) -> None:
    services = shop.services
    low = services.customers.add(Details(full_name="Eve")).id
    high = services.customers.add(Details(full_name="Evelyn")).id
    for who in (low, high):
        shop.sell(who, 30_000)
    services.merging.merge(low, high)
    shop.later(days=1)
    spends = shop.still.uow.read(
        lambda work: work.tier_standing.figures(
            shop.still.clock.now().date(), 12, visits=True, points=True
        )
    )
    assert (spends[low].spend, spends[low].visits, high in spends) == (60_000, 1, False)
    tried = services.what_if.replay(Trial())
    assert tried.people == services.customers.count()


def test_bills_of_who_went_stay_as_they_were(shop: MergeShop) -> None:
    sold = shop.sell(shop.anna, 2_000)
    shop.merge()
    bill = shop.services.bills.find(sold.operation).bill
    assert bill.customer is not None
    assert bill.customer.name == "Anna Lee"
    back = shop.refund(sold)
    assert back.customer is not None
    assert (back.customer.id, back.customer.name) == (shop.ann, "Ann Lee")


def merged_twice(shop: MergeShop) -> Merge:
    shop.merge()
    return shop.merge(shop.ann, shop.cy)


def test_a_board_and_a_counter_name_who_stayed(shop: MergeShop) -> None:
    shop.sell(shop.anna, 2_000)
    merged_twice(shop)
    served = shop.services.counter.board().served
    assert {one.customer for one in served if one.customer} <= {shop.ann, shop.bo}
