"""Gift whose paid part was paid out since it was spent: it does not come back.

A withdrawal voids all unspent gift of the top-ups it touches. What was spent by then is as good as
unspent once its sale is taken back, so it is void as well: else a top-up, its gift spent, the paid
part paid out and the sale given back would be gift for nothing.
"""

from collections.abc import Iterable

from smbcrm.membership.ledger.ports import LedgerWork
from smbcrm.membership.ledger.types import AccountKind, Lot, Operation


def forfeited(work: LedgerWork, lots: Iterable[Lot], spent: int) -> dict[int, Operation]:
    """Return the lots of gift that do not come back, each with the withdrawal that is why.

    `spent` is the operation that spent them; all by their sequence numbers.
    """
    gifts = [lot.id for lot in lots if lot.kind is AccountKind.GIFT]
    origins = work.ledger.origins(gifts)
    gone = work.ledger.paid_out(frozenset(origins.values()), spent)
    return {lot: gone[origin] for lot, origin in origins.items() if origin in gone}
