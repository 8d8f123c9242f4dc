"""A shop in which two customers are one person, and every table has something of both."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from smbcrm.core.ids import uuid7
from smbcrm.membership.benefits.types import IssueRequest
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.customers.kinds import ConsentChannel, ConsentState
from smbcrm.membership.customers.types import ConsentSaid, Customer, Details
from smbcrm.membership.items.types import NewItem
from smbcrm.membership.merging.types import Choices, Merge
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind
from smbcrm.membership.packages.types import NewPackage, Terms
from smbcrm.membership.refunds.types import RefundRequest
from smbcrm.membership.relationships.types import LinkKind
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import (
    ItemQuantity,
    RedeemRequest,
    ReverseRequest,
    SaleRequest,
    TopUpRequest,
)
from smbcrm.membership.services import Services
from smbcrm.membership.tiers.types import HoldRequest
from smbcrm.membership.visits.types import UseRequest
from smbcrm.membership.vouchers.types import NewDefinition
from smbcrm.models.session import Session
from smbcrm.models.tables.base import table_of
from smbcrm.models.tables.catalogue import TABLES
from smbcrm.models.tables.merges import CustomerMergeRow
from tests.helpers.shops import StillShop, still_shop

LOG = ("customer_merge", "merge_undo")
"""The requests that merges themselves are kept by, and what they say in the change log."""
Rows = dict[str, set[tuple[tuple[str, object], ...]]]


@dataclass(frozen=True)
class MergeShop:
    """A shop in dollars; Ann is there twice, Bo is her spouse and Cy her friend."""

    still: StillShop
    ann: int
    anna: int
    bo: int
    cy: int

    @property
    def services(self) -> Services:
        return self.still.services

    def act(self) -> Act:
        return Act(uuid7(self.still.clock))

    def later(self, **time: int) -> None:
        self.still.clock.instant += dt.timedelta(**time)

    def merge(self, keep: int | None = None, other: int | None = None, **sides: str) -> Merge:
        chosen: Choices = sides  # type: ignore[assignment]
        pair = keep or self.ann, other or self.anna
        return self.services.merging.merge(*pair, chosen, self.act())

    def undo(self, merge: Merge) -> Merge:
        return self.services.merging.undo(merge.id, self.act())

    def known(self, who: int) -> Customer:
        return self.services.customers.get(who)

    def sell(self, who: int, amount: int, means: Means = Means.CASH) -> Bill:
        request = SaleRequest(self.act(), who, amount, payments={means: amount})
        return self.services.till.sale(request)

    def buy(self, who: int, item: str) -> Bill:
        return self.services.till.sale(SaleRequest(self.act(), who, items=(ItemQuantity(item),)))

    def top_up(self, who: int, amount: int) -> Bill:
        return self.services.till.top_up(TopUpRequest(self.act(), who, amount))

    def redeem(self, who: int, points: int) -> Bill:
        return self.services.till.redeem(RedeemRequest(self.act(), who, points))

    def use(self, who: int, package: str = "CUT10") -> Bill:
        return self.services.visits.use(UseRequest(self.act(), who, package))

    def undone(self, bill: Bill) -> Bill:
        return self.services.till.reverse(ReverseRequest(self.act(), bill.operation))

    def void(self, bill: Bill) -> Bill:
        return self.services.till.reverse(ReverseRequest(self.act(), bill.operation, "test"))

    def refund(self, bill: Bill, amount: int | None = None) -> Bill:
        return self.services.refunds.refund(RefundRequest(self.act(), bill.operation, amount))

    def edit(self, who: int, **typed: object) -> None:
        self.services.customers.edit(who, Details(**typed), self.act())  # type: ignore[arg-type]

    def refuse(self, who: int, channel: ConsentChannel, state: str = "refused") -> None:
        said = ConsentSaid(channel, ConsentState(state), "said so")
        self.edit(who, consents=(said,))

    def owned(self, who: int) -> dict[str, int]:
        """Return the sums of somebody's accounts by kind."""
        wallet = self.still.uow.read(lambda work: work.ledger.wallet(who))
        sums: dict[str, int] = {}
        for account in wallet.accounts:
            sums[account.kind.value] = sums.get(account.kind.value, 0) + account.balance
        return {kind: amount for kind, amount in sums.items() if amount}

    def sound(self) -> None:
        """Hold that the books add up, and that the search knows everybody."""
        assert not self.services.audit.verify().findings

    def rows(self) -> Rows:
        """Return every row of every table, but for what keeps the merges themselves."""
        return self.still.uow.read(lambda work: every_row(work.session))


