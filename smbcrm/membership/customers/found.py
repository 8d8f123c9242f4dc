"""Customers: what a search finds."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """One row of a search."""

    id: int
    code: str
    full_name: str
    phone: str
    card: str
    tier: str
    last_visit: dt.date | None
    alert: str
