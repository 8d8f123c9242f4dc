"""Ten little frauds, and some more, in a shop that was honest for two years: each is found."""

import datetime as dt
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest

from smbcrm import bootstrap
from smbcrm.bootstrap import make_demo
from smbcrm.core.clock import SetClock
from smbcrm.core.ids import uuid7
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.customers.types import Details
from smbcrm.membership.dayclose.types import CloseRequest
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.refunds.types import RefundRequest
from smbcrm.membership.relationships.types import LinkKind
from smbcrm.membership.reports.document import Document
from smbcrm.membership.requests.types import Act, DateInFuture
from smbcrm.membership.sales.types import ReverseRequest, SaleRequest, TopUpRequest
from smbcrm.membership.services import Services
from smbcrm.membership.value.types import AdjustRequest, CashRequest, TransferRequest
from tests.helpers import postgres

EVENING = dt.datetime(2026, 11, 21, 18, tzinfo=dt.UTC)
JO, MIA = "Jo", "Mia"


@dataclass(frozen=True)
class Crooked:
    """A demo shop the morning after, in which Jo is a customer and married to another one."""

    services: Services
    clock: SetClock
    jo: int
    spouse: int
    victim: int

    def act(self, staff: str = JO, date: dt.date | None = None) -> Act:
        return Act(uuid7(self.clock), staff, None, date)

    def sell(self, amount: int, who: int | None = None, act: Act | None = None) -> Bill:
        return self.services.till.sale(SaleRequest(act or self.act(), who, amount))

    def adjust(self, kind: AccountKind, amount: int, who: int) -> Bill:
        request = AdjustRequest(self.act(), who, kind, amount, "goodwill")
        return self.services.value.adjust(request)

    def void(self, bill: Bill) -> Bill:
        request = ReverseRequest(self.act(), bill.operation, "wrong_amount")
        return self.services.till.reverse(request)

    def wait(self, **time: float) -> None:
        self.clock.instant += dt.timedelta(**time)

    def report(self) -> Document:
        return self.services.reports.insider()

    def told(self, section: str) -> list[object]:
        """Return the ids of the operations that a section tells."""
        tables = [one.tables[0] for one in self.report().sections if one.id == section]
        return [row[4] for table in tables for row in table.rows]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def demo(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Crooked]:
    """Yield the demo shop of the module: it is honest up to the evening."""
    with ExitStack() as stack:
        address = str(tmp_path_factory.mktemp("insider") / "shop.db")
        if request.param == "postgresql":
            server = request.getfixturevalue("postgres_server")
            address = stack.enter_context(postgres.fresh_database(server))
        make_demo(address, customers=40, now=EVENING).close()
        clock = SetClock(EVENING)
        services = bootstrap.open_shop(address, clock=clock)
        stack.callback(services.close)
        jo, spouse, victim = (
            services.customers.add(Details(full_name=name), Act(uuid7(clock))).id
            for name in ("Jo Ito", "Sam Ito", "Old Mr Lee")
        )
        services.relationships.link_staff(JO, jo, Act(uuid7(clock)))
        services.relationships.link(spouse, jo, LinkKind.SPOUSE, Act(uuid7(clock)))
        yield Crooked(services, clock, jo, spouse, victim)
        assert services.audit.verify().clean


@pytest.fixture
def shop(demo: Crooked) -> Crooked:
    """Return the shop two months after whatever was done in it before."""
    demo.wait(days=60)
    assert demo.report().sections == ()
    return demo


def test_an_honest_shop_has_nothing_to_tell(demo: Crooked) -> None:
    last = EVENING.date()
    report = demo.services.reports.insider(last - dt.timedelta(days=800), last)
    assert report.sections == ()
    assert [str(note) for note in report.notes] == ["Nothing stands out."]


def test_1_earning_on_the_own_card(shop: Crooked) -> None:
    sale = shop.sell(5_000, shop.jo)
    shop.sell(5_000, shop.jo, shop.act(MIA))
    assert shop.told("own_account") == [sale.operation]


def test_2_topping_up_the_own_card_with_its_gift(shop: Crooked) -> None:
    bill = shop.services.till.top_up(TopUpRequest(shop.act(), shop.jo, 50_000))
    assert bill.gift > 0
    assert shop.told("own_account") == [bill.operation]


def test_3_earning_on_the_card_of_the_spouse(shop: Crooked) -> None:
    sale = shop.sell(5_000, shop.spouse)
    assert shop.told("relative") == [sale.operation]
    assert shop.told("own_account") == []


def test_4_a_customers_value_handed_to_oneself(shop: Crooked) -> None:
    shop.services.till.top_up(TopUpRequest(shop.act(MIA), shop.victim, 10_000))
    request = TransferRequest(shop.act(), shop.victim, shop.jo, 5_000, "present")
    bill = shop.services.value.transfer(request)
    assert shop.told("own_account") == [bill.operation]


