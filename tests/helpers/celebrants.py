"""Occasions of every shape, at random, and customers who have them."""

import calendar as civil
import datetime as dt
from collections.abc import Sequence

from hypothesis import strategies as st

from smbcrm.membership.customers.kinds import Status
from smbcrm.membership.occasions import lunar
from smbcrm.membership.occasions.types import (
    Calendar,
    LeapDayRule,
    LeapMonthRule,
    Occasion,
    OccasionKind,
    OccasionSettings,
)
from smbcrm.membership.reports.celebrating import Celebrant

ADDED = dt.datetime(2026, 3, 10, 10, tzinfo=dt.UTC)
SETTINGS = st.builds(
    OccasionSettings, st.sampled_from(list(LeapDayRule)), st.sampled_from(list(LeapMonthRule))
)


@st.composite
def _occasion(draw: st.DrawFn) -> Occasion:
    calendar = draw(st.sampled_from(list(Calendar)))
    longest = 30 if calendar is Calendar.LUNAR else 31
    month = draw(st.one_of(st.integers(1, 12), st.just(2)))
    # The ends of months are where the calendars are hard.
    day = draw(st.one_of(st.none(), st.integers(1, longest), st.integers(28, longest)))
    leap = calendar is Calendar.LUNAR and month in lunar.LEAP_MONTHS and draw(st.booleans())
    if calendar is Calendar.SOLAR and day is not None:
        day = min(day, civil.monthrange(2000, month)[1])
    return Occasion(
        draw(st.sampled_from(list(OccasionKind))), calendar, None, month, day, leap, "x"
    )


OCCASIONS = _occasion()
"""Without a year, so that they come round in any."""


def celebrant(number: int, occasion: Occasion, name: str = "", phone: str = "") -> Celebrant:
    """Return a customer of that number with an occasion."""
    return Celebrant(
        number, f"C{number:06}", name or f"N{number}", phone, Status.ACTIVE, ADDED, occasion
    )


def celebrants(occasions: Sequence[Occasion]) -> list[Celebrant]:
    """Return a customer for each occasion."""
    return [celebrant(number, one) for number, one in enumerate(occasions, 1)]
