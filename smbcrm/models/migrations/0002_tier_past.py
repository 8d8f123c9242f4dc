"""Rules of tiers that were given up, so that each sale is judged by those it was made under."""

from peewee import Database

from smbcrm.models.schema import create

TABLES = (
    """CREATE TABLE tier_past (
        tier {int} NOT NULL REFERENCES tier (id), until_seq {int} NOT NULL, spend_from {int},
        PRIMARY KEY (tier, until_seq)){keyed}""",
)


def up(_migrator: object, db: Database) -> None:
    """Create the table."""
    create(db, TABLES)
