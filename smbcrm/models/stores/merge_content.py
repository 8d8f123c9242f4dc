"""What a merge kept of its rows, as the tables are now: those kept by older versions know less."""

from collections.abc import Iterable
from typing import Any

from smbcrm.membership.merging.contacts import Placed
from smbcrm.membership.merging.ports import Content
from smbcrm.models.stores.merge_rows import MOVES, RETOLD, WRITTEN
from smbcrm.models.tables.base import table_of

_COLUMNS: dict[str, Any] = {
    **dict.fromkeys(("tax_id", "bank", "bank_account", "currency"), ""),
    **dict.fromkeys(("payment_days", "credit_limit")),
}
_TABLES = tuple(map(table_of, (*WRITTEN, *RETOLD)))


def of_now(content: Content) -> Content:
    """Return a content with the columns and tables that came since it was kept, all empty."""
    made = dict(content)
    for side in ("keep", "other", "after"):
        rows = _empty(_TABLES) | content[side]
        made[side] = rows | {"customer": [_COLUMNS | row for row in rows["customer"]]}
    for kind in ("moved", "aside"):
        made[kind] = _empty(table.name for table in MOVES) | content[kind]
    return {"contacts": _contacts(content)} | made


def _empty(tables: Iterable[str]) -> dict[str, list[Any]]:
    return {table: [] for table in tables}


def _contacts(content: Content) -> list[tuple[int, None, Placed]]:
    """Return the contacts that moved where it was not kept which of the two a company knew."""
    moved = content["moved"].get("customer_contact.person", ())
    return [(row["customer"], None, Placed(row["position"], "")) for row in moved]
