"""The end of a lot: how it is booked, and whether it has come."""

import datetime as dt

from smbcrm.core.ids import job_id
from smbcrm.membership.ledger.ports import LedgerWork
from smbcrm.membership.ledger.types import Lot


def has_ended(work: LedgerWork, lot: Lot, today: dt.date) -> bool:
    """Tell whether a lot is over: by its last day, or because its end has been booked.

    The second comes before the first where another till's clock is ahead of ours.
    """
    if lot.expires_on is None:
        return False
    return lot.over(today) or work.ledger.operation(expiry_id(lot)) is not None


def expiry_id(lot: Lot) -> str:
    """Return the id of the operation that ends a lot, the same for every till."""
    return job_id("expiry", lot.id, lot.expires_on)
