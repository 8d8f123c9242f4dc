"""What keeps the counter's card quick: the count of visits, and operations in order of number."""

from peewee import Database

from smbcrm.models.schema import create

TABLES = (
    """ALTER TABLE customer ADD COLUMN visits {int} NOT NULL DEFAULT 0""",
    """UPDATE customer SET visits = (
        SELECT COUNT(DISTINCT o.business_date) FROM account a JOIN operation o ON o.party = a.id
        WHERE a.holder = customer.id AND o.kind IN ('sale', 'visit_use')
        AND NOT EXISTS (SELECT 1 FROM operation r WHERE r.reverses = o.seq))""",
    """CREATE INDEX operation_party_seq ON operation (party, seq) WHERE party IS NOT NULL""",
)


def up(_migrator: object, db: Database) -> None:
    """Add the column, counted from the ledger, and the index."""
    create(db, TABLES)
