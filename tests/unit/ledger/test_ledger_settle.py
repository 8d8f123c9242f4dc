"""Points that a reversal puts back fill lots below zero."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from smbcrm.membership.ledger.rules import settle
from smbcrm.membership.ledger.types import POINT, AccountKind, Lot

DAY = dt.date(2026, 3, 10)


def lot(number: int, remaining: int, ends: dt.date | None = None) -> Lot:
    return Lot(number, 1, AccountKind.POINTS, POINT, 1, DAY, ends, remaining)


def test_the_one_that_ends_first_gives_first() -> None:
    lots = (lot(1, 50), lot(2, 70, DAY), lot(3, -100))
    moved = [(entry.lot, entry.amount) for entry in settle(lots)]
    assert moved == [(2, -70), (1, -30), (3, 100)]


def test_nothing_moves_where_nothing_is_owed_or_there() -> None:
    assert settle((lot(1, 50),)) == settle((lot(1, -50), lot(2, 0))) == ()


@given(st.lists(st.integers(-500, 500), max_size=8))
def test_no_lot_stays_above_zero_beside_one_below(left: list[int]) -> None:
    lots = [lot(number, remaining) for number, remaining in enumerate(left, 1)]
    after = {one.id: one.remaining for one in lots}
    for entry in settle(lots):
        assert isinstance(entry.lot, int)
        after[entry.lot] += entry.amount
    assert sum(after.values()) == sum(left)
    assert min(after.values(), default=0) >= 0 or max(after.values()) <= 0
    assert all(abs(after[one.id]) <= abs(one.remaining) for one in lots)
