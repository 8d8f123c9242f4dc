"""What merges that were undone left in the change log of who stayed: it was the other's.

Their lines that tell who was merged and parted stay. A merge that nobody knows any more was undone,
too: it went with the other when that one was erased.
"""

from peewee import Database

from smbcrm.models.schema import create

LINES = (
    """DELETE FROM change_log WHERE act IN ('customer_merge', 'merge_undo') AND field <> 'merged'
        AND EXISTS (SELECT 1 FROM request_log r WHERE r.id = change_log.request
                    AND r.customer = change_log.customer
                    AND NOT EXISTS (SELECT 1 FROM customer_merge m
                                    WHERE CAST(m.id AS TEXT) = r.result
                                    AND m.undone_at IS NULL))""",
)


def up(_migrator: object, db: Database) -> None:
    """Take the lines away."""
    create(db, LINES)
