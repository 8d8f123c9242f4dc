"""Two tills, each a process of its own, that give back, pay out, hand over or use at one moment."""

from collections.abc import Callable, Iterator
from multiprocessing.synchronize import Barrier
from typing import TypeVar

import pytest

from smbcrm.core.clock import SystemClock
from smbcrm.core.ids import uuid7
from smbcrm.membership.packages.types import NewPackage, Terms
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import ItemQuantity, SaleRequest, TopUpRequest
from smbcrm.membership.services import Services
from tests.helpers import till_moves as tills
from tests.helpers.till_process import together
from tests.helpers.twin import new_customer, new_shop

CLOCK = SystemClock()
ROUNDS = 8
A = TypeVar("A")
ONE_OF_TWO = [[False, True]] * ROUNDS


@pytest.fixture
def shop(shop_address: str) -> Iterator[Services]:
    services = new_shop(shop_address, CLOCK, durable=True)
    yield services
    verdict = services.audit.verify()
    services.close()
    assert verdict.findings == ()


def at_two_tills(
    shop: Services, job: Callable[[Services, Barrier, A], list[bool]], argument: A
) -> list[list[bool]]:
    """Run a job at two tills while the shop is closed here; return what became of each round."""
    shop.close()
    return [sorted(pair) for pair in zip(*together(shop.address, job, argument, 2), strict=True)]


def act() -> Act:
    return Act(uuid7(CLOCK))


def topped_up(shop: Services, amount: int, customers: int = ROUNDS) -> list[int]:
    """Add customers who have topped up, without a gift."""
    made = [new_customer(shop) for _ in range(customers)]
    for who in made:
        shop.till.top_up(TopUpRequest(act(), who, amount, with_offer=False))
    return made


def sold(shop: Services, net: int) -> tuple[list[int], list[str]]:
    """Add customers, each with a sale half of which stored value paid; return both."""
    customers = topped_up(shop, net)
    half = net // 2
    payments = {Means.STORED: half, Means.CARD: net - half}
    bills = [shop.till.sale(SaleRequest(act(), who, net, payments=payments)) for who in customers]
    return customers, [bill.operation for bill in bills]


def test_a_sale_is_refunded_once(shop: Services) -> None:
    customers, sales = sold(shop, 10_000)
    assert at_two_tills(shop, tills.refund, (sales, None)) == ONE_OF_TWO
    for who in customers:
        standing = shop.ledger.standing(who)
        assert (standing.principal, standing.points) == (10_000, 0)


def test_two_parts_that_are_more_than_the_whole_are_not_both_refunded(shop: Services) -> None:
    """A walk-in's sale has no customer by whom two tills could meet."""
    customers, sales = sold(shop, 10_000)
    walk_ins = [shop.till.sale(SaleRequest(act(), None, 10_000)).operation for _ in customers]
    both = sales + walk_ins
    assert at_two_tills(shop, tills.refund, (both, 6_000)) == ONE_OF_TWO * 2
    # The card got its 50.00, stored value 10.00; points are those of the 40.00 still paid.
    for who in customers:
        standing = shop.ledger.standing(who)
        assert (standing.principal, standing.points) == (6_000, 40)


def test_parts_from_two_tills_end_as_one_refund(shop: Services) -> None:
    customers, sales = sold(shop, 10_000)
    walk_in = shop.till.sale(SaleRequest(act(), None, 2 * ROUNDS * 100)).operation
    parts = [*sales, *[walk_in] * ROUNDS]
    done = at_two_tills(shop, tills.refund, (parts, 100))
    assert done == [[True, True]] * len(parts)
    assert {shop.ledger.standing(who).points for who in customers} == {98}
    assert at_two_tills(shop, tills.refund, ([walk_in], None)) == [[False, False]]


def test_a_sale_is_refunded_or_voided_and_never_both(shop: Services) -> None:
    customers, sales = sold(shop, 10_000)
    assert at_two_tills(shop, tills.refund_or_void, sales) == ONE_OF_TWO
    for who in customers:
        standing = shop.ledger.standing(who)
        assert (standing.principal, standing.points) == (10_000, 0)


def test_what_is_there_once_is_paid_out_once(shop: Services) -> None:
    customers = topped_up(shop, 10_000)
    assert at_two_tills(shop, tills.withdraw, (customers, 6_000)) == ONE_OF_TWO
    assert {shop.ledger.standing(who).principal for who in customers} == {4_000}


def test_what_is_there_once_is_handed_over_once(shop: Services) -> None:
    givers, takers = topped_up(shop, 10_000), topped_up(shop, 1)
    pairs = list(zip(givers, takers, strict=True))
    assert at_two_tills(shop, tills.hand_on, (pairs, 6_000)) == ONE_OF_TWO
    assert {shop.ledger.standing(who).principal for who in givers} == {4_000}
    assert {shop.ledger.standing(who).principal for who in takers} == {6_001}


def test_two_who_hand_over_to_each_other_do_not_wait_for_ever(shop: Services) -> None:
    first, second = topped_up(shop, 10_000, 2)
    pairs = [(first, second)] * ROUNDS
    assert at_two_tills(shop, tills.transfer, (pairs, 700)) == [[True, True]] * ROUNDS
    assert {shop.ledger.standing(who).principal for who in (first, second)} == {10_000}


def test_the_last_visit_is_used_once(shop: Services) -> None:
    shop.packages.add(NewPackage("wash", "One wash", 1_000, Terms(1)))
    customers = [new_customer(shop) for _ in range(ROUNDS)]
    for who in customers:
        shop.till.sale(SaleRequest(act(), who, items=(ItemQuantity("wash"),)))
    assert at_two_tills(shop, tills.use_visit, (customers, "wash")) == ONE_OF_TWO
    assert all(shop.visits.of_customer(who) == () for who in customers)
