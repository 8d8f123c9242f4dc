"""The days that tills have closed: what was counted, and the word for a difference.

A closing is only ever added. The word is free text, so it stands apart, where it can be erased.
"""

from peewee import Database

from smbcrm.models.schema import append_only, create

TABLES = (
    """CREATE TABLE day_close (
        id {text} PRIMARY KEY NOT NULL, terminal {int} NOT NULL REFERENCES terminal (id),
        business_date {text} NOT NULL, staff {int} NOT NULL REFERENCES staff (id),
        recorded_at {text} NOT NULL, until_seq {int} NOT NULL, head {text} NOT NULL,
        opening_float {int} NOT NULL CHECK (opening_float >= 0), expected {int} NOT NULL,
        counted {int} NOT NULL CHECK (counted >= 0), kept {int} NOT NULL CHECK (kept >= 0),
        UNIQUE (terminal, business_date))""",
    """CREATE TABLE day_close_piece (
        day_close {text} NOT NULL REFERENCES day_close (id),
        worth {int} NOT NULL CHECK (worth > 0), pieces {int} NOT NULL CHECK (pieces > 0),
        PRIMARY KEY (day_close, worth)){keyed}""",
    """CREATE TABLE day_close_word (
        day_close {text} PRIMARY KEY NOT NULL REFERENCES day_close (id), word {text} NOT NULL)""",
)


def up(_migrator: object, db: Database) -> None:
    """Make the tables and the triggers that keep closings append-only."""
    create(db, TABLES)
    append_only(db, "day_close", ("id", "terminal, business_date"))
    append_only(db, "day_close_piece", ("day_close, worth",))
