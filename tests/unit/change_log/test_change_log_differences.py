"""Two states of something become changes: every field, and nothing that stayed."""

import dataclasses
import datetime as dt

import pytest

from smbcrm.membership.cards.types import Card, CardState
from smbcrm.membership.change_log.differences import (
    SINGLE,
    card_change,
    changes_of,
    consent_changes,
    lasting,
    occasion_of,
    occasion_value,
    profile_changes,
    tier_value,
)
from smbcrm.membership.change_log.types import Came, Change
from smbcrm.membership.customers.kinds import ConsentChannel, ConsentState, Status
from smbcrm.membership.customers.phones import Phone
from smbcrm.membership.customers.types import Consent, NewCustomer, Profile
from smbcrm.membership.occasions.types import Calendar, Occasion, OccasionKind
from smbcrm.membership.tiers.types import FOR_EVER, Membership, TierReason

NOON = dt.datetime(2026, 3, 10, 12, tzinfo=dt.UTC)
REX = Occasion(OccasionKind.PET_BIRTHDAY, Calendar.SOLAR, 2021, 5, 4, label="Rex")
LUNAR = Occasion(OccasionKind.BIRTHDAY, Calendar.LUNAR, 2020, 4, None, is_leap_month=True)
NO_YEAR = Occasion(OccasionKind.CUSTOM, Calendar.SOLAR, None, 3, 5, label="a:b")


def consent(state: ConsentState, how: str = "", channel: ConsentChannel | None = None) -> Consent:
    return Consent(channel or ConsentChannel.SMS, state, NOON, how, 1)


def told(before: Profile, after: Profile) -> list[tuple[str, str, str | None, str | None]]:
    return [change[1:] for change in profile_changes(7, before, after)]


def test_every_field_of_a_profile_is_looked_at() -> None:
    known = {field.name for field in dataclasses.fields(Profile)}
    several = {"phones", "tags", "occasions", "contacts", "deliveries", "custom"}
    assert {*SINGLE, "credit_limit", *several} == known


def test_what_stayed_is_not_told() -> None:
    profile = Profile("Ann", phones=(Phone("1", None),), tags=("b", "a"), occasions=(REX, LUNAR))
    turned = dataclasses.replace(profile, tags=("a", "b", "a"), occasions=(LUNAR, REX))
    assert told(profile, turned) == []


def test_what_is_empty_is_nothing() -> None:
    before = Profile("Ann", email="a@example.com", looked_after_by=2)
    after = Profile("Ann", notes="tea\nmilk", status=Status.MOVED)
    assert told(before, after) == [
        ("email", "", "a@example.com", None),
        ("looked_after_by", "", "2", None),
        ("notes", "", None, "tea\nmilk"),
        ("status", "", "active", "moved"),
    ]


def test_lists_are_told_whole() -> None:
    before = Profile(phones=(Phone("1", None), Phone("2", "+2")), tags=("b",))
    after = Profile(phones=(Phone("2", "+2"),), tags=("b", "a"))
    assert told(before, after) == [("phones", "", "1\n2", "2"), ("tags", "", "b", "a\nb")]


def test_dates_are_told_by_what_is_celebrated() -> None:
    twin = dataclasses.replace(REX, year=2022)
    before, after = Profile(occasions=(REX, LUNAR)), Profile(occasions=(twin, REX, NO_YEAR))
    assert told(before, after) == [
        ("occasion", "birthday:", "lunar 2020 4 - 1", None),
        ("occasion", "custom:a:b", None, "solar - 3 5 0"),
        ("occasion", "pet_birthday:Rex", "solar 2021 5 4 0", "solar 2021 5 4 0\nsolar 2022 5 4 0"),
    ]


@pytest.mark.parametrize("one", [REX, LUNAR, NO_YEAR])
def test_a_date_is_read_as_it_was_written(one: Occasion) -> None:
    assert occasion_of(f"{one.kind.value}:{one.label}", occasion_value(one)) == one


def test_of_consent_each_word_follows_the_one_before() -> None:
    known = [consent(ConsentState.GIVEN), consent(ConsentState.REFUSED, "by phone")]
    said = [
        consent(ConsentState.GIVEN, "form 7"),
        consent(ConsentState.REFUSED),
        consent(ConsentState.GIVEN, channel=ConsentChannel.EMAIL),
    ]
    assert [change[2:] for change in consent_changes(7, known, said)] == [
        ("sms", "refused by phone", "given form 7"),
        ("sms", "given form 7", "refused"),
        ("email", None, "given"),
    ]


def test_a_card_and_a_tier_say_their_last_day() -> None:
    day = dt.date(2027, 1, 31)
    card = Card("68", 7, CardState.ACTIVE, NOON.date(), day, None, NOON)
    frozen = dataclasses.replace(card, state=CardState.FROZEN, valid_until=None)
    assert card_change(None, card) == Change(7, "card", "68", None, "active 2027-01-31")
    assert card_change(card, frozen) == Change(7, "card", "68", "active 2027-01-31", "frozen")
    assert lasting(3, None) == "3"
    held = Membership(1, 3, NOON.date(), TierReason.HAND, None, day)
    assert tier_value(held) == "3 2027-01-31"
    assert tier_value(held._replace(held_until=FOR_EVER)) == "3"
    assert tier_value(None) is None


def test_who_comes_in_bulk_is_one_line() -> None:
    new = NewCustomer(Profile("Ann"), consents=(consent(ConsentState.GIVEN),))
    came, card = Came(7, "C7", new), Change(7, "card", "68", None, "active")
    other = Change(8, "email", "", None, "b@example.com")
    first = Change(7, "customer", "", None, "C7")
    assert came.field == first.field
    assert list(changes_of((came, card, other), in_bulk=True)) == [first, other]
    assert list(changes_of((came, card, other), in_bulk=False)) == [
        first,
        Change(7, "full_name", "", None, "Ann"),
        Change(7, "consent", "sms", None, "given"),
        card,
        other,
    ]
