"""Lists that are exported to be edited: the keys of their marks, and what they changed.

`import_before` holds customers as they were before such a list changed them, for as long as the
import can be undone.
"""

from peewee import Database

from smbcrm.models.schema import create

TABLES = (
    """CREATE TABLE list_export (
        id {text} PRIMARY KEY NOT NULL, key {text} NOT NULL, exported_at {text} NOT NULL){keyed}""",
    """CREATE TABLE import_before (
        run {text} NOT NULL REFERENCES import_run (id) ON DELETE CASCADE,
        customer {int} NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
        profile {text} NOT NULL, changed_at {text} NOT NULL, PRIMARY KEY (run, customer)){keyed}""",
    """CREATE INDEX import_before_customer ON import_before (customer)""",
)


def up(_migrator: object, db: Database) -> None:
    """Make the tables."""
    create(db, TABLES)
