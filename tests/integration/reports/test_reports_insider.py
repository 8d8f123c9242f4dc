"""Ten little frauds, and some more, in a shop that was honest for two years: each is found."""

import datetime as dt

import pytest

from smbcrm.core.ids import uuid7
from smbcrm.core.money import Money
from smbcrm.membership.customers.types import Details
from smbcrm.membership.dayclose.types import CloseRequest, NeedsWord
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.refunds.types import RefundRequest
from smbcrm.membership.relationships.types import LinkKind
from smbcrm.membership.reports.service import BackwardSpan
from smbcrm.membership.requests.types import Act, DateInFuture
from smbcrm.membership.sales.types import ReverseRequest, TopUpRequest
from smbcrm.membership.value.types import (
    AdjustRequest,
    CashRequest,
    TransferRequest,
    WithdrawRequest,
)
from tests.integration.reports import crooked
from tests.integration.reports.crooked import EVENING, JO, MIA, USD, Crooked

shop = crooked.shop


def test_an_honest_shop_has_nothing_to_tell(demo: Crooked) -> None:
    """But for the drawer that was short on its last evening, which is why it was told."""
    last = EVENING.date()
    report = demo.services.reports.insider(last - dt.timedelta(days=800), last)
    assert [section.id for section in report.sections] == ["differences"]
    before = demo.services.reports.insider(
        last - dt.timedelta(days=800), last - dt.timedelta(days=5)
    )
    assert before.sections == ()
    assert [str(note) for note in before.notes] == ["Nothing stands out."]


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


def test_16_old_bills_of_customers_given_back_in_cash(shop: Crooked) -> None:
    """Jo pockets what customers had paid weeks ago; none of them was there."""
    sales = [shop.sell(2_500, shop.victim, shop.act(MIA)) for _ in range(6)]
    bills = []
    for sale in sales:
        shop.wait(days=3)
        bills.append(shop.services.refunds.refund(RefundRequest(shop.act(), sale.operation)))
    assert shop.told("often_cash_back") == [bill.operation for bill in bills]


def test_17_value_of_forgotten_customers_paid_out_and_handed_on(shop: Crooked) -> None:
    """Jo empties old accounts: to the drawer, and to a friend whom nobody has linked to Jo."""
    services = shop.services
    friend = services.customers.add(Details(full_name="A friend"), Act(uuid7(shop.clock))).id
    services.till.top_up(TopUpRequest(shop.act(MIA), shop.victim, 10_000))
    bills = []
    for amount in (1_000, 2_000):
        shop.wait(days=5)
        bills.append(services.value.withdraw(WithdrawRequest(shop.act(), shop.victim, amount)))
        handed = TransferRequest(shop.act(), shop.victim, friend, amount, "present")
        bills.append(services.value.transfer(handed))
    assert shop.told("often_moved_out") == [bill.operation for bill in bills]


def test_18_a_count_that_was_mended_once_the_figure_was_known(shop: Crooked) -> None:
    shop.services.shop.set("till.count_blind", "yes")
    shop.sell(5_000)
    close = shop.services.dayclose.close
    with pytest.raises(NeedsWord):
        close(CloseRequest(shop.act(), 100, opening_float=0))
    close(CloseRequest(shop.act("Owner"), 5_000, opening_float=0))
    shop.services.shop.set("till.count_blind", "no")
    (section,) = shop.report().sections
    assert section.id == "recounted"
    assert [row[2:5] for row in section.tables[0].rows] == [
        (JO, Money(5_000, USD), Money(100, USD))
    ]


def test_19_an_honest_count_at_the_opening_is_no_recount(shop: Crooked) -> None:
    """It is held against what should have been there then, not against the evening."""
    shop.services.shop.set("till.count_blind", "yes")
    day = shop.services.dayclose
    day.count(CloseRequest(shop.act(), 0, opening_float=0))
    shop.sell(6_800)
    day.close(CloseRequest(shop.act(), 6_800, opening_float=0))
    shop.services.shop.set("till.count_blind", "no")
    assert shop.report().sections == ()


def test_a_count_that_was_off_is_told_with_what_should_have_been_there_then(
    shop: Crooked,
) -> None:
    shop.services.shop.set("till.count_blind", "yes")
    day = shop.services.dayclose
    day.count(CloseRequest(shop.act(), 500, opening_float=0))
    shop.sell(6_800)
    day.close(CloseRequest(shop.act("Owner"), 6_800, opening_float=0))
    shop.services.shop.set("till.count_blind", "no")
    (section,) = shop.report().sections
    assert [row[2:5] for row in section.tables[0].rows] == [(JO, Money(0, USD), Money(500, USD))]


def test_a_count_that_was_off_is_told_though_nobody_counts_blind_any_more(shop: Crooked) -> None:
    shop.services.shop.set("till.count_blind", "yes")
    shop.sell(6_800)
    shop.services.dayclose.count(CloseRequest(shop.act(), 100, opening_float=0))
    shop.services.shop.set("till.count_blind", "no")
    shop.services.dayclose.close(CloseRequest(shop.act(), 6_800, opening_float=0))
    assert [one.id for one in shop.report().sections] == ["recounted"]


def test_20_a_link_that_was_taken_away_after_the_deed(shop: Crooked) -> None:
    """Links count as they stood: who hides one afterwards is found by the log of requests."""
    links, now = shop.services.relationships, shop.clock
    spouse = shop.sell(5_000, shop.spouse)
    own = shop.sell(5_000, shop.jo)
    shop.wait(minutes=1)
    links.unlink(shop.jo, shop.spouse, Act(uuid7(now)))
    links.link_staff(JO, None, Act(uuid7(now)))
    shop.wait(minutes=1)
    shop.sell(100, shop.spouse)
    shop.sell(100, shop.jo)
    assert shop.told("relative") == [spouse.operation]
    assert shop.told("own_account") == [own.operation]
    links.link_staff(JO, shop.jo, Act(uuid7(now)))
    again = shop.sell(200, shop.spouse)
    assert shop.told("relative") == [spouse.operation], "the two were not linked by then"
    links.link(shop.spouse, shop.jo, LinkKind.SPOUSE, Act(uuid7(now)))
    assert again.operation in shop.told("relative")


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
    with pytest.raises(DateInFuture, match=f"Today's business date is {today + dt.timedelta(40)}"):
        shop.services.reports.insider(today + dt.timedelta(days=400), today)
    with pytest.raises(BackwardSpan, match="no day lies between"):
        shop.services.reports.insider(today, today - dt.timedelta(days=1))


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
