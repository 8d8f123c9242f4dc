"""Codes that a scanner reads are compared whatever their capitals; vouchers are all in capitals.

No index is unique: a shop may have cards and items from before that differ in capitals alone.
"""

from peewee import Database

from smbcrm.models.schema import create

INDEXES = (
    """CREATE INDEX card_small ON card (lower(number))""",
    """CREATE INDEX item_code_small ON item (lower(code))""",
    """CREATE INDEX item_barcode_small ON item (lower(barcode))""",
)


def up(_migrator: object, db: Database) -> None:
    """Make the indexes."""
    create(db, INDEXES)
