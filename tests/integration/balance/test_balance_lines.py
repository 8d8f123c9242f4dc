"""The lines of a purse on both databases: the same as following every entry from the beginning."""

from collections.abc import Iterator

import pytest

from smbcrm.membership.balance.types import KINDS, LedgerFilter, LedgerLine, Parts, Place, Purse
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import ReverseRequest, SaleRequest, TopUpRequest
from smbcrm.membership.value.types import AdjustRequest, TransferRequest
from smbcrm.models.work import Work
from tests.helpers.shops import StillShop
from tests.integration.reports.scenes import act, customer, two_years

Told = tuple[str, Parts, Parts]


def walked(shop: StillShop, chosen: LedgerFilter, size: int) -> list[LedgerLine]:
    """Read every page of so many lines, one after the other."""
    found: list[LedgerLine] = []
    place: Place | None = None
    while lines := shop.services.balance.page(chosen, place, size):
        assert len(lines) <= size
        found += lines
        place = lines[-1].before
    return found


def explained(shop: StillShop, chosen: LedgerFilter) -> Iterator[Told]:
    """Tell the same from the oldest entry on, as Explain has it."""
    accounts = shop.services.reports.explain(chosen.customer, KINDS[chosen.purse]).accounts
    moves = sorted(
        (
            (move.deed.seq, move.deed.id, one.kind is AccountKind.GIFT, move.amount)
            for one in accounts
            if chosen.unit in {"", one.unit}
            for move in one.moves
            if move.amount is not None
        ),
    )
    left, told = Parts(), dict[str, tuple[Parts, Parts]]()
    for _, id_, gift, amount in moves:
        part = Parts(0, amount) if gift else Parts(amount)
        moved = told.get(id_, (Parts(), Parts()))[0]
        left = Parts(left.main + part.main, left.gift + part.gift)
        told[id_] = Parts(moved.main + part.main, moved.gift + part.gift), left
    for id_, (moved, after) in reversed(told.items()):
        yield id_, moved, after


def purses(shop: StillShop, who: int) -> list[LedgerFilter]:
    holdings = shop.services.balance.customer(who).holdings
    return [LedgerFilter(who, one.purse, one.unit) for one in holdings]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_page_says_what_was_left_after_each_line(shop: StillShop, seed: int) -> None:
    people = two_years(shop, seed)
    seen = set[Purse]()
    for who in people:
        for chosen in purses(shop, who):
            told = list(explained(shop, chosen))
            for size in (3, 1000):
                lines = walked(shop, chosen, size)
                assert [(one.id, one.moved, one.left) for one in lines] == told
            assert shop.services.balance.count(chosen) == len(told)
            seen.add(chosen.purse)
    assert seen == set(Purse)


def test_nobody_and_nothing_has_no_lines(shop: StillShop) -> None:
    who = customer(shop, "Ann")
    for chosen in (LedgerFilter(who), LedgerFilter(who, Purse.CREDIT), LedgerFilter(99)):
        assert shop.services.balance.page(chosen, None, 10) == ()
        assert shop.services.balance.count(chosen) == 0
        assert shop.services.balance.lots(chosen, 10) == ()


def test_a_line_says_who_what_and_how_it_was_paid(shop: StillShop) -> None:
    ann, bo = customer(shop, "Ann"), customer(shop, "Bo")
    till, value = shop.services.till, shop.services.value
    paid_in = till.top_up(TopUpRequest(act(shop), ann, 5000, with_offer=False))
    sale = till.sale(SaleRequest(act(shop), ann, 2000, payments={Means.STORED: 2000}))
    back = till.reverse(ReverseRequest(act(shop), sale.operation))
    value.transfer(TransferRequest(act(shop), ann, bo, 700, "family"))
    value.adjust(AdjustRequest(act(shop), bo, AccountKind.GIFT, 40, "goodwill"))
    moved, undone, sold, first = walked(shop, LedgerFilter(ann), 50)
    assert (first.kind, first.bill, first.bill_number) == (
        *("top_up", paid_in.operation, paid_in.bill_number),
    )
    assert (first.means, first.staff, first.terminal) == ((Means.CASH,), "Owner", "Till 1")
    assert (sold.reversed_by, sold.reverses, sold.bill) == (back.operation, None, sale.operation)
    assert (undone.reverses, undone.target_kind) == (sale.operation, "sale")
    assert (undone.target_bill, undone.target_at) == (sale.bill_number, sold.recorded_at)
    assert undone.bill == sale.operation
    assert (moved.kind, moved.reason_code, moved.other, moved.bill) == (
        *("transfer", "family", "", ""),
    )
    given, taken = walked(shop, LedgerFilter(bo), 50)
    assert (given.moved, given.left) == (Parts(0, 40), Parts(700, 40))
    assert (taken.moved, taken.other) == (Parts(700), "Ann")


def test_accounts_that_came_from_somebody_else_are_one_purse(shop: StillShop) -> None:
    ann, double = customer(shop, "Ann"), customer(shop, "Anne")
    for who, amount in ((ann, 5000), (double, 700), (ann, 30)):
        shop.services.till.top_up(TopUpRequest(act(shop), who, amount, with_offer=False))

    def merge(work: Work) -> None:
        work.session.execute("UPDATE account SET holder = ? WHERE holder = ?", ann, double)

    shop.uow.run(merge)
    lines = walked(shop, LedgerFilter(ann), 2)
    assert [(one.moved.main, one.left.main) for one in lines] == [
        *((30, 5730), (700, 5700), (5000, 5000)),
    ]
    assert [one.other for one in lines] == ["", "", ""]
    assert shop.services.balance.count(LedgerFilter(ann)) == 3


def test_a_page_that_was_begun_goes_on_where_it_was(shop: StillShop) -> None:
    who = customer(shop, "Ann")
    for amount in (100, 200, 300):
        shop.services.till.top_up(TopUpRequest(act(shop), who, amount, with_offer=False))
    (newest,) = shop.services.balance.page(LedgerFilter(who), None, 1)
    shop.services.till.top_up(TopUpRequest(act(shop), who, 4000, with_offer=False))
    older = shop.services.balance.page(LedgerFilter(who), newest.before, 9)
    assert [one.left.main for one in (newest, *older)] == [600, 300, 100]
