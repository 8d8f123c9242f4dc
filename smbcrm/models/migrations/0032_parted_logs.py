"""What merges that were undone left in the change log of who stayed: it was the other's.

Their lines that tell who was merged and parted stay. A merge that nobody knows any more was undone,
too: it went with the other when that one was erased. And when who went was added stands by itself,
so that the rest of what a merge keeps need not be kept for longer than it can be undone.
"""

import json

from peewee import Database

from smbcrm.models.schema import create, is_postgres

STATEMENTS = (
    """DELETE FROM change_log WHERE act IN ('customer_merge', 'merge_undo') AND field <> 'merged'
        AND EXISTS (SELECT 1 FROM request_log r WHERE r.id = change_log.request
                    AND r.customer = change_log.customer
                    AND NOT EXISTS (SELECT 1 FROM customer_merge m
                                    WHERE CAST(m.id AS TEXT) = r.result
                                    AND m.undone_at IS NULL))""",
    "ALTER TABLE customer_merge ADD COLUMN other_made_at {text} NOT NULL DEFAULT ''",
)


def up(_migrator: object, db: Database) -> None:
    """Take the lines away, and fill the column."""
    create(db, STATEMENTS)
    mark = "%s" if is_postgres(db) else "?"
    fill = f"UPDATE customer_merge SET other_made_at = {mark} WHERE id = {mark}"
    kept = db.execute_sql("SELECT id, content FROM customer_merge WHERE content <> ''").fetchall()
    for merge, content in kept:
        (other,) = json.loads(content)["other"]["customer"]
        db.execute_sql(fill, (other["created_at"], merge))
