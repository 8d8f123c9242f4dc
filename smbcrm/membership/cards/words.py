"""Cards in words: how one stands, and what was done with it."""

from collections.abc import Mapping

from smbcrm.core.i18n import N_
from smbcrm.membership.cards.types import CardAct, CardState

CARD_STATES: Mapping[str, str] = {
    CardState.ISSUED: N_("issued"),
    CardState.ACTIVE: N_("active"),
    CardState.FROZEN: N_("frozen"),
    CardState.LOST: N_("lost"),
    CardState.REPLACED: N_("replaced"),
    CardState.EXPIRED: N_("expired"),
    CardState.VOID: N_("void"),
}

CARD_ACTS: Mapping[str, str] = {
    CardAct.ISSUE: N_("issued"),
    CardAct.HAND_OVER: N_("handed over"),
    CardAct.FREEZE: N_("frozen"),
    CardAct.UNFREEZE: N_("unfrozen"),
    CardAct.REPORT_LOST: N_("reported lost"),
    CardAct.REPLACE: N_("replaced"),
    CardAct.RENEW: N_("renewed"),
    CardAct.VOID: N_("made void"),
    CardAct.UNDO: N_("undone"),
}
