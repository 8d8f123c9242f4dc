"""Everything a shop holds, row for row, to compare it with a copy."""

from pathlib import Path

import peewee

from smbcrm.models.connect import connect
from smbcrm.models.session import Session
from smbcrm.models.tables.base import table_of
from smbcrm.models.tables.catalogue import TABLES

Contents = dict[str, list[tuple[object, ...]]]


def contents(address: str | Path) -> Contents:
    """Return every row of every table, in one order, alike on both databases."""
    db = connect(str(address))
    db.connect()
    try:
        return {table_of(model): _rows(Session(db), model) for model in TABLES}
    finally:
        db.close()


def _rows(session: Session, model: type[peewee.Model]) -> list[tuple[object, ...]]:
    names = [field.column_name for field in model._meta.sorted_fields]
    columns = ", ".join(f'"{name}"' for name in names)
    found = session.rows(f'SELECT {columns} FROM "{table_of(model)}"')
    rows = [tuple(int(v) if isinstance(v, bool) else v for v in row) for row in found]
    return sorted(rows, key=repr)
