"""Ids: ordered by time, repeatable for jobs, recognised in their usual form."""

import datetime as dt
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.core.clock import SetClock
from smbcrm.core.ids import is_uuid, job_id, uuid7

WHEN = dt.datetime(2024, 5, 1, 8, 0, 0, 123000, tzinfo=dt.UTC)


def test_version_and_variant_are_those_of_rfc_9562() -> None:
    found = uuid.UUID(uuid7(SetClock(WHEN)))
    assert found.version == 7
    assert found.variant == uuid.RFC_4122


@given(st.datetimes(dt.datetime(1970, 1, 2), dt.datetime(2200, 1, 1)))  # noqa: DTZ001
def test_the_first_48_bits_are_the_millisecond(instant: dt.datetime) -> None:
    aware = instant.replace(tzinfo=dt.UTC)
    found = uuid.UUID(uuid7(SetClock(aware))).int >> 80
    epoch = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    exact = (aware - epoch) // dt.timedelta(milliseconds=1)
    assert abs(found - exact) <= 1


def test_ids_of_later_milliseconds_sort_later() -> None:
    clocks = [SetClock(WHEN + dt.timedelta(milliseconds=step)) for step in range(50)]
    found = [uuid7(clock) for clock in clocks]
    assert found == sorted(found)


def test_ids_of_one_millisecond_differ() -> None:
    assert len({uuid7(SetClock(WHEN)) for _ in range(1000)}) == 1000


def test_all_random_bits_are_used() -> None:
    seen_ones = seen_noughts = 0
    mask = (1 << 128) - 1
    for _ in range(200):
        value = uuid.UUID(uuid7(SetClock(WHEN))).int
        seen_ones |= value
        seen_noughts |= ~value & mask
    both = seen_ones & seen_noughts
    assert both.bit_count() == 74


def test_a_job_gives_the_same_id_for_the_same_parts() -> None:
    assert job_id("expiry", "lot-1", dt.date(2024, 5, 1)) == job_id("expiry", "lot-1", "2024-05-01")
    assert uuid.UUID(job_id("expiry")).version == 5


def test_parts_do_not_run_into_each_other() -> None:
    made = {
        job_id("opening", "12", "3"),
        job_id("opening", "1", "23"),
        job_id("opening", "123"),
        job_id("expiry", "12", "3"),
    }
    assert len(made) == 4


@given(st.uuids())
def test_any_uuid_in_its_usual_form_is_one(value: uuid.UUID) -> None:
    assert is_uuid(str(value))
    assert is_uuid(str(value).upper())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "abc",
        WHEN.isoformat(),
        f"{{{uuid.UUID(int=1)}}}",
        uuid.UUID(int=1).hex,
        uuid.UUID(int=1).urn,
        f"{uuid.UUID(int=1)}\n",
    ],
)
def test_other_texts_are_none(text: str) -> None:
    assert not is_uuid(text)
