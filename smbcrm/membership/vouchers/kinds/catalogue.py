"""All kinds of vouchers; another one is a file beside this one and a line here."""

from collections.abc import Mapping

from smbcrm.membership.vouchers.kinds.amount_off import AMOUNT_OFF
from smbcrm.membership.vouchers.kinds.bring_a_friend import BRING_A_FRIEND
from smbcrm.membership.vouchers.kinds.free_item import FREE_ITEM
from smbcrm.membership.vouchers.kinds.kind import VoucherKind
from smbcrm.membership.vouchers.kinds.next_visit import NEXT_VISIT
from smbcrm.membership.vouchers.kinds.percent_off import PERCENT_OFF

KINDS: tuple[VoucherKind, ...] = (
    AMOUNT_OFF,
    PERCENT_OFF,
    FREE_ITEM,
    NEXT_VISIT,
    BRING_A_FRIEND,
)
BY_CODE: Mapping[str, VoucherKind] = {kind.code: kind for kind in KINDS}
