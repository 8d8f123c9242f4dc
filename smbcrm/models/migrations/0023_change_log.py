"""The change log: who changed which field of a customer or of the shop, from what to what.

It names a customer by number alone: somebody who was taken away again stays in it as one who was.
The order of each index is the order in which it is shown, newest first.
"""

from peewee import Database

from smbcrm.models.schema import create

TABLES = (
    """CREATE TABLE change_log (
        id {id}, at {text} NOT NULL, staff {int} NOT NULL REFERENCES staff (id),
        terminal {int} NOT NULL REFERENCES terminal (id), act {text} NOT NULL,
        request {text} NOT NULL, customer {int}, field {text} NOT NULL, part {text} NOT NULL,
        before {text}, after {text})""",
    "CREATE INDEX change_log_at ON change_log (at, id)",
    "CREATE INDEX change_log_customer ON change_log (customer, at, id)",
    "CREATE INDEX change_log_staff ON change_log (staff, at, id)",
    "CREATE INDEX change_log_field ON change_log (field, at, id)",
)


def up(_migrator: object, db: Database) -> None:
    """Make the table."""
    create(db, TABLES)
