"""A percentage off what remains, rounded half up once."""

from collections.abc import Sequence

from smbcrm.core.i18n import N_
from smbcrm.core.money import half_up
from smbcrm.membership.vouchers.kinds.kind import Payable, VoucherKind, Worth, less

WHOLE = 10_000
"""All of it, in hundredths of a percent."""


def _take(percent: int, lines: Sequence[Payable]) -> tuple[Payable, ...]:
    return less(lines, half_up(sum(line.net for line in lines) * percent, WHOLE))


PERCENT_OFF = VoucherKind(
    "percent_off",
    N_("Percent off"),
    N_("−{value} %"),
    Worth.PERCENT,
    _take,
    terms=N_("For all of one sale."),
)
