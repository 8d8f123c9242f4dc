"""Who served: recorded in shares, kept with the chain, and found where somebody looks."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, replace

import pytest

from smbcrm.core.clock import SetClock
from smbcrm.core.errors import UserError
from smbcrm.core.ids import uuid7
from smbcrm.membership.bills.types import Bill, BillServer
from smbcrm.membership.dayclose.rules import by_staff
from smbcrm.membership.dayclose.types import CloseRequest
from smbcrm.membership.packages.types import NewPackage, Terms
from smbcrm.membership.refunds.types import RefundRequest
from smbcrm.membership.reports.insider import Suspicion
from smbcrm.membership.requests.types import Act, RequestReused
from smbcrm.membership.sales.serving import (
    NotAShare,
    ServedTwice,
    Serves,
    SharesDisagree,
    SomeWithoutShare,
    TooManyServed,
)
from smbcrm.membership.sales.types import ItemQuantity, ReverseRequest, SaleRequest
from smbcrm.membership.services import Services
from smbcrm.membership.staff.types import UnknownStaff
from smbcrm.membership.visits.types import UseRequest
from tests.helpers.twin import new_customer, new_shop

NOON = dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC)
OWNER, AMY, BEN = "Owner", "Amy", "Ben"
BOTH = (Serves(AMY, 60), Serves(BEN, 40))
HALVES = (Serves(AMY, 50), Serves(BEN, 50))


@dataclass(frozen=True)
class Salon:
    """Owner, Amy and Ben; Zoe is a customer."""

    services: Services
    clock: SetClock
    zoe: int

    def act(self, staff: str | None = OWNER) -> Act:
        return Act(uuid7(self.clock), staff)

    def sell(self, amount: int, served: Sequence[Serves], act: Act | None = None) -> Bill:
        request = SaleRequest(act or self.act(), self.zoe, amount, served=tuple(served))
        return self.services.till.sale(request)

    def refund(self, bill: Bill, amount: int) -> Bill:
        asked = RefundRequest(self.act(), bill.operation, amount)
        return self.services.refunds.refund(asked)

    def served_today(self) -> dict[str, tuple[int, int]]:
        day = self.services.dayclose.look(CloseRequest(self.act()))
        rows = by_staff(day.takings.sums, day.takings.counts, day.takings.servings)
        return {day.staff[one.staff]: (one.net, one.served) for one in rows}


@pytest.fixture
def salon(shop_address: str) -> Iterator[Salon]:
    clock = SetClock(NOON)
    services = new_shop(shop_address, clock)
    services.staff.add_staff(AMY)
    services.staff.add_staff(BEN)
    yield Salon(services, clock, new_customer(services, "Zoe"))
    assert services.audit.verify().findings == ()
    services.close()


def test_two_share_what_was_served_and_the_seller_sold(salon: Salon) -> None:
    bill = salon.sell(1_001, BOTH)
    assert (bill.staff, bill.servers) == (OWNER, (BillServer(AMY, 60), BillServer(BEN, 40)))
    assert salon.served_today() == {OWNER: (1_001, 0), AMY: (0, 601), BEN: (0, 400)}
    refund = RefundRequest(salon.act(BEN), bill.operation)
    salon.services.refunds.refund(refund)
    assert salon.served_today() == {OWNER: (1_001, 0), AMY: (0, 0), BEN: (-1_001, 0)}


@pytest.mark.parametrize("split", [(1, 1_000), (333, 333, 335), (1, 1, 1, 998), (1_001,)])
def test_refunds_of_parts_leave_nobody_a_cent(salon: Salon, split: tuple[int, ...]) -> None:
    bill = salon.sell(1_001, HALVES)
    for amount in split:
        salon.refund(bill, amount)
    assert {net[1] for net in salon.served_today().values()} == {0}


def test_a_refund_taken_back_counts_no_more_for_what_follows(salon: Salon) -> None:
    """What the refunds of an earlier day came to stays, whatever is taken back since."""
    bill = salon.sell(1_001, HALVES)
    back = [salon.refund(bill, 1).operation, salon.refund(bill, 1).operation]
    assert salon.served_today() == {OWNER: (999, 0), AMY: (0, 500), BEN: (0, 499)}
    for operation in reversed(back):
        salon.services.till.reverse(ReverseRequest(salon.act(), operation))
    assert salon.served_today() == {OWNER: (1_001, 0), AMY: (0, 501), BEN: (0, 500)}
    salon.refund(bill, 1)
    assert salon.served_today() == {OWNER: (1_000, 0), AMY: (0, 500), BEN: (0, 500)}
    salon.refund(bill, 1_000)
    assert {net[1] for net in salon.served_today().values()} == {0}


def test_what_is_undone_was_served_by_nobody(salon: Salon) -> None:
    bill = salon.sell(1_001, BOTH)
    salon.services.till.reverse(ReverseRequest(salon.act(AMY), bill.operation))
    assert {net[1] for net in salon.served_today().values()} == {0}


def test_the_sales_that_stand_are_counted_for_who_recorded_and_who_served_them(
    salon: Salon,
) -> None:
    salon.sell(9_800, BOTH)
    undone = salon.sell(9_800, BOTH)
    salon.services.till.reverse(ReverseRequest(salon.act(BEN), undone.operation))
    day = salon.services.dayclose.look(CloseRequest(salon.act()))
    rows = by_staff(day.takings.sums, day.takings.counts, day.takings.servings)
    assert {day.staff[one.staff]: astuple(one)[1:] for one in rows} == {
        OWNER: (1, 9_800, 9_800, 0, 0),
        AMY: (0, 0, 0, 5_880, 1),
        BEN: (0, 0, 0, 3_920, 1),
    }


def test_one_serves_and_another_sells(salon: Salon) -> None:
    bill = salon.sell(5_000, (Serves(AMY),))
    assert bill.served == (BillServer(AMY, 100),)
    assert salon.served_today() == {OWNER: (5_000, 0), AMY: (0, 5_000)}
    view = salon.services.counter.customer(salon.zoe)
    assert [(one.row.staff, one.served) for one in view.recent] == [(OWNER, AMY)]


def test_who_sells_serves_where_nobody_is_named(salon: Salon) -> None:
    assert salon.sell(5_000, ()).servers == (BillServer(OWNER, 100),)
    assert salon.sell(6_000, (Serves(OWNER),)).served == ()
    assert salon.served_today() == {OWNER: (11_000, 11_000)}


def test_the_same_however_it_is_said(salon: Salon) -> None:
    act = salon.act()
    first = salon.sell(5_000, (Serves(BEN), Serves(AMY)), act)
    assert salon.sell(5_000, (Serves(AMY, 50), Serves(" Ben", 50)), act) == first
    with pytest.raises(RequestReused):
        salon.sell(5_000, BOTH, act)
    alone = salon.act()
    first = salon.sell(5_000, (), alone)
    assert salon.sell(5_000, (Serves(OWNER, 100),), alone) == first


@pytest.mark.parametrize(
    ("served", "refused"),
    [
        ((Serves("Nobody"),), UnknownStaff),
        ((Serves(AMY, 60), Serves(BEN, 60)), SharesDisagree),
        ((Serves(AMY, 100), Serves(BEN, 0)), NotAShare),
        ((Serves(AMY, 50), Serves(AMY, 50)), ServedTwice),
        ((Serves(AMY, 50), Serves(BEN)), SomeWithoutShare),
        (tuple(Serves(f"Amy {n}") for n in range(5)), TooManyServed),
    ],
)
def test_what_cannot_be_is_refused(
    salon: Salon, served: tuple[Serves, ...], refused: type[UserError]
) -> None:
    with pytest.raises(refused):
        salon.sell(5_000, served)
    assert salon.served_today() == {}


def test_a_visit_is_served_by_somebody_else_than_records_it(salon: Salon) -> None:
    salon.services.packages.add(NewPackage("CUT10", "Ten cuts", 50_000, Terms(10)))
    sold = SaleRequest(salon.act(), salon.zoe, items=(ItemQuantity("CUT10"),))
    salon.services.till.sale(sold)
    use = UseRequest(salon.act(), salon.zoe, "CUT10", served=(Serves(BEN),))
    assert salon.services.visits.use(use).served == (BillServer(BEN, 100),)
    both = UseRequest(salon.act(), salon.zoe, "CUT10", served=BOTH)
    first = salon.services.visits.use(both)
    assert salon.services.visits.use(replace(both, served=BOTH[::-1])) == first
    (owned,) = salon.services.visits.owned(salon.zoe)
    assert [one.staff for one in owned.used] == ["Amy, Ben", BEN]


@pytest.mark.parametrize("served", [(Serves(BEN),), BOTH])
def test_who_serves_themselves_is_found(salon: Salon, served: tuple[Serves, ...]) -> None:
    salon.services.relationships.link_staff(BEN, salon.zoe, salon.act())
    bill = salon.sell(5_000, served)
    day = dt.date(2026, 3, 10)
    report = salon.services.reports.insider(day, day)
    own = next(one for one in report.sections if one.id == Suspicion.OWN)
    assert [row[4] for row in own.tables[0].rows] == [bill.operation]
