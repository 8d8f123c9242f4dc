"""Notes of a day: written down once, taken away, gone with their customer."""

import pytest

from smbcrm.membership.customers.errors import TextTooLong, UnknownCustomer
from smbcrm.membership.customers.types import CustomerChanged, Details
from smbcrm.membership.notes.types import NoSuchNote
from smbcrm.membership.requests.types import RequestReused
from tests.helpers.shops import StillShop


@pytest.fixture
def ann(shop: StillShop) -> int:
    return shop.services.customers.add(Details(full_name="Ann", notes="likes tea")).id


def test_a_note_is_written_down_once(shop: StillShop, ann: int) -> None:
    notes, told = shop.services.notes, list[CustomerChanged]()
    shop.services.events.subscribe(CustomerChanged, told.append)
    act = shop.act(1)
    first = notes.add(ann, " At the counter: 07700 900108 ", act)
    assert notes.add(ann, " At the counter: 07700 900108 ", act) == first
    assert notes.add(ann, "At the counter: 07700 900108", shop.act(2)) == first
    (note,) = notes.of(ann)
    staff = shop.services.staff.staff()[0]
    assert (note.id, note.text, note.staff) == (first, "At the counter: 07700 900108", staff.id)
    assert note.at == shop.services.clock.now()
    assert shop.services.customers.get(ann).profile.notes == "likes tea"
    assert [event.customers for event in told] == [{ann}]
    with pytest.raises(RequestReused):
        notes.add(ann, "something else", act)


def test_the_newest_stands_first_and_a_blank_one_is_none(shop: StillShop, ann: int) -> None:
    for text in ("one", "  ", "two\nlines"):
        shop.services.notes.add(ann, text)
    assert shop.services.notes.add(ann, " \n") is None
    assert [one.text for one in shop.services.notes.of(ann)] == ["two\nlines", "one"]


def test_who_is_not_there_gets_none_and_a_book_is_no_note(shop: StillShop, ann: int) -> None:
    with pytest.raises(UnknownCustomer):
        shop.services.notes.add(99, "x")
    with pytest.raises(TextTooLong):
        shop.services.notes.add(ann, "n" * 10_001)
    assert shop.services.notes.of(ann) == ()


def test_a_note_is_taken_away_once_and_never_another_ones(shop: StillShop, ann: int) -> None:
    notes = shop.services.notes
    bob = shop.services.customers.add(Details(full_name="Bob")).id
    note = notes.add(ann, "one")
    assert note is not None
    with pytest.raises(NoSuchNote):
        notes.remove(bob, note)
    with pytest.raises(UnknownCustomer):
        notes.remove(99, note)
    act = shop.act(3)
    for _ in range(2):
        notes.remove(ann, note, act)
    assert notes.of(ann) == ()
    with pytest.raises(NoSuchNote):
        notes.remove(ann, note)


def test_a_note_that_is_put_back_is_of_its_own_day(shop: StillShop, ann: int) -> None:
    notes = shop.services.notes
    notes.add(ann, "one")
    notes.add(ann, "two", shop.act(2))
    second, first = notes.of(ann)
    notes.remove(ann, first.id)
    act = shop.act(5)
    for _ in range(2):
        notes.put_back(ann, first, act)
    found = sorted(notes.of(ann), key=lambda one: one.text)
    assert [(one.text, one.at, one.staff) for one in found] == [
        ("one", first.at, first.staff),
        ("two", second.at, second.staff),
    ]
    with pytest.raises(UnknownCustomer):
        notes.put_back(99, first)
