"""Value that moves without a sale: pure rules (product.md section 3)."""

from collections.abc import Mapping, Sequence

from smbcrm.membership.ledger.postings import NewEntry
from smbcrm.membership.ledger.types import Lot, ToppedUp


def points_due(brought: ToppedUp, amount: int) -> int:
    """Return the points that go with a part of a top-up that is paid out, in minor units.

    What has gone in all is the points less those of the part that stays, floored: so any way of
    paying out in parts ends as one.
    """

    def left(withdrawn: int) -> int:
        return brought.points * (brought.paid - withdrawn) // brought.paid

    return left(brought.withdrawn) - left(brought.withdrawn + amount)


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
