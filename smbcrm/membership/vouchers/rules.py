"""Vouchers: pure rules (product.md section 3, Order in a sale and Voucher)."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from smbcrm.core.errors import UserError
from smbcrm.core.money import Currency, Money
from smbcrm.membership.ledger import rules as ledger
from smbcrm.membership.ledger.named import called
from smbcrm.membership.ledger.postings import NewEntry, NewLot, SaleLine
from smbcrm.membership.ledger.types import (
    VOUCHER,
    AccountKind,
    House,
    Lot,
    OperationKind,
    Wallet,
)
from smbcrm.membership.vouchers import errors
from smbcrm.membership.vouchers.kinds.kind import Payable
from smbcrm.membership.vouchers.types import Definition, Here, Off, Voucher, VoucherState

HOLD = dt.timedelta(minutes=15)
"""For so long a voucher lies at the till whose sale it is chosen for, unless that says so again."""
FURTHEST = 2 * HOLD
"""A hold that reaches further than this was made by a clock that has been set back since.

The clocks of two tills may differ a little.
"""

_ONE_DAY = dt.timedelta(days=1)
_ENDS = {
    OperationKind.SALE: VoucherState.USED,
    OperationKind.EXPIRY: VoucherState.EXPIRED,
}


def first_day(definition: Definition, issued_on: dt.date) -> dt.date | None:
    """Return the first business date on which a voucher may be used; None: at once."""
    if definition.kind.another_day:
        return max(issued_on + _ONE_DAY, definition.first_day or dt.date.min)
    return definition.first_day


def last_day(definition: Definition, issued_on: dt.date) -> dt.date | None:
    """Return the last business date of a voucher that is issued on one; None: it never ends."""
    if definition.days is not None:
        return issued_on + dt.timedelta(days=definition.days)
    return definition.last_day


def issued(wallet: Wallet, ends: dt.date | None) -> tuple[NewEntry, ...]:
    """Return the entries by which a customer gets a voucher."""
    return (
        ledger.house(House.VOUCHERS, VOUCHER, -1),
        ledger.credit(wallet, AccountKind.VOUCHERS, VOUCHER, 1, ends),
    )


def drawn(lot: Lot, house: House) -> tuple[NewEntry, ...]:
    """Return the entries that take a voucher from its lot: used, or made void."""
    return (
        NewEntry(lot.account, VOUCHER, -1, lot.id),
        ledger.house(house, VOUCHER, 1),
    )


def returned(lots: Sequence[tuple[Lot, bool]], until: dt.date) -> Iterator[NewEntry]:
    """Yield the entries that give vouchers back to their lots.

    Beside each lot stands whether it has ended: then a new one takes its place until a day.
    """
    for lot, ended in lots:
        yield ledger.house(House.VOUCHERS, VOUCHER, -1)
        yield NewEntry(lot.account, VOUCHER, 1, NewLot(until, lot.id) if ended else lot.id)


def over(voucher: Voucher, today: dt.date) -> VoucherState | None:
    """Return how a voucher ended by a business date: used, expired or void; None: it lives."""
    if voucher.lot.remaining:
        return VoucherState.EXPIRED if voucher.lot.over(today) else None
    if voucher.went_out is None:
        return VoucherState.EXPIRED
    return _ENDS.get(voucher.went_out.kind, VoucherState.VOID)


def state_of(voucher: Voucher, here: Here) -> VoucherState:
    """Return where a voucher stands at a moment, seen from a till."""
    ended = over(voucher, here.today)
    if ended is not None:
        return ended
    if is_held(voucher, here):
        return VoucherState.HELD
    return VoucherState.ISSUED if voucher.went_out is None else VoucherState.RETURNED


def was_used(voucher: Voucher) -> bool:
    """Tell whether a sale has used a voucher, and it did not come back."""
    if voucher.lot.remaining or voucher.went_out is None:
        return False
    return voucher.went_out.kind is OperationKind.SALE


def lies_as_issued(voucher: Voucher) -> bool:
    """Tell whether a voucher lies in the very lot as which it was issued."""
    return voucher.lot.id == voucher.issued_as and voucher.lot.remaining > 0


def taken_back(voucher: Voucher) -> bool:
    """Tell whether the issue of a voucher was taken back: it never was one."""
    out = voucher.went_out
    return not voucher.lot.remaining and out is not None and out.kind is OperationKind.REVERSAL


def is_held(voucher: Voucher, here: Here) -> bool:
    """Tell whether a voucher lies at another till now."""
    hold = voucher.hold
    if hold is None or hold.terminal == here.terminal:
        return False
    return here.now < hold.until <= here.now + FURTHEST


def dead(voucher: Voucher, today: dt.date) -> UserError | None:
    """Return why a voucher is over: used, ended or void; None while it lives."""
    ended, out, code = over(voucher, today), voucher.went_out, voucher.code
    if ended is None:
        return None
    if ended is VoucherState.EXPIRED or out is None:
        return errors.VoucherExpired(code=code, date=voucher.lot.expires_on)
    if ended is VoucherState.USED:
        return errors.VoucherUsed(code=code, date=out.business_date, operation=called(out))
    return errors.VoucherIsVoid(code=code, date=out.business_date)


def held(voucher: Voucher, here: Here) -> UserError | None:
    """Return that a voucher lies at another till; None where it does not."""
    if voucher.hold is None or not is_held(voucher, here):
        return None
    until = here.day.local(voucher.hold.until)
    return errors.VoucherHeld(code=voucher.code, terminal=voucher.hold.terminal_name, until=until)


def why_not(voucher: Voucher, here: Here) -> UserError | None:
    """Return why a voucher may not be used now by its own customer; None where it may."""
    return dead(voucher, here.today) or held(voucher, here) or not_yet(voucher, here.today)


def not_yet(voucher: Voucher, today: dt.date) -> UserError | None:
    """Return that the first day of a voucher has not come; None where it has."""
    if voucher.first_day is not None and today < voucher.first_day:
        return errors.VoucherNotYet(code=voucher.code, date=voucher.first_day)
    return None


def payable(lines: Sequence[SaleLine]) -> tuple[Payable, ...]:
    """Return the lines of a sale as the first voucher meets them: the tier discount is off."""
    return tuple(Payable(line.item, line.net, line.quantity) for line in lines)


def taken(
    voucher: Voucher, left: Sequence[Payable], spend: int, currency: Currency
) -> tuple[Payable, ...]:
    """Return what is left of the lines after a voucher.

    `spend` is what they came to before any voucher. Raises MinimumSpend, VoucherNeedsItem,
    NothingOff.
    """
    if spend < voucher.minimum:
        raise errors.MinimumSpend(
            code=voucher.code,
            minimum=Money(voucher.minimum, currency),
            missing=Money(voucher.minimum - spend, currency),
        )
    after = voucher.kind.take(voucher.worth, left)
    if off(left, after):
        return after
    if voucher.item is not None and after == tuple(left):
        raise errors.VoucherNeedsItem(code=voucher.code, item=voucher.item.name)
    raise errors.NothingOff(code=voucher.code)


def off(before: Sequence[Payable], after: Sequence[Payable]) -> int:
    """Return what was taken off between two states of the same lines, in minor units."""
    return sum(line.net for line in before) - sum(line.net for line in after)


def priced(
    lines: Sequence[SaleLine], vouchers: Sequence[Voucher], currency: Currency
) -> tuple[tuple[SaleLine, ...], tuple[Off, ...]]:
    """Return the lines of a sale with the discounts of vouchers, and what each took off.

    Each works on what the one before it left; raises as `taken`.
    """
    left = payable(lines)
    spend, offs = sum(line.net for line in left), []
    for voucher in vouchers:
        after = taken(voucher, left, spend, currency)
        offs.append(Off(voucher, off(left, after)))
        left = after
    return (
        tuple(
            replace(line, discount=line.gross - part.net)
            for line, part in zip(lines, left, strict=True)
        ),
        tuple(offs),
    )
