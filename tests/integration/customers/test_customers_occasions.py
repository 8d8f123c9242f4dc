"""The occasions of a customer: added, corrected and taken away, each request once."""

import pytest

from smbcrm.membership.customers.errors import TooMany, UnknownCustomer
from smbcrm.membership.customers.rules import MOST_OCCASIONS
from smbcrm.membership.customers.types import CustomerChanged, Details
from smbcrm.membership.occasions.keeping import Meant, NoSuchOccasion, SeveralOccasions
from smbcrm.membership.occasions.types import Calendar, DateParts, Occasion, OccasionKind
from smbcrm.membership.requests.types import RequestReused
from tests.helpers.shops import StillShop

CHILD = OccasionKind.CHILD_BIRTHDAY
BORN = Occasion(OccasionKind.BIRTHDAY, Calendar.LUNAR, None, 4, 1, is_leap_month=True)


def child(day: int, name: str = "") -> Occasion:
    return Occasion(CHILD, Calendar.SOLAR, 2015, 3, day, label=name)


def custom(number: int) -> Occasion:
    return Occasion(OccasionKind.CUSTOM, Calendar.SOLAR, None, 7, 1, label=f"N{number}")


@pytest.fixture
def ann(shop: StillShop) -> int:
    return shop.services.customers.add(Details(full_name="Ann")).id


def kept(shop: StillShop, customer: int) -> list[Occasion]:
    return list(shop.services.customers.get(customer).profile.occasions)


def put(shop: StillShop, customer: int, *occasions: Occasion) -> None:
    for one in occasions:
        shop.services.customers.edit(customer, Details(occasions=(one,)))


def test_a_customer_has_any_number_of_them(shop: StillShop, ann: int) -> None:
    several = [child(1), child(2), child(3, "Tom"), child(3, "Eva"), custom(1), custom(2)]
    put(shop, ann, *several, BORN)
    assert kept(shop, ann) == [BORN, *several]


def test_a_named_child_is_one_child_whose_date_was_corrected(shop: StillShop, ann: int) -> None:
    put(shop, ann, child(1, "Tom"), child(1), child(2, "Tom"))
    assert kept(shop, ann) == [child(1), child(2, "Tom")]


def test_there_is_a_limit(shop: StillShop, ann: int) -> None:
    put(shop, ann, *map(custom, range(MOST_OCCASIONS)))
    with pytest.raises(TooMany, match="at most 50"):
        put(shop, ann, BORN)


def test_the_one_that_is_meant_goes_and_screens_hear_of_it(shop: StillShop, ann: int) -> None:
    put(shop, ann, BORN, child(1), child(2))
    heard: list[CustomerChanged] = []
    shop.services.events.subscribe(CustomerChanged, heard.append)
    second = Meant(CHILD, None, DateParts(Calendar.SOLAR, 2015, 3, 2))
    saved = shop.services.customers.drop_occasion(ann, second)
    assert (saved.id, saved.code) == (ann, "C000001")
    assert kept(shop, ann) == [BORN, child(1)]
    assert heard == [CustomerChanged(frozenset({ann}))]


def test_the_same_request_five_times_counts_once(shop: StillShop, ann: int) -> None:
    put(shop, ann, child(1), child(2))
    act = shop.act(1)
    first = Meant(CHILD, None, DateParts(Calendar.SOLAR, 2015, 3, 1))
    for _ in range(5):
        assert shop.services.customers.drop_occasion(ann, first, act).id == ann
    assert kept(shop, ann) == [child(2)]
    with pytest.raises(RequestReused):
        shop.services.customers.drop_occasion(ann, Meant(CHILD), act)


def test_what_is_not_plain_is_refused_and_nothing_goes(shop: StillShop, ann: int) -> None:
    put(shop, ann, child(1), child(2))
    drop = shop.services.customers.drop_occasion
    with pytest.raises(SeveralOccasions):
        drop(ann, Meant(CHILD))
    with pytest.raises(NoSuchOccasion):
        drop(ann, Meant(OccasionKind.BIRTHDAY))
    with pytest.raises(UnknownCustomer):
        drop(999, Meant(CHILD))
    assert kept(shop, ann) == [child(1), child(2)]


def test_who_did_it_is_in_the_log(shop: StillShop, ann: int) -> None:
    put(shop, ann, BORN)
    shop.services.customers.drop_occasion(ann, Meant(BORN.kind), shop.act(1, "Owner"))
    rows = shop.uow.read(
        lambda work: work.session.rows(
            "SELECT q.kind, q.customer, s.name FROM request_log q JOIN staff s ON s.id = q.staff "
            "WHERE q.kind = 'occasion_remove'"
        )
    )
    assert rows == [("occasion_remove", ann, "Owner")]


def test_one_is_put_in_the_place_of_another(shop: StillShop, ann: int) -> None:
    customers = shop.services.customers
    put(shop, ann, child(1), child(2), custom(1))
    act = shop.act(4)
    for _ in range(2):
        customers.put_occasion(ann, child(5), child(1), act)
    assert kept(shop, ann) == [child(2), custom(1), child(5)]
    customers.put_occasion(ann, child(6, "Tom"))
    customers.put_occasion(ann, child(7, "Tom"))
    assert kept(shop, ann) == [child(2), custom(1), child(5), child(7, "Tom")]
    customers.put_occasion(ann, BORN, child(2))
    assert kept(shop, ann)[0] == BORN


def test_one_that_is_gone_meanwhile_has_no_place(shop: StillShop, ann: int) -> None:
    put(shop, ann, child(1))
    with pytest.raises(NoSuchOccasion):
        shop.services.customers.put_occasion(ann, child(2), child(3))
    with pytest.raises(UnknownCustomer):
        shop.services.customers.put_occasion(99, child(2))
    assert kept(shop, ann) == [child(1)]


def test_a_birthday_put_down_tells_who_was_born_that_day_too(shop: StillShop, ann: int) -> None:
    born = Occasion(OccasionKind.BIRTHDAY, Calendar.SOLAR, 1990, 3, 5)
    other = shop.services.customers.add(Details(full_name="Ann", occasions=(born,)))
    saved = shop.services.customers.put_occasion(ann, born)
    assert [one.id for one in saved.alike] == [other.id]
