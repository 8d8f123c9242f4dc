"""A new shop with vouchers and rewards for each test, on either database."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from smbcrm.core.clock import SetClock
from smbcrm.core.ids import uuid7
from smbcrm.membership.benefits.types import IssueRequest, RewardRequest, VoidVoucherRequest
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.customers.types import Details
from smbcrm.membership.items.types import NewItem
from smbcrm.membership.refunds.types import RefundRequest
from smbcrm.membership.requests.types import Act
from smbcrm.membership.rewards.types import NewReward
from smbcrm.membership.sales.types import ItemQuantity, ReverseRequest, SaleRequest
from smbcrm.membership.services import Services
from smbcrm.membership.vouchers.types import NewDefinition, VoucherState
from tests.helpers.twin import new_customer, new_shop

NOON = dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC)
DEFINITIONS = (
    NewDefinition("ten", "Tenner", "amount_off", 1_000, days=30),
    NewDefinition("tenth", "A tenth", "percent_off", 1_000, minimum=2_000),
    NewDefinition("trim", "Free trim", "free_item", item="TRIM"),
    NewDefinition("again", "See you", "next_visit", 500, days=60),
    NewDefinition("bought", "For points", "amount_off", 300, points=50),
    NewDefinition("ever", "For ever", "amount_off", 100),
    NewDefinition("gold", "For gold", "amount_off", 500, tiers=("gold",)),
    NewDefinition("silver", "Silver now", "amount_off", 2_000, days=90, on_entry="silver"),
)


@dataclass(frozen=True)
class VoucherShop:
    """A shop that gives every kind of voucher; Ann and Bob are customers."""

    services: Services
    clock: SetClock
    ann: int
    bob: int

    def act(self, date: dt.date | None = None, till: str | None = None) -> Act:
        return Act(uuid7(self.clock), terminal=till, date=date)

    def on(self, month: int, day: int, hour: int = 12, minute: int = 0) -> None:
        """Go to a time of 2026."""
        self.clock.instant = dt.datetime(2026, month, day, hour, minute, tzinfo=dt.UTC)

    def issue(self, code: str, *customers: int, date: dt.date | None = None) -> list[str]:
        """Give vouchers and return their codes."""
        asked = IssueRequest(self.act(date), code, customers or (self.ann,))
        return [one.code for one in self.services.benefits.issue(asked)]

    def sell(self, who: int | None, amount: int, *vouchers: str, till: str | None = None) -> Bill:
        asked = SaleRequest(self.act(till=till), who, amount, vouchers=vouchers)
        return self.services.till.sale(asked)

    def sell_items(self, *codes: str, vouchers: tuple[str, ...] = ()) -> Bill:
        items = tuple(map(ItemQuantity, codes))
        return self.services.till.sale(
            SaleRequest(self.act(), self.ann, items=items, vouchers=vouchers)
        )

    def undo(self, operation: str) -> Bill:
        return self.services.till.reverse(ReverseRequest(self.act(), operation))

    def refund(self, bill: Bill, amount: int | None = None) -> Bill:
        return self.services.refunds.refund(RefundRequest(self.act(), bill.operation, amount))

    def void(self, code: str) -> Bill:
        return self.services.benefits.void(VoidVoucherRequest(self.act(), code, "mistake"))

    def redeem(self, who: int, reward: str, count: int = 1) -> Bill:
        return self.services.benefits.redeem(RewardRequest(self.act(), who, reward, count))

    def state(self, code: str) -> VoucherState:
        return self.services.benefits.show(code).state

    def living(self, who: int) -> set[str]:
        return {one.code for one in self.services.benefits.of_customer(who)}

    def stock(self, code: str) -> int | None:
        return self.services.rewards.get(code).stock


@pytest.fixture
def shop(shop_address: str) -> Iterator[VoucherShop]:
    """Yield a shop whose books are clean in the end."""
    clock = SetClock(NOON)
    services = new_shop(shop_address, clock)
    services.items.add(NewItem("TRIM", "Fringe trim", 1_200))
    services.items.add(NewItem("CUT", "Hair cut", 3_400))
    for one in DEFINITIONS:
        services.vouchers.add(one)
    services.rewards.add(NewReward("SOAP", "Soap", 100, stock=3))
    services.rewards.add(NewReward("TRIP", "A trip", 5_000))
    services.rewards.add(NewReward("RING", "A ring", 10, tiers=("gold",)))
    made = VoucherShop(
        services, clock, new_customer(services, "Ann"), new_customer(services, "Bob")
    )
    yield made
    assert services.audit.verify().findings == ()
    services.close()


FRIENDS = NewDefinition("friends", "Bring a friend", "bring_a_friend", 1_500, days=60)


@dataclass(frozen=True)
class Two:
    """Ann brought Cleo."""

    shop: VoucherShop
    cleo: int

    @property
    def ann(self) -> int:
        return self.shop.ann

    def both(self) -> tuple[set[str], set[str]]:
        """Return the vouchers that live: of the friend, and of who brought her."""
        return self.shop.living(self.cleo), self.shop.living(self.ann)

    def given(self) -> tuple[str, str, Bill]:
        """Let Cleo buy for the first time; return her voucher, Ann's, and the bill."""
        bill = self.shop.sell(self.cleo, 2_000)
        (hers,), (anns,) = self.both()
        return hers, anns, bill

    def states(self, *codes: str) -> list[VoucherState]:
        return [self.shop.state(code) for code in codes]


@pytest.fixture
def two(shop: VoucherShop) -> Two:
    shop.services.vouchers.add(FRIENDS)
    code = shop.services.customers.get(shop.ann).code
    return Two(shop, shop.services.customers.add(Details(full_name="Cleo", referrer=code)).id)