def test_5_a_sale_in_cash_void_hours_later(shop: Crooked) -> None:
    sale = shop.sell(8_000)
    shop.wait(hours=3)
    shop.sell(100)
    void = shop.void(sale)
    assert shop.told("late_void") == [void.operation]
    assert shop.told("after_hours") == []


def test_6_a_sale_void_when_the_shop_is_empty(shop: Crooked) -> None:
    sale = shop.sell(8_000)
    shop.wait(minutes=61)
    void = shop.void(sale)
    assert shop.told("after_hours") == [void.operation]
    assert shop.told("late_void") == []


def test_7_many_sales_in_cash_undone(shop: Crooked) -> None:
    undone = []
    for _ in range(6):
        bill = shop.sell(2_000)
        shop.wait(minutes=1)
        undone.append(shop.services.till.reverse(ReverseRequest(shop.act(), bill.operation)))
        shop.wait(days=1)
    assert shop.told("often_taken_back") == [bill.operation for bill in undone]


def test_8_many_adjustments(shop: Crooked) -> None:
    bills = []
    for amount in (100, -100) * 3:
        bills.append(shop.adjust(AccountKind.POINTS, amount, shop.victim))
        shop.wait(hours=3)
    assert shop.told("many_adjustments") == [bill.operation for bill in bills]
    assert shop.told("many_gifts") == []


def test_9_gifts_by_hand(shop: Crooked) -> None:
    kinds = (AccountKind.GIFT, AccountKind.CREDIT, AccountKind.POINTS, AccountKind.GIFT)
    bills = [shop.adjust(kind, 2_000, shop.victim) for kind in kinds]
    assert shop.told("many_gifts") == [bill.operation for bill in bills]


def test_10_refunds_in_cash_to_nobody(shop: Crooked) -> None:
    sales = [shop.sell(3_000, act=shop.act(MIA)) for _ in range(3)]
    bills = []
    for sale in sales:
        shop.wait(days=1)
        request = RefundRequest(shop.act(), sale.operation, reason="not_satisfied")
        bills.append(shop.services.refunds.refund(request))
    assert shop.told("cash_refunds") == [bill.operation for bill in bills]


def test_11_cash_out_of_the_drawer(shop: Crooked) -> None:
    out = shop.services.value.cash(CashRequest(shop.act(), -2_000, "other"))
    shop.services.value.cash(CashRequest(shop.act(), -9_000, "bank"))
    shop.services.value.cash(CashRequest(shop.act(), 2_000, "other"))
    assert shop.told("cash_out") == [out.operation]


def test_12_a_sale_put_into_another_day(shop: Crooked) -> None:
    yesterday = shop.services.ledger.today() - dt.timedelta(days=1)
    sale = shop.sell(3_600, act=shop.act(date=yesterday))
    assert shop.told("back_dated") == [sale.operation]


def test_13_a_sale_on_a_day_that_was_closed(shop: Crooked) -> None:
    shop.services.dayclose.close(CloseRequest(shop.act(), 0, opening_float=0, word="all of it"))
    sale = shop.sell(3_600, act=shop.act("Owner"))
    assert shop.told("changed_after_closing") == [sale.operation]


def test_14_a_clock_set_back(shop: Crooked) -> None:
    shop.sell(100)
    shop.wait(days=-1)
    sale = shop.sell(3_600)
    shop.wait(days=1)
    assert shop.told("clock") == [sale.operation]


def test_15_a_drawer_that_is_short(shop: Crooked) -> None:
    shop.sell(5_000)
    shop.services.dayclose.close(CloseRequest(shop.act(), 2_000, word="no idea"))
    (section,) = shop.report().sections
    assert section.id == "differences"
    assert [row[2] for row in section.tables[0].rows] == [JO]


def test_what_two_of_the_staff_do_is_not_added_up(shop: Crooked) -> None:
    for staff in (JO, MIA):
        for _ in range(3):
            act = shop.act(staff)
            request = AdjustRequest(act, shop.victim, AccountKind.POINTS, 10, "other")
            shop.services.value.adjust(request)
    assert shop.report().sections == ()


def test_only_the_days_that_are_asked_for(shop: Crooked) -> None:
    today = shop.services.ledger.today()
    shop.sell(5_000, shop.jo)
    shop.wait(days=40)
    assert shop.report().sections == ()
    assert len(shop.services.reports.insider(today, today).sections) == 1
    assert len(shop.services.reports.insider(today).sections) == 1
    with pytest.raises(DateInFuture):
        shop.services.reports.insider(last=today + dt.timedelta(days=400))


def test_all_at_once(shop: Crooked) -> None:
    """Every fraud in one shop: the report tells each under its own heading."""
    sale = shop.sell(5_000, shop.jo)
    shop.services.value.cash(CashRequest(shop.act(), -2_000, "other"))
    shop.wait(hours=3)
    shop.void(sale)
    report = shop.report()
    assert [section.id for section in report.sections] == [
        *("own_account", "late_void", "after_hours", "cash_out")
    ]
    assert report.facts[2].value == 2 + 1 + 1 + 1, "the void is on the own account, too"
