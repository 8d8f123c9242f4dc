"""Customers: what a search finds."""

import datetime as dt
from typing import NamedTuple


class Found(NamedTuple):
    """One row of a search."""

    id: int
    code: str
    full_name: str
    phone: str
    card: str
    tier: str
    last_visit: dt.date | None
    alert: str
