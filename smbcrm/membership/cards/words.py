"""Where cards stand, in words."""

from collections.abc import Mapping

from smbcrm.core.i18n import N_
from smbcrm.membership.cards.types import CardState

CARD_STATES: Mapping[str, str] = {
    CardState.ISSUED: N_("issued"),
    CardState.ACTIVE: N_("active"),
    CardState.FROZEN: N_("frozen"),
    CardState.LOST: N_("lost"),
    CardState.REPLACED: N_("replaced"),
    CardState.EXPIRED: N_("expired"),
    CardState.VOID: N_("void"),
}
