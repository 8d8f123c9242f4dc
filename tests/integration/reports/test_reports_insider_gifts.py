"""Little things given away again and again, and cash that no drawer held: each is found.

The shop is the one of `test_reports_insider`.
"""

import datetime as dt

from smbcrm.membership.benefits.types import IssueRequest
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.customers.types import Details
from smbcrm.membership.dayclose.types import CloseRequest
from smbcrm.membership.refunds.types import RefundRequest
from smbcrm.membership.sales.types import ReverseRequest, SaleRequest
from smbcrm.membership.value.types import CashRequest
from smbcrm.membership.vouchers.types import DefinitionChanges
from tests.integration.reports import crooked
from tests.integration.reports.crooked import JO, MIA, Crooked

shop = crooked.shop


def somebody(shop: Crooked, brought_by: int | None = None) -> int:
    """Return a new customer whom nobody has linked to staff."""
    customers = shop.services.customers
    code = None if brought_by is None else customers.get(brought_by).code
    return customers.add(Details(full_name="A friend", referrer=code), shop.act()).id


def issue(shop: Crooked, *customers: int, staff: str = JO) -> list[str]:
    request = IssueRequest(shop.act(staff), "NEXT", customers)
    return [one.code for one in shop.services.benefits.issue(request)]


def cash(shop: Crooked, amount: int, reason: str = "bank") -> str:
    return shop.services.value.cash(CashRequest(shop.act(), amount, reason)).operation


def give_back(shop: Crooked, bill: Bill, amount: int | None = None) -> Bill:
    request = RefundRequest(shop.act(MIA), bill.operation, amount, reason="not_satisfied")
    return shop.services.refunds.refund(request)


def test_vouchers_by_hand_to_one_customer(shop: Crooked) -> None:
    codes = []
    for _ in range(3):
        assert shop.report().sections == ()
        codes += issue(shop, shop.victim)
        shop.wait(days=9)
    issue(shop, shop.victim, staff=MIA)
    issued = [shop.services.benefits.show(code).moves[0].id for code in codes]
    assert shop.told("many_gifts") == issued


def test_vouchers_to_many_or_now_and_then_are_everyday(shop: Crooked) -> None:
    others = [somebody(shop) for _ in range(4)]
    for _ in range(4):
        issue(shop, *others)
        shop.wait(days=16)
    today = shop.services.ledger.today()
    sections = shop.services.reports.insider(today - dt.timedelta(days=80), today).sections
    assert "many_gifts" not in [one.id for one in sections]


def test_many_sales_on_one_card_in_a_day(shop: Crooked) -> None:
    friend = somebody(shop)
    bills = [shop.sell(900, friend) for _ in range(4)]
    shop.sell(900, friend, shop.act(MIA))
    undone = shop.sell(900, friend)
    shop.services.till.reverse(ReverseRequest(shop.act(), undone.operation))
    assert shop.report().sections == ()
    bills.append(shop.sell(900, friend))
    assert shop.told("many_on_one_card") == [bill.operation for bill in bills]


def test_more_cash_taken_out_than_lay_in_the_drawer(shop: Crooked) -> None:
    far_too_much = cash(shop, -90_000_000)
    undone = cash(shop, -100)
    shop.services.till.reverse(ReverseRequest(shop.act(), undone))
    cash(shop, 90_000_000)
    cash(shop, -100)
    assert shop.told("beyond_the_drawer") == [far_too_much]


def test_more_cash_taken_out_than_the_float_of_a_closed_day(shop: Crooked) -> None:
    shop.sell(3_000)
    cash(shop, -4_000)
    out = cash(shop, -2_001)
    cash(shop, 5_000)
    close = CloseRequest(shop.act(), 4_999, opening_float=3_000)
    shop.services.dayclose.close(close)
    shop.wait(days=1)
    cash(shop, -1_000)
    assert shop.told("beyond_the_drawer") == [out]


def test_friends_who_buy_next_to_nothing(shop: Crooked) -> None:
    """Two are everyday; whoever belongs to the staff is told with one."""
    friends = [somebody(shop, shop.victim) for _ in range(4)]
    shop.sell(5_000, friends.pop())
    for friend in friends[:2]:
        shop.sell(100, friend)
    assert shop.report().sections == ()
    shop.sell(100, friends[2])
    assert len(shop.told("friends_for_little")) == 3
    shop.sell(100, somebody(shop, shop.spouse), shop.act(MIA))
    assert len(shop.told("friends_for_little")) == 4


def test_a_voucher_of_a_tier_used_and_its_sale_given_back(shop: Crooked) -> None:
    shop.services.vouchers.edit("GOLD", DefinitionChanges(on_entry="gold"))
    sales, uses = [], []
    for _ in range(2):
        friend = somebody(shop)
        sales.append(shop.sell(400_000, friend))
        code = sales[-1].vouchers[0].code
        request = SaleRequest(shop.act(), friend, 10_000, vouchers=(code,))
        uses.append(shop.services.till.sale(request))
    give_back(shop, sales[1], 100_000)
    assert shop.told("entries_given_back") == []
    back = give_back(shop, sales[0])
    assert shop.told("entries_given_back") == [uses[0].operation, back.operation]
