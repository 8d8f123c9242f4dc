"""Who served where the lines of a sale cannot say it: several with shares, and visits used."""

from peewee import Database

from smbcrm.models.schema import append_only, create

TABLES = (
    """CREATE TABLE served (
        operation {int} NOT NULL REFERENCES operation (seq), line {int} NOT NULL,
        staff {int} NOT NULL REFERENCES staff (id),
        share {int} NOT NULL CHECK (share BETWEEN 1 AND 100),
        PRIMARY KEY (operation, line), UNIQUE (operation, staff)){keyed}""",
)


def up(_migrator: object, db: Database) -> None:
    """Make the table, which nothing is ever changed in."""
    create(db, TABLES)
    append_only(db, "served", ("operation, line", "operation, staff"))
