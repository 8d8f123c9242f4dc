"""What was counted before what should be there was told, where a shop counts blind.

Each count that somebody stood by is one row, with what should have been there at that moment.
"""

from peewee import Database

from smbcrm.models.schema import append_only, create

TABLES = (
    """CREATE TABLE day_count (
        id {text} PRIMARY KEY NOT NULL, terminal {int} NOT NULL REFERENCES terminal (id),
        business_date {text} NOT NULL, place {int} NOT NULL,
        staff {int} NOT NULL REFERENCES staff (id), recorded_at {text} NOT NULL,
        until_seq {int} NOT NULL, expected {int} NOT NULL,
        counted {int} NOT NULL CHECK (counted >= 0), UNIQUE (terminal, business_date, place))""",
)


def up(_migrator: object, db: Database) -> None:
    """Make the table and the triggers that keep counts append-only."""
    create(db, TABLES)
    append_only(db, "day_count", ("id", "terminal, business_date, place"))
