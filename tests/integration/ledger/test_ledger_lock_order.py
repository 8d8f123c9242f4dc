"""One order of locks for all: bill, customers, accounts, PIN, the end of the chain last.

Two tills that take the same locks in two orders can wait for each other; PostgreSQL ends one of
them, which then begins again. So nothing is lost, but the order is what is looked at here.
"""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterator

import pytest

from smbcrm.core.clock import SetClock
from smbcrm.core.ids import uuid7
from smbcrm.membership.customers.types import Details
from smbcrm.membership.refunds.types import RefundRequest
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import ReverseRequest, SaleRequest, TopUpRequest
from smbcrm.membership.services import Services
from smbcrm.membership.tiers.types import TierChanges
from smbcrm.membership.value.types import TransferRequest, WithdrawRequest
from smbcrm.membership.vouchers.types import NewDefinition
from smbcrm.models.session import Session, SqlRow
from tests.helpers.twin import new_customer, new_shop

NOON = dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC)
PIN = "4711"
ORDER = ("bill", "customer", "account", "spending_pin", "chain_head", "setting")
"""The setting is the counter from which codes of vouchers come."""
_LOCK = re.compile(r"FROM (\w+).*(?:\{lock\}|FOR UPDATE|FOR NO KEY UPDATE)", re.DOTALL)


class Watch:
    """Notes which rows each transaction locks, each one once, by table."""

    def __init__(self) -> None:
        self.taken: dict[Session, list[tuple[str, object]]] = defaultdict(list)

    def note(self, session: Session, statement: str, values: tuple[object, ...]) -> None:
        found = _LOCK.search(statement)
        if found is None:
            return
        for value in values or (None,):
            lock = found[1], value
            if lock not in self.taken[session]:
                self.taken[session].append(lock)

    @property
    def orders(self) -> list[list[str]]:
        """The tables of each transaction in the order in which they were locked."""
        found = []
        for taken in self.taken.values():
            tables = [table for table, _ in taken]
            found.append([one for n, one in enumerate(tables) if tables[n - 1 : n] != [one]])
        return found


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NOON)


@pytest.fixture
def shop(postgres_url: str, clock: SetClock) -> Iterator[Services]:
    services = new_shop(postgres_url, clock)
    services.shop.set("stored_value.pin_from", "5000")
    yield services
    services.close()


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    seen, rows, row = Watch(), Session.rows, Session.row

    def noted_rows(session: Session, statement: str, *values: object) -> list[SqlRow]:
        seen.note(session, statement, values)
        return rows(session, statement, *values)

    def noted_row(session: Session, statement: str, *values: object) -> SqlRow | None:
        seen.note(session, statement, values)
        return row(session, statement, *values)

    monkeypatch.setattr(Session, "rows", noted_rows)
    monkeypatch.setattr(Session, "row", noted_row)
    return seen


def rich(shop: Services) -> int:
    """Add a customer with stored value and a PIN."""
    who = new_customer(shop)
    shop.till.top_up(TopUpRequest(act(shop), who, 50_000))
    shop.spending_pins.set(who, PIN)
    return who


def act(shop: Services) -> Act:
    return Act(uuid7(shop.clock))


def sale(shop: Services, who: int) -> SaleRequest:
    return SaleRequest(act(shop), who, 6_000, payments={Means.STORED: 6_000}, pin=PIN)


def bring(shop: Services, one: int, two: int) -> None:
    """Let the first customer have brought the second, for a voucher."""
    shop.vouchers.add(NewDefinition("FRIEND", "Friends", "bring_a_friend", 100))
    shop.customers.edit(two, Details(referrer=shop.customers.get(one).code))


Deed = Callable[[Services, int, int], object]
DEEDS: dict[str, Deed] = {
    "sale": lambda shop, one, _: shop.till.sale(sale(shop, one)),
    "sale to who was brought": lambda shop, _, two: shop.till.sale(sale(shop, two)),
    "withdrawal": lambda shop, one, _: shop.value.withdraw(
        WithdrawRequest(act(shop), one, 6_000, pin=PIN)
    ),
    "transfer up": lambda shop, one, two: shop.value.transfer(
        TransferRequest(act(shop), one, two, 6_000, "family", pin=PIN)
    ),
    "transfer down": lambda shop, one, two: shop.value.transfer(
        TransferRequest(act(shop), two, one, 6_000, "family", pin=PIN)
    ),
    "a PIN changed": lambda shop, one, _: shop.spending_pins.set(one, "4712", current=PIN),
    "a PIN reset": lambda shop, one, _: shop.spending_pins.reset(one, "other", "4712"),
    "top-up": lambda shop, one, _: shop.till.top_up(TopUpRequest(act(shop), one, 100)),
    "refund": lambda shop, one, _: shop.refunds.refund(
        RefundRequest(act(shop), shop.till.sale(sale(shop, one)).operation)
    ),
    "void": lambda shop, one, _: shop.till.reverse(
        ReverseRequest(act(shop), shop.till.sale(sale(shop, one)).operation, "test")
    ),
}


@pytest.mark.parametrize("due", [False, True], ids=["", "rules begin"])
@pytest.mark.parametrize("deed", DEEDS)
def test_locks_are_taken_in_one_order(
    shop: Services, clock: SetClock, watch: Watch, deed: str, *, due: bool
) -> None:
    people = sorted((rich(shop), rich(shop)))
    if deed == "sale to who was brought":
        bring(shop, *people)
    if due:
        shop.tiers.edit("silver", TierChanges(spend_from=50_000), later=True)
        clock.instant += dt.timedelta(days=3)
    watch.taken.clear()
    DEEDS[deed](shop, *people)
    assert watch.orders, "nothing was locked"
    for order in watch.orders:
        assert order == sorted(order, key=ORDER.index), order
    for taken in watch.taken.values():
        customers = [value for table, value in taken if table == "customer"]
        assert customers == sorted(customers, key=str), "in the order of their ids"
