"""What a screen asks of segments: forms, conditions that are not saved, counts, another name."""

import pytest

from smbcrm.core.i18n import Translator
from smbcrm.membership.customers.lists import CustomerFilter
from smbcrm.membership.segments.kind import Shape
from smbcrm.membership.segments.kinds import KINDS
from smbcrm.membership.segments.rules import joined
from smbcrm.membership.segments.types import BadValue, SegmentExists, UnknownSegment, Where
from smbcrm.membership.staff.types import BadName
from tests.helpers.shops import StillShop
from tests.integration.segments.people import Person

GOLD: Where = (("tier", ("gold",)),)
ENGLISH = Translator("en")


def test_every_kind_has_a_form_whose_options_it_reads(shop: StillShop) -> None:
    segments = shop.services.segments
    forms = segments.forms()
    assert [one.name for one in forms] == list(KINDS)
    for form in forms:
        assert ENGLISH.render(form.title)
        assert bool(form.options) or form.shape is not Shape.CHOICE
        for option in form.options:
            looked = segments.look(((form.name, (option.value,)),))
            assert looked.where == ((form.name, (option.value,)),)
            assert ENGLISH.value(option.said) in ENGLISH.value(looked.sentence)


def test_who_has_left_is_not_offered(shop: StillShop) -> None:
    def offered() -> list[object]:
        forms = {one.name: one for one in shop.services.segments.forms()}
        return [one.said for one in forms["staff"].options]

    shop.services.staff.add_staff("Mia")
    assert set(offered()) == {"Mia", "Owner"}
    shop.services.staff.set_staff_active("Mia", active=False)
    assert offered() == ["Owner"]


def test_conditions_that_are_not_saved_are_looked_at_chosen_and_counted(
    shop: StillShop, crowd: list[Person]
) -> None:
    segments, customers = shop.services.segments, shop.services.customers
    looked = segments.look((("visits", ("５..",)),))
    assert (looked.name, looked.count) == ("", None)
    assert looked.where == (("visits", ("5..",)),)
    assert ENGLISH.value(looked.sentence) == "visits at least 5"
    chosen = segments.choose(looked.where)
    saved = segments.save("often", looked.where)
    assert segments.count([(), looked.where]) == (len(crowd), saved.count)
    assert customers.count(chosen) == saved.count
    assert segments.choose(()) == CustomerFilter()
    assert customers.statement(chosen) == segments.statement("often")
    with pytest.raises(BadValue):
        segments.look((("visits", ("five",)),))
    assert segments.all(counted=False)[0].count is None


def test_filters_are_joined_kind_by_kind() -> None:
    big: Where = (("spend", ("100..",)), ("tier", ("silver", "gold")))
    both = joined([GOLD, big])
    assert both == (("tier", ("gold", "silver")), ("spend", ("100..",)))
    assert joined([]) == ()


def test_whom_somebody_picked_is_a_list_of_its_own(shop: StillShop, crowd: list[Person]) -> None:
    customers = shop.services.customers
    picked = CustomerFilter(only=(crowd[1].id, crowd[0].id))
    assert customers.ids(picked) == (crowd[0].id, crowd[1].id)
    assert ENGLISH.render(picked.sentence) == "Customers who were picked"
    assert customers.count(CustomerFilter(only=())) == 0


def test_a_segment_gets_another_name_once(shop: StillShop) -> None:
    segments = shop.services.segments
    segments.save("Gold", GOLD)
    segments.save("Away", (("last_visit", ("never",)),))
    for _ in range(2):
        assert segments.rename("gold", " Best ", shop.act(7)).name == "Best"
    assert [one.name for one in segments.all(counted=False)] == ["Away", "Best"]
    assert segments.rename("best", "BEST").name == "BEST"
    with pytest.raises(SegmentExists):
        segments.rename("BEST", "away")
    with pytest.raises(BadName):
        segments.rename("BEST", "")
    with pytest.raises(UnknownSegment):
        segments.rename("Gold", "Other")
