"""What is said while somebody types a new customer, and notes that are added to."""

from smbcrm.membership.customers.kinds import Sameness
from smbcrm.membership.customers.typed import FirstLook, OddPhone
from smbcrm.membership.customers.types import Details
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind
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
