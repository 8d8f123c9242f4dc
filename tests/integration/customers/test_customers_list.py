import datetime as dt

import pytest

from smbcrm.membership.customers.kinds import Status
from smbcrm.membership.customers.lists import KEYED, CustomerFilter, CustomerRow, CustomerSort
from smbcrm.membership.customers.types import Details
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind
from smbcrm.membership.sales.types import (
    RedeemRequest,
    ReverseRequest,
    SaleRequest,
    TopUpRequest,
)
from tests.helpers.shops import MORNING, StillShop

BIRTHDAY = Occasion(OccasionKind.BIRTHDAY, Calendar.LUNAR, 1990, 8, 15)


def test_a_row_says_what_a_list_needs(shop: StillShop) -> None:
    customers, till = shop.services.customers, shop.services.till
    phones, birthday = ("13800138000", "12345"), (BIRTHDAY,)
    details = Details(full_name="Ann", phones=phones, email="a@e.com", occasions=birthday)
    ann = customers.add(details)
    till.top_up(TopUpRequest(shop.act(1), ann.id, 100_000))
    till.sale(SaleRequest(shop.act(2), ann.id, 250_000))
    till.sale(SaleRequest(shop.act(3), ann.id, 100))
    till.redeem(RedeemRequest(shop.act(4), ann.id, 300))
    shop.clock.instant += dt.timedelta(days=1)
    bill = till.sale(SaleRequest(shop.act(5), ann.id, 100))
    till.reverse(ReverseRequest(shop.act(6), bill.operation))
    (row,) = customers.page()
    assert row == CustomerRow(
        id=ann.id,
        code=ann.code,
        full_name="Ann",
        phone="+8613800138000",
        email="a@e.com",
        tier="Silver",
        tier_code="silver",
        card="",
        alert=False,
        status=Status.ACTIVE,
        principal=100_000,
        gift=row.gift,
        credit=300,
        points=row.points,
        birthday=BIRTHDAY,
        last_visit=MORNING.date(),
        visits=1,
        spend=250_100,
        created_at=MORNING,
    )
    standing = shop.services.ledger.standing(ann.id)
    assert (row.gift, row.points) == (standing.gift, standing.points)
    assert row.gift > 0
    assert row.birthday_text == "农历1990年八月十五"


def test_what_has_ended_is_not_listed_even_before_it_is_booked(shop: StillShop) -> None:
    ann = shop.services.customers.add(Details(full_name="Ann"))
    shop.services.till.top_up(TopUpRequest(shop.act(1), ann.id, 100_000))
    shop.clock.instant += dt.timedelta(days=800)
    (row,) = shop.services.customers.page()
    assert (row.principal, row.gift) == (100_000, 0)
    shop.services.ledger.expire()
    assert shop.services.customers.page() == (row,)


@pytest.mark.parametrize("sort", KEYED)
@pytest.mark.parametrize("size", [1, 2, 3, 50])
def test_pages_join_without_gap_or_overlap(shop: StillShop, sort: CustomerSort, size: int) -> None:
    for name, code in (("b", "3"), ("a", "2"), ("b", "1"), ("é", "9"), ("Z", "a"), ("陈", "B")):
        shop.services.customers.add(Details(full_name=name, code=code))
    read: list[CustomerRow] = []
    after = None
    while page := shop.services.customers.page(sort=sort, after=after, limit=size):
        read += page
        after = page[-1].place(sort)
    expected = {
        CustomerSort.CODE: ["1", "2", "3", "9", "B", "a"],
        CustomerSort.NAME: ["a", "2", "3", "1", "9", "B"],
        CustomerSort.CREATED: ["3", "2", "1", "9", "a", "B"],
    }
    assert [row.code for row in read] == expected[sort]


def test_a_filter_chooses_rows_count_and_ids(shop: StillShop) -> None:
    customers = shop.services.customers
    ann = customers.add(Details(full_name="Ann"))
    bob = customers.add(Details(full_name="Bob", status=Status.MOVED))
    moved = CustomerFilter(Status.MOVED)
    assert [row.id for row in customers.page(moved)] == [bob.id]
    assert (customers.count(moved), customers.ids(moved)) == (1, (bob.id,))
    assert (customers.count(), customers.ids()) == (2, (ann.id, bob.id))
    assert customers.page(CustomerFilter(Status.DECEASED)) == ()


def test_who_has_neither_phone_nor_birthday_is_listed_too(shop: StillShop) -> None:
    shop.services.customers.add(Details(full_name="Ann"))
    shop.services.customers.add(Details(phones=("12345",)))
    first, second = shop.services.customers.page()
    assert (first.phone, first.birthday_text, first.last_visit, first.visits) == ("", "", None, 0)
    assert (second.full_name, second.phone) == ("", "12345")
