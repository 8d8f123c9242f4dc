"""Points that were earned on what is paid back: one step for refunds and withdrawals."""

from collections.abc import Collection
from typing import NamedTuple

from smbcrm.membership.ledger import rules
from smbcrm.membership.ledger.ports import LedgerWork
from smbcrm.membership.ledger.postings import NewEntry
from smbcrm.membership.ledger.types import POINT, AccountKind, Wallet


class EarnedBack(NamedTuple):
    """The entries that take points, and how many of the spare ones made up for missing ones."""

    entries: tuple[NewEntry, ...]
    made_up: int


def earned_back(
    work: LedgerWork, wallet: Wallet, earned_with: Collection[int], points: int, spare: int = 0
) -> EarnedBack:
    """Take back points that were earned with some operations, by their sequence numbers.

    They are taken from the lots of these operations, then from the others in the usual order. What
    is missing is made up by points that come back at the same time and are `spare`; what then is
    still missing opens a lot below zero, and nothing is redeemed before that is earned back
    (product.md section 3, Refund).
    """
    if not points:
        return EarnedBack((), 0)
    own = {lot.id for seq in earned_with for lot, _ in work.ledger.opened_by(seq)}
    lots = sorted(wallet.lots_of(AccountKind.POINTS), key=lambda lot: lot.id not in own)
    taken = rules.draw_at_most(lots, points)
    missing = points + sum(entry.amount for entry in taken)
    made_up = min(spare, missing)
    if missing > made_up:
        owed = rules.credit(wallet, AccountKind.POINTS, POINT, made_up - missing)
        taken = (*taken, owed)
    return EarnedBack(taken, made_up)
