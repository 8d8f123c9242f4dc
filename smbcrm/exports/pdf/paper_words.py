"""Figures and days as they stand on paper, in one language."""

import datetime as dt
from dataclasses import dataclass

from smbcrm.core.i18n import N_
from smbcrm.core.written import Written
from smbcrm.membership.occasions.months import MONTHS

DOT = " · "
"""Between facts that stand in one line."""


@dataclass(frozen=True, slots=True)
class PaperWords(Written):
    """What bills, reports and vouchers say alike."""

    def date(self, day: dt.date) -> str:
        """Return a day in words: 21 November 2026."""
        month = self.say(MONTHS[day.month - 1])
        return self.say(N_("{day} {month} {year}"), day=day.day, month=month, year=day.year)
