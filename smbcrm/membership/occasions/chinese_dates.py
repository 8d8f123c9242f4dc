"""Dates as Chinese is written: 1990年3月5日, 民國75年3月5日, 农历八月十五, 闰四月初一, 除夕.

The lunar calendar is meant where it is named (农历, 阴历, lunar), where the month is a leap month,
or where month or day has a name that only lunar dates have (正月, 冬月, 腊月, 初八). Chinese
numerals without such a sign and without 日 (八月十五) are used for both calendars, and so is 廿三日
(八月廿三 is lunar): these are refused, not guessed.
"""

import re

from smbcrm.membership.occasions import reasons
from smbcrm.membership.occasions.lunar import LONG_MONTH, MONTHS
from smbcrm.membership.occasions.types import Calendar, DateParts, Unreadable

# Traditional to simplified, and the several ways to write 20, 30 and zero.
_PLAIN = str.maketrans("農曆歷陰閏臘國號舊陽華卄丗零○", "农历历阴闰腊国号旧阳华廿卅\u3007\u3007")
_LUNAR = re.compile(r"农历|阴历|夏历|旧历|lunar")
_SOLAR = re.compile(r"公历|阳历|新历|国历|西历|西元|公元|solar")
_AROUND = re.compile(r"[\s()\[\]【】:,、]")
_ONES = "一二三四五六七八九"
_NOUGHT = "\u3007"
_YEAR = rf"(?P<era>(?:中华)?民国|roc)?(?P<year>\d+|[{_NOUGHT}{_ONES}十百]+)"
_MONTH = rf"(?P<leap>闰|leap)?(?P<month>\d{{1,2}}|正|冬|腊|十[一二]?|[{_ONES}])"
_DAY = rf"(?P<day>\d{{1,2}}|初[{_ONES}十]|廿[{_ONES}]?|卅一?|[二三]?十[{_ONES}]?|[{_ONES}])"
_DATE = re.compile(
    rf"(?:{_YEAR}(?:年|[-/.]|(?<=\d{{4}})(?!\d)))?{_MONTH}(?:月份?|[-/.](?=.))(?:{_DAY}(?P<sign>[日号])?)?"
)
_EVE = re.compile(rf"(?:{_YEAR}年)?(?:除夕|大?年三十|大年夜)")
_YEAR_ALONE = re.compile(rf"{_YEAR}年?")
_DAY_ALONE = re.compile(rf"{_DAY}[日号]?")
_MONTH_NAMES = {"正": 1, "冬": 11, "腊": 12}
_VALUES = {digit: value for value, digit in enumerate(_NOUGHT + _ONES)}
_POWERS = {"十": 10, "百": 100}
_ROC_BEGINS = 1911
_FULL_YEAR = 4


def read_chinese(text: str) -> DateParts | Unreadable:
    """Return the date of a text in Chinese or one that names its calendar, or why there is none.

    Whether such a day exists is not checked here.
    """
    plain = _AROUND.sub("", text.lower().translate(_PLAIN))
    rest, lunar_signs = _LUNAR.subn("", plain)
    rest, solar_signs = _SOLAR.subn("", rest)
    if lunar_signs and solar_signs:
        return reasons.refused(reasons.NOT_A_DATE, text)
    named = Calendar.LUNAR if lunar_signs else Calendar.SOLAR if solar_signs else None
    rest = rest.replace("大年初", "正月初")
    if found := _EVE.fullmatch(rest):
        return _new_years_eve(found, named, text)
    if found := _DATE.fullmatch(rest):
        return _date(found, named, text)
    if _DAY_ALONE.fullmatch(rest):
        return reasons.refused(reasons.DAY_ONLY, text)
    if _YEAR_ALONE.fullmatch(rest):
        return reasons.refused(reasons.YEAR_ONLY, text)
    return reasons.refused(reasons.NOT_A_DATE, text)


def _new_years_eve(
    found: re.Match[str], named: Calendar | None, text: str
) -> DateParts | Unreadable:
    """Return the last day of the twelfth month, kept as its 30th whatever its length."""
    if named is Calendar.SOLAR:
        return reasons.refused(reasons.NOT_A_DATE, text)
    year = _year(found)
    if found["year"] and year is None:
        return reasons.refused(reasons.SHORT_YEAR, text)
    if year is not None and named is None:
        return reasons.refused(reasons.WHICH_EVE, text)
    return DateParts(Calendar.LUNAR, year, MONTHS, LONG_MONTH)


def _date(found: re.Match[str], named: Calendar | None, text: str) -> DateParts | Unreadable:
    year = _year(found)
    if found["year"] and year is None:
        return reasons.refused(reasons.SHORT_YEAR, text)
    day = found["day"]
    is_leap_month = bool(found["leap"])
    lunar_name = is_leap_month or found["month"] in _MONTH_NAMES or (day or "").startswith("初")
    if lunar_name and named is Calendar.SOLAR:
        return reasons.refused(reasons.NOT_A_DATE, text)
    calendar = Calendar.LUNAR if lunar_name else named or _calendar_of_day(day, found["sign"])
    if calendar is None:
        return reasons.refused(reasons.WHICH_CALENDAR, text)
    return DateParts(
        calendar, year, _month(found["month"]), _number(day) if day else None, is_leap_month
    )


def _calendar_of_day(day: str | None, sign: str | None) -> Calendar | None:
    """Return the calendar that the way of writing the day stands for, none where it is both."""
    if day is None or day.isdecimal():
        return Calendar.SOLAR
    if day[0] in "廿卅":
        return None if sign else Calendar.LUNAR
    return Calendar.SOLAR if sign else None


def _year(found: re.Match[str]) -> int | None:
    """Return the year in full; none where it is left out or not written in full."""
    digits = found["year"]
    if digits is None:
        return None
    if found["era"]:
        # Years of the Republic of China: 民國1年 is 1912.
        return _ROC_BEGINS + _number(digits)
    return _number(digits) if len(digits) == _FULL_YEAR else None


def _month(name: str) -> int:
    return _MONTH_NAMES.get(name) or _number(name)


def _number(text: str) -> int:
    """Return a number written in digits, digit by digit (一九八五), or in full (一百零五, 廿三)."""
    if text.isdecimal():
        return int(text)
    full = text.removeprefix("初").replace("廿", "二十").replace("卅", "三十")
    if not any(power in full for power in _POWERS):
        return int("".join(str(_VALUES[digit]) for digit in full))
    total = ones = 0
    for character in full:
        if character in _POWERS:
            total += (ones or 1) * _POWERS[character]
            ones = 0
        else:
            ones = _VALUES[character]
    return total + ones
