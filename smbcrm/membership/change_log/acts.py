"""By what something was changed, in words."""

from collections.abc import Mapping

from smbcrm.core.i18n import N_, Text
from smbcrm.membership.cards.words import CARD_ACTS
from smbcrm.membership.customers.kinds import ADD
from smbcrm.membership.imports.meaning import ACT as IMPORT
from smbcrm.membership.imports.undoing import ACT as IMPORT_UNDO

_CARD = "card_"
_ACTS: Mapping[str, str] = {
    ADD: N_("customer added"),
    "customer_edit": N_("customer edited"),
    "customer_merge": N_("customers merged"),
    "merge_undo": N_("merge undone"),
    "customer_note": N_("note added"),
    "customer_note_remove": N_("note removed"),
    "customer_note_back": N_("note put back"),
    "field_add": N_("custom field added"),
    "field_edit": N_("custom field changed"),
    "customer_file": N_("file added"),
    "customer_file_remove": N_("file removed"),
    "photo": N_("photo set"),
    "photo_remove": N_("photo removed"),
    "photo_back": N_("photo put back"),
    "record": N_("record added"),
    "record_edit": N_("record edited"),
    "record_remove": N_("record removed"),
    "record_back": N_("record put back"),
    "record_kind": N_("kind of record defined"),
    "record_kind_edit": N_("kind of record renamed"),
    "consent": N_("consent noted"),
    "consent_purpose": N_("purpose defined"),
    "occasion_put": N_("occasion noted"),
    "occasion_remove": N_("occasion removed"),
    "customer_link": N_("relationship noted"),
    "customer_unlink": N_("relationship removed"),
    "contact_put": N_("contact noted"),
    "contact_remove": N_("contact removed"),
    "delivery_put": N_("delivery address noted"),
    "delivery_remove": N_("delivery address removed"),
    "spending_pin": N_("PIN changed"),
    "spending_pin_reset": N_("PIN reset"),
    "tier_hold": N_("tier given by hand"),
    "tier_unhold": N_("tier by hand taken back"),
    "setting": N_("setting changed"),
    "staff_add": N_("staff added"),
    "staff_rename": N_("staff renamed"),
    "staff_active": N_("staff on or off"),
    "staff_link": N_("staff noted as a customer"),
    "terminal_add": N_("till added"),
    "terminal_rename": N_("till renamed"),
    "terminal_active": N_("till on or off"),
    IMPORT: N_("import"),
    IMPORT_UNDO: N_("import undone"),
}


def act_words(act: str) -> Text:
    """Return by what something was changed; the code itself where a later version wrote it."""
    if act.startswith(_CARD) and act.removeprefix(_CARD) in CARD_ACTS:
        return Text(N_("card {what}"), {"what": Text(CARD_ACTS[act.removeprefix(_CARD)])})
    return Text(_ACTS.get(act, act))
