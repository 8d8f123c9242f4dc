"""Where persons stand in the database: the one place that an erase goes by.

Every column of text of every table stands here, in `PERSONS` or in `NO_PERSONS`; a test holds that.
Who adds a table adds a line. What rows of other people tell of somebody goes in
`stores/erased_traces.py` and `stores/erased_bills.py`.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Held(NamedTuple):
    """A table with something of a person in its texts.

    Rows whose column `by` names the customer go with an erase, those `along` with another table
    with that one's. Without either the rows stay, or are found another way: `stores/erasures.py`
    has a step of its own for the table.
    """

    table: str
    texts: tuple[str, ...]
    by: str = ""
    along: str = ""


_PLACE = ("label", "address", "province", "city", "district", "postcode", "country")
PERSONS: tuple[Held, ...] = (
    Held("operation_note", ("note",)),
    Held("bill", ("content",)),
    Held("bill_issue", ("instead",)),
    Held("import_run", ("report",)),
    Held("card", ("number", "state", "issued_on", "valid_until", "replaced_by", "changed_at")),
    Held("request_log", ("result",), along="card"),
    Held("card_history", ("card",), along="card"),
    Held("customer_phone", ("typed", "e164"), "customer"),
    Held("customer_tag", ("tag",), "customer"),
    Held("occasion", ("kind", "label", "calendar"), "customer"),
    Held("consent", ("channel", "state", "at", "how"), "customer"),
    Held("import_before", ("run", "profile", "changed_at"), "customer"),
    Held("import_link", ("run", "kind"), "customer"),
    Held("import_link", (), "other"),
    Held("change_log", ("at", "act", "request", "field", "part", "before", "after"), "customer"),
    Held("customer_note", ("at", "text"), "customer"),
    Held("customer_contact", ("name", "role", "typed", "e164", "email"), "customer"),
    Held("customer_contact", (), "person"),
    Held("customer_delivery", _PLACE, "customer"),
    Held("customer_field", ("value",), "customer"),
    Held("past_sale_line", ("item",)),
    Held("past_sale", ("key", "run", "day", "at", "bill", "sold_by"), "customer"),
    Held("customer_file", ("name", "stored", "kind", "sha256", "at"), "customer"),
    Held("service_record", ("kind", "day", "at", "text"), "customer"),
    Held("customer_link", ("kind",), "customer"),
    Held(
        "customer_merge",
        ("other_code", "other_made_at", "merged_at", "undone_at", "content"),
        "kept",
    ),
    Held("customer_merge", (), "other"),
    Held("customer_alias", ("code", "full_name"), "customer"),
    Held("search_short", ("key",), "customer"),
    Held("search_part", ("key",), "customer"),
    Held("spending_pin", ("secret", "locked_until"), "customer"),
    Held("spending_pin_wrong", ("recorded_at",), "customer"),
    Held("tier_membership", ("since", "reason", "held_until", "reason_code"), "customer"),
    Held("tier_review_move", ("review",), "customer"),
    Held(
        "customer",
        (
            *("code", "kind", "full_name", "family_name", "given_name", "gender", "email"),
            *("wechat", "whatsapp", "line", "address", "province", "city", "district"),
            *("postcode", "country", "language", "preferences", "source", "alert", "notes"),
            *("status", "tax_id", "bank", "bank_account", "currency"),
            *("last_visit", "created_at", "changed_at"),
        ),
        "id",
    ),
)
"""In an order in which rows can go: what refers to a customer before the customer."""

_TIME = ("business_date", "recorded_at")
NO_PERSONS: Mapping[str, tuple[str, ...]] = {
    "setting": ("key", "value"),
    "staff": ("name",),
    "terminal": ("name",),
    "item": ("code", "name", "kind", "barcode"),
    "tier": ("code", "name", "birthday_span"),
    "tier_coming": ("live_from", "birthday_span"),
    "tier_review": ("day", "judged_on", "applied_at", "as_of"),
    "offer": ("first_day", "last_day"),
    "segment": ("key", "name", "content"),
    "voucher_definition": ("code", "name", "kind", "first_day", "last_day", "tiers"),
    "voucher": ("code", "name", "kind", "first_day", "held_until"),
    "reward": ("code", "name", "tiers"),
    "consent_purpose": ("code", "name"),
    "custom_field": ("name", "kind", "choices"),
    "record_kind": ("code", "name"),
    "file_content": ("stored", "kept_at"),
    "opt_out": ("salt", "fingerprint", "channel"),
    "erasure": ("made_at", "at", "reason"),
    "card_gone": ("number",),
    "card_history": ("act", "state", "valid_until", "at", "reason_code"),
    "request_log": ("id", "kind", "hash", "recorded_at"),
    "rule_change": ("request", "rule", "before", "after"),
    "spending_pin_reset": ("request", "reason"),
    "import_run": (
        *("id", "file_name", "file_hash", "mapping", "state", "started_at", "business_date"),
    ),
    "import_mark": ("run",),
    "import_item": ("run", "before", "after"),
    "list_export": ("id", "key", "exported_at"),
    "account": ("kind", "unit"),
    "package_pause": ("since",),
    "operation": (
        *("id", "kind", *_TIME, "branch", "reason_code", "request_hash", "prev", "hash"),
    ),
    "lot": ("opened_on", "expires_on"),
    "lot_term": ("expires_on",),
    "sale": ("rate",),
    "sale_payment": ("means",),
    "refund": ("refund_order",),
    "bill": ("language",),
    "bill_issue": ("request", "size", "language", "issued_at"),
    "day_close": ("id", *_TIME, "head"),
    "day_close_piece": ("day_close",),
    "day_close_word": ("day_close", "word"),
    "day_count": ("id", *_TIME),
    "chain_head": ("hash",),
}
"""Texts of the shop, codes, dates and hashes: nothing that says who a customer is."""
