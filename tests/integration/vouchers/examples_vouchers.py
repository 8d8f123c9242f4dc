"""What only a rare course of things shows: each is written down here, for faults it must show."""

from smbcrm.core.ids import uuid7
from tests.helpers.twin_vouchers import VoucherTwin

OWN, FRIEND = 0, 1


def give_back_where_a_friends_voucher_was_used(twin: VoucherTwin) -> None:
    """Use what a friend's first sale brought; give that sale back, then the one of the use."""
    twin.set_now(twin.clock.instant)
    first, used = uuid7(twin.clock), uuid7(twin.clock)
    twin.sale(first, FRIEND, 3_000, None, None, "Till 1")
    numbers = twin.oracle.vouchers_of(twin.customers[OWN][0])
    twin.sell_with(used, OWN, 6_000, numbers, None)
    for sale in (first, used):
        twin.refund(uuid7(twin.clock), sale, None, "Till 1")
        twin.check()
        twin.check_vouchers()


def give_a_tier_back(twin: VoucherTwin, *, use: bool = True) -> None:
    """Reach a tier, perhaps use its voucher; give that sale back, then the one of the use."""
    twin.set_now(twin.clock.instant)
    first, used = uuid7(twin.clock), uuid7(twin.clock)
    twin.sale(first, OWN, 50_000, None, None, "Till 1")
    if use:
        numbers = twin.oracle.living_vouchers(twin.customers[OWN][0])
        twin.sell_with(used, OWN, 6_000, numbers, None)
    for sale in (first, used):
        twin.refund(uuid7(twin.clock), sale, None, "Till 1")
        twin.check()
        twin.check_vouchers()


def give_a_tier_back_at_once(twin: VoucherTwin) -> None:
    """Reach a tier and give that sale back."""
    give_a_tier_back(twin, use=False)


def undo_what_bore_a_tier(twin: VoucherTwin) -> None:
    """Reach a tier and buy as much again; give the first sale back, and undo the other one."""
    twin.set_now(twin.clock.instant)
    first, other = uuid7(twin.clock), uuid7(twin.clock)
    for sale in (first, other):
        twin.sale(sale, OWN, 50_000, None, None, "Till 1")
    twin.refund(uuid7(twin.clock), first, None, "Till 1")
    twin.reverse(uuid7(twin.clock), other, void=False, terminal="Till 1")
    twin.check()
    twin.check_vouchers()


def undo_an_entry_meanwhile(twin: VoucherTwin) -> None:
    """Reach a tier by two sales; give one back, undo the other, and then what was given back."""
    twin.set_now(twin.clock.instant)
    most, rest, back = (uuid7(twin.clock) for _ in range(3))
    twin.sale(most, OWN, 39_500, None, None, "Till 1")
    twin.sale(rest, OWN, 1_000, None, None, "Till 1")
    twin.refund(back, most, None, "Till 1")
    for target in (rest, back, most):
        twin.reverse(uuid7(twin.clock), target, void=False, terminal="Till 1")
        twin.check()
        twin.check_vouchers()
