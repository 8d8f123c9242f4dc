"""Who has what when: the occasions of customers that come round in a window of days."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from smbcrm.membership.customers.kinds import Status
from smbcrm.membership.occasions.rules import occurrences
from smbcrm.membership.occasions.types import (
    Occasion,
    OccasionKind,
    OccasionSettings,
    Occurrence,
)

_KINDS = tuple(OccasionKind)


class Celebrant(NamedTuple):
    """A customer with one occasion; `phone` is the main one or empty."""

    customer: int
    code: str
    full_name: str
    phone: str
    status: Status
    added_at: dt.datetime
    occasion: Occasion


class Celebration(NamedTuple):
    """One coming round of a customer's occasion."""

    who: Celebrant
    on: Occurrence


def celebrations(
    known: Iterable[Celebrant], first: dt.date, last: dt.date, settings: OccasionSettings
) -> tuple[Celebration, ...]:
    """Return what comes round from `first` to `last`, both included, in order of date.

    On one day those of a whole month stand last, and a birthday before others. Raises
    `LunarOutOfRange` for days that leave the table.
    """
    found = [
        Celebration(who, on)
        for who in known
        for on in occurrences(who.occasion, first, last, settings)
    ]
    return tuple(sorted(found, key=_place))


def identity(occasion: Occasion) -> tuple[str | int, ...]:
    """Return all that an occasion is, in an order of its own; nothing is 0."""
    return (
        *(occasion.label, occasion.calendar.value, occasion.year or 0),
        *(occasion.month, occasion.day or 0, occasion.is_leap_month),
    )


def _place(one: Celebration) -> tuple[dt.date, bool, int, str, tuple[str | int, ...]]:
    occasion = one.who.occasion
    kind = _KINDS.index(occasion.kind)
    return one.on.date, one.on.whole_month, kind, one.who.code, identity(occasion)
