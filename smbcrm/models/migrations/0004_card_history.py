"""What was done with each card: by whom, where, when and why; rows are only ever added.

A card goes with its customer where an import is taken back, and only one with whose card nothing
was done goes: so the rows name the card without a reference, which would have to delete them.
"""

from peewee import Database

from smbcrm.models.schema import append_only, create

TABLES = (
    """CREATE TABLE card_history (
        card {text} NOT NULL, line {int} NOT NULL, act {text} NOT NULL, state {text} NOT NULL,
        valid_until {text}, at {text} NOT NULL, staff {int} NOT NULL REFERENCES staff (id),
        terminal {int} NOT NULL REFERENCES terminal (id), reason_code {text},
        PRIMARY KEY (card, line)){keyed}""",
)


def up(_migrator: object, db: Database) -> None:
    """Make the table and the triggers that keep it append-only."""
    create(db, TABLES)
    append_only(db, "card_history", ("card, line",))
