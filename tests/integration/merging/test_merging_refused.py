"""Why two customers stay two, and two tills at once."""

import pytest

from smbcrm.membership.customers.errors import TooMany, UnknownCustomer
from smbcrm.membership.customers.kinds import CustomerKind
from smbcrm.membership.merging import types
from smbcrm.membership.merging.types import MergeField, Side
from smbcrm.membership.requests.types import RequestReused
from smbcrm.membership.visits.types import PauseRequest
from tests.integration.merging.conftest import MergeShop, differences


def test_nobody_is_merged_with_themselves_or_with_nobody(shop: MergeShop) -> None:
    with pytest.raises(types.MergedWithSelf):
        shop.merge(shop.ann, shop.ann)
    for pair in ((shop.ann, 99), (99, shop.ann)):
        with pytest.raises(UnknownCustomer) as told:
            shop.merge(*pair)
        assert type(told.value) is UnknownCustomer


def test_a_person_and_a_company_only_if_it_is_said(shop: MergeShop) -> None:
    shop.edit(shop.anna, kind=CustomerKind.COMPANY)
    with pytest.raises(types.KindsDiffer):
        shop.merge()
    chosen: types.Choices = {MergeField.KIND: Side.OTHER}
    shop.services.merging.merge(shop.ann, shop.anna, chosen)
    assert shop.known(shop.ann).profile.kind is CustomerKind.COMPANY


def test_of_most_fields_one_side_stays(shop: MergeShop) -> None:
    with pytest.raises(types.BadSide):
        shop.services.merging.merge(shop.ann, shop.anna, {MergeField.EMAIL: Side.BOTH})


def test_two_of_the_staff_stay_two(shop: MergeShop) -> None:
    services = shop.services
    services.staff.add_staff("Mia")
    services.relationships.link_staff("Owner", shop.ann)
    services.relationships.link_staff("Mia", shop.anna)
    with pytest.raises(types.BothStaff) as told:
        shop.merge()
    assert told.value.params == {"one": "Owner", "other": "Mia"}
    services.relationships.link_staff("Owner", None)
    before = shop.rows()
    merge = shop.merge()
    assert services.relationships.staff_customers()[0].customer == shop.ann
    shop.undo(merge)
    assert differences(before, shop.rows()) == {}


def test_a_package_paused_for_one_of_them(shop: MergeShop) -> None:
    visits = shop.services.visits
    visits.pause(PauseRequest(shop.act(), shop.anna, "CUT10"))
    with pytest.raises(types.PausedApart) as told:
        shop.merge()
    assert told.value.params == {"package": "Ten cuts", "code": "CUT10"}
    visits.pause(PauseRequest(shop.act(), shop.ann, "CUT10"))
    merge = shop.merge()
    shop.later(days=10)
    visits.resume(PauseRequest(shop.act(), shop.ann, "CUT10"))
    shop.use(shop.ann)
    shop.sound()
    shop.undo(merge)
    shop.sound()
    for who in (shop.ann, shop.anna):
        assert visits.of_customer(who)[0].paused is None


def test_too_much_of_both_is_said(shop: MergeShop) -> None:
    for who, first in ((shop.ann, 100), (shop.anna, 200)):
        shop.edit(who, phones=tuple(f"415-555-2{first + n}" for n in range(11)))
    before = shop.rows()
    with pytest.raises(TooMany):
        shop.merge()
    assert shop.rows() == before


def test_the_same_request_merges_once(shop: MergeShop) -> None:
    act = shop.act()
    first = shop.services.merging.merge(shop.ann, shop.anna, {}, act)
    assert shop.services.merging.merge(shop.ann, shop.anna, {}, act) == first
    assert len(shop.services.merging.all()) == 1
    with pytest.raises(RequestReused):
        shop.services.merging.merge(shop.ann, shop.cy, {}, act)
    shop.still.uow.run(lambda work: work.session.execute("DELETE FROM customer_merge"))
    with pytest.raises(types.UnknownMerge):
        shop.services.merging.merge(shop.ann, shop.anna, {}, act)
