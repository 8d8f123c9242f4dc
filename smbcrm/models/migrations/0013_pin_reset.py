"""The resets of spending PINs: which request, and why.

Who, where, when and whose PIN stand with the request, where an erase finds them. A reset is only
ever added.
"""

from peewee import Database

from smbcrm.models.schema import append_only, create

TABLES = (
    """CREATE TABLE spending_pin_reset (
        request {text} PRIMARY KEY NOT NULL REFERENCES request_log (id), reason {text} NOT NULL)""",
)


def up(_migrator: object, db: Database) -> None:
    """Make the table and the triggers that keep it append-only."""
    create(db, TABLES)
    append_only(db, "spending_pin_reset", ("request",))
