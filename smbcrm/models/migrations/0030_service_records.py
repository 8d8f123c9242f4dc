"""Service records of customers, and the kinds of them that a shop defines."""

from peewee import Database

from smbcrm.models.schema import create

TABLES = (
    """CREATE TABLE record_kind (code {text} PRIMARY KEY, name {text} NOT NULL){keyed}""",
    """CREATE TABLE service_record (
        id {id}, customer {int} NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
        kind {text} NOT NULL REFERENCES record_kind (code),
        day {text} NOT NULL, at {text} NOT NULL, staff {int} NOT NULL REFERENCES staff (id),
        text {text} NOT NULL)""",
    """CREATE INDEX service_record_customer ON service_record (customer, day)""",
)


def up(_migrator: object, db: Database) -> None:
    """Make the tables."""
    create(db, TABLES)
