"""Figures, dates and names as people say them, in the language of the screen."""

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import QDate, QLocale

from smbcrm.core.clock import BusinessDay
from smbcrm.core.i18n import N_, NN_
from smbcrm.core.text import unturned
from smbcrm.core.written import Written

_HIDDEN = "•••• ••"
_SHOWN_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Wording(Written):
    """One language and one shop's currency and day; Qt names months and weekdays."""

    day: BusinessDay

    def time(self, instant: dt.datetime) -> str:
        """Return the wall time in the shop: 9:41."""
        local = self.day.local(instant)
        return f"{local.hour}:{local.minute:02}"

    def date(self, day: dt.date, *, today: dt.date | None = None) -> str:
        """Return a day without its year where that is the present one: 29 Oct."""
        same = today is not None and day.year == today.year
        return self._written(day, self.say(N_("d MMM") if same else N_("d MMM yyyy")))

    def full_date(self, day: dt.date) -> str:
        """Return a day with weekday and year, for tooltips: Tuesday, 24 November 2026."""
        return self._written(day, self.say(N_("dddd, d MMMM yyyy")))

    def weekday_date(self, day: dt.date) -> str:
        """Return a day near to today: Tue 24 Nov."""
        return self._written(day, self.say(N_("ddd d MMM")))

    def month(self, day: dt.date) -> str:
        """Return a month: March 2021."""
        return self._written(day, self.say(N_("MMMM yyyy")))

    def moment(self, instant: dt.datetime, today: dt.date) -> str:
        """Return when something was, as people say it: today 9:41; 20 Nov 18:10."""
        day = self.day.date(instant)
        if day == today:
            return self.say(N_("today {time}"), time=self.time(instant))
        return f"{self.date(day, today=today)} {self.time(instant)}"

    def ago(self, day: dt.date, today: dt.date) -> str:
        """Return how long ago a day was: today; yesterday; 23 days ago."""
        days = (today - day).days
        if days <= 0:
            return self.say(N_("today"))
        if days == 1:
            return self.say(N_("yesterday"))
        return self.count(NN_("{count} day ago", "{count} days ago"), days)

    def until(self, days: int) -> str:
        """Return how far a day is: today; tomorrow; in 3 days."""
        if days <= 0:
            return self.say(N_("today"))
        if days == 1:
            return self.say(N_("tomorrow"))
        return self.count(NN_("in {count} day", "in {count} days"), days)

    def masked_phone(self, phone: str) -> str:
        """Return a phone as lists show it: only the last four digits."""
        digits = [sign for sign in phone if sign.isdigit()]
        return f"{_HIDDEN} {''.join(digits[-_SHOWN_DIGITS:])}" if digits else ""

    def _written(self, day: dt.date, pattern: str) -> str:
        return QLocale(self.translator.language).toString(
            QDate(day.year, day.month, day.day), pattern
        )


def called(name: str, code: str = "") -> str:
    """Return how a customer is called on the screen: by the name, else by the code.

    Marks that would turn a line round are left out, as on paper.
    """
    return unturned(name) or code


def initials(name: str) -> str:
    """Return what stands in the round picture of somebody without one: HB, 陈.

    Of a name whose words all begin with a sign it is the first letter or digit, else the sign.
    """
    words = [word for word in name.split() if word[0].isalnum()]
    if not words:
        signs = "".join(name.split())
        return next(filter(str.isalnum, signs), signs[:1]).upper()
    if not words[0].isascii():
        return words[0][0]
    latin = [word for word in words if word.isascii()]
    return "".join(word[0].upper() for word in (latin[0], latin[-1])[: len(latin)])
