"""What a merge kept of its rows, as the tables are now: those kept by older versions know less."""

from typing import Any

from smbcrm.membership.merging.ports import Content

_COLUMNS: dict[str, Any] = {
    **dict.fromkeys(("tax_id", "bank", "bank_account", "currency"), ""),
    **dict.fromkeys(("payment_days", "credit_limit")),
}
_PARTS: dict[str, Any] = {"customer_contact": [], "customer_delivery": []}


def of_now(content: Content) -> Content:
    """Return a content with the columns and tables that came since it was kept, all empty."""
    sides = {}
    for side in ("keep", "other", "after"):
        rows = _PARTS | content[side]
        sides[side] = rows | {"customer": [_COLUMNS | row for row in rows["customer"]]}
    moved, aside = ({"customer_contact.person": []} | content[kind] for kind in ("moved", "aside"))
    return content | sides | {"moved": moved, "aside": aside}
