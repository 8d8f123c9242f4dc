"""Dates that are left empty, each with the reason that stands in the error file."""

import datetime as dt

import pytest

from smbcrm.core.errors import UserError
from smbcrm.membership.occasions import lunar, reasons, types
from smbcrm.membership.occasions.reading import DayOrder, read_occasion_date
from smbcrm.membership.occasions.types import Unreadable

TODAY = dt.date(2026, 5, 1)


def refusal(cell: object, *, excel: bool = False) -> Unreadable:
    found = read_occasion_date(cell, DayOrder.DAY_FIRST, TODAY, excel=excel)
    assert isinstance(found, Unreadable)
    return found


def reason(found: Unreadable) -> str:
    return found.reason.msgid


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        (None, reasons.EMPTY),
        ("", reasons.EMPTY),
        (" \u3000", reasons.EMPTY),
        (True, reasons.NOT_A_DATE),
        (dt.time(3, 0), reasons.NOT_A_DATE),
        ("abc", reasons.NOT_A_DATE),
        ("Ma 5", reasons.NOT_A_DATE),
        ("May June 5", reasons.NOT_A_DATE),
        ("March 1990 1991", reasons.NOT_A_DATE),
        ("March = 5", reasons.NOT_A_DATE),
        ("=1+1", reasons.NOT_A_DATE),
        ("1990-3/5", reasons.NOT_A_DATE),
        ("0000-00-00", reasons.NOT_A_DATE),
        ("元旦", reasons.NOT_A_DATE),
        ("农历公历8月15日", reasons.NOT_A_DATE),
        ("公历正月初一", reasons.NOT_A_DATE),
        ("公历除夕", reasons.NOT_A_DATE),
        ("1990-03-05" * 11, reasons.NOT_A_DATE),
        (35, reasons.AGE),
        ("35", reasons.AGE),
        ("35岁", reasons.AGE),
        ("35 years old", reasons.AGE),
        (1990, reasons.YEAR_ONLY),
        ("1990", reasons.YEAR_ONLY),
        ("1990年", reasons.YEAR_ONLY),
        ("农历一九九〇年", reasons.YEAR_ONLY),
        ("初八", reasons.DAY_ONLY),
        ("十五日", reasons.DAY_ONLY),
        ("2/3/99", reasons.SHORT_YEAR),
        ("99-02-03", reasons.SHORT_YEAR),
        ("75.3.5", reasons.SHORT_YEAR),
        ("105/3/5", reasons.SHORT_YEAR),
        ("5-Mar-90", reasons.SHORT_YEAR),
        ("Mar-90", reasons.SHORT_YEAR),
        ("Mar-25", reasons.SHORT_YEAR),
        ("March 5, 90", reasons.SHORT_YEAR),
        ("85年3月5日", reasons.SHORT_YEAR),
        ("八五年正月初五", reasons.SHORT_YEAR),
        ("85年除夕", reasons.SHORT_YEAR),
        ("1850-01-01", reasons.EARLY_YEAR),
        (dt.date(1899, 12, 31), reasons.EARLY_YEAR),
        ("2026-05-02", reasons.FUTURE),
        (dt.date(2027, 1, 1), reasons.FUTURE),
        ("June 2026", reasons.FUTURE),
        ("农历2026-12-30", reasons.FUTURE),
        ("八月十五", reasons.WHICH_CALENDAR),
        ("8月十五", reasons.WHICH_CALENDAR),
        ("八月廿三日", reasons.WHICH_CALENDAR),
        ("1985年除夕", reasons.WHICH_EVE),
        ("32937", reasons.BARE_NUMBER),
        (32937, reasons.BARE_NUMBER),
        (3.15, reasons.BARE_NUMBER),
        (-5, reasons.BARE_NUMBER),
        ("900305", reasons.BARE_NUMBER),
        ("05031990", reasons.BARE_NUMBER),
        (float("nan"), reasons.BARE_NUMBER),
        (float("inf"), reasons.BARE_NUMBER),
        pytest.param(10**5000, reasons.BARE_NUMBER, id="more digits than Python prints"),
    ],
)
def test_what_is_left_empty_and_why(cell: object, why: str) -> None:
    assert reason(refusal(cell)) == why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("31/02", types.NoSuchDayInAnyYear),
        ("31/02/1990", types.NoSuchDay),
        ("29 Feb 1990", types.NoSuchDay),
        ("1990年2月30日", types.NoSuchDay),
        ("1990-13-05", lunar.NoSuchMonth),
        ("1990年13月5日", lunar.NoSuchMonth),
        ("民国9999年3月5日", types.NoSuchYear),
        ("2020年闰四月三十", lunar.NoSuchLunarDay),
        ("1985年闰四月初一", lunar.NoLeapMonth),
        ("闰正月初五", types.NoLeapMonthInAnyYear),
        ("农历八月三十一", types.NoSuchLunarDayInAnyYear),
        ("农历1900年8月15日", lunar.LunarOutOfRange),
    ],
)
def test_a_date_that_does_not_exist_says_so(text: str, why: type[UserError]) -> None:
    assert reason(refusal(text)) == why.msgid


def test_the_reason_names_what_was_wrong() -> None:
    found = refusal("31/02/1990")
    assert found.reason.params == {"year": 1990, "month": 2, "days": 28}


def test_a_reason_repeats_only_the_beginning_of_a_long_text() -> None:
    found = refusal("x" * 300)
    assert found.reason.params == {"text": "x" * 40 + "…"}


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        (60000, reasons.FUTURE),
        (60001, reasons.BARE_NUMBER),
        (9999, reasons.BARE_NUMBER),
        ("032937", reasons.BARE_NUMBER),
        (3.15, reasons.BARE_NUMBER),
        (35, reasons.AGE),
        (1990, reasons.YEAR_ONLY),
    ],
)
def test_numbers_that_are_no_plain_serial_day(cell: object, why: str) -> None:
    assert reason(refusal(cell, excel=True)) == why
