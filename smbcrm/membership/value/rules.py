"""Value that moves without a sale: pure rules (product.md section 3)."""

from collections.abc import Mapping, Sequence

from smbcrm.membership.ledger.postings import NewEntry
from smbcrm.membership.ledger.types import Lot


def voided_gifts(
    drawn: Sequence[NewEntry], gifts: Sequence[Lot], origins: Mapping[int, int]
) -> tuple[NewEntry, ...]:
    """Return the entries that void the gift of a withdrawal.

    Of each lot touched, even in part, all unspent gift of the same top-up goes. `origins` says
    by which operation the value of each lot first came, followed through the lots before it.
    """
    top_ups = {origins[entry.lot] for entry in drawn if isinstance(entry.lot, int)}
    return tuple(
        NewEntry(lot.account, lot.unit, -lot.remaining, lot.id)
        for lot in gifts
        if origins[lot.id] in top_ups and lot.remaining > 0
    )
