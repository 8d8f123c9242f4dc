"""What a kind of voucher is made of: how it is filled in, what is said of it, what it takes off."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from smbcrm.core.money import split_by_weight


class Worth(StrEnum):
    """What is filled in to say what a voucher is worth."""

    AMOUNT = "amount"
    """An amount in minor units."""
    PERCENT = "percent"
    """Hundredths of a percent."""
    ITEM = "item"
    """An item, by its id."""


class Payable(NamedTuple):
    """A line of a sale as a voucher meets it.

    `net` is what is left to pay of it, in minor units; `pieces` are thousandths of its quantity
    that no voucher made free yet.
    """

    item: int | None
    net: int
    pieces: int


Take = Callable[[int, Sequence[Payable]], tuple[Payable, ...]]
"""What is left of the lines after a voucher that is worth so much, in the unit of its `Worth`."""


@dataclass(frozen=True, slots=True)
class VoucherKind:
    """A kind of voucher: forms, lists and bills follow from what stands here.

    `title` names it, `said` says what one of it does, with `{value}`, and `terms` what holds for
    it (all message ids). With `another_day` it is for a later business date than the one on which
    it was issued; one that is `for_friends` is given by itself, to a customer who first buys and to
    who brought that customer.
    """

    code: str
    title: str
    said: str
    worth: Worth
    take: Take
    terms: str
    another_day: bool = False
    for_friends: bool = False


def less(lines: Sequence[Payable], amount: int) -> tuple[Payable, ...]:
    """Return the lines with an amount off, split by largest remainder; at most all of it."""
    nets = [line.net for line in lines]
    shares = split_by_weight(min(amount, sum(nets)), nets)
    return tuple(
        line._replace(net=line.net - share) for line, share in zip(lines, shares, strict=True)
    )
