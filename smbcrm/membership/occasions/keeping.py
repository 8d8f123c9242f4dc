"""Which of a customer's occasions is meant, and the others without it."""

from collections.abc import Sequence
from typing import NamedTuple

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.occasions.types import DateParts, Occasion, OccasionKind
from smbcrm.membership.occasions.words import occasion_words


class Meant(NamedTuple):
    """An occasion as somebody names it; None: whatever its name or date."""

    kind: OccasionKind
    label: str | None = None
    date: DateParts | None = None


class NoSuchOccasion(UserError):
    """The customer has none that fits."""

    msgid = N_("No such occasion is known of this customer. Check kind, name and date.")
    command = N_("See: smbcrm occasion list CODE")


class SeveralOccasions(UserError):
    """Several fit, and only one is to go."""

    msgid = N_("Several occasions fit: {found}. Give the name and the date of the one you mean.")


def without(occasions: Sequence[Occasion], meant: Meant) -> tuple[Occasion, ...]:
    """Return the occasions but for the one that is meant.

    Raises NoSuchOccasion, SeveralOccasions.
    """
    found = [one for one in occasions if _fits(one, meant)]
    if not found:
        raise NoSuchOccasion
    if len(found) > 1:
        raise SeveralOccasions(found=[occasion_words(one) for one in found])
    return tuple(one for one in occasions if one is not found[0])


def _fits(occasion: Occasion, meant: Meant) -> bool:
    parts = (occasion.year, occasion.month, occasion.day, occasion.is_leap_month)
    return (
        occasion.kind is meant.kind
        and meant.label in {None, occasion.label}
        and meant.date in {None, DateParts(occasion.calendar, *parts)}
    )
