"""The only place that reads the wall clock, and the meaning of a business date."""

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """A source of the present instant."""

    def now(self) -> dt.datetime:
        """Return the present instant, timezone-aware, in UTC."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> dt.datetime:
        """Return the present instant in UTC."""
        return dt.datetime.now(dt.UTC)


@dataclass
class SetClock:
    """A clock set by hand: for the demo shop's past months, for replays and for tests."""

    instant: dt.datetime

    def now(self) -> dt.datetime:
        """Return the instant it was set to."""
        return self.instant

    def go_on_to(self, instant: dt.datetime) -> None:
        """Stand at an instant, or stay where it is if that one is past: a clock never goes back."""
        self.instant = max(instant, self.instant)


@dataclass(frozen=True, slots=True)
class BusinessDay:
    """How a shop counts days: its time zone and the hour at which its day begins."""

    zone: ZoneInfo
    begins_at: int

    def date(self, instant: dt.datetime) -> dt.date:
        """Return the business date of an instant: 02:30 still belongs to the evening before."""
        local = instant.astimezone(self.zone)
        day = local.date()
        return day - dt.timedelta(days=1) if local.hour < self.begins_at else day

    def begins(self, date: dt.date) -> dt.datetime:
        """Return the instant at which a business date begins, in UTC.

        >>> BusinessDay(ZoneInfo("Asia/Taipei"), 4).begins(dt.date(2026, 3, 10)).isoformat()
        '2026-03-09T20:00:00+00:00'
        """
        local = dt.datetime.combine(date, dt.time(self.begins_at), self.zone)
        return local.astimezone(dt.UTC)

    def local(self, instant: dt.datetime) -> dt.datetime:
        """Return the wall time in the shop, for showing."""
        return instant.astimezone(self.zone)


def instant_text(instant: dt.datetime) -> str:
    """Return an instant as the fixed-width UTC text that is stored and hashed."""
    utc = instant.astimezone(dt.UTC)
    return utc.strftime("%Y-%m-%dT%H:%M:%S.") + f"{utc.microsecond:06d}Z"


def parse_instant(text: str) -> dt.datetime:
    """Return the instant that `instant_text` wrote."""
    return dt.datetime.fromisoformat(text)


def add_months(day: dt.date, months: int) -> dt.date:
    """Return the same day so many months on; the last day where that month is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return dt.date(year, month + 1, min(day.day, _days_in_month(year, month + 1)))


def end_of_month(day: dt.date) -> dt.date:
    """Return the last day of the month of a date."""
    return day.replace(day=_days_in_month(day.year, day.month))


def _days_in_month(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]
