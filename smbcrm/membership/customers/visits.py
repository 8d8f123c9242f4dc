"""A customer's visits: what was bought on them, and steps that several use cases share."""

import datetime as dt
from dataclasses import dataclass

from smbcrm.membership.customers.came import Visits
from smbcrm.membership.customers.ports import CustomerWork


@dataclass(frozen=True, slots=True)
class Bought:
    """What a customer bought, without what was taken back.

    `visits` counts the business dates with a standing sale, `spend` is that of a window of time as
    tiers count it, in minor units.
    """

    visits: int = 0
    first_visit: dt.date | None = None
    spend: int = 0


NOTHING = Bought()
"""Of somebody who never bought anything."""


def visited(work: CustomerWork, customer: int, day: dt.date) -> None:
    """Note a visit that was just posted; an earlier date may have been one before."""
    before = work.customers.visits(customer)
    if before.last is None or day > before.last:
        _move(work, customer, before, Visits(before.count + 1, day))
    elif day < before.last:
        recount_visits(work, customer)


def recount_visits(work: CustomerWork, customer: int) -> None:
    """Work out the visits anew, after a sale was taken back."""
    before = work.customers.visits(customer)
    _move(work, customer, before, work.customers.count_visits(customer))


def _move(work: CustomerWork, customer: int, before: Visits, after: Visits) -> None:
    """Write the visits; the search order follows when the month of the last one changes."""
    if before == after:
        return
    work.customers.set_visits(customer, after)
    if _month(before.last) != _month(after.last):
        work.search.set_month(customer, after.last)


def _month(day: dt.date | None) -> dt.date | None:
    return None if day is None else day.replace(day=1)
