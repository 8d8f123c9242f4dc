"""Offers by tier and date, factors of a birthday, spending PINs, and what a sale earned on.

Offers had their amount as a key; the same amount may now bring different gifts.
"""

from peewee import Database

from smbcrm.models.schema import create

TABLES = (
    """CREATE TABLE offer (
        id {id}, amount {int} NOT NULL, gift {int} NOT NULL, first_day {text}, last_day {text},
        active {bool} NOT NULL)""",
    """INSERT INTO offer (amount, gift, active)
        SELECT amount, gift, active FROM top_up_offer ORDER BY amount""",
    """DROP TABLE top_up_offer""",
    """CREATE TABLE offer_tier (
        offer {int} NOT NULL REFERENCES offer (id), tier {int} NOT NULL REFERENCES tier (id),
        PRIMARY KEY (offer, tier)){keyed}""",
    """ALTER TABLE tier ADD COLUMN birthday_factor {int} NOT NULL DEFAULT 100""",
    """ALTER TABLE tier ADD COLUMN birthday_span {text} NOT NULL DEFAULT 'day'""",
    """CREATE TABLE spending_pin (
        customer {int} PRIMARY KEY NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
        secret {text} NOT NULL, wrong {int} NOT NULL, locked_until {text})""",
    """ALTER TABLE sale ADD COLUMN earned_on {int}""",
)


def up(_migrator: object, db: Database) -> None:
    """Make the tables and columns; offers keep their order."""
    create(db, TABLES)
