"""A row written over a customer, or joined to an earlier row: nothing is lost on the way."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from smbcrm.membership.customers.kinds import CustomerKind, Gender, Status
from smbcrm.membership.customers.phones import Phone
from smbcrm.membership.customers.types import Profile
from smbcrm.membership.imports.merging import fill, overwrite
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind

HOME = Phone("138 0013 8000", "+8613800138000")
WORK = Phone("021-6555 1234", "+862165551234")
ODD = Phone("62345678", None)


def born(year: int, kind: OccasionKind = OccasionKind.BIRTHDAY) -> Occasion:
    return Occasion(kind, Calendar.SOLAR, year, 5, 1)


ANN = Profile(
    full_name="Ann",
    gender=Gender.FEMALE,
    email="ann@example.com",
    alert="nuts",
    notes="quiet",
    status=Status.DO_NOT_CONTACT,
    phones=(HOME, ODD),
    tags=("a", "b"),
    occasions=(born(1990), born(2010, OccasionKind.WEDDING_ANNIVERSARY)),
)


def test_an_empty_row_changes_nothing() -> None:
    assert overwrite(ANN, Profile(), corrected=False) == (ANN, False)
    assert overwrite(ANN, Profile(), corrected=True) == (ANN, False)
    assert fill(ANN, Profile()) == (ANN, False)


def test_what_a_row_says_is_written_over() -> None:
    said = Profile(full_name="Anna", email="new@example.com", occasions=(born(1991),))
    merged, lost = overwrite(ANN, said, corrected=False)
    assert (merged.full_name, merged.email, merged.gender) == ("Anna", said.email, Gender.FEMALE)
    assert merged.occasions == (born(1991), born(2010, OccasionKind.WEDDING_ANNIVERSARY))
    assert not lost


def test_alerts_notes_tags_and_phones_are_added_to() -> None:
    said = Profile(alert="milk", notes="quiet", phones=(WORK,), tags=("c",))
    merged, _ = overwrite(ANN, said, corrected=False)
    assert (merged.alert, merged.notes) == ("nuts\nmilk", "quiet")
    assert (merged.phones, merged.tags) == ((WORK, HOME, ODD), ("a", "b", "c"))


def test_a_phone_that_is_known_does_not_become_the_main_one() -> None:
    both = replace(ANN, phones=(HOME, WORK))
    assert overwrite(both, Profile(phones=(WORK,)), corrected=False)[0].phones == (HOME, WORK)


def test_a_corrected_phone_takes_the_place_of_the_odd_one() -> None:
    assert overwrite(ANN, Profile(phones=(WORK,)), corrected=True)[0].phones == (WORK, HOME)
    assert overwrite(ANN, Profile(phones=(ODD,)), corrected=True)[0].phones == (HOME, ODD)


def test_the_stricter_status_wins() -> None:
    assert overwrite(ANN, Profile(status=Status.MOVED), corrected=False)[0].status is ANN.status
    moved = replace(ANN, status=Status.MOVED)
    assert fill(moved, ANN)[0].status is Status.DO_NOT_CONTACT


def test_a_company_stays_a_company() -> None:
    firm, _ = overwrite(ANN, Profile(kind=CustomerKind.COMPANY), corrected=False)
    assert overwrite(firm, Profile(full_name="x"), corrected=False)[0].kind is CustomerKind.COMPANY


def test_joining_fills_what_is_empty_and_tells_of_the_rest() -> None:
    merged, otherwise = fill(ANN, Profile(full_name="ANN", city="Ulm", phones=(WORK,)))
    assert (merged.full_name, merged.city, otherwise) == ("Ann", "Ulm", False)
    assert merged.phones == (HOME, ODD, WORK)
    merged, otherwise = fill(ANN, Profile(full_name="Bob", occasions=(born(1991),)))
    assert (merged.full_name, merged.occasions, otherwise) == ("Ann", ANN.occasions, True)


def test_what_has_no_room_is_told() -> None:
    full = replace(ANN, notes="x" * 10_000)
    merged, lost = overwrite(full, Profile(notes="more"), corrected=False)
    assert (merged.notes, lost) == (full.notes, True)
    many = tuple(Phone(f"1380013{i:04}", f"+861380013{i:04}") for i in range(20))
    assert fill(replace(ANN, phones=many), ANN) == (replace(ANN, phones=many), True)


PHONES = st.lists(st.sampled_from([HOME, WORK, ODD]), unique=True).map(tuple)
PROFILES = st.builds(
    Profile,
    full_name=st.sampled_from(["", "Ann", "Bob"]),
    city=st.sampled_from(["", "Ulm"]),
    alert=st.sampled_from(["", "nuts", "milk"]),
    status=st.sampled_from(Status),
    phones=PHONES,
    tags=st.lists(st.sampled_from("abc"), unique=True).map(lambda tags: tuple(sorted(tags))),
)


@given(PROFILES, PROFILES)
def test_merging_loses_nothing_and_twice_is_once(before: Profile, said: Profile) -> None:
    for merged, _ in (overwrite(before, said, corrected=False), fill(before, said)):
        assert {*before.phones, *said.phones} == set(merged.phones)
        assert {*before.tags, *said.tags} == set(merged.tags)
        assert before.alert in merged.alert
        assert said.alert in merged.alert
        assert merged.full_name in {before.full_name, said.full_name}
        assert bool(merged.full_name) == bool(before.full_name or said.full_name)
    once, _ = overwrite(before, said, corrected=False)
    assert overwrite(once, said, corrected=False)[0] == once
    filled, _ = fill(before, said)
    assert fill(filled, said)[0] == filled
