"""Where vouchers stand, in words."""

from collections.abc import Mapping

from smbcrm.core.i18n import N_
from smbcrm.membership.vouchers.types import VoucherState

VOUCHER_STATES: Mapping[str, str] = {
    VoucherState.ISSUED: N_("issued, not used yet"),
    VoucherState.HELD: N_("held"),
    VoucherState.USED: N_("used"),
    VoucherState.RETURNED: N_("returned"),
    VoucherState.EXPIRED: N_("expired"),
    VoucherState.VOID: N_("void"),
}
