"""What one customer is made of two, and two of one."""

import datetime as dt
from dataclasses import replace

import pytest

from smbcrm.membership.consents.types import Word
from smbcrm.membership.custom_fields.types import FieldValue
from smbcrm.membership.customers.errors import TextTooLong, TooMany
from smbcrm.membership.customers.kinds import (
    ConsentChannel,
    ConsentState,
    CustomerKind,
    Gender,
    Status,
)
from smbcrm.membership.customers.phones import Phone
from smbcrm.membership.customers.types import Profile
from smbcrm.membership.merging import rules
from smbcrm.membership.merging.types import LISTS, BadSide, Choices, KindsDiffer, MergeField, Side
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind

NOON = dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC)
BORN = Occasion(OccasionKind.BIRTHDAY, Calendar.SOLAR, 1990, 3, 5)
ELSE = Occasion(OccasionKind.BIRTHDAY, Calendar.LUNAR, None, 8, 15)
WED = Occasion(OccasionKind.WEDDING_ANNIVERSARY, Calendar.SOLAR, 2015, 6, 7)
ONE, TWO, SAME = Phone("1", "+41"), Phone("2", "+42"), Phone("01", "+41")


def joined(keep: Profile, other: Profile, **sides: str) -> Profile:
    chosen: Choices = {MergeField(name): Side(side) for name, side in sides.items()}
    return rules.joined(keep, other, rules.sides(keep, other, chosen))


def test_what_only_one_has_stays() -> None:
    keep = Profile(full_name="Ann", gender=Gender.FEMALE, city="Bern")
    other = Profile(full_name="Anna", email="a@b.c", address="Lane 1", city="Ulm", language="en")
    made = joined(keep, other)
    assert made == Profile(
        full_name="Ann", gender=Gender.FEMALE, city="Bern", email="a@b.c", language="en"
    )


def test_of_each_field_of_the_shop_one_value_stays() -> None:
    keep = Profile(full_name="Ann", custom=(FieldValue(1, "a"), FieldValue(3, "c")))
    other = Profile(full_name="Bo", custom=(FieldValue(1, "A"), FieldValue(2, "B")))
    whose = rules.sides(keep, other, {})
    assert [whose[one] for one in (1, 2, 3)] == [Side.KEEP, Side.OTHER, Side.KEEP]
    made = rules.joined(keep, other, whose).custom
    assert made == (FieldValue(1, "a"), FieldValue(2, "B"), FieldValue(3, "c"))
    whose = rules.sides(keep, other, {1: Side.OTHER, 2: Side.KEEP})
    assert rules.joined(keep, other, whose).custom == (FieldValue(1, "A"), FieldValue(3, "c"))
    with pytest.raises(BadSide):
        rules.sides(keep, other, {1: Side.BOTH})


def test_what_was_written_into_a_field_since_stays() -> None:
    before = Profile(custom=(FieldValue(1, "a"), FieldValue(2, "b")))
    after = Profile(custom=(FieldValue(1, "A"), FieldValue(2, "b"), FieldValue(3, "c")))
    now = replace(after, custom=(FieldValue(1, "A"), FieldValue(2, "B"), FieldValue(3, "c")))
    assert rules.parted(before, after, now).custom == (FieldValue(1, "a"), FieldValue(2, "B"))


def test_names_and_addresses_go_together() -> None:
    keep = Profile(full_name="Ann Lee", phones=(ONE,))
    other = Profile(full_name="Bo Tan", family_name="Tan", address="Lane 1", postcode="7")
    assert joined(keep, other).family_name == ""
    made = joined(keep, other, name="other")
    assert (made.full_name, made.family_name) == ("Bo Tan", "Tan")
    assert (made.address, made.postcode) == ("Lane 1", "7")
    assert joined(Profile(phones=(ONE,)), other).full_name == "Bo Tan"


def test_all_phones_stay_each_once() -> None:
    keep, other = Profile(phones=(ONE,)), Profile(phones=(TWO, SAME))
    assert joined(keep, other).phones == (ONE, TWO)
    assert joined(keep, other, phones="other").phones == (TWO, SAME)
    assert joined(Profile(full_name="Ann"), other).phones == (TWO, SAME)


def test_texts_of_both_without_repeating() -> None:
    keep = Profile(notes="likes tea\nand cake", alert="nuts")
    other = Profile(notes="and cake", alert="ammonia", preferences="quiet")
    made = joined(keep, other)
    assert (made.notes, made.alert, made.preferences) == (
        *("likes tea\nand cake", "nuts\nammonia", "quiet"),
    )
    assert joined(keep, other, notes="other").notes == "and cake"


