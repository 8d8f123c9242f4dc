"""An amount off; what is left of it where the sale is smaller is lost."""

from smbcrm.core.i18n import N_
from smbcrm.membership.vouchers.kinds.kind import VoucherKind, Worth, less

AMOUNT_OFF = VoucherKind(
    "amount_off",
    N_("Amount off"),
    N_("{value} off"),
    Worth.AMOUNT,
    lambda amount, lines: less(lines, amount),
    terms=N_("For one sale. What is left of it is lost."),
)
