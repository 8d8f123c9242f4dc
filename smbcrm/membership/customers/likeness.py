"""What two customers have in common, and what their names say."""

from collections.abc import Mapping
from enum import StrEnum
from itertools import product
from typing import TYPE_CHECKING

from smbcrm.membership.customers.alike import birthdays_of, marks_of, same_year, similar, written
from smbcrm.membership.customers.kinds import Sameness
from smbcrm.membership.occasions.types import Occasion

if TYPE_CHECKING:
    from smbcrm.membership.customers.types import Profile


class Reason(StrEnum):
    """What two customers have in common."""

    PHONE = "phone"
    EMAIL = "email"
    MESSENGER = "messenger"
    BIRTHDAY = "birthday"
    BIRTH_DAY = "birth_day"
    """Day and month are the same, and a year is not known."""


class Naming(StrEnum):
    """What the names of two customers say."""

    DIFFERENT = "different"
    MISSING = "missing"
    """One of the two has no name."""
    SIMILAR = "similar"
    SAME = "same"


REASONS: Mapping[Sameness, Reason] = {
    Sameness.PHONE: Reason.PHONE,
    Sameness.EMAIL: Reason.EMAIL,
    Sameness.MESSENGER: Reason.MESSENGER,
}
"""What two have in common who have the same mark."""


def naming(name: str, other: str) -> Naming:
    """Return what two names say.

    >>> naming("陳雨桐", "陈雨桐"), naming("陈雨桐", "Chen Yutong"), naming("Ann", "")
    (<Naming.SAME: 'same'>, <Naming.SIMILAR: 'similar'>, <Naming.MISSING: 'missing'>)
    """
    one, two = written(name), written(other)
    if not one or not two:
        return Naming.MISSING
    if one == two:
        return Naming.SAME
    return Naming.SIMILAR if similar(name, other) else Naming.DIFFERENT


def in_common(one: "Profile", other: "Profile") -> frozenset[Reason]:
    """Return what two profiles have in common; a birthday counts where the names are similar."""
    shared = set(marks_of(one)) & set(marks_of(other))
    found = {REASONS[mark.why] for mark in shared}
    if similar(one.full_name, other.full_name):
        for mine, theirs in product(birthdays_of(one.occasions), birthdays_of(other.occasions)):
            if day_of(mine) == day_of(theirs) and same_year(mine.year, theirs.year):
                whole = None not in {mine.year, theirs.year}
                found.add(Reason.BIRTHDAY if whole else Reason.BIRTH_DAY)
    return frozenset(found)


def day_of(birthday: Occasion) -> tuple[str, int, int | None, bool]:
    """Return the day of a birthday without its year."""
    return birthday.calendar, birthday.month, birthday.day, birthday.is_leap_month
