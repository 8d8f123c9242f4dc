"""Which bills were handed over, and how: every one after the first says that it is a copy."""

from peewee import Database

from smbcrm.models.schema import create

TABLES = (
    """CREATE TABLE bill_issue (
        id {id}, operation {int} NOT NULL REFERENCES bill (operation), request {text} NOT NULL,
        is_copy {bool} NOT NULL, size {text} NOT NULL, language {text} NOT NULL,
        instead {text} NOT NULL, issued_at {text} NOT NULL,
        staff {int} NOT NULL REFERENCES staff (id),
        terminal {int} NOT NULL REFERENCES terminal (id))""",
    """CREATE UNIQUE INDEX bill_issue_request ON bill_issue (operation, request)""",
)


def up(_migrator: object, db: Database) -> None:
    """Make the table."""
    create(db, TABLES)
