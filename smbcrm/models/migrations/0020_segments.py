"""Segments: filters of customers under a name, which is one whatever its capitals."""

from peewee import Database

from smbcrm.models.schema import create

TABLES = (
    """CREATE TABLE segment (
        id {id}, key {text} NOT NULL UNIQUE, name {text} NOT NULL, content {text} NOT NULL)""",
)


def up(_migrator: object, db: Database) -> None:
    """Make the table."""
    create(db, TABLES)
