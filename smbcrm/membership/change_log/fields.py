"""The fields that the change log knows, and what each is called."""

from collections.abc import Mapping

from smbcrm.core.i18n import N_
from smbcrm.membership.change_log.differences import SINGLE
from smbcrm.membership.imports.fields import LABELS as COLUMNS
from smbcrm.membership.imports.fields import Field

_OTHERWISE: Mapping[str, str] = {
    "full_name": COLUMNS[Field.NAME],
    "looked_after_by": COLUMNS[Field.STAFF],
    "referrer": N_("Referrer"),
}

LABELS: Mapping[str, str] = {
    "customer": N_("Customer"),
    "code": COLUMNS[Field.CODE],
    **{name: _OTHERWISE.get(name) or COLUMNS[Field(name)] for name in SINGLE},
    "phones": COLUMNS[Field.PHONE],
    "tags": COLUMNS[Field.TAGS],
    "occasion": N_("Occasion"),
    "consent": N_("Consent"),
    "note": N_("Note of a day"),
    "file": N_("File"),
    "record": N_("Service record"),
    "record_kind": N_("Kind of record"),
    "merged": N_("Merged customer"),
    "card": N_("Card"),
    "tier": N_("Tier"),
    "relationship": N_("Relationship"),
    "pin": N_("Spending PIN"),
    "setting": N_("Setting"),
    "purpose": N_("Purpose of consent"),
    "staff_name": N_("Staff"),
    "staff_active": N_("Works here"),
    "staff_customer": N_("Staff as a customer"),
    "till_name": N_("Till"),
    "till_active": N_("Till in use"),
}
"""By the name that programs know a field by: in words."""
