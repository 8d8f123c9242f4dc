"""Refunds with their sale, who else takes part; and lots by the one they carry on."""

from peewee import Database

from smbcrm.models.schema import append_only, create

TABLES = (
    """CREATE TABLE refund (
        operation {int} PRIMARY KEY NOT NULL REFERENCES operation (seq),
        sale {int} NOT NULL REFERENCES operation (seq), refund_order {text} NOT NULL)""",
    """CREATE INDEX refund_sale ON refund (sale)""",
    """CREATE TABLE other_party (
        operation {int} PRIMARY KEY NOT NULL REFERENCES operation (seq),
        party {int} NOT NULL REFERENCES account (id))""",
    """CREATE INDEX other_party_party ON other_party (party, operation)""",
    """CREATE INDEX lot_source ON lot (source_lot) WHERE source_lot IS NOT NULL""",
)


def up(_migrator: object, db: Database) -> None:
    """Make the tables, which nothing is ever changed in."""
    create(db, TABLES)
    for table in ("refund", "other_party"):
        append_only(db, table, ("operation",))
