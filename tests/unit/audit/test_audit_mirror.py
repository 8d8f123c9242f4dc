"""A reversal mirrors what it takes out; behind that stand only points that fill what is owed."""

import pytest

from smbcrm.membership.audit.mirror import is_mirror
from smbcrm.membership.audit.ports import AccountFacts, Row
from smbcrm.membership.ledger.types import POINT

ANN, BOB, MONEY, HOUSE = 1, 2, 3, 9
ACCOUNTS = {
    ANN: AccountFacts(10, "points", POINT, 0),
    BOB: AccountFacts(11, "points", POINT, 0),
    MONEY: AccountFacts(10, "principal", "USD", 0),
    HOUSE: AccountFacts(None, "points", POINT, None),
}
TAKEN_OUT: list[Row] = [(1, ANN, 5, -200), (2, HOUSE, None, 200)]
MIRROR: list[Row] = [(1, ANN, 5, 200), (2, HOUSE, None, -200)]
SETTLED: list[Row] = [(3, ANN, 5, -150), (4, ANN, 6, 150)]


@pytest.mark.parametrize("settled", [[], SETTLED])
def test_a_mirror_and_points_that_fill_what_is_owed(settled: list[Row]) -> None:
    assert is_mirror([*MIRROR, *settled], TAKEN_OUT, ACCOUNTS, {5: 50, 6: 0})


@pytest.mark.parametrize(
    ("reversal", "remaining"),
    [
        (MIRROR[:1], {5: 200}),
        ([(1, ANN, 5, 199), MIRROR[1]], {5: 199}),
        ([*MIRROR, (3, ANN, 5, -150), (4, ANN, 6, 149)], {5: 50, 6: 0}),
        ([*MIRROR, (3, ANN, 5, -150), (4, BOB, 6, 150)], {5: 50, 6: 0}),
        ([*MIRROR, (3, MONEY, 5, -150), (4, MONEY, 6, 150)], {5: 50, 6: 0}),
        ([*MIRROR, (3, HOUSE, None, -150), (4, ANN, 6, 150)], {5: 200, 6: 0}),
        ([*MIRROR, (3, 99, 5, -150), (4, 99, 6, 150)], {5: 50, 6: 0}),
        ([*MIRROR, *SETTLED], {5: 50, 6: 1}),
        ([*MIRROR, *SETTLED], {5: -1, 6: 0}),
    ],
)
def test_anything_else_is_none(reversal: list[Row], remaining: dict[int, int]) -> None:
    assert not is_mirror(reversal, TAKEN_OUT, ACCOUNTS, remaining)
