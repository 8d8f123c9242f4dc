"""Files of customers: which there are. On PostgreSQL their bytes lie here too, on SQLite beside."""

from peewee import Database

from smbcrm.models.schema import create

TABLES = (
    """CREATE TABLE customer_file (
        id {id}, customer {int} NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
        name {text} NOT NULL, stored {text} NOT NULL UNIQUE, kind {text} NOT NULL,
        size {int} NOT NULL, sha256 {text} NOT NULL, at {text} NOT NULL,
        staff {int} NOT NULL REFERENCES staff (id), record {int})""",
    """CREATE INDEX customer_file_customer ON customer_file (customer)""",
    """CREATE TABLE file_content (
        stored {text} PRIMARY KEY, content {blob} NOT NULL, kept_at {text} NOT NULL)""",
)


def up(_migrator: object, db: Database) -> None:
    """Make the tables; the one of the bytes stays empty on SQLite."""
    create(db, TABLES)
