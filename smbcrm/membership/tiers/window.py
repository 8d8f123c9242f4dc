"""The months whose spend counts for a tier."""

import datetime as dt

from smbcrm.core.clock import add_months

WINDOW_MONTHS = 12


def window_start(day: dt.date) -> dt.date:
    """Return the first day of the rolling window that ends on a day."""
    return add_months(day, -WINDOW_MONTHS) + dt.timedelta(days=1)
