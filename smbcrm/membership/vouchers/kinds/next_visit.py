"""An amount off, on another day than the one on which the voucher was given."""

from smbcrm.core.i18n import N_
from smbcrm.membership.vouchers.kinds.kind import VoucherKind, Worth, less

NEXT_VISIT = VoucherKind(
    "next_visit",
    N_("Next visit"),
    N_("{value} off the next visit"),
    Worth.AMOUNT,
    lambda amount, lines: less(lines, amount),
    another_day=True,
    terms=N_("For one sale on a later day. What is left of it is lost."),
)
