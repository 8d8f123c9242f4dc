"""Dates as they stand in cells and are typed: what is read, and why the rest is left empty."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smbcrm.core.i18n import Text
from smbcrm.membership.occasions import lunar, reasons, types
from smbcrm.membership.occasions.reading import (
    DayOrder,
    guess_order,
    order_of_region,
    read_occasion_date,
)
from smbcrm.membership.occasions.types import Calendar, DateParts, Unreadable

TODAY = dt.date(2026, 5, 1)
DAY, MONTH, YEAR, MIXED = DayOrder


def read(cell: object, order: DayOrder = DAY, *, excel: bool = False) -> DateParts | Unreadable:
    return read_occasion_date(cell, order, TODAY, excel=excel)


def solar(year: int | None, month: int, day: int | None) -> DateParts:
    return DateParts(Calendar.SOLAR, year, month, day)


def on_lunar(year: int | None, month: int, day: int | None, *, leap: bool = False) -> DateParts:
    return DateParts(Calendar.LUNAR, year, month, day, leap)


def reason(found: DateParts | Unreadable) -> str:
    assert isinstance(found, Unreadable)
    return found.reason.msgid


FIFTH_OF_MARCH = solar(1990, 3, 5)


@pytest.mark.parametrize(
    "cell",
    [
        dt.date(1990, 3, 5),
        dt.datetime(1990, 3, 5, 13, 30, tzinfo=dt.UTC),
        19900305,
        19900305.0,
        "19900305",
        "1990-03-05",
        "1990/3/5",
        "1990.3.5",
        " 1990-3-5 ",
        "1990-03-05 00:00:00",
        "1990-03-05T12:00:00Z",
        "1990-03-05 12:00:00.123+08:00",
        "1990/3/5 上午 12:00:00",
        "3/5/1990 12:00 AM",
        "１９９０/３/５",
        "1990。3。5",
        "\u0661\u0669\u0669\u0660-\u0663-\u0665",  # Arabic-Indic digits
        "March 5, 1990",
        "5 March 1990",
        "5th of March 1990",
        "the 5th of March, 1990",
        "5-Mar-1990",
        "1990 MAR 5",
        "1990年3月5日",
        "1990年03月05号",
        "1990 年 3 月 5 日",
        "1990年3月5",
        "西元1990年3月5日",
        "公历1990-03-05",
        "國曆1990年3月5日",
        "一九九〇年三月五日",
        "一九九零年三月五日",
        "民國79年3月5日",
        "中華民國79年3月5日",
        "民国七十九年三月五日",
        "民國79.3.5",
        "ROC 79/3/5",
        "1990年公历三月五",
    ],
)
def test_a_full_solar_date_in_many_hands(cell: object) -> None:
    assert read(cell, MONTH) == FIFTH_OF_MARCH


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3月5日", solar(None, 3, 5)),
        ("三月五日", solar(None, 3, 5)),
        ("三月二十一日", solar(None, 3, 21)),
        ("十二月三十一日", solar(None, 12, 31)),
        ("公历三月廿三日", solar(None, 3, 23)),
        ("公历三月五", solar(None, 3, 5)),
        ("March 5", solar(None, 3, 5)),
        ("5. Sept.", solar(None, 9, 5)),
        ("29 Feb", solar(None, 2, 29)),
        ("--0305", solar(None, 3, 5)),
        ("--03-05", solar(None, 3, 5)),
        ("25/3", solar(None, 3, 25)),
        ("3/25", solar(None, 3, 25)),
        ("3-25", solar(None, 3, 25)),
        ("25.3.", solar(None, 3, 25)),
        ("5-5", solar(None, 5, 5)),
    ],
)
def test_a_date_without_its_year(text: str, found: DateParts) -> None:
    assert read(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("March", solar(None, 3, None)),
        ("May", solar(None, 5, None)),
        ("March 1990", solar(1990, 3, None)),
        ("3月", solar(None, 3, None)),
        ("3月份", solar(None, 3, None)),
        ("八月", solar(None, 8, None)),
        ("1990年3月", solar(1990, 3, None)),
        ("1990-03", solar(1990, 3, None)),
        ("03/1990", solar(1990, 3, None)),
        ("农历八月", on_lunar(None, 8, None)),
        ("2020年闰四月", on_lunar(2020, 4, None, leap=True)),
        ("1990年腊月", on_lunar(1990, 12, None)),
    ],
)
def test_a_month_without_its_day(text: str, found: DateParts) -> None:
    assert read(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("农历八月十五", on_lunar(None, 8, 15)),
        ("農曆八月十五", on_lunar(None, 8, 15)),
        ("阴历8月15日", on_lunar(None, 8, 15)),
        ("陰曆 8/15", on_lunar(None, 8, 15)),
        ("农历8.15", on_lunar(None, 8, 15)),
        ("八月十五（农历）", on_lunar(None, 8, 15)),
        ("lunar 8-15", on_lunar(None, 8, 15)),
        ("旧历：八月十五日", on_lunar(None, 8, 15)),
        ("闰四月初一", on_lunar(None, 4, 1, leap=True)),
        ("閏四月初一", on_lunar(None, 4, 1, leap=True)),
        ("Lunar leap 4-1", on_lunar(None, 4, 1, leap=True)),
        ("正月初八", on_lunar(None, 1, 8)),
        ("大年初二", on_lunar(None, 1, 2)),
        ("十月初十", on_lunar(None, 10, 10)),
        ("冬月三十", on_lunar(None, 11, 30)),
        ("十一月廿", on_lunar(None, 11, 20)),
        ("腊月廿三", on_lunar(None, 12, 23)),
        ("臘月廿三", on_lunar(None, 12, 23)),
        ("八月廿三", on_lunar(None, 8, 23)),
        ("四月卅", on_lunar(None, 4, 30)),
        ("农历四月二十一", on_lunar(None, 4, 21)),
        ("除夕", on_lunar(None, 12, 30)),
        ("大年三十", on_lunar(None, 12, 30)),
        ("2020年闰四月初一", on_lunar(2020, 4, 1, leap=True)),
        ("1985年八月初五", on_lunar(1985, 8, 5)),
        ("1985八月初五", on_lunar(1985, 8, 5)),
        ("一九八五年正月十五", on_lunar(1985, 1, 15)),
        ("农历1985-08-15", on_lunar(1985, 8, 15)),
        ("农历1990年8月15日", on_lunar(1990, 8, 15)),
        ("1990年农历8月15日", on_lunar(1990, 8, 15)),
        ("民國75年農曆8月15日", on_lunar(1986, 8, 15)),
        ("民國一百零五年正月初五", on_lunar(2016, 1, 5)),
        ("2024年腊月三十", on_lunar(2024, 12, 30)),
        ("农历2024年除夕", on_lunar(2024, 12, 30)),
    ],
)
def test_lunar_dates(text: str, found: DateParts) -> None:
    assert read(text) == found


@pytest.mark.parametrize(
    ("text", "order", "found"),
    [
        ("3/5/1990", DAY, solar(1990, 5, 3)),
        ("3/5/1990", MONTH, solar(1990, 3, 5)),
        ("5.3.1990", DAY, solar(1990, 3, 5)),
        ("5. 3. 1990.", DAY, solar(1990, 3, 5)),
        ("25/3/1990", MONTH, solar(1990, 3, 25)),
        ("3/25/1990", DAY, solar(1990, 3, 25)),
        ("3/25/1990", MIXED, solar(1990, 3, 25)),
        ("5/5/1990", MIXED, solar(1990, 5, 5)),
        ("3/5", DAY, solar(None, 5, 3)),
        ("3/5", MONTH, solar(None, 3, 5)),
        ("3/5", YEAR, solar(None, 3, 5)),
    ],
)
def test_the_order_decides_only_where_day_and_month_can_change_places(
    text: str, order: DayOrder, found: DateParts
) -> None:
    assert read(text, order) == found


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("3/5/1990", YEAR),
        ("3/5/1990", MIXED),
        ("3/5", MIXED),
        ("3-5", DAY),
        ("3.5", MONTH),
        ("5.3.", DAY),
    ],
)
def test_day_and_month_are_not_guessed(text: str, order: DayOrder) -> None:
    assert read(text, order) == Unreadable(Text(reasons.WHICH_DAY, {"text": text}))


def test_the_present_day_and_month_are_not_the_future() -> None:
    assert read("2026-05-01") == solar(2026, 5, 1)
    assert read("May 2026") == solar(2026, 5, None)
    eve = read_occasion_date("农历2024年除夕", DAY, dt.date(2025, 1, 28))
    assert eve == on_lunar(2024, 12, 30)
    assert reason(read_occasion_date("农历2024年除夕", DAY, dt.date(2025, 1, 27))) == reasons.FUTURE


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        (32937, FIFTH_OF_MARCH),
        (32937.75, FIFTH_OF_MARCH),
        ("32937", FIFTH_OF_MARCH),
        (10000, solar(1927, 5, 18)),
        (19900305, FIFTH_OF_MARCH),
    ],
)
def test_serial_days_where_the_caller_says_so(cell: object, found: DateParts) -> None:
    assert read(cell, excel=True) == found


@pytest.mark.parametrize(
    ("region", "order"), [("US", MONTH), ("DE", DAY), ("HK", DAY), ("CN", YEAR), ("TW", YEAR)]
)
def test_order_of_a_region(region: str, order: DayOrder) -> None:
    assert order_of_region(region) == order


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["3/5/1990", "25/3/1990", "1990-03-05", 17, None, "abc"], DAY),
        (["3/5/1990", "3/25/1990"], MONTH),
        (["25/3/1990", "3/25/1990"], MIXED),
        (["3/5/1990", "4/6/1991"], None),
        (["1990-03-05", "3/5"], YEAR),
        (["1990-03-05", "3/5/1990"], None),
        (["31/13/1990", "13/31/1990", "25/3/99", "45/3/1990"], None),
        (["25/3/1990" + " " * 200], None),
        ([], None),
    ],
)
def test_order_of_a_column(values: list[object], order: DayOrder | None) -> None:
    assert guess_order(values) == order


PAST = st.dates(dt.date(1900, 1, 1), TODAY)


@given(PAST, st.sampled_from([DAY, MONTH]))
def test_what_is_written_in_an_order_is_read_in_it(day: dt.date, order: DayOrder) -> None:
    pair = (day.day, day.month) if order is DAY else (day.month, day.day)
    found = solar(day.year, day.month, day.day)
    assert read(f"{pair[0]}/{pair[1]}/{day.year}", order) == found
    assert read(day.isoformat(), order) == read(f"{day:%Y%m%d}", order) == found
    assert read(f"{day.year}年{day.month}月{day.day}日", order) == found


@given(day=st.dates(dt.date(1901, 2, 19), TODAY), traditional=st.booleans())
def test_lunar_text_is_read_back(*, day: dt.date, traditional: bool) -> None:
    date = lunar.to_lunar(day)
    text = lunar.lunar_text(date, traditional=traditional)
    found = on_lunar(date.year, date.month, date.day, leap=date.is_leap_month)
    assert read(f"农历{date.year}年{text}") == found
    assert read(f"農曆{text}") == found._replace(year=None)


@given(
    cell=st.text(max_size=120)
    | st.text("0123456789-/. 年月日初十廿三闰正腊农历除夕民国", max_size=20)
    | st.integers()
    | st.floats()
    | st.dates()
    | st.datetimes()
    | st.binary(),
    order=st.sampled_from(DayOrder),
    excel=st.booleans(),
)
def test_no_cell_raises_and_whatever_is_read_can_be_an_occasion(
    *, cell: object, order: DayOrder, excel: bool
) -> None:
    guess_order([cell])
    found = read(cell, order, excel=excel)
    if isinstance(found, Unreadable):
        assert found.reason.msgid
        return
    calendar, year, month, day, leap = found
    types.check_date(calendar, year, month, day, leap=leap)