def test_lists_of_both_or_of_one() -> None:
    keep = Profile(tags=("a", "b"), occasions=(BORN, WED))
    other = Profile(tags=("b", "c"), occasions=(ELSE, WED))
    assert (joined(keep, other).tags, joined(keep, other).occasions) == (
        *(("a", "b", "c"), (BORN, WED)),
    )
    assert joined(keep, other, tags="other").tags == ("b", "c")
    assert joined(keep, other, birthday="other").occasions == (ELSE, WED)
    assert joined(Profile(full_name="Ann"), other).occasions == (ELSE, WED)
    assert joined(keep, other, occasions="keep", birthday="other").occasions == (ELSE, WED)


def test_the_stricter_status_stays_unless_chosen() -> None:
    keep, other = Profile(), Profile(status=Status.DO_NOT_CONTACT)
    assert joined(keep, other).status is joined(other, keep).status is Status.DO_NOT_CONTACT
    assert joined(keep, other, status="keep").status is Status.ACTIVE


def test_a_person_and_a_company() -> None:
    keep, other = Profile(), Profile(kind=CustomerKind.COMPANY)
    with pytest.raises(KindsDiffer):
        joined(keep, other)
    assert joined(keep, other, kind="other").kind is CustomerKind.COMPANY


@pytest.mark.parametrize("field", sorted(set(MergeField) - LISTS))
def test_both_stay_of_lists_only(field: MergeField) -> None:
    with pytest.raises(BadSide):
        joined(Profile(), Profile(), **{field.value: "both"})


def test_no_room_for_both() -> None:
    long = Profile(notes="x" * 9_999)
    with pytest.raises(TextTooLong):
        joined(long, Profile(notes="yy"))
    many = Profile(phones=tuple(Phone(str(n), f"+4{n}") for n in range(20)))
    with pytest.raises(TooMany):
        joined(many, Profile(phones=(Phone("9", "+499"),)))


def test_who_brought_the_one_customer() -> None:
    brought = {3: 1, 4: None, 5: 4}
    found = rules.referrer_of([1, 2, 3, 5], (1, 2), brought.get)
    assert (found, rules.referrer_of([None, 3], (1, 2), brought.get)) == (5, None)


def test_what_was_said_last() -> None:
    sms, letter = ConsentChannel.SMS, ConsentChannel.LETTER
    given, no = ConsentState.GIVEN, ConsentState.REFUSED
    hour = dt.timedelta(hours=1)
    keep = (Word(sms, no, NOON, "", "Ann"), Word(sms, given, NOON + hour, "", "Ann"))
    other = (Word(letter, no, NOON, "", "Ann"), Word("purpose:photos", no, NOON, "", ""))
    assert rules.said(keep) == {sms: given}
    assert rules.refused(keep, other) == (letter, "purpose:photos")
    assert rules.refused(keep[:1], other) == (letter, "purpose:photos", sms)


def test_parted_keeps_what_came_since() -> None:
    before = Profile(full_name="Ann", notes="tea", tags=("a",), phones=(ONE,), occasions=(BORN,))
    after = Profile(
        full_name="Anna", notes="tea\ncake", tags=("a", "b"), phones=(ONE, TWO), occasions=(BORN,)
    )
    now = Profile(
        full_name="Anna", notes="tea\ncake!", tags=("b", "c"), phones=(ONE, TWO), occasions=(WED,)
    )
    assert rules.parted(before, after, now) == Profile(
        full_name="Ann", notes="tea\ncake!", tags=("c",), phones=(ONE,), occasions=(WED,)
    )
    assert rules.parted(before, after, after) == before


@pytest.mark.parametrize(
    ("before", "after", "now", "left"),
    [
        ("tea", "tea\ncake", "tea\ncake\ndog", "tea\ndog"),
        ("tea", "tea\ncake", "green tea\ncake", "green tea"),
        ("", "cake", "cake\ndog", "dog"),
        ("", "cake", "", ""),
        ("tea", "cake", "cake\ndog", "tea\ndog"),
        ("tea", "tea", "tea\ncake", "tea\ncake"),
        ("tea", "tea\ncake", "tea\ncake\ncake", "tea\ncake"),
    ],
)
def test_of_a_text_goes_what_came_with_the_merge(
    before: str, after: str, now: str, left: str
) -> None:
    known = (Profile(notes=one, alert=one) for one in (before, after, now))
    made = rules.parted(*known)
    assert (made.notes, made.alert) == (left, left)


def test_thirty_days() -> None:
    assert rules.last_moment(NOON) == NOON + dt.timedelta(days=30)
    assert rules.first_moment(rules.last_moment(NOON)) == NOON
