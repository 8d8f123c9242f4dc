"""Whoever moves value takes locks in one order, so that nobody waits for somebody who waits.

What the shop gives first, then customers with their accounts, the chain's head last. SQLite holds
the whole file at once, so it has no order.
"""

import re
from collections.abc import Callable, Iterator

import pytest

from smbcrm.membership.benefits.types import BuyRequest
from smbcrm.membership.customers.types import Details
from smbcrm.membership.rewards.types import RewardChanges
from smbcrm.membership.vouchers.types import DefinitionChanges, NewDefinition
from smbcrm.models.session import Session
from tests.integration.vouchers.conftest import VoucherShop

ORDER = ("voucher_definition", "reward", "customer", "account", "chain_head")
LOCKING = re.compile(r"FROM (\w+) .*(?:\{lock\}|FOR NO KEY UPDATE)")
CHANGING = re.compile(r"UPDATE (\w+) SET")

Prepare = Callable[[VoucherShop], Callable[[], object]]


@pytest.fixture
def shop_address(postgres_url: str) -> str:
    return postgres_url


class Watch:
    """What is locked, in order; a row that is held already may be locked again at any time."""

    def __init__(self) -> None:
        self.held: dict[str, set[object]] = {}
        self.wrong: list[str] = []

    def see(self, statement: str, params: tuple[object, ...]) -> None:
        """Look at a statement that is run."""
        found, changed = LOCKING.search(statement), CHANGING.match(statement)
        if found is not None and found[1] in ORDER:
            self._lock(found[1], set(params))
        elif changed is not None and changed[1] in ORDER and changed[1] not in self.held:
            self._lock(changed[1], set())

    def _lock(self, table: str, rows: set[object]) -> None:
        later = [one for one in ORDER[ORDER.index(table) + 1 :] if one in self.held]
        new = table not in self.held or not rows <= self.held[table]
        if new and later:
            self.wrong.append(f"{table} after {later}")
        self.held.setdefault(table, set()).update(rows)


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    """Yield a watch on every statement."""
    seen = Watch()
    for name in ("row", "rows", "execute"):
        real = getattr(Session, name)

        def spy(
            self: Session,
            statement: str,
            *params: object,
            real: Callable[..., object] = real,
        ) -> object:
            seen.see(statement, params)
            return real(self, statement, *params)

        monkeypatch.setattr(Session, name, spy)
    yield seen
    monkeypatch.undo()


def issue(shop: VoucherShop) -> Callable[[], object]:
    return lambda: shop.issue("ever", shop.bob, shop.ann)


def buy(shop: VoucherShop) -> Callable[[], object]:
    shop.sell(shop.ann, 10_000)
    return lambda: shop.services.benefits.buy(BuyRequest(shop.act(), shop.ann, "bought"))


def redeem(shop: VoucherShop) -> Callable[[], object]:
    shop.sell(shop.ann, 20_000)
    return lambda: shop.redeem(shop.ann, "SOAP")


def undo_of_a_reward(shop: VoucherShop) -> Callable[[], object]:
    shop.sell(shop.ann, 20_000)
    operation = shop.redeem(shop.ann, "SOAP").operation
    return lambda: shop.undo(operation)


def _befriend(shop: VoucherShop) -> None:
    shop.services.vouchers.add(NewDefinition("two", "For two", "bring_a_friend", 500))
    brought_by = shop.services.customers.get(shop.bob).code
    shop.services.customers.edit(shop.ann, Details(referrer=brought_by))


def first_sale(shop: VoucherShop) -> Callable[[], object]:
    _befriend(shop)
    return lambda: shop.sell(shop.ann, 2_000)


def undo_of_a_first_sale(shop: VoucherShop) -> Callable[[], object]:
    _befriend(shop)
    bill = shop.sell(shop.ann, 2_000)
    return lambda: shop.undo(bill.operation)


def refund_of_a_first_sale(shop: VoucherShop) -> Callable[[], object]:
    _befriend(shop)
    bill = shop.sell(shop.ann, 2_000)
    return lambda: shop.refund(bill)


def change_of_a_voucher(shop: VoucherShop) -> Callable[[], object]:
    return lambda: shop.services.vouchers.edit("ten", DefinitionChanges(tiers=("gold",)))


def change_of_a_reward(shop: VoucherShop) -> Callable[[], object]:
    return lambda: shop.services.rewards.edit("SOAP", RewardChanges(tiers=("gold",)))


@pytest.mark.parametrize(
    "prepare",
    [
        *(issue, buy, redeem, undo_of_a_reward, first_sale, undo_of_a_first_sale),
        *(refund_of_a_first_sale, change_of_a_voucher, change_of_a_reward),
    ],
)
def test_locks_are_taken_in_one_order(shop: VoucherShop, prepare: Prepare, watch: Watch) -> None:
    for who in (shop.ann, shop.bob):
        shop.issue("ten", who)
    shop.on(4, 10, 3, 50)
    act = prepare(shop)
    shop.on(4, 10, 4, 5)  # what has ended is booked first, and that holds the chain's head
    watch.held.clear()
    watch.wrong.clear()
    act()
    assert watch.held, "nothing was locked"
    assert watch.wrong == []
