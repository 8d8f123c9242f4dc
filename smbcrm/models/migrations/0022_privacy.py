"""What people may ask of the shop: consent to purposes of its own, and that it forgets them.

Who opted out is known after an erase by a fingerprint, and a card number of the shop's own is never
given again. The history of a card may go once the card itself is gone.
"""

from peewee import Database

from smbcrm.models.schema import append_only, cards_outlive_history, create

TABLES = (
    """CREATE TABLE consent_purpose (code {text} PRIMARY KEY NOT NULL, name {text} NOT NULL)""",
    """CREATE TABLE opt_out (
        salt {text} NOT NULL, fingerprint {text} NOT NULL, channel {text} NOT NULL,
        PRIMARY KEY (salt, fingerprint, channel)){keyed}""",
    """CREATE TABLE card_gone (number {text} PRIMARY KEY NOT NULL)""",
    """CREATE INDEX card_gone_small ON card_gone (lower(number))""",
    """CREATE TABLE erasure (
        customer {int} NOT NULL, made_at {text} NOT NULL, at {text} NOT NULL,
        reason {text} NOT NULL, staff {int} NOT NULL REFERENCES staff (id),
        terminal {int} NOT NULL REFERENCES terminal (id),
        PRIMARY KEY (customer, made_at)){keyed}""",
)


def up(_migrator: object, db: Database) -> None:
    """Make the tables and their guards."""
    create(db, TABLES)
    append_only(db, "erasure", ("customer, made_at",))
    cards_outlive_history(db)
