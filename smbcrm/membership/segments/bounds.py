"""Kinds of conditions whose values are bounds: of counts, of money, of days."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from smbcrm.core.amounts import AmountRefused, parse_amount
from smbcrm.core.clock import instant_text
from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Currency, Money
from smbcrm.membership.segments.kind import Kind, Known, Option, Shape, Value

_DOTS = ".."
_COUNT = Currency("", 0)
_AGO = re.compile(r"([0-9]{1,5})d")
_FIRST_YEAR, _LAST_YEAR = 1900, 2999
_NEVER, _NEVER_SAID = "never", N_("never")
_ONE_DAY = dt.timedelta(days=1)
_NEAR = {0: N_("today"), 1: N_("yesterday")}


def counts(name: str, title: str, says: str) -> Kind:
    """Return a kind of bounds of a count."""

    def read(text: str, _: Known) -> Value:
        return _numbers(text, _COUNT, lambda number: f"{number:,}")

    form = N_("bounds: 5.. is at least 5, ..5 at most, 5..9 from 5 to 9")
    return Kind(name, title, form, read, says, Shape.BOUNDS)


def sums(name: str, title: str, says: str) -> Kind:
    """Return a kind of bounds of an amount of money, in minor units for the database."""

    def read(text: str, known: Known) -> Value:
        currency = known.shop.currency
        return _numbers(text, currency, lambda minor: Money(minor, currency).label())

    form = N_("bounds: 50.. is at least 50, ..50 at most, 50..99 from 50 to 99")
    return Kind(name, title, form, read, says, Shape.BOUNDS)


def days(name: str, title: str, says: str) -> Kind:
    """Return a kind of bounds of a business date, which may never have been."""

    def read(text: str, known: Known) -> Value:
        if text == _NEVER:
            return Value(_NEVER, (None, None), Text(_NEVER_SAID))
        return days_within(text, known)

    def options(_: Known) -> tuple[Option, ...]:
        return (Option(_NEVER, Text(_NEVER_SAID)),)

    form = N_("bounds, as dates or days ago: 2026-03-05.., ..60d, 90d..30d; or never")
    return Kind(name, title, form, read, says, Shape.DAYS, options)


def days_within(text: str, known: Known) -> Value:
    """Return bounds of a day, as dates; raise ValueError."""
    bounds = _days(text, known.day)
    dates = (None if one.date is None else one.date.isoformat() for one in bounds)
    return Value(bounds.kept, tuple(dates), bounds.said)


def moments(name: str, title: str, says: str) -> Kind:
    """Return a kind of bounds of the business date of an instant: from one on, before another."""

    def read(text: str, known: Known) -> Value:
        bounds = _days(text, known.day)
        first, last = (one.date for one in bounds)
        begins = known.shop.day.begins
        since = None if first is None else instant_text(begins(first))
        before = None if last is None else instant_text(begins(last + _ONE_DAY))
        return Value(bounds.kept, (since, before), bounds.said)

    form = N_("bounds, as dates or days ago: 2026-03-05.., ..60d, 90d..30d")
    return Kind(name, title, form, read, says, Shape.DAYS)


def _numbers(text: str, currency: Currency, said: Callable[[int], str]) -> Value:
    """Return bounds of a number; raise ValueError."""
    low, high = (_number(one, currency) for one in sides(text))
    if low is not None and high is not None and low > high:
        raise ValueError
    kept = _DOTS.join("" if one is None else currency.plain(one) for one in (low, high))
    told = ["" if one is None else said(one) for one in (low, high)]
    words = N_("from {low} to {high}")
    if high is None:
        words = N_("at least {low}")
    elif low is None:
        words = N_("at most {high}")
    return Value(kept, (low, high), Text(words, {"low": told[0], "high": told[1]}))


def _number(text: str, currency: Currency) -> int | None:
    try:
        return parse_amount(text, currency) if text else None
    except AmountRefused:
        raise ValueError from None


def sides(text: str) -> tuple[str, str]:
    """Return both sides of bounds, of which one may be empty; raise ValueError."""
    low, dots, high = (part.strip() for part in text.partition(_DOTS))
    if not dots or not (low or high):
        raise ValueError
    return low, high


@dataclass(frozen=True, slots=True)
class _Day:
    """One side of bounds: a day given as a date or as so many days ago, or no bound."""

    date: dt.date | None = None
    ago: int | None = None

    @property
    def kept(self) -> str:
        if self.ago is not None:
            return f"{self.ago}d"
        return "" if self.date is None else self.date.isoformat()

    @property
    def said(self) -> object:
        if self.ago is None:
            return self.date
        return Text(_NEAR.get(self.ago, N_("{count} days ago")), {"count": self.ago})

    def sentence(self, by_date: str, by_days: str) -> Text:
        """Return what is said of this bound alone."""
        if self.ago is None or self.ago in _NEAR:
            return Text(by_date, {"day": self.said})
        return Text(by_days, {"count": self.ago})


class _Days(NamedTuple):
    """Bounds of a day."""

    first: _Day
    last: _Day

    @property
    def kept(self) -> str:
        return _DOTS.join(one.kept for one in self)

    @property
    def said(self) -> Text:
        if self.last.date is None:
            return self.first.sentence(N_("from {day} on"), N_("in the last {count} days"))
        if self.first.date is None:
            return self.last.sentence(N_("until {day}"), N_("at least {count} days ago"))
        return Text(
            N_("from {first} to {last}"), {"first": self.first.said, "last": self.last.said}
        )


def _days(text: str, today: dt.date) -> _Days:
    """Return bounds of a day; raise ValueError.

    A date and so many days ago may pass each other with time: then nobody is found.
    """
    bounds = _Days(*(_day(one, today) for one in sides(text)))
    first, last = bounds
    alike = (first.ago is None) == (last.ago is None)
    if first.date and last.date and alike and first.date > last.date:
        raise ValueError
    return bounds


def _day(text: str, today: dt.date) -> _Day:
    if not text:
        return _Day()
    ago = _AGO.fullmatch(text)
    if ago:
        return _Day(today - dt.timedelta(days=int(ago[1])), int(ago[1]))
    date = dt.date.fromisoformat(text)
    if not _FIRST_YEAR <= date.year <= _LAST_YEAR:
        raise ValueError
    return _Day(date)
