"""Custom fields: what a shop wants to know of its customers beside what every shop does.

Values are texts in the one form that the kind of their field has, so that equal ones are equal.
"""

from peewee import Database

from smbcrm.models.schema import create

TABLES = (
    """CREATE TABLE custom_field (
        id {id}, name {text} NOT NULL UNIQUE, kind {text} NOT NULL, choices {text} NOT NULL,
        place {int} NOT NULL, active {bool} NOT NULL)""",
    """CREATE TABLE customer_field (
        customer {int} NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
        field {int} NOT NULL REFERENCES custom_field (id), value {text} NOT NULL,
        PRIMARY KEY (customer, field)){keyed}""",
    """CREATE INDEX customer_field_value ON customer_field (field, value)""",
)


def up(_migrator: object, db: Database) -> None:
    """Make the tables."""
    create(db, TABLES)
