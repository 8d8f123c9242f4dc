"""Customers who were merged: what a merge changed, the codes it left, and who stay two people.

An account that came to its holder by a merge says by which: what is credited goes to one of the
holder's own first. A merge keeps the rows it changed as they were, for as long as it can be undone.
"""

from peewee import Database

from smbcrm.models.schema import create

TABLES = (
    "ALTER TABLE account ADD COLUMN merge {int}",
    """CREATE TABLE customer_merge (
        id {id}, kept {int} NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
        other {int} NOT NULL, other_code {text} NOT NULL, merged_at {text} NOT NULL,
        staff {int} NOT NULL REFERENCES staff (id),
        terminal {int} NOT NULL REFERENCES terminal (id), after_seq {int} NOT NULL,
        undone_at {text}, content {text} NOT NULL)""",
    "CREATE INDEX customer_merge_kept ON customer_merge (kept)",
    "CREATE INDEX customer_merge_other ON customer_merge (other)",
    """CREATE TABLE customer_alias (
        code {text} PRIMARY KEY NOT NULL,
        customer {int} NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
        full_name {text} NOT NULL)""",
    "CREATE INDEX customer_alias_customer ON customer_alias (customer)",
    """CREATE TABLE customer_apart (
        customer {int} NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
        other {int} NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
        PRIMARY KEY (customer, other), CHECK (customer <> other)){keyed}""",
    "CREATE INDEX customer_apart_other ON customer_apart (other)",
)


def up(_migrator: object, db: Database) -> None:
    """Add the column and make the tables."""
    create(db, TABLES)
