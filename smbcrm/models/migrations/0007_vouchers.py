"""Vouchers that the shop gives and customers have; rewards for points, and what was taken of them.

A voucher's row stands beside the lot as which it was issued, and says what was promised then.
"""

from peewee import Database

from smbcrm.models.schema import append_only, create

TABLES = (
    """CREATE TABLE voucher_definition (
        id {id}, code {text} NOT NULL UNIQUE, name {text} NOT NULL, kind {text} NOT NULL,
        value {int} CHECK (value > 0), item {int} REFERENCES item (id),
        minimum {int} NOT NULL CHECK (minimum >= 0), days {int} CHECK (days > 0),
        first_day {text}, last_day {text}, tiers {text} NOT NULL,
        on_entry {int} REFERENCES tier (id), points {int} CHECK (points > 0),
        active {bool} NOT NULL)""",
    """CREATE TABLE voucher (
        lot {int} PRIMARY KEY NOT NULL REFERENCES lot (id), code {text} NOT NULL UNIQUE,
        definition {int} NOT NULL REFERENCES voucher_definition (id), name {text} NOT NULL,
        kind {text} NOT NULL, value {int}, item {int} REFERENCES item (id),
        minimum {int} NOT NULL, first_day {text}, entered {int} REFERENCES tier (id),
        held_by {int} REFERENCES terminal (id), held_until {text})""",
    """CREATE INDEX voucher_entered ON voucher (definition) WHERE entered IS NOT NULL""",
    """CREATE TABLE reward (
        id {id}, code {text} NOT NULL UNIQUE, name {text} NOT NULL,
        points {int} NOT NULL CHECK (points > 0), item {int} REFERENCES item (id),
        stock {int} CHECK (stock >= 0), tiers {text} NOT NULL, active {bool} NOT NULL)""",
    """CREATE TABLE reward_taken (
        operation {int} PRIMARY KEY NOT NULL REFERENCES operation (seq),
        reward {int} NOT NULL REFERENCES reward (id), quantity {int} NOT NULL CHECK (quantity > 0))
    """,
)


def up(_migrator: object, db: Database) -> None:
    """Make the tables; what was taken of rewards is never changed."""
    create(db, TABLES)
    append_only(db, "reward_taken", ("operation",))