def every_row(session: Session) -> Rows:
    """Return the rows of all tables; what merges wrote of themselves is left out."""
    found: Rows = {}
    for model in TABLES:
        if model is not CustomerMergeRow:
            found[table_of(model)] = {
                tuple(sorted(row.items())) for row in model.select().dicts().execute(session.db)
            }
    for table, kind in (("request_log", "kind"), ("change_log", "act")):
        found[table] = {row for row in found[table] if dict(row)[kind] not in LOG}
    return found


def differences(one: Rows, other: Rows) -> Rows:
    """Return the rows that only one of two shops has, by table."""
    return {name: one[name] ^ other[name] for name in one if one[name] != other[name]}


def set_up(made: StillShop) -> MergeShop:
    """Give a new shop two Anns, and both something of everything."""
    services = made.services
    services.items.add(NewItem("CUT", "Haircut", 5_000))
    services.packages.add(NewPackage("CUT10", "Ten cuts", 40_000, Terms(10, 12, "CUT")))
    services.vouchers.add(NewDefinition("TEN", "Tenner", "amount_off", 1_000))
    services.vouchers.add(NewDefinition("UP", "Up", "amount_off", 500, on_entry="silver"))
    add = services.customers.add
    born = Occasion(OccasionKind.BIRTHDAY, Calendar.SOLAR, 1990, 3, 5)
    wed = Occasion(OccasionKind.WEDDING_ANNIVERSARY, Calendar.SOLAR, 2015, 6, 7)
    ann = add(
        Details(
            full_name="Ann Lee",
            phones=("415-555-2671",),
            tags=("vip",),
            notes="likes tea",
            occasions=(born,),
        )
    ).id
    anna = add(
        Details(
            full_name="Anna Lee",
            phones=("415-555-2672", "415-555-2671"),
            email="anna@example.com",
            tags=("quiet", "vip"),
            notes="asks for Mia",
            alert="allergic to ammonia",
            occasions=(born, wed),
        )
    ).id
    bo = add(Details(full_name="Bo Lee", referrer=services.customers.get(anna).code)).id
    cy = add(Details(full_name="Cy Tan")).id
    shop = MergeShop(made, ann, anna, bo, cy)
    for who in (ann, anna):
        services.cards.issue(who)
        services.relationships.link(who, bo, LinkKind.SPOUSE)
    services.relationships.link(anna, cy, LinkKind.FRIEND)
    services.spending_pins.set(anna, "4711")
    return shop


def fill(shop: MergeShop) -> None:
    """Let both Anns buy, top up, redeem and use; they hold what there is of everything."""
    services = shop.services
    for who, amount in ((shop.ann, 30_000), (shop.anna, 45_000)):
        shop.top_up(who, 20_000)
        shop.sell(who, amount)
        shop.sell(who, 2_000, Means.STORED)
        shop.redeem(who, 200)
        shop.buy(who, "CUT10")
        services.benefits.issue(IssueRequest(shop.act(), "TEN", (who,)))
        shop.later(days=1)
    shop.use(shop.anna)
    shop.refuse(shop.anna, ConsentChannel.SMS)
    shop.refuse(shop.ann, ConsentChannel.SMS, "given")
    shop.refuse(shop.anna, ConsentChannel.EMAIL, "given")
    services.tiers.hold(HoldRequest(shop.anna, "gold", None, "invitation"), shop.act())
    shop.later(days=1)


@pytest.fixture
def shop(shop_address: str) -> Iterator[MergeShop]:
    """Yield a shop on either database."""
    with still_shop(shop_address, "US", "USD") as made:
        filled = set_up(made)
        fill(filled)
        yield filled
