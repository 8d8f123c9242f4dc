"""What only a rare course of things shows: each is written down here, for faults it must show."""

from smbcrm.core.ids import uuid7
from tests.helpers.twin_moves import MovingTwin

GIVER = 0


def give_stored_value_back_in_parts(twin: MovingTwin) -> None:
    """Pay with a paid part and its gift together, and give half of it back, then the rest."""
    twin.set_now(twin.clock.instant)
    top_up, sale, half, rest = (uuid7(twin.clock) for _ in range(4))
    twin.top_up(top_up, GIVER, 20_000, "cash", offer=True, date=None)
    state = twin.oracle.state(twin.customers[GIVER][0])
    stored = state.principal + state.gift
    assert state.gift
    twin.sale(sale, GIVER, stored, {"stored": stored}, None, "Till 1")
    for refund, amount in ((half, stored // 2), (rest, None)):
        twin.refund(refund, sale, amount, "Till 1")
        twin.check()
