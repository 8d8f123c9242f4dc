"""The triggers a healthy database has, by name; checked after each upgrade and by verify."""

from collections.abc import Container

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
    "card_history": ("card, line",),
    "reward_taken": ("operation",),
}


def expected_guards(*, postgres: bool, tables: Container[str] = APPEND_ONLY) -> list[Guard]:
    """Return every guard that a database with these append-only tables must have."""
    guards = [
        guard
        for table, keys in APPEND_ONLY.items()
        if table in tables
        for guard in append_only_guards(table, keys, postgres=postgres)
    ]
    return [*guards, *lot_guards(postgres=postgres)]


def missing_guards(db: peewee.Database, *, older: bool = False) -> list[str]:
    """Return the names of guards that are gone, switched off or changed, in their order.

    A shop of an `older` version need not have all the tables that this version guards.
    """
    present = guard_triggers(db)
    tables = db.get_tables() if older else APPEND_ONLY
    return [
        guard.name
        for guard in expected_guards(postgres=is_postgres(db), tables=tables)
        if present.get(guard.name) != guard.definition()
    ]
