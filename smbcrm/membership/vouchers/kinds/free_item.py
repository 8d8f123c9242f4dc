"""One piece of an item for nothing; the discount lies on its line."""

from collections.abc import Sequence

from smbcrm.core.i18n import N_
from smbcrm.core.money import half_up
from smbcrm.membership.vouchers.kinds.kind import Payable, VoucherKind, Worth

_PIECE = 1000


def _take(item: int, lines: Sequence[Payable]) -> tuple[Payable, ...]:
    """Take one more piece off the first line of the item that has one left to pay."""
    for place, line in enumerate(lines):
        if line.item == item and line.pieces > 0:
            price = line.net
            if line.pieces > _PIECE:
                price = half_up(line.net * _PIECE, line.pieces)
            left = line._replace(net=line.net - price, pieces=max(line.pieces - _PIECE, 0))
            return (*lines[:place], left, *lines[place + 1 :])
    return tuple(lines)


FREE_ITEM = VoucherKind(
    "free_item",
    N_("Free item"),
    N_("{value} free"),
    Worth.ITEM,
    _take,
    terms=N_("For one piece, in one sale."),
)
