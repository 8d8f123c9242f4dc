"""What went off the lines of a sale, and by what, so that a refund names each discount rightly.

Of a line only the sum of its discounts is kept. What each took is found by pricing the sale again
(product.md, "Order in a sale"): the tier discount first, then the vouchers as they were used.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from smbcrm.core.money import split_by_weight
from smbcrm.membership.bills.types import Bill, BillVoucher
from smbcrm.membership.ledger.postings import SaleLine
from smbcrm.membership.vouchers.kinds.kind import Payable
from smbcrm.membership.vouchers.ports import VoucherWork
from smbcrm.membership.vouchers.types import Off


@dataclass(frozen=True, slots=True)
class TakenOff:
    """What of the discount of a refund each voucher of its sale took off, in minor units.

    The rest is the discount of a tier: that which the customer had at the sale.
    """

    tier: str
    vouchers: tuple[BillVoucher, ...]


def taken_off(
    work: VoucherWork, first: Bill | None, sold: Sequence[SaleLine], back: Iterable[SaleLine]
) -> TakenOff:
    """Return what took off the discounts of the lines that come back.

    `first` is the bill of the sale, `sold` are its lines. Each voucher it used is told of, with
    `moved` 0: whether one comes back is another matter.
    """
    if first is None:
        return TakenOff("", ())
    tier = first.customer.tier if first.customer else ""
    used = [one for one in first.vouchers if one.moved < 0 and one.amount]
    found = [(one, work.vouchers.find(one.code)) for one in used]
    offs = [Off(voucher, one.amount) for one, voucher in found if voucher is not None]
    if len(offs) < len(used):
        return TakenOff(tier, ())
    shares = by_cause(sold, offs)
    amounts = [0] * len(used)
    for line in back:
        parts = split_by_weight(line.discount, shares[line.number - 1])
        amounts = [sum(pair) for pair in zip(amounts, parts[1:], strict=True)]
    told = zip(used, amounts, strict=True)
    return TakenOff(tier, tuple(replace(one, moved=0, amount=amount) for one, amount in told))


def by_cause(sold: Sequence[SaleLine], offs: Sequence[Off]) -> list[list[int]]:
    """Return for each line of a sale what the tier took off it, then what each voucher did.

    The sums are the discounts of the lines. Where a voucher works in another way by now than when
    it was used, they are shared by what each took off the whole sale.
    """
    discount = sum(line.discount for line in sold)
    tier = discount - sum(one.amount for one in offs)
    parts = [[share] for share in split_by_weight(tier, [line.gross for line in sold])]
    left = [
        Payable(line.item, line.gross - part[0], line.quantity)
        for line, part in zip(sold, parts, strict=True)
    ]
    for one in offs:
        after = one.voucher.kind.take(one.voucher.worth, left)
        for part, before, then in zip(parts, left, after, strict=True):
            part.append(before.net - then.net)
        left = list(after)
    if [sum(part) for part in parts] == [line.discount for line in sold]:
        return parts
    weights = [tier, *(one.amount for one in offs)]
    return [split_by_weight(line.discount, weights) for line in sold]
