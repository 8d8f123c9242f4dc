"""How tiers are reached, kept and reviewed; the rules that are to come."""

from peewee import Database

from smbcrm.models.schema import create

# What a tier says of how it is reached and kept, beside the spend.
_RULE = (
    "visits_from {int}",
    "points_from {int}",
    "months {int} NOT NULL DEFAULT 12",
    "item {int} REFERENCES item (id)",
    "item_months {int}",
)
_TERM = ("lasts_months {int} NOT NULL DEFAULT 0", "grace_months {int} NOT NULL DEFAULT 2")
COLUMNS = {
    "tier": (*_RULE, *_TERM),
    "tier_past": (*_RULE, *_TERM),
    "tier_membership": ("after_seq {int}", "reason_code {text}"),
}
TABLES = (
    """CREATE TABLE tier_coming (
        tier {int} PRIMARY KEY NOT NULL REFERENCES tier (id), live_from {text} NOT NULL,
        spend_from {int}, points_factor {int} NOT NULL, discount {int} NOT NULL,
        visits_from {int}, points_from {int}, months {int} NOT NULL,
        item {int} REFERENCES item (id), item_months {int},
        birthday_factor {int} NOT NULL, birthday_span {text} NOT NULL,
               lasts_months {int} NOT NULL, grace_months {int} NOT NULL)""",
    """CREATE TABLE tier_review (
        day {text} PRIMARY KEY NOT NULL, judged_on {text} NOT NULL, after_seq {int} NOT NULL,
        up {int} NOT NULL, down {int} NOT NULL, applied_at {text} NOT NULL,
        staff {int} NOT NULL REFERENCES staff (id),
        terminal {int} NOT NULL REFERENCES terminal (id)){keyed}""",
    """CREATE INDEX tier_review_judged ON tier_review (judged_on)""",
)


def up(_migrator: object, db: Database) -> None:
    """Add the columns and make the tables."""
    for table, columns in COLUMNS.items():
        create(db, (f"ALTER TABLE {table} ADD COLUMN {column}" for column in columns))
    create(db, TABLES)
