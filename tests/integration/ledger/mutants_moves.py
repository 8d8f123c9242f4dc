"""Faults that somebody could build into refunds, withdrawals, transfers and adjustments."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from smbcrm.membership.ledger.postings import NewEntry, NewLot
from smbcrm.membership.ledger.types import AccountKind, Lot
from smbcrm.membership.refunds import rules as refunds
from smbcrm.membership.refunds.rules import Back, Sold
from smbcrm.membership.refunds.types import RefundOrder
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.value import rules as value
from tests.integration.ledger.examples_moves import give_stored_value_back_in_parts
from tests.integration.ledger.mutants import Mutant

_owned, _gone_back, _voided = refunds._owned, refunds.gone_back, value.voided_gifts
_CASH_FIRST = (Means.CASH, *(one for one in refunds._MONEY if one is not Means.CASH))
_ORDERS = refunds._ORDERS


def _orders(*order: Means) -> dict[RefundOrder, tuple[Means, ...]]:
    return dict.fromkeys(RefundOrder, order)


def _principal_up(sale: Sold, means: Mapping[Means, int]) -> dict[AccountKind, int]:
    owned = _owned(sale, means)
    if owned.get(AccountKind.GIFT) and AccountKind.PRINCIPAL in owned:
        owned[AccountKind.PRINCIPAL] += 1
        owned[AccountKind.GIFT] -= 1
    return {kind: count for kind, count in owned.items() if count}


def _gift_back_first(sale: Sold, means: Mapping[Means, int]) -> dict[AccountKind, int]:
    owned, stored = _owned(sale, means), means.get(Means.STORED, 0)
    gift = min(stored, sale.took(AccountKind.GIFT))
    owned |= {AccountKind.PRINCIPAL: stored - gift, AccountKind.GIFT: gift}
    return {kind: count for kind, count in owned.items() if count}


def _first_filled_first(drawn: Sequence[tuple[int, int]], amount: int) -> list[tuple[int, int]]:
    return list(refunds_refilled(list(reversed(drawn)), amount))


refunds_refilled = refunds._refilled


def _each_by_itself(after: Back, before: Back) -> Back:
    """Give back what a first refund of the same amount would."""
    share = after.amount - before.amount
    return replace(after, points=after.points * share // max(1, after.amount))


def _points_stay(after: Back, before: Back) -> Back:
    return replace(refunds_difference(after, before), points=0)


refunds_difference = refunds.difference


def _only_a_share(
    drawn: Sequence[NewEntry], gifts: Sequence[Lot], origins: Mapping[int, int]
) -> tuple[NewEntry, ...]:
    halved = [lot._replace(remaining=lot.remaining // 2) for lot in gifts]
    return _voided(drawn, halved, origins)


def _every_gift(
    drawn: Sequence[NewEntry], gifts: Sequence[Lot], _origins: Mapping[int, int]
) -> tuple[NewEntry, ...]:
    return _voided(drawn, gifts, dict.fromkeys(range(1, 10_000), 1))


def _no_gift(*_: object) -> tuple[NewEntry, ...]:
    return ()


def _debts_stay(_lots: Sequence[Lot], _amount: int) -> tuple[NewEntry, ...]:
    return ()


def _principal_only(amount: int, principal: int, _gift: int) -> tuple[int, int]:
    return min(amount, principal), max(0, amount - principal)


def _nothing(*_: object) -> None:
    return None


_REFUNDS, _RETURNING = "membership.refunds.rules", "membership.refunds.returning"
_VALUE, _LEDGER = "membership.value", "membership.ledger.rules"

SEEN_WITH_MOVES = (
    Mutant(
        "cash back before the card",
        f"{_REFUNDS}._ORDERS",
        _orders(*_CASH_FIRST, Means.STORED, Means.CREDIT, Means.POINTS),
    ),
    Mutant(
        "points back before store credit",
        f"{_REFUNDS}._ORDERS",
        _orders(*refunds._MONEY, Means.STORED, Means.POINTS, Means.CREDIT),
    ),
    Mutant("the other order", f"{_REFUNDS}._ORDERS", _orders(*_ORDERS[RefundOrder.STORED])),
    Mutant("paid part back rounded up", f"{_REFUNDS}._owned", _principal_up),
    Mutant("the lot drawn first filled first", f"{_REFUNDS}._refilled", _first_filled_first),
    Mutant("each refund for itself", f"{_REFUNDS}.difference", _each_by_itself),
    Mutant("points not taken back", f"{_REFUNDS}.difference", _points_stay),
    Mutant("an ended lot filled again", f"{_RETURNING}.has_ended", lambda *_: False),
    Mutant("valid again for 31 days", f"{_RETURNING}.DAYS_AGAIN", 31),
    Mutant("points short forgiven", f"{_LEDGER}.fill", _debts_stay),
    Mutant(
        "a refunded sale undone",
        "membership.sales.reversing.later_refund",
        _nothing,
    ),
    Mutant("half of the gift void", f"{_VALUE}.rules.voided_gifts", _only_a_share),
    Mutant("every gift void", f"{_VALUE}.rules.voided_gifts", _every_gift),
    Mutant("no gift void", f"{_VALUE}.rules.voided_gifts", _no_gift),
    Mutant("paid part handed over first", f"{_LEDGER}.pro_rata", _principal_only),
    Mutant(
        "handed over without its end",
        f"{_VALUE}.transferring.NewLot",
        lambda _end, source: NewLot(None, source),
    ),
    Mutant(
        "an adjustment of points that ends on the day",
        f"{_VALUE}.adjusting.end_of_month",
        lambda day: day,
    ),
)

SEEN_BY_AN_EXAMPLE = (
    (
        Mutant("gift part back first", f"{_REFUNDS}._owned", _gift_back_first),
        give_stored_value_back_in_parts,
    ),
)
"""What the machine finds by luck only, each with a course of things that shows it."""
