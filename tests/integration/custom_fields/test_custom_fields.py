"""Custom fields: defined once, filled by hand, retired and never lost."""

import pytest

from smbcrm.membership.change_log.types import ChangeFilter
from smbcrm.membership.changes.types import SetUp, SetUpChanged
from smbcrm.membership.custom_fields import types
from smbcrm.membership.custom_fields.types import (
    CustomField,
    FieldChanges,
    FieldKind,
    FieldValue,
    NewField,
)
from smbcrm.membership.customers.types import Details
from smbcrm.membership.requests.types import RequestReused
from tests.helpers.shops import StillShop


@pytest.fixture
def tea(shop: StillShop) -> CustomField:
    return shop.services.custom_fields.add(NewField("Tea"))


def held(shop: StillShop, customer: int) -> tuple[FieldValue, ...]:
    return shop.services.customers.get(customer).profile.custom


def test_a_field_is_added_once(shop: StillShop) -> None:
    fields, told = shop.services.custom_fields, list[SetUpChanged]()
    shop.services.events.subscribe(SetUpChanged, told.append)
    new = NewField("Skin", FieldKind.CHOICE, ("dry", "oily"))
    made = fields.add(new, shop.act(1))
    assert fields.add(new, shop.act(1)) == made
    assert made == CustomField(made.id, "Skin", FieldKind.CHOICE, ("dry", "oily"), 1)
    with pytest.raises(RequestReused):
        fields.add(NewField("Else"), shop.act(1))
    with pytest.raises(types.FieldNameTaken):
        fields.add(new)
    assert fields.all() == (made,)
    assert told == [SetUpChanged(SetUp.FIELDS)]


@pytest.mark.parametrize(
    "name",
    [
        *("Phone", "会员等级", "Store credit", "Row in the list"),
        *("Last visit", "currency", "Added here", "12 months", "Stored value"),
        *("货币", "幣別", "到店次數", "其他电话"),
    ],
)
def test_a_name_that_lists_know_is_refused(shop: StillShop, tea: CustomField, name: str) -> None:
    with pytest.raises(types.NameOfOurs):
        shop.services.custom_fields.add(NewField(name))
    with pytest.raises(types.NameOfOurs):
        shop.services.custom_fields.edit("Tea", FieldChanges(name=name))
    assert shop.services.custom_fields.all() == (tea,)


def test_a_field_is_changed_and_changed_back(shop: StillShop, tea: CustomField) -> None:
    fields = shop.services.custom_fields
    size = fields.add(NewField("Size", FieldKind.NUMBER))
    changes = FieldChanges(name="Shoe size", place=1, active=False)
    changed = fields.edit("size", changes, shop.act(2))
    assert changed.before == size
    assert changed.after == CustomField(size.id, "Shoe size", FieldKind.NUMBER, (), 1, active=False)
    assert fields.edit("size", changes, shop.act(2)).before is None
    assert [one.name for one in fields.all()] == ["Shoe size", "Tea"]
    fields.edit("Shoe size", FieldChanges(name="Size", place=2, active=True))
    assert fields.all() == (tea, size)


def test_what_is_typed_is_kept_in_one_form(shop: StillShop, tea: CustomField) -> None:
    size = shop.services.custom_fields.add(NewField("Size", FieldKind.NUMBER))
    customers = shop.services.customers
    typed = (("SIZE", "38,50"), ("tea", " oolong "))
    ann = customers.add(Details(full_name="Ann", custom=typed)).id
    assert held(shop, ann) == (FieldValue(tea.id, "oolong"), FieldValue(size.id, "38.5"))
    customers.edit(ann, Details(email="a@example.com"))
    customers.edit(ann, Details(custom=(("Tea", ""),)))
    assert held(shop, ann) == (FieldValue(size.id, "38.5"),)
    with pytest.raises(types.BadFieldValue):
        customers.edit(ann, Details(email="b@example.com", custom=(("Size", "big"),)))
    with pytest.raises(types.UnknownField):
        customers.edit(ann, Details(custom=(("Shoes", "1"),)))
    assert customers.get(ann).profile.email == "a@example.com"


def test_what_a_retired_field_holds_is_kept(shop: StillShop, tea: CustomField) -> None:
    customers, fields = shop.services.customers, shop.services.custom_fields
    ann = customers.add(Details(full_name="Ann", custom=(("Tea", "oolong"),))).id
    fields.edit("Tea", FieldChanges(active=False))
    with pytest.raises(types.FieldRetired):
        customers.edit(ann, Details(custom=(("Tea", "green"),)))
    customers.edit(ann, Details(full_name="Ann Lee"))
    assert held(shop, ann) == (FieldValue(tea.id, "oolong"),)


def test_customers_keep_what_they_have(shop: StillShop) -> None:
    customers, fields = shop.services.customers, shop.services.custom_fields
    fields.add(NewField("Skin", FieldKind.CHOICE, ("dry", "oily")))
    for name in ("Ann", "Bo"):
        customers.add(Details(full_name=name, custom=(("Skin", "dry"),)))
    with pytest.raises(types.ChoiceInUse) as told:
        fields.edit("Skin", FieldChanges(choices=("oily", "normal")))
    assert told.value.params["count"] == 2
    with pytest.raises(types.KindCannotHold):
        fields.edit("Skin", FieldChanges(kind=FieldKind.DATE))
    fields.edit("Skin", FieldChanges(choices=("dry", "normal")))
    assert fields.edit("Skin", FieldChanges(kind=FieldKind.TEXT)).after.choices == ()


def test_every_change_is_signed(shop: StillShop, tea: CustomField) -> None:
    customers, fields = shop.services.customers, shop.services.custom_fields
    ann = customers.add(Details(full_name="Ann", custom=(("Tea", "oolong"),))).id
    customers.edit(ann, Details(custom=(("Tea", "green"),)))
    fields.add(NewField("Skin", FieldKind.CHOICE, ("dry", "oily")))
    fields.edit("Tea", FieldChanges(place=2, active=False))

    def told(field: str) -> list[tuple[int | None, str, str | None, str | None]]:
        found = shop.services.change_log.newest(ChangeFilter(field=field), 10).told
        changes = [one.logged.change for one in found]
        return [(one.customer, one.part, one.before, one.after) for one in changes]

    part = str(tea.id)
    assert told("custom") == [(ann, part, "oolong", "green"), (ann, part, None, "oolong")]
    assert told("field_active") == [(None, part, None, "off")]
    assert told("field_name")[1] == (None, part, None, "Tea")
    assert [one[2:] for one in told("field_choices")] == [(None, "dry\noily")]
    ((_, _, before, after),) = told("field_order")
    assert before is not None
    assert after == "\n".join(reversed(before.split("\n")))
