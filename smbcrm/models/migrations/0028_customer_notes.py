"""Notes: what was said of a customer on a day, beside the free notes that have no date."""

from peewee import Database

from smbcrm.models.schema import create

TABLES = (
    """CREATE TABLE customer_note (
        id {id}, customer {int} NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
        at {text} NOT NULL, staff {int} NOT NULL REFERENCES staff (id), text {text} NOT NULL)""",
    """CREATE INDEX customer_note_customer ON customer_note (customer)""",
)


def up(_migrator: object, db: Database) -> None:
    """Make the table."""
    create(db, TABLES)
