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
    "tax_id": N_("Tax id"),
    "bank": N_("Bank"),
    "bank_account": N_("Account number"),
    "currency": N_("Currency"),
    "payment_days": N_("Payment terms"),
}

LABELS: Mapping[str, str] = {
    "customer": N_("Customer"),
    "code": COLUMNS[Field.CODE],
    **{name: _OTHERWISE.get(name) or COLUMNS[Field(name)] for name in SINGLE},
    "phones": COLUMNS[Field.PHONE],
    "tags": COLUMNS[Field.TAGS],
    "custom": N_("Custom field"),
    "occasion": N_("Occasion"),
    "consent": N_("Consent"),
    "credit_limit": N_("Credit limit"),
    "contact": N_("Contact"),
    "delivery": N_("Delivery address"),
    "note": N_("Note of a day"),
    "past_sales": N_("Sales from the till before"),
    "file": N_("File"),
    "photo": N_("Photo"),
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
    "field_name": N_("Name of a custom field"),
    "field_kind": N_("Kind of a custom field"),
    "field_choices": N_("List of a custom field"),
    "field_active": N_("Custom field is shown"),
    "field_order": N_("Order of custom fields"),
    "till_name": N_("Till"),
    "till_active": N_("Till in use"),
}
"""By the name that programs know a field by: in words."""
