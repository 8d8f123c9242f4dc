"""Sales of the past, from the till before; and the import that brought each."""

from peewee import Database

from smbcrm.models.schema import create

TABLES = (
    """CREATE TABLE past_sale (
        id {id}, customer {int} NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
        key {text} NOT NULL UNIQUE, run {text} NOT NULL REFERENCES import_run (id),
        row {int} NOT NULL, day {text} NOT NULL, at {text} NOT NULL, bill {text} NOT NULL,
        sold_by {text} NOT NULL, total {int} NOT NULL)""",
    """CREATE INDEX past_sale_customer ON past_sale (customer, day)""",
    """CREATE INDEX past_sale_run ON past_sale (run, row)""",
    """CREATE TABLE past_sale_line (
        sale {int} NOT NULL REFERENCES past_sale (id) ON DELETE CASCADE, line {int} NOT NULL,
        item {text} NOT NULL, quantity {int}, amount {int}, PRIMARY KEY (sale, line)){keyed}""",
)


def up(_migrator: object, db: Database) -> None:
    """Make the tables."""
    create(db, TABLES)
