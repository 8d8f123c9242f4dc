"""An amount off for two: a customer who first buys, and who brought that customer."""

from smbcrm.core.i18n import N_
from smbcrm.membership.vouchers.kinds.kind import VoucherKind, Worth, less

BRING_A_FRIEND = VoucherKind(
    "bring_a_friend",
    N_("Bring a friend"),
    N_("{value} off, for friends"),
    Worth.AMOUNT,
    lambda amount, lines: less(lines, amount),
    terms=N_("For one sale. What is left of it is lost."),
    for_friends=True,
)
