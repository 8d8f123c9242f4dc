"""The triggers a healthy database has, by name; checked after each upgrade and by verify."""

import peewee

from smbcrm.models.schema import (
    Guard,
    append_only_guards,
    guard_triggers,
    is_postgres,
    lot_guards,
)

# Table to its primary and unique keys.
APPEND_ONLY = {
    "operation": ("seq", "id", "reverses", "bill_number", "prev", "hash"),
    "entry": ("operation, line",),
    "lot_term": ("operation, lot",),
    "sale": ("operation",),
    "sale_line": ("operation, line",),
    "sale_payment": ("operation, line",),
    "refund": ("operation",),
    "other_party": ("operation",),
}


def expected_guards(*, postgres: bool) -> list[Guard]:
    """Return every guard a database must have."""
    guards = [
        guard
        for table, keys in APPEND_ONLY.items()
        for guard in append_only_guards(table, keys, postgres=postgres)
    ]
    return [*guards, *lot_guards(postgres=postgres)]


def missing_guards(db: peewee.Database) -> list[str]:
    """Return the names of guards that are gone, switched off or changed, in their order."""
    present = guard_triggers(db)
    return [
        guard.name
        for guard in expected_guards(postgres=is_postgres(db))
        if present.get(guard.name) != guard.definition()
    ]
