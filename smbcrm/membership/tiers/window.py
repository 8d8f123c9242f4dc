"""The months whose spend, visits and points count for a tier."""

import datetime as dt

from smbcrm.core.clock import add_months

WINDOW_MONTHS = 12
"""The window of a tier that says nothing else."""


def window_start(day: dt.date, months: int = WINDOW_MONTHS) -> dt.date:
    """Return the first day of the rolling window that ends on a day."""
    return add_months(day, -months) + dt.timedelta(days=1)
