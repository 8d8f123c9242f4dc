"""What is said while somebody types a new customer, and notes that are added to."""

import pytest

from smbcrm.membership.customers.errors import TextTooLong, UnknownCustomer
from smbcrm.membership.customers.kinds import Sameness
from smbcrm.membership.customers.typed import FirstLook, OddPhone
from smbcrm.membership.customers.types import CustomerChanged, Details
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind
from smbcrm.membership.requests.types import RequestReused
from tests.helpers.shops import StillShop

BORN = Occasion(OccasionKind.BIRTHDAY, Calendar.LUNAR, 1990, 10, 15)


def looks(shop: StillShop, details: Details) -> list[tuple[str, Sameness]]:
    found = shop.services.customers.look_at(details)
    return [(one.full_name, one.why) for one in found.alike]


def test_who_looks_alike_is_told_while_it_is_typed(shop: StillShop) -> None:
    customers = shop.services.customers
    grace = Details(
        full_name="林佩珊", phones=("13800138000",), email="grace@example.com", occasions=(BORN,)
    )
    customers.add(grace)
    assert looks(shop, Details(phones=("138 0013 8000",))) == [("林佩珊", Sameness.PHONE)]
    assert looks(shop, Details(email="Grace@Example.com")) == [("林佩珊", Sameness.EMAIL)]
    same = Details(full_name="Lin Peishan", occasions=(BORN,))
    assert looks(shop, same) == [("林佩珊", Sameness.NAME_AND_BIRTHDAY)]
    customers.add(Details(full_name="Cy", phones=("07700 9001",), line="cy1988"))
    assert looks(shop, Details(phones=("0770-09001",))) == [("Cy", Sameness.PHONE)]
    assert looks(shop, Details(line=" CY1988")) == [("Cy", Sameness.MESSENGER)]
    assert looks(shop, Details(wechat="cy1988")) == []
    assert looks(shop, Details(full_name="林佩珊")) == []
    assert customers.count() == 2


def test_what_is_half_typed_is_no_mistake_yet(shop: StillShop) -> None:
    half = Details(phones=("", "no digit"), email="grace@", full_name="")
    assert shop.services.customers.look_at(half) == FirstLook()
    assert shop.services.customers.look_at(Details()) == FirstLook()


def test_an_odd_phone_is_told_with_what_is_missing(shop: StillShop) -> None:
    found = shop.services.customers.look_at(Details(phones=("1380013800",)))
    assert found.odd_phones == (OddPhone("1380013800", 1),)
    assert shop.services.customers.look_at(Details(phones=("13800138000",))).odd_phones == ()


def test_a_note_is_added_once(shop: StillShop) -> None:
    customers = shop.services.customers
    told: list[CustomerChanged] = []
    one = customers.add(Details(full_name="Ann", notes="likes tea"))
    shop.services.events.subscribe(CustomerChanged, told.append)
    act = shop.act(1)
    assert customers.add_note(one.id, " At the counter: 07700 900108 ", act).code == one.code
    customers.add_note(one.id, " At the counter: 07700 900108 ", act)
    customers.add_note(one.id, "likes tea", shop.act(2))
    assert customers.get(one.id).profile.notes == "likes tea\nAt the counter: 07700 900108"
    assert [event.customers for event in told] == [{one.id}]
    with pytest.raises(RequestReused):
        customers.add_note(one.id, "something else", act)


def test_a_note_that_finds_nobody_or_no_room_is_refused(shop: StillShop) -> None:
    customers = shop.services.customers
    with pytest.raises(UnknownCustomer):
        customers.add_note(9, "x")
    full = customers.add(Details(full_name="Ann", notes="n" * 9_999))
    with pytest.raises(TextTooLong):
        customers.add_note(full.id, "more")
    assert customers.get(full.id).profile.notes == "n" * 9_999


def test_the_first_note_stands_alone(shop: StillShop) -> None:
    one = shop.services.customers.add(Details(full_name="Ann"))
    shop.services.customers.add_note(one.id, "first")
    shop.services.customers.add_note(one.id, "  ")
    assert shop.services.customers.get(one.id).profile.notes == "first"
