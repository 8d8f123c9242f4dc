"""A percentage off what remains, rounded half up once."""

from collections.abc import Sequence

from smbcrm.core.i18n import N_
from smbcrm.core.money import half_up
from smbcrm.core.percentages import WHOLE
from smbcrm.membership.vouchers.kinds.kind import Payable, VoucherKind, Worth, less


def _take(percent: int, lines: Sequence[Payable]) -> tuple[Payable, ...]:
    return less(lines, half_up(sum(line.net for line in lines) * percent, WHOLE))


PERCENT_OFF = VoucherKind(
    "percent_off",
    N_("Percent off"),
    "{value}",  # core.percentages says all of it
    Worth.PERCENT,
    _take,
    terms=N_("For all of one sale."),
)
