"""A customer as screens show one."""

import datetime as dt

from smbcrm.membership.customers import typed
from smbcrm.membership.customers.ports import CustomerWork
from smbcrm.membership.customers.types import Shown
from smbcrm.membership.tiers.steps import tier_on


def show(work: CustomerWork, customer: int, today: dt.date) -> Shown:
    """Return a customer with the tier and the names behind the ids; raise UnknownCustomer."""
    known = typed.known(work, customer)
    referrer, keeper = known.profile.referrer, known.profile.looked_after_by
    codes = {} if referrer is None else work.customers.codes([referrer])
    names = {} if keeper is None else {one.id: one.name for one in work.staff.all_staff()}
    return Shown(
        known,
        tier_on(work, customer, today).name,
        "" if referrer is None else codes[referrer][0],
        "" if keeper is None else names.get(keeper, ""),
    )
