"""What the page of a customer is given: the year, people around them, what happened."""

import datetime as dt
from dataclasses import replace

import pytest

from smbcrm.membership.customers.errors import UnknownCustomer
from smbcrm.membership.customers.types import Details
from smbcrm.membership.relationships.types import LinkKind
from smbcrm.membership.sales.types import ReverseRequest, SaleRequest, TopUpRequest
from tests.helpers.shops import StillShop


@pytest.fixture
def ann(shop: StillShop) -> int:
    return shop.services.customers.add(Details(full_name="Ann")).id


def test_of_somebody_new_nothing_is_known(shop: StillShop, ann: int) -> None:
    page = shop.services.customer_page.page(ann)
    assert (page.year.visits, page.year.sales, page.links, page.notes) == (0, 0, (), ())
    assert (page.referrer, page.referred, page.referred_in_all) == (None, (), 0)
    assert list(page.staff.values()) == [one.name for one in shop.services.staff.staff()]
    assert page.view.shown.customer.id == ann
    assert shop.services.customer_page.happened(ann, 10) == ()
    with pytest.raises(UnknownCustomer):
        shop.services.customer_page.page(99)


def test_visits_of_a_year_are_days_and_what_was_taken_back_is_none(
    shop: StillShop, ann: int
) -> None:
    till, today = shop.services.till, shop.services.customer_page.page(ann).view.today
    for number, day in enumerate((today, today, today - dt.timedelta(40))):
        till.sale(SaleRequest(replace(shop.act(number), date=day), ann, 1_000))
    old = replace(shop.act(7), date=today - dt.timedelta(380))
    till.sale(SaleRequest(old, ann, 50))  # too little for a point, which would be over
    wrong = till.sale(SaleRequest(shop.act(8), ann, 500))
    till.reverse(ReverseRequest(shop.act(9), wrong.operation))
    till.top_up(TopUpRequest(shop.act(10), ann, 2_000))
    year = shop.services.customer_page.page(ann).year
    assert (year.visits, year.sales) == (2, 4)


def test_people_around_a_customer(shop: StillShop, ann: int) -> None:
    customers = shop.services.customers
    code = customers.get(ann).code
    bob = customers.add(Details(full_name="Bob", referrer=code)).id
    customers.add(Details(full_name="Cid", referrer=code))
    shop.services.relationships.link(ann, bob, LinkKind.SPOUSE)
    shop.services.notes.add(ann, "tea")
    page = shop.services.customer_page.page(ann)
    assert [one.full_name for one in page.referred] == ["Bob", "Cid"]
    assert page.referred_in_all == 2
    assert [(one.customer, one.kind) for one in page.links] == [(bob, LinkKind.SPOUSE)]
    assert [one.text for one in page.notes] == ["tea"]
    other = shop.services.customer_page.page(bob)
    assert other.referrer is not None
    assert (other.referrer.id, other.referrer.code, other.referrer.full_name) == (ann, code, "Ann")


def test_what_happened_comes_page_by_page(shop: StillShop, ann: int) -> None:
    for number in range(3):
        shop.services.till.sale(SaleRequest(shop.act(number), ann, 1_000 + number))
    happened = shop.services.customer_page.happened
    first = happened(ann, 2)
    assert [one.amount for one in first] == [1_002, 1_001]
    assert [one.amount for one in happened(ann, 2, first[-1].row.seq)] == [1_000]
