"""Steps on vouchers that several use cases share."""

import datetime as dt
from collections.abc import Iterable, Sequence

from smbcrm.core.i18n import Text
from smbcrm.core.text import clean, small
from smbcrm.membership.bills.types import BillVoucher
from smbcrm.membership.customers.errors import FOUND
from smbcrm.membership.items.steps import holder_of
from smbcrm.membership.ledger.ending import has_ended
from smbcrm.membership.ledger.ports import LedgerWork
from smbcrm.membership.ledger.postings import NewEntry
from smbcrm.membership.ledger.types import AccountKind, Operation
from smbcrm.membership.vouchers import codes, errors, rules
from smbcrm.membership.vouchers.ports import IssuingWork, VoucherWork
from smbcrm.membership.vouchers.types import (
    BY_HAND,
    Definition,
    Here,
    NewVoucher,
    Off,
    Origin,
    Voucher,
)


def definition_called(work: VoucherWork, code: str, *, hold: bool = False) -> Definition:
    """Return the voucher that the shop gives under a code; raise UnknownDefinition."""
    found = work.vouchers.definition(clean(code).strip(), hold=hold)
    if found is None:
        raise errors.UnknownDefinition(code=code)
    return found


def voucher_called(work: VoucherWork, text: str) -> Voucher:
    """Return the voucher with a code as it is typed or scanned; raise UnknownVoucher."""
    code = codes.read_code(clean(text))
    found = None if code is None else work.vouchers.find(code)
    if found is None:
        raise errors.UnknownVoucher(code=text)
    return found


def chosen(
    work: VoucherWork, texts: Sequence[str], customer: int | None, here: Here
) -> tuple[Voucher, ...]:
    """Return the vouchers that a customer, whose accounts are locked, wants to use in a sale.

    Raises VoucherNeedsCustomer, UnknownVoucher, VoucherTwice, ForeignVoucher, and `why_not`.
    """
    if texts and customer is None:
        raise errors.VoucherNeedsCustomer
    found: dict[str, Voucher] = {}
    for text in texts:
        voucher = voucher_called(work, text)
        if voucher.code in found:
            raise errors.VoucherTwice(code=voucher.code)
        if voucher.holder != customer:
            raise errors.ForeignVoucher(code=voucher.code, owner=owner_of(work, voucher))
        refused = rules.why_not(voucher, here)
        if refused is not None:
            raise refused
        found[voucher.code] = voucher
    return tuple(found.values())


def let_go(work: VoucherWork, used: Iterable[Off]) -> None:
    """End the holds of vouchers that were used: who gets one back may use it at any till."""
    for one in used:
        if one.voucher.hold is not None:
            work.vouchers.release(one.voucher.code, one.voucher.hold.terminal)


def owner_of(work: VoucherWork, voucher: Voucher) -> Text:
    """Return whose a voucher is, in words."""
    return customer_called(work, voucher.holder or 0)


def customer_called(work: VoucherWork, customer: int) -> Text:
    """Return a customer in words, by name and code."""
    code, name = work.customers.codes([customer]).get(customer, ("", ""))
    return Text(FOUND, {"name": name, "code": code})


def kept(
    work: IssuingWork, operation: Operation, definition: Definition, origin: Origin = BY_HAND
) -> tuple[Voucher, ...]:
    """Write down what the vouchers are that an operation has issued; return them."""
    first = rules.first_day(definition, operation.business_date)
    lots = [
        lot for lot, _ in work.ledger.opened_by(operation.seq) if lot.kind is AccountKind.VOUCHERS
    ]
    if lots:
        work.cards.hold_numbers()
    new = [NewVoucher(lot.id, _free_code(work, lot.id), definition, first, origin) for lot in lots]
    work.vouchers.keep(new)
    return tuple(voucher_called(work, one.code) for one in new)


def _free_code(work: IssuingWork, lot: int) -> str:
    """Return a code that a scanner takes for nothing else; it reads ours in small letters, too."""
    for code in codes.candidates(lot):
        customers = (work.customers.by_code(one) for one in (code, small(code)))
        if holder_of(work, code) is None and all(one is None for one in customers):
            return code
    raise LookupError(lot)


def given_back(
    work: LedgerWork, lots: Iterable[int], today: dt.date, until: dt.date
) -> tuple[tuple[NewEntry, ...], bool]:
    """Return the entries that give vouchers back to the lots they were drawn from.

    What has ended comes back in a new lot until a day; told is whether there was any such.
    """
    drawn = list(lots)
    known = work.ledger.lots(drawn)
    ended = [(known[lot], has_ended(work, known[lot], today)) for lot in drawn]
    return tuple(rules.returned(ended, until)), any(over for _, over in ended)


def bill_voucher(voucher: Voucher, moved: int, amount: int = 0) -> BillVoucher:
    """Return a voucher as a bill tells of it: it came (1), or went (-1) and took so much off."""
    ends = voucher.lot.expires_on
    return BillVoucher(
        code=voucher.code,
        name=voucher.name,
        kind=voucher.kind_code,
        value=voucher.value,
        item=voucher.item.name if voucher.item else "",
        moved=moved,
        amount=amount,
        until=None if ends is None else ends.isoformat(),
    )


def bill_vouchers(used: Iterable[Off], given: Iterable[Voucher]) -> tuple[BillVoucher, ...]:
    """Return what a bill says of vouchers: those used, then those given."""
    return (
        *(bill_voucher(one.voucher, -1, one.amount) for one in used),
        *(bill_voucher(one, 1) for one in given),
    )
