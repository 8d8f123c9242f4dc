"""What a reversal must look like: the entries it takes out, the other way round."""

from collections.abc import Mapping, Sequence

from smbcrm.membership.audit.ports import AccountFacts, Row
from smbcrm.membership.ledger.types import POINT


def is_mirror(
    reversal: Sequence[Row],
    taken_out: Sequence[Row],
    accounts: Mapping[int, AccountFacts],
    remaining: Mapping[int, int],
) -> bool:
    """Tell whether the entries of a reversal, by line, mirror those of an operation.

    Points that come back fill lots below zero: behind the mirror stand moves from lot to lot of one
    customer, of points only, which sum to zero. `remaining` is what is in the lots after it: none
    is filled above zero, or drawn below it.
    """
    mirrored = [(line, account, lot, -amount) for line, account, lot, amount in taken_out]
    if list(reversal[: len(mirrored)]) != mirrored:
        return False
    settled = reversal[len(mirrored) :]
    whose = {accounts[account].holder for _, account, _, _ in settled if account in accounts}
    return (
        not sum(amount for *_, amount in settled)
        and len(whose) <= 1
        and all(
            lot is not None
            and account in accounts
            and accounts[account].unit == POINT
            and (remaining[lot] <= 0 if amount > 0 else remaining[lot] >= 0)
            for _, account, lot, amount in settled
        )
    )
