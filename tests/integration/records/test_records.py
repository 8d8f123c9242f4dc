"""Service records: kinds of the shop's own, written down once, corrected, copied, taken away."""

import datetime as dt

import pytest

from smbcrm.core.errors import UserError
from smbcrm.membership.customers.errors import TextTooLong, UnknownCustomer
from smbcrm.membership.customers.types import CustomerChanged, Details
from smbcrm.membership.records import types
from smbcrm.membership.records.rules import LONGEST
from smbcrm.membership.requests.types import DateInFuture, DateTooEarly, RequestReused
from smbcrm.membership.sales.types import ReverseRequest, SaleRequest
from tests.helpers.shops import StillShop

TODAY = dt.date(2026, 3, 10)
EARLIER = dt.date(2026, 2, 1)


@pytest.fixture
def ann(shop: StillShop) -> int:
    shop.services.records.add_kind("colour", "Colour formula")
    shop.services.records.add_kind("patch-test", "Patch test")
    return shop.services.customers.add(Details(full_name="Ann")).id


def records(shop: StillShop, customer: int) -> list[tuple[str, dt.date, str]]:
    found = shop.services.records.of(customer)
    return [(found.called(one.kind), one.day, one.text) for one in found.records]


def test_a_record_is_written_down_once(shop: StillShop, ann: int) -> None:
    service, told = shop.services.records, list[CustomerChanged]()
    shop.services.events.subscribe(CustomerChanged, told.append)
    act = shop.act(1)
    made = service.add(ann, " Colour ", " 6N, 30 ml\n", None, act)
    assert service.add(ann, " Colour ", " 6N, 30 ml\n", None, act) == made
    (record,) = service.of(ann).records
    staff = shop.services.staff.staff()[0].id
    now = shop.services.clock.now()
    assert record == types.ServiceRecord(
        made, "colour", TODAY, now, staff, "6N, 30 ml", at_visit=False
    )
    assert [event.customers for event in told] == [{ann}]
    with pytest.raises(RequestReused):
        service.add(ann, "colour", "7N", None, act)


def test_the_newest_day_stands_first_and_the_last_one_is_copied(shop: StillShop, ann: int) -> None:
    service = shop.services.records
    service.add(ann, "colour", "6N")
    service.add(ann, "colour", "5N", EARLIER)
    service.add(ann, "patch-test", "clear")
    service.add(ann, "colour", None)
    assert records(shop, ann) == [
        ("Colour formula", TODAY, "6N"),
        ("Patch test", TODAY, "clear"),
        ("Colour formula", TODAY, "6N"),
        ("Colour formula", EARLIER, "5N"),
    ]
    other = shop.services.customers.add(Details(full_name="Bo")).id
    with pytest.raises(types.NothingSame):
        service.add(other, "colour", None)


def test_a_record_belongs_to_the_visit_of_its_day(shop: StillShop, ann: int) -> None:
    service = shop.services.records
    service.add(ann, "colour", "6N")
    service.add(ann, "colour", "5N", EARLIER)
    sale = shop.services.till.sale(SaleRequest(shop.act(7), ann, 100))
    assert [one.at_visit for one in service.of(ann).records] == [True, False]
    shop.services.till.reverse(ReverseRequest(shop.act(8), sale.operation))
    assert [one.at_visit for one in service.of(ann).records] == [False, False]


@pytest.mark.parametrize(
    ("kind", "text", "day", "refusal"),
    [
        ("nails", "x", None, types.UnknownRecordKind),
        ("colour", " \n", None, types.RecordBlank),
        ("colour", "x" * (LONGEST + 1), None, TextTooLong),
        ("colour", "x", dt.date(2026, 3, 11), DateInFuture),
        ("colour", "x", dt.date(1969, 12, 31), DateTooEarly),
    ],
)
def test_what_cannot_be_is_refused(
    shop: StillShop, ann: int, kind: str, text: str, day: dt.date | None, refusal: type[UserError]
) -> None:
    with pytest.raises(refusal):
        shop.services.records.add(ann, kind, text, day)
    with pytest.raises(UnknownCustomer):
        shop.services.records.add(99, "colour", "x")
    with pytest.raises(UnknownCustomer):
        shop.services.records.of(99)
    assert records(shop, ann) == []


