"""Which gift a withdrawal voids."""

import datetime as dt

from smbcrm.membership.ledger.postings import NewEntry
from smbcrm.membership.ledger.types import AccountKind, Lot
from smbcrm.membership.value.rules import voided_gifts

DAY = dt.date(2026, 3, 5)


def a_gift(number: int, remaining: int) -> Lot:
    return Lot(number, 2, AccountKind.GIFT, "USD", 1, DAY, None, remaining)


def test_of_each_top_up_that_is_touched_all_unspent_gift_goes() -> None:
    """Lots 1 and 2 are touched, which came with top-ups 10 and 20; the gift of 30 stays."""
    drawn = [NewEntry(1, "USD", -100, 1), NewEntry(1, "USD", -1, 2)]
    gifts = [a_gift(4, 50), a_gift(5, 7), a_gift(6, 9)]
    origins = {1: 10, 2: 20, 4: 10, 5: 20, 6: 30}
    assert voided_gifts(drawn, gifts, origins) == (
        NewEntry(2, "USD", -50, 4),
        NewEntry(2, "USD", -7, 5),
    )


def test_a_gift_that_went_back_to_a_new_lot_is_that_of_its_top_up_still() -> None:
    """Lot 8 carries on lot 4: both came with top-up 10."""
    drawn = [NewEntry(1, "USD", -100, 1)]
    assert voided_gifts(drawn, [a_gift(8, 20)], {1: 10, 8: 10}) == (NewEntry(2, "USD", -20, 8),)


def test_a_gift_that_is_spent_is_not_voided() -> None:
    drawn = [NewEntry(1, "USD", -100, 1)]
    assert voided_gifts(drawn, [a_gift(4, 0)], {1: 10, 4: 10}) == ()
