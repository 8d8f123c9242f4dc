"""When a birthday counts for points: solar and lunar, on the day or in the month."""

import datetime as dt

import pytest

from smbcrm.membership.occasions.types import (
    Calendar,
    LeapDayRule,
    Occasion,
    OccasionKind,
    OccasionSettings,
)
from smbcrm.membership.tiers.birthdays import is_birthday
from smbcrm.membership.tiers.types import BirthdaySpan

USUAL = OccasionSettings()
DAY, MONTH = BirthdaySpan.DAY, BirthdaySpan.MONTH


def born(month: int, day: int | None, *, lunar: bool = False, year: int | None = None) -> Occasion:
    calendar = Calendar.LUNAR if lunar else Calendar.SOLAR
    return Occasion(OccasionKind.BIRTHDAY, calendar, year, month, day)


def days(birthday: Occasion, span: BirthdaySpan, year: int = 2026) -> list[dt.date]:
    every = (dt.date(year, 1, 1) + dt.timedelta(days=n) for n in range(365))
    return [day for day in every if is_birthday(birthday, day, span, USUAL)]


def test_a_solar_birthday_is_one_day_or_its_month() -> None:
    assert days(born(5, 4), DAY) == [dt.date(2026, 5, 4)]
    assert days(born(5, 4), MONTH) == [dt.date(2026, 5, day) for day in range(1, 32)]
    assert days(born(12, 31), MONTH)[0] == dt.date(2026, 12, 1)


def test_the_29th_of_february_is_where_the_shop_puts_it() -> None:
    assert days(born(2, 29), DAY) == [dt.date(2026, 2, 28)]
    march = OccasionSettings(leap_day=LeapDayRule.MARCH_1)
    assert is_birthday(born(2, 29), dt.date(2026, 3, 1), DAY, march)
    assert is_birthday(born(2, 29), dt.date(2026, 3, 31), MONTH, march)


def test_a_lunar_birthday_falls_where_the_almanac_says() -> None:
    mid_autumn, new_year = born(8, 15, lunar=True), born(1, 1, lunar=True)
    assert days(mid_autumn, DAY) == [dt.date(2026, 9, 25)]
    assert days(new_year, DAY) == [dt.date(2026, 2, 17)]
    assert days(new_year, MONTH) == [dt.date(2026, 2, day) for day in range(1, 29)]


def test_a_birthday_known_by_its_month_is_on_no_day_by_itself() -> None:
    assert days(born(5, None), DAY) == []
    assert days(born(5, None), MONTH) == [dt.date(2026, 5, day) for day in range(1, 32)]
    first_lunar_month = days(born(1, None, lunar=True), MONTH)
    assert (first_lunar_month[0], first_lunar_month[-1]) == (
        dt.date(2026, 2, 17),
        dt.date(2026, 3, 18),
    )


@pytest.mark.parametrize("day", [dt.date(1850, 2, 1), dt.date(2150, 2, 1)])
def test_beyond_the_lunar_table_there_is_no_lunar_birthday(day: dt.date) -> None:
    assert not is_birthday(born(1, 1, lunar=True), day, MONTH, USUAL)


def test_nothing_comes_round_before_somebody_is_born() -> None:
    assert days(born(5, 4, year=2027), DAY) == []
