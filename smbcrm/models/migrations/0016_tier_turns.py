"""In which order rules, holds and reviews of tiers were recorded, and the lists of reviews applied.

What was recorded before has no order of its own beside one operation: as the version before took
it, rules come first, then what was given by hand, then reviews. A review judged as of the day on
which it was applied, and its list is what is left of it in the histories.
"""

from peewee import Database

from smbcrm.models.schema import create

TABLES = (
    """CREATE TABLE tier_past_in_turn (
        tier {int} NOT NULL REFERENCES tier (id), until_seq {int} NOT NULL, turn {int} NOT NULL,
        spend_from {int}, visits_from {int}, points_from {int}, months {int} NOT NULL,
        item {int} REFERENCES item (id), item_months {int},
        lasts_months {int} NOT NULL, grace_months {int} NOT NULL,
        PRIMARY KEY (tier, until_seq, turn)){keyed}""",
    """INSERT INTO tier_past_in_turn
        SELECT tier, until_seq, 1, spend_from, visits_from, points_from, months, item,
               item_months, lasts_months, grace_months FROM tier_past""",
    """DROP TABLE tier_past""",
    """ALTER TABLE tier_past_in_turn RENAME TO tier_past""",
    """ALTER TABLE tier_membership ADD COLUMN turn {int} NOT NULL DEFAULT 0""",
    """UPDATE tier_membership SET turn = CASE reason WHEN 'hand' THEN 2 ELSE 3 END
        WHERE reason IN ('hand', 'review')""",
    """CREATE TABLE tier_review_in_turn (
        day {text} PRIMARY KEY NOT NULL, judged_on {text} NOT NULL, after_seq {int} NOT NULL,
        applied_at {text} NOT NULL, staff {int} NOT NULL REFERENCES staff (id),
        terminal {int} NOT NULL REFERENCES terminal (id), as_of {text} NOT NULL,
        turn {int} NOT NULL){keyed}""",
    """INSERT INTO tier_review_in_turn
        SELECT day, judged_on, after_seq, applied_at, staff, terminal, judged_on, 3
        FROM tier_review""",
    """DROP TABLE tier_review""",
    """ALTER TABLE tier_review_in_turn RENAME TO tier_review""",
    """CREATE INDEX tier_review_judged ON tier_review (judged_on)""",
    """CREATE TABLE tier_review_move (
        review {text} NOT NULL REFERENCES tier_review (day),
        customer {int} NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
        tier_before {int} NOT NULL REFERENCES tier (id),
        tier_after {int} NOT NULL REFERENCES tier (id),
        spend {int}, visits {int}, points {int}, PRIMARY KEY (review, customer)){keyed}""",
    """CREATE INDEX tier_review_move_customer ON tier_review_move (customer)""",
    """INSERT INTO tier_review_move (review, customer, tier_before, tier_after)
        SELECT r.day, m.customer,
               COALESCE((SELECT b.tier FROM tier_membership b WHERE b.customer = m.customer
                         AND (b.since < m.since OR (b.since = m.since AND b.id < m.id))
                         ORDER BY b.since DESC, b.id DESC LIMIT 1),
                        (SELECT id FROM tier ORDER BY rank LIMIT 1)), m.tier
        FROM tier_review r JOIN tier_membership m
             ON m.reason = 'review' AND m.since = r.judged_on AND m.after_seq = r.after_seq
        WHERE NOT EXISTS (SELECT 1 FROM tier_review e WHERE e.judged_on = r.judged_on
                          AND e.after_seq = r.after_seq AND e.day < r.day)
        AND NOT EXISTS (SELECT 1 FROM tier_membership n WHERE n.customer = m.customer
                        AND n.reason = 'review' AND n.since = m.since
                        AND n.after_seq = m.after_seq AND n.id > m.id)""",
)


def up(_migrator: object, db: Database) -> None:
    """Make the tables and columns anew, and fill them from what was recorded."""
    create(db, TABLES)
