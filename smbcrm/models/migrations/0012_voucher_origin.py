"""What brought a voucher: the very entry of a tier, or the friend who bought for the first time.

Vouchers of before get the entry that was the last one when they were issued; where one was dated
before every entry, the first.
"""

from peewee import Database

from smbcrm.models.schema import create

_ENTRIES = """SELECT m.since AS since, COALESCE(m.operation, m.after_seq, 0) AS seq, m.tier AS tier,
        t.rank AS rank, LAG(t.rank, 1, (SELECT MIN(rank) FROM tier))
        OVER (ORDER BY m.since, m.id) AS held
        FROM tier_membership m JOIN tier t ON t.id = m.tier WHERE m.customer = a.holder"""
TABLES = (
    """ALTER TABLE voucher ADD COLUMN entry_seq {int}""",
    """ALTER TABLE voucher ADD COLUMN friend {int} REFERENCES account (id)""",
    """CREATE INDEX voucher_friend ON voucher (friend) WHERE friend IS NOT NULL""",
)
BACKFILL = f"""UPDATE voucher SET entry_seq = (SELECT (
        SELECT n.seq FROM ({_ENTRIES}) n WHERE n.tier = voucher.entered AND n.rank > n.held
        ORDER BY CASE WHEN n.since <= l.opened_on THEN 0 ELSE 1 END,
        CASE WHEN n.since <= l.opened_on THEN n.since END DESC, n.since LIMIT 1)
    FROM lot l JOIN account a ON a.id = l.account WHERE l.id = voucher.lot)
    WHERE entered IS NOT NULL"""


def up(_migrator: object, db: Database) -> None:
    """Add the columns, and fill in what can be known."""
    create(db, (*TABLES, BACKFILL))