def test_a_record_is_corrected(shop: StillShop, ann: int) -> None:
    service = shop.services.records
    made = service.add(ann, "colour", "6N")
    act = shop.act(2)
    for _ in range(2):
        service.edit(ann, made, "7N", None, act)
    assert records(shop, ann) == [("Colour formula", TODAY, "7N")]
    service.edit(ann, made, None, EARLIER)
    assert records(shop, ann) == [("Colour formula", EARLIER, "7N")]
    before = shop.services.customers.get(ann).changed_at
    shop.clock.instant += dt.timedelta(hours=1)
    service.edit(ann, made, "7N", EARLIER)
    assert shop.services.customers.get(ann).changed_at == before, "nothing was changed"
    for text, day, refusal in (
        (" ", None, types.RecordBlank),
        (None, dt.date(2026, 3, 11), DateInFuture),
    ):
        with pytest.raises(refusal):
            service.edit(ann, made, text, day)
    bo = shop.services.customers.add(Details(full_name="Bo")).id
    for who, number in ((bo, made), (ann, 99)):
        with pytest.raises(types.NoSuchRecord):
            service.edit(who, number, "x")


def test_a_record_is_taken_away_and_put_back_as_it_was(shop: StillShop, ann: int) -> None:
    service = shop.services.records
    made = service.add(ann, "colour", "6N", EARLIER)
    (was,) = service.of(ann).records
    shop.clock.instant += dt.timedelta(days=3)
    act = shop.act(2)
    for _ in range(2):
        service.remove(ann, made, act)
    assert service.of(ann).records == ()
    with pytest.raises(types.NoSuchRecord):
        service.remove(ann, made)
    for number in (3, 3, 4):
        service.put_back(ann, was, shop.act(number))
    assert service.of(ann).records == (was,)
    assert service.add(ann, "colour", "7N") > was.id
    with pytest.raises(UnknownCustomer):
        service.put_back(99, was)


def test_kinds_are_defined_once_and_renamed(shop: StillShop) -> None:
    service = shop.services.records
    who = shop.services.customers.add(Details(full_name="Ann")).id
    with pytest.raises(types.NoRecordKinds):
        service.add(who, "colour", "6N")
    with pytest.raises(types.NoRecordKinds):
        service.edit_kind("colour", "Colour")
    act = shop.act(1)
    for _ in range(2):
        assert service.add_kind("colour", " Colour ", act) == ("colour", "Colour")
    with pytest.raises(types.RecordKindExists):
        service.add_kind("colour", "Dye")
    with pytest.raises(types.UnknownRecordKind):
        service.edit_kind("dye", "Dye")
    service.edit_kind("colour", "Colour formula")
    assert service.kinds() == (types.RecordKind("colour", "Colour formula"),)
    for code, name, refusal in (
        ("Two words", "x", types.BadRecordKind),
        ("", "x", types.BadRecordKind),
        ("x", " ", types.BadRecordKindName),
        ("x", "n" * 61, types.BadRecordKindName),
        ("x", "a\nb", types.BadRecordKindName),
    ):
        with pytest.raises(refusal):
            service.add_kind(code, name)


def test_the_change_log_says_what_was_changed(shop: StillShop, ann: int) -> None:
    service = shop.services.records
    made = service.add(ann, "colour", "6N")
    service.edit(ann, made, "7N")
    service.remove(ann, made)
    told = shop.services.change_log.newest().told
    found = [
        (one.logged.act, one.logged.change.before, one.logged.change.after)
        for one in reversed(told)
        if one.logged.change.field == "record"
    ]
    assert found == [
        ("record", None, "2026-03-10 6N"),
        ("record_edit", "2026-03-10 6N", "2026-03-10 7N"),
        ("record_remove", "2026-03-10 7N", None),
    ]
    kinds = [one.logged.change.part for one in told if one.logged.change.field == "record_kind"]
    assert kinds == ["patch-test", "colour"]
