"""Reading a date out of an imported cell or a typed text, without guessing.

What can be meant in two ways is refused with a reason, never decided in silence: years of two
digits, 八月十五 without its calendar, 3/5/1990 where neither the column nor the region gives the
order. Bad data is an answer here, not an exception.

Numbers: eight digits are 19900305. Only where the caller says `excel` (an unformatted cell of a
workbook with the 1900 date system), a number of five digits from 10000 (18 May 1927) to 60000
(8 April 2064) is a serial day; smaller ones cannot be told from ages and years.
"""

import datetime as dt
import math
import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import Text
from smbcrm.membership.occasions import lunar, reasons
from smbcrm.membership.occasions.chinese_dates import read_chinese
from smbcrm.membership.occasions.english_dates import read_english
from smbcrm.membership.occasions.types import Calendar, DateParts, Unreadable, check_date

# ISO 8601 with any separator, 5.3.1990, 3/5/99; the same separator twice.
_THREE = re.compile(r"(\d{1,4})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{1,4})\.?")
_TWO = re.compile(r"(\d{1,4})\s*([-/.])\s*(\d{1,4})\.?")
_NO_YEAR = re.compile(r"--(\d{2})(?:-?(\d{2}))?")  # vCard 4, RFC 6350 section 4.3.1
_TIME = re.compile(
    r"(?:\s*T\s*|\s+)(?:[上下]午\s*)?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?"
    r"(?:\s*[ap]m)?(?:\s*z|\s*[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)
_AGE = re.compile(r"\d{1,3}\s*(?:周?[岁歲]|y(?:ea)?rs?\b.*|y/?o)", re.IGNORECASE)
_HAN = re.compile(r"[\u3400-\u9fff\u3007]|lunar|solar|\broc", re.IGNORECASE)

_EXCEL_DAY_ZERO = dt.date(1899, 12, 30)
_SERIALS = range(10_000, 60_001)
_AGES = range(151)
_YEARS = range(1900, 2101)
_SERIAL_DIGITS = 5
_BASIC_DATE = 8
_LARGEST_NUMBER = 10**_BASIC_DATE
_FULL_YEAR = 4
_LONGEST_TEXT = 100
_LONGEST_MONTH = 31


class DayOrder(StrEnum):
    """The order of day, month and year in dates of digits."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    YEAR_FIRST = "year_first"
    MIXED = "mixed"
    """The column proves day first and month first: what is not plain by itself is refused."""


def order_of_region(region: str) -> DayOrder:
    """Return the order usual in a country (ISO 3166 code)."""
    if region in {"CN", "TW", "JP", "KR"}:
        return DayOrder.YEAR_FIRST
    return DayOrder.MONTH_FIRST if region == "US" else DayOrder.DAY_FIRST


def guess_order(values: Iterable[object]) -> DayOrder | None:
    """Return the order that the texts of a column prove, by a day above 12 in a known place.

    None where nothing proves one: take `order_of_region` then.
    """
    texts = (text for text in values if isinstance(text, str) and len(text) <= _LONGEST_TEXT)
    proved = {_proved_order(text) for text in texts}
    proofs = proved & {DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST}
    if proofs:
        return DayOrder.MIXED if len(proofs) > 1 else proofs.pop()
    # Dates with the year first say nothing about others that have it last.
    return DayOrder.YEAR_FIRST if proved - {None} == {DayOrder.YEAR_FIRST} else None


def read_occasion_date(
    cell: object, order: DayOrder, today: dt.date, *, excel: bool = False
) -> DateParts | Unreadable:
    """Return the date in a cell or typed text, or the reason why it is not taken.

    `order` decides dates of digits whose day and month could change places. `today` is the
    shop's date: later dates are refused.
    """
    match cell:
        case None | "":
            return reasons.refused(reasons.EMPTY, "")
        case dt.date():
            read = DateParts(Calendar.SOLAR, cell.year, cell.month, cell.day)
            return settled(read, today, cell)
        case int() | float() if not isinstance(cell, bool):
            return settled(_read_number(cell, excel=excel), today, cell)
        case str():
            return settled(_read_text(cell, order, excel=excel), today, cell)
        case _:
            return reasons.refused(reasons.NOT_A_DATE, type(cell).__name__)


def _proved_order(value: str) -> DayOrder | None:
    """Return the order that one text proves; MIXED where day and month can change places."""
    found = _THREE.fullmatch(_cleaned(value))
    if found is None:
        return None
    one, two, last = found[1], int(found[3]), found[4]
    if len(one) == _FULL_YEAR:
        return DayOrder.YEAR_FIRST
    if len(last) != _FULL_YEAR:
        return None
    if lunar.MONTHS < int(one) <= _LONGEST_MONTH and two <= lunar.MONTHS:
        return DayOrder.DAY_FIRST
    if lunar.MONTHS < two <= _LONGEST_MONTH and int(one) <= lunar.MONTHS:
        return DayOrder.MONTH_FIRST
    return DayOrder.MIXED


def settled(read: DateParts | Unreadable, today: dt.date, cell: object) -> DateParts | Unreadable:
    """Return a date, or why it is none: no such day, still to come, or absurdly long ago."""
    if isinstance(read, Unreadable):
        return read
    text = str(cell)
    if read.year == 0:
        # 0000-00-00 is how databases write "none".
        return reasons.refused(reasons.NOT_A_DATE, text)
    if read.year is not None and read.year < _YEARS.start:
        return reasons.refused(reasons.EARLY_YEAR, text)
    try:
        check_date(read.calendar, read.year, read.month, read.day, leap=read.is_leap_month)
    except UserError as error:
        return Unreadable(Text(error.msgid, error.params))
    return reasons.refused(reasons.FUTURE, text) if _is_future(read, today) else read


def _is_future(read: DateParts, today: dt.date) -> bool:
    if read.year is None:
        return False
    if read.calendar is Calendar.SOLAR:
        return dt.date(read.year, read.month, read.day or 1) > today
    length = lunar.month_length(read.year, read.month, leap=read.is_leap_month)
    day = min(read.day or 1, length)
    return lunar.to_solar(lunar.LunarDate(read.year, read.month, day, read.is_leap_month)) > today


def _cleaned(text: str) -> str:
    """Return a text with plain digits and points, and without a time of day."""
    plain = unicodedata.normalize("NFKC", text).replace("。", ".").strip()
    return _TIME.sub("", plain).strip()


def _read_number(value: float, *, excel: bool) -> DateParts | Unreadable:
    if not abs(value) < _LARGEST_NUMBER:  # so is nan
        return reasons.refused(reasons.BARE_NUMBER, "…")
    whole = math.floor(value)
    has_time = whole != value
    if has_time and not (excel and whole in _SERIALS):
        return reasons.refused(reasons.BARE_NUMBER, str(value))
    return _read_digits(str(whole), excel=excel)


def _read_digits(digits: str, *, excel: bool) -> DateParts | Unreadable:
    number = int(digits)
    if len(digits) == _BASIC_DATE and number // 10_000 in _YEARS:
        return DateParts(Calendar.SOLAR, number // 10_000, number // 100 % 100, number % 100)
    if excel and len(digits) == _SERIAL_DIGITS and number in _SERIALS:
        day = _EXCEL_DAY_ZERO + dt.timedelta(days=number)
        return DateParts(Calendar.SOLAR, day.year, day.month, day.day)
    if number in _YEARS:
        return reasons.refused(reasons.YEAR_ONLY, digits)
    return (
        reasons.refused(reasons.AGE, digits)
        if number in _AGES
        else reasons.refused(reasons.BARE_NUMBER, digits)
    )


def _read_text(raw: str, order: DayOrder, *, excel: bool) -> DateParts | Unreadable:
    if len(raw) > _LONGEST_TEXT:
        return reasons.refused(reasons.NOT_A_DATE, raw)
    text = _cleaned(raw)
    if not text:
        return reasons.refused(reasons.EMPTY, "")
    if text.isdecimal():
        return _read_digits(text, excel=excel)
    for pattern, read in _FORMS:
        if found := pattern.fullmatch(text):
            return read(found, order, raw)
    if _HAN.search(text):
        return read_chinese(text)
    return read_english(text)


def _three_numbers(found: re.Match[str], order: DayOrder, raw: str) -> DateParts | Unreadable:
    one, two, three = found[1], int(found[3]), found[4]
    if len(one) == _FULL_YEAR:
        return DateParts(Calendar.SOLAR, int(one), two, int(three))
    if len(three) == _FULL_YEAR:
        return _day_and_month(int(three), int(one), two, order, raw)
    return reasons.refused(reasons.SHORT_YEAR, raw)


def _two_numbers(found: re.Match[str], order: DayOrder, raw: str) -> DateParts | Unreadable:
    one, separator, two = found[1], found[2], found[3]
    if len(one) == _FULL_YEAR:
        return DateParts(Calendar.SOLAR, int(one), int(two), None)
    if len(two) == _FULL_YEAR:
        return DateParts(Calendar.SOLAR, int(two), int(one), None)
    if order is DayOrder.YEAR_FIRST:
        order = DayOrder.MONTH_FIRST
    # 3-5 and 3.5 may as well be a span or a number.
    return _day_and_month(
        None, int(one), int(two), order if separator == "/" else DayOrder.MIXED, raw
    )


def _day_and_month(
    year: int | None, one: int, two: int, order: DayOrder, raw: str
) -> DateParts | Unreadable:
    """Return the date of two numbers, by the order only where both ways round are possible."""
    if one > lunar.MONTHS or (two <= lunar.MONTHS and order is DayOrder.DAY_FIRST):
        return DateParts(Calendar.SOLAR, year, two, one)
    if two > lunar.MONTHS or one == two or order is DayOrder.MONTH_FIRST:
        return DateParts(Calendar.SOLAR, year, one, two)
    return reasons.refused(reasons.WHICH_DAY, raw)


def _vcard(found: re.Match[str], _: DayOrder, __: str) -> DateParts:
    return DateParts(Calendar.SOLAR, None, int(found[1]), int(found[2]) if found[2] else None)


def _age(_: re.Match[str], __: DayOrder, raw: str) -> Unreadable:
    return reasons.refused(reasons.AGE, raw)


_FORMS = ((_THREE, _three_numbers), (_TWO, _two_numbers), (_NO_YEAR, _vcard), (_AGE, _age))
