"""Requests: pure rules (product.md section 3, "Same request twice")."""

import datetime as dt
import hashlib
from collections.abc import Mapping

from smbcrm.membership.requests.types import DateInFuture, DateTooEarly

FIRST_DATE = dt.date(1970, 1, 1)


def request_hash(kind: str, arguments: Mapping[str, object]) -> str:
    """Return the hash of what the caller asked for; arguments left at None do not count.

    The caller normalises first, so that 68,50 and 68.5 are the same request. Any text can be
    asked for, also one with a lone surrogate, which UTF-8 has no bytes for.
    """
    given = sorted((name, value) for name, value in arguments.items() if value is not None)
    parts = [kind, *(f"{name}={value}" for name, value in given)]
    return hashlib.sha256("\x1f".join(parts).encode(errors="surrogatepass")).hexdigest()


def business_date(asked: dt.date | None, today: dt.date) -> dt.date:
    """Return the business date of an act; raise DateInFuture or DateTooEarly."""
    if asked is not None and asked > today:
        raise DateInFuture(date=asked, today=today)
    if asked is not None and asked < FIRST_DATE:
        raise DateTooEarly(date=asked, first=FIRST_DATE)
    return asked or today
