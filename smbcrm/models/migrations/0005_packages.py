"""Visit packages and what of them is paused, who is related to whom, which staff is a customer."""

from peewee import Database

from smbcrm.models.schema import create

TABLES = (
    """CREATE TABLE package (
        item {int} PRIMARY KEY NOT NULL REFERENCES item (id), service {int} REFERENCES item (id),
        visits {int} CHECK (visits > 0), months {int} CHECK (months > 0),
        CHECK (visits IS NOT NULL OR months IS NOT NULL))""",
    """CREATE TABLE package_pause (
        account {int} PRIMARY KEY NOT NULL REFERENCES account (id), since {text} NOT NULL)""",
    """CREATE TABLE customer_link (
        customer {int} NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
        other {int} NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
        kind {text} NOT NULL, PRIMARY KEY (customer, other),
        CHECK (customer <> other)){keyed}""",
    """CREATE INDEX customer_link_other ON customer_link (other)""",
    """CREATE TABLE staff_customer (
        staff {int} PRIMARY KEY NOT NULL REFERENCES staff (id),
        customer {int} NOT NULL UNIQUE REFERENCES customer (id) ON DELETE CASCADE)""",
)


def up(_migrator: object, db: Database) -> None:
    """Make the tables."""
    create(db, TABLES)
