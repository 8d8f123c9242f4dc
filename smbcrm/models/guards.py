"""The triggers a healthy database has, by name; checked after each upgrade and by verify."""

import peewee

from smbcrm.models.schema import guard_triggers, is_postgres

APPEND_ONLY = ("operation", "entry", "lot_term", "sale", "sale_line", "sale_payment")


def expected_guards(*, postgres: bool) -> dict[str, str]:
    """Return the name of each guard and words its definition must hold."""
    third = "truncate" if postgres else "replace"
    names = {
        f"{table}_no_{verb}": f"{table}_refuse" if postgres else "RAISE(ABORT"
        for table in APPEND_ONLY
        for verb in ("update", "delete", third)
    }
    floor = "lot_refuse" if postgres else "RAISE(ABORT"
    return names | {f"lot_floor_{verb}": floor for verb in ("insert", "update")}


def missing_guards(db: peewee.Database) -> list[str]:
    """Return the names of guards that are gone, switched off or emptied."""
    present = guard_triggers(db)
    return sorted(
        name
        for name, words in expected_guards(postgres=is_postgres(db)).items()
        if words not in present.get(name, "")
    )
