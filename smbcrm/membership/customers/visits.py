"""A customer's visits: what was bought on them, and steps that several use cases share."""

import datetime as dt
from dataclasses import dataclass

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
    """Note a visit; the search order follows when the month of the last visit changes."""
    before = work.customers.last_visit(customer)
    if before is None or day > before:
        _move(work, customer, before, day)


def recount_visits(work: CustomerWork, customer: int) -> None:
    """Work out the last visit anew, after a sale was taken back."""
    before = work.customers.last_visit(customer)
    _move(work, customer, before, work.customers.count_last_visit(customer))


def _move(work: CustomerWork, customer: int, before: dt.date | None, after: dt.date | None) -> None:
    if before == after:
        return
    work.customers.set_last_visit(customer, after)
    if before is None or after is None or before.replace(day=1) != after.replace(day=1):
        work.search.set_month(customer, after)
