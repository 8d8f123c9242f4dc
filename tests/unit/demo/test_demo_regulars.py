"""The named regulars of the demo shop fit their shop, and their days fall where they are told."""

import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.membership.customers.phones import read_phone
from smbcrm.membership.demo import people
from smbcrm.membership.demo.catalogues import CATALOGUES, Catalogue
from smbcrm.membership.demo.regulars import MORNING, Falls
from smbcrm.membership.demo.rhythms import habitual
from smbcrm.membership.occasions.rules import next_dates
from smbcrm.membership.occasions.types import Calendar, OccasionKind

LANGUAGES = sorted(CATALOGUES)


@given(
    st.dates(dt.date(1990, 1, 1), dt.date(2099, 12, 1)),
    st.integers(0, 40),
    st.integers(0, 80),
    st.sampled_from(Calendar),
)
def test_an_occasion_falls_on_the_day_it_is_told_for(
    today: dt.date, days: int, years: int, calendar: Calendar
) -> None:
    occasion = Falls(OccasionKind.BIRTHDAY, days, years, calendar).seen_from(today)
    coming = next_dates(occasion, today, 1)[0]
    assert coming.date == today + dt.timedelta(days=days)
    assert coming.age == (years if occasion.year is not None else None)


def test_a_day_that_its_year_had_not_is_kept_without_the_year() -> None:
    leap_day = Falls(OccasionKind.BIRTHDAY, 3, 38).seen_from(dt.date(2028, 2, 26))
    leap_month = Falls(OccasionKind.BIRTHDAY, 0, 36, Calendar.LUNAR).seen_from(dt.date(2025, 8, 1))
    assert (leap_day.year, leap_day.month, leap_day.day) == (None, 2, 29)
    assert (leap_month.year, leap_month.month, leap_month.is_leap_month) == (None, 6, True)


@given(
    st.dates(dt.date(2020, 1, 1), dt.date(2060, 1, 1)),
    st.sampled_from(LANGUAGES),
    st.randoms(use_true_random=True),
)
def test_regulars_were_here_when_their_story_says_and_never_today(
    today: dt.date, language: str, rng: random.Random
) -> None:
    first = today - dt.timedelta(days=730)
    for number, regular in enumerate(CATALOGUES[language].cast.regulars):
        came = habitual(rng, number, regular, first, today)
        dates = [visit.at.date() for visit in came]
        assert len(dates) <= regular.visits
        assert all(first <= date < today and date.weekday() != 0 for date in dates)
        assert not dates or (today - dates[0]).days in {regular.last, regular.last + 1}
        assert bool(dates) == bool(regular.habits)


@pytest.mark.parametrize("catalogue", CATALOGUES.values(), ids=CATALOGUES)
class TestOneLanguage:
    def test_its_regulars_have_names_and_phones_of_their_own(self, catalogue: Catalogue) -> None:
        regulars = catalogue.cast.regulars
        told = [phone for regular in regulars for phone in regular.details.phones or ()]
        others = {people._phone(catalogue.phone, number) for number in range(1, 2001)}
        read = [read_phone(phone, catalogue.shop.region) for phone in told]
        assert len({regular.name for regular in regulars}) == len(regulars) >= 12
        assert len(set(told)) == len(told) == len(regulars)
        assert all(phone and phone.e164 for phone in read)
        assert not others & set(told)
        assert len(others) == 2000

    def test_who_serves_and_what_is_sold_is_there(self, catalogue: Catalogue) -> None:
        cast = catalogue.cast
        habits = [habit for regular in cast.regulars for habit in regular.habits]
        staff = {one.staff for one in habits} | {one.staff for one in cast.morning}
        baskets = [one.items for one in habits] + [one.items for one in cast.morning]
        sold = {code for basket in baskets for code in basket}
        keepers = {regular.details.looked_after_by for regular in cast.regulars} - {None}
        assert staff == set(catalogue.staff)
        assert keepers <= staff
        assert sold <= {code for code, *_ in catalogue.items}

    def test_its_morning_is_told_in_order_and_of_regulars(self, catalogue: Catalogue) -> None:
        morning, regulars = catalogue.cast.morning, catalogue.cast.regulars
        minutes = [scene.minutes for scene in morning]
        assert minutes == sorted(set(minutes), reverse=True)
        assert minutes[0] <= MORNING.total_seconds() / 60
        assert minutes[-1] < 15
        assert {scene.who for scene in morning} <= {"", *(regular.name for regular in regulars)}
