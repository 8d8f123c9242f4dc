"""What the insider report needs to know beside the chain.

How often a PIN was locked since it was right, who typed wrong ones after a lock, and which rules of
the shop were changed by which request, as they were and are.
"""

from peewee import Database

from smbcrm.models.schema import append_only, create

TABLES = (
    "ALTER TABLE spending_pin ADD COLUMN locks {int} NOT NULL DEFAULT 0",
    """CREATE TABLE spending_pin_wrong (
        id {id}, customer {int} NOT NULL REFERENCES customer (id),
        staff {int} NOT NULL REFERENCES staff (id),
        terminal {int} NOT NULL REFERENCES terminal (id), recorded_at {text} NOT NULL)""",
    "CREATE INDEX spending_pin_wrong_customer ON spending_pin_wrong (customer)",
    "CREATE INDEX spending_pin_wrong_recorded_at ON spending_pin_wrong (recorded_at)",
    """CREATE TABLE rule_change (
        request {text} NOT NULL REFERENCES request_log (id), rule {text} NOT NULL,
        before {text} NOT NULL, after {text} NOT NULL, PRIMARY KEY (request, rule))""",
)


def up(_migrator: object, db: Database) -> None:
    """Make the column, the tables, and the triggers that keep changes of rules append-only."""
    create(db, TABLES)
    append_only(db, "rule_change", ("request, rule",))
