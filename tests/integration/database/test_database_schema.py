"""The table classes and the migrated tables say the same, on both databases."""

from typing import Any

import peewee
import pytest

from smbcrm.models.schema import is_postgres
from smbcrm.models.session import Session
from smbcrm.models.tables.base import table_of
from smbcrm.models.tables.catalogue import TABLES

HISTORY = "schema_migration"
NAMES = {
    peewee.TextField: ("TEXT", "text"),
    peewee.BigIntegerField: ("INTEGER", "bigint"),
    peewee.BigAutoField: ("INTEGER", "bigint"),
    peewee.BooleanField: ("INTEGER", "boolean"),
    peewee.BlobField: ("BLOB", "bytea"),
}
Column = tuple[str, bool]


def declared(model: type[peewee.Model], *, postgres: bool) -> dict[str, Column]:
    """Return what a class says of its columns: type and whether they may be empty."""
    fields: list[Any] = model._meta.sorted_fields
    return {field.column_name: (NAMES[type(field)][postgres], field.null) for field in fields}


def key(model: type[peewee.Model]) -> list[str]:
    primary: Any = model._meta.primary_key
    composite = isinstance(primary, peewee.CompositeKey)
    return list(primary.field_names) if composite else [primary.column_name]


def migrated(shop: Session, table: str) -> dict[str, Column]:
    """Return what the database says; SQLite notes no NOT NULL at a primary key."""
    keys = shop.db.get_primary_keys(table)
    return {
        column.name: (column.data_type, column.null and column.name not in keys)
        for column in shop.db.get_columns(table)
    }


def unique(shop: Session, table: str) -> set[str]:
    """Return the columns that are unique by themselves, other than the primary key."""
    found = {
        index.columns[0]
        for index in shop.db.get_indexes(table)
        if index.unique and len(index.columns) == 1 and "WHERE" not in (index.sql or "")
    }
    return found - set(shop.db.get_primary_keys(table))


def test_the_catalogue_names_every_table(empty: Session) -> None:
    tables = {name for name in empty.db.get_tables() if not name.startswith("sqlite_")}
    assert tables == {table_of(model) for model in TABLES} | {HISTORY}
    assert len(set(TABLES)) == len(TABLES)


def test_classes_and_tables_agree(empty: Session) -> None:
    for model in TABLES:
        table = table_of(model)
        assert migrated(empty, table) == declared(model, postgres=empty.postgres), table
        assert list(migrated(empty, table)) == list(declared(model, postgres=empty.postgres))
        primary = empty.db.get_primary_keys(table)
        assert set(primary) == set(key(model)), table
        uniques = {field.column_name for field in model._meta.sorted_fields if field.unique}
        assert unique(empty, table) == uniques - set(primary), table


def test_the_order_of_the_catalogue_serves_references(empty: Session) -> None:
    """A copy in this order finds what it refers to; only within a table rows come in any order."""
    place = {table_of(model): number for number, model in enumerate(TABLES)}
    for table, number in place.items():
        for reference in empty.db.get_foreign_keys(table):
            assert place[reference.dest_table] <= number, (table, reference.dest_table)


def test_text_is_ordered_by_code_point(filled: Session) -> None:
    names = ["陈", "b", "B", "é", "a", "_", "Z"]
    for name in names:
        filled.execute("INSERT INTO setting (key, value) VALUES (?, '')", f"x{name}")
    rows = filled.rows("SELECT key FROM setting WHERE key >= 'x' ORDER BY key")
    assert [row[0] for row in rows] == sorted(f"x{name}" for name in names)


@pytest.mark.parametrize("amount", [2**31, -(2**40), 2**62])
def test_money_is_wider_than_32_bits(filled: Session, amount: int) -> None:
    filled.execute("UPDATE chain_head SET bill_number = ?", amount)
    assert filled.row("SELECT bill_number FROM chain_head") == (amount,)


def test_both_kinds_of_database_are_told_apart(empty: Session, shop_address: str) -> None:
    assert is_postgres(empty.db) is shop_address.startswith("postgresql")
