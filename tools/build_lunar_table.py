"""Write smbcrm/membership/occasions/lunar_table.py from two libraries that are not shipped.

cnlunar gives 1901 to 2099 and New Year's Day of 2100; it agrees with the Hong Kong Observatory's
tables. The months of 2100, which it lacks, come from borax; its first days are those of the new
moons computed with Meeus, Astronomical Algorithms, chapter 49. Run from the root of the sources:

    python tools/build_lunar_table.py
"""

import datetime as dt
from pathlib import Path

from borax.calendars import lunardate
from cnlunar import config

TARGET = Path(__file__).parents[1] / "smbcrm/membership/occasions/lunar_table.py"
FIRST_YEAR = 1901
_LAST_YEAR = 2100
_PER_LINE = 8
_HEAD = '''"""The lunar years 1901 to 2100, one number each; written by tools/build_lunar_table.py.

Bits 0 to 12: the months in the order they come, a leap month in its place, 1 where a month has 30
days and 0 where it has 29. Bits 13 to 16: the number of the month that comes twice, 0 where none
does. Bits 17 to 22: the day of New Year, counted from 31 December (21 = 21 January, 51 = 20
February). Source: the tables of the Hong Kong Observatory, as the library cnlunar has them.
"""

FIRST_YEAR = 1901

'''


def months_of(year: int) -> tuple[list[int], int]:
    """Return the lengths of a year's months in order, and its leap month or 0."""
    if year == _LAST_YEAR:
        found = [(leap, days) for _, days, leap in lunardate.LCalendars.iter_year_month(year)]
        if any(leap for leap, _ in found):
            raise ValueError("2100 has no leap month")
        return [days for _, days in found], 0
    packed = config.lunarMonthData[year - config.START_YEAR]
    leap = (packed >> config.LEAPMONTH_NUM_BIT) & 0xF
    lengths = [29 + (packed >> month & 1) for month in range(12)]
    if leap:
        lengths.insert(leap, 29 + (packed >> config.MONTH_DAY_BIT & 1))
    return lengths, leap


def new_year_of(year: int) -> dt.date:
    """Return New Year's Day of a lunar year."""
    packed = config.lunarNewYearList[year - config.START_YEAR]
    return dt.date(year, packed >> 5 & 3, packed & 31)


def packed_year(year: int) -> int:
    """Return one entry of the table, as its docstring lays it out."""
    lengths, leap = months_of(year)
    offset = (new_year_of(year) - dt.date(year - 1, 12, 31)).days
    bits = sum((days - 29) << index for index, days in enumerate(lengths))
    return bits | leap << 13 | offset << 17


def table_text() -> str:
    """Return the whole module."""
    numbers = [f"0x{packed_year(year):06X}" for year in range(FIRST_YEAR, _LAST_YEAR + 1)]
    rows = [numbers[start : start + _PER_LINE] for start in range(0, len(numbers), _PER_LINE)]
    lines = "".join(f"    {', '.join(row)},\n" for row in rows)
    # The formatter would spread the numbers over one line each.
    return f"{_HEAD}# fmt: off\nYEARS = (\n{lines})\n# fmt: on\n"


if __name__ == "__main__":
    TARGET.write_text(table_text(), encoding="utf-8")
    print(f"wrote {TARGET}")
