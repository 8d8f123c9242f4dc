"""Several tills on one customer at once, each a process of its own: nothing lost, nothing twice."""

from collections.abc import Callable, Iterator
from multiprocessing.synchronize import Barrier
from typing import TypeVar

import pytest

from smbcrm.core.clock import SystemClock
from smbcrm.core.ids import uuid7
from smbcrm.membership.refunds.types import RefundRequest
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import SaleRequest, TopUpRequest
from smbcrm.membership.services import Services
from tests.helpers import till_process as tills
from tests.helpers.till_process import together
from tests.helpers.twin import database, new_customer, new_shop

CLOCK = SystemClock()
ROUNDS = 15
Sales = list[tuple[str, str, int | None]]
A = TypeVar("A")
R = TypeVar("R")


@pytest.fixture
def shop(shop_address: str) -> Iterator[Services]:
    services = new_shop(shop_address, CLOCK, durable=True)
    yield services
    services.close()


def run(
    shop: Services, job: Callable[[Services, Barrier, A], R], argument: A, count: int
) -> list[R]:
    """Run a job in so many processes while the shop is closed here."""
    shop.close()
    return together(shop.address, job, argument, count)


def act() -> Act:
    return Act(uuid7(CLOCK))


def operations(shop: Services) -> list[str]:
    """Return the id of every operation in the order of the chain."""
    rows = database(shop).read(
        lambda work: work.session.rows("SELECT id FROM operation ORDER BY seq")
    )
    return [row[0] for row in rows]


def test_two_tills_lose_nothing_and_double_nothing(shop: Services) -> None:
    done = run(shop, tills.work_a_day, (new_customer(shop), 150), 2)
    both = [one for answers in done for one in answers]
    assert len(both) > 200
    assert sorted(operations(shop)) == sorted(request for _, request, _ in both)
    numbers = sorted(number for _, _, number in both if number)
    assert numbers == list(range(1, len(numbers) + 1))
    verdict = shop.audit.verify()
    assert (verdict.findings, verdict.figures.operations) == ((), len(both))


def accounts(shop: Services) -> int:
    row = database(shop).read(
        lambda work: work.session.row("SELECT COUNT(*) FROM account WHERE holder IS NOT NULL")
    )
    assert row
    return int(row[0])


def test_two_tills_meet_a_new_customer_and_open_each_account_once(shop: Services) -> None:
    customers = [new_customer(shop) for _ in range(ROUNDS)]
    first, second = run(shop, tills.visit_first, customers, 2)
    assert accounts(shop) == 2 * ROUNDS
    for bills in zip(first, second, strict=True):
        assert sorted(bill.after.points for bill in bills) == [68, 136]
    assert shop.audit.verify().clean


def test_without_locks_accounts_would_be_opened_twice(postgres_url: str) -> None:
    shop = new_shop(postgres_url, CLOCK)
    customers = [new_customer(shop) for _ in range(ROUNDS)]
    run(shop, tills.visit_first_without_locks, customers, 2)
    assert accounts(shop) > 2 * ROUNDS
    shop.close()


def test_the_same_request_from_four_tills_counts_once(shop: Services) -> None:
    customer, requests = new_customer(shop), [uuid7(CLOCK) for _ in range(ROUNDS)]
    bills = run(shop, tills.send_the_same, (customer, requests), 4)
    assert bills[0] == bills[1] == bills[2] == bills[3]
    assert operations(shop) == requests
    assert shop.audit.verify().clean


def test_one_sale_is_undone_once_by_two_tills(shop: Services) -> None:
    customer = new_customer(shop)
    sales = [shop.till.sale(SaleRequest(act(), who, 6800)) for who in [customer, None] * ROUNDS]
    undone = run(shop, tills.undo_the_same, [sale.operation for sale in sales], 2)
    assert [sorted(pair) for pair in zip(*undone, strict=True)] == [[False, True]] * len(sales)
    assert shop.audit.verify().clean


@pytest.mark.parametrize("means", [Means.STORED, Means.POINTS], ids=["stored value", "points"])
def test_the_last_of_it_is_spent_once(shop: Services, means: Means) -> None:
    customers = [new_customer(shop) for _ in range(ROUNDS)]
    for customer in customers:
        shop.till.top_up(TopUpRequest(act(), customer, 100, with_offer=False))
        shop.till.sale(SaleRequest(act(), customer, 10_000))
    spent = run(shop, tills.spend_the_last, (customers, means, 100), 2)
    assert [sorted(pair) for pair in zip(*spent, strict=True)] == [[False, True]] * ROUNDS
    assert shop.audit.verify().clean


def refunded_once(shop: Services) -> Sales:
    """Sell for 100.00 and give 60.00 back, to customers and others; ask for the rest, or 50.00."""
    asked: Sales = []
    mixed = {Means.CARD: 3_000, Means.CASH: 7_000}
    for who in [*(new_customer(shop) for _ in range(ROUNDS)), *([None] * ROUNDS)]:
        sale = shop.till.sale(SaleRequest(act(), who, 10_000, payments=mixed)).operation
        first = shop.refunds.refund(RefundRequest(act(), sale, 6_000)).operation
        asked.append((sale, first, None if len(asked) % 3 else 5_000))
    return asked


def given(
    shop: Services, job: Callable[[Services, Barrier, Sales], tuple[str, list[int]]], sales: Sales
) -> list[tuple[int | None, int, int]]:
    """Return of each sale what was asked for, what the one till gave and the other took back."""
    done = dict(run(shop, job, sales, 2))
    asked = [amount for _, _, amount in sales]
    return list(zip(asked, done["refund"], done["undo"], strict=True))


def test_a_refund_meets_the_undo_of_the_one_before_it(shop: Services) -> None:
    """Either the later refund came first, and the earlier one stays; or that went first."""
    for asked, gave, took in given(shop, tills.refund_and_undo, refunded_once(shop)):
        rest = [(4_000, 0), (10_000, 6_000)]
        assert (gave, took) in ([(0, 6_000), (5_000, 6_000)] if asked else rest)
    assert shop.audit.verify().findings == ()


def test_without_locks_more_would_go_back_than_was_paid(postgres_url: str) -> None:
    shop = new_shop(postgres_url, CLOCK)
    outcomes = given(shop, tills.refund_and_undo_without_locks, refunded_once(shop))
    shop.close()
    assert (4_000, 6_000) in {(gave, took) for _, gave, took in outcomes}
