"""What the rows of lists of relationships and items did, for as long as it can be undone."""

from peewee import Database

from smbcrm.models.schema import create

TABLES = (
    """CREATE TABLE import_link (
        run {text} NOT NULL REFERENCES import_run (id) ON DELETE CASCADE,
        row {int} NOT NULL, customer {int} NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
        other {int} NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
        kind {text} NOT NULL, made {bool} NOT NULL, PRIMARY KEY (run, row)){keyed}""",
    """CREATE INDEX import_link_customer ON import_link (customer)""",
    """CREATE INDEX import_link_other ON import_link (other)""",
    """CREATE TABLE import_item (
        run {text} NOT NULL REFERENCES import_run (id) ON DELETE CASCADE,
        row {int} NOT NULL, item {int} NOT NULL REFERENCES item (id) ON DELETE CASCADE,
        before {text}, after {text} NOT NULL, PRIMARY KEY (run, row)){keyed}""",
    """CREATE INDEX import_item_item ON import_item (item)""",
)


def up(_migrator: object, db: Database) -> None:
    """Make the tables."""
    create(db, TABLES)
