"""The triggers a healthy database has, by name; checked after each upgrade and by verify."""

from collections.abc import Container

import peewee

from smbcrm.models.schema import (
    Guard,
    account_guards,
    append_only_guards,
    card_history_guards,
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
    "served": ("operation, line", "operation, staff"),
    "card_history": ("card, line",),
    "day_close": ("id", "terminal, business_date"),
    "day_close_piece": ("day_close, worth",),
    "day_count": ("id", "terminal, business_date, place"),
    "reward_taken": ("operation",),
    "rule_change": ("request, rule",),
    "spending_pin_reset": ("request",),
    "erasure": ("customer, made_at",),
}
_ACCOUNTS_GUARDED_SINCE = "0006_account_guard"
_CARDS_OUTLIVE_HISTORY_SINCE = "0022_privacy"


def expected_guards(
    *, postgres: bool, tables: Container[str] = APPEND_ONLY, last: str | None = None
) -> list[Guard]:
    """Return every guard that a database with these append-only tables must have.

    `last` is the step that a shop of an older version has reached.
    """
    guards = [
        guard
        for table, keys in APPEND_ONLY.items()
        if table in tables
        for guard in append_only_guards(table, keys, postgres=postgres)
    ]
    guards += lot_guards(postgres=postgres)
    if last is None or last >= _ACCOUNTS_GUARDED_SINCE:
        guards += account_guards(postgres=postgres)
    if last is None or last >= _CARDS_OUTLIVE_HISTORY_SINCE:
        others = {guard.name: guard for guard in card_history_guards(postgres=postgres)}
        guards = [others.get(guard.name, guard) for guard in guards]
    return guards


def missing_guards(db: peewee.Database, last: str | None = None) -> list[str]:
    """Return the names of guards that are gone, switched off or changed, in their order.

    A shop of an older version, which has reached the step `last`, need not have all the tables
    that this version guards.
    """
    present = guard_triggers(db)
    tables = APPEND_ONLY if last is None else db.get_tables()
    return [
        guard.name
        for guard in expected_guards(postgres=is_postgres(db), tables=tables, last=last)
        if present.get(guard.name) != guard.definition()
    ]
