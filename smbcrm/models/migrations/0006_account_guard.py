"""An account stays what it is: its kind and unit are in no hash, so nothing changes them."""

from peewee import Database

from smbcrm.models.schema import accounts_stay


def up(_migrator: object, db: Database) -> None:
    """Make the triggers."""
    accounts_stay(db)
