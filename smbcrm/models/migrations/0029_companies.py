"""Companies: what they are dealt with by, who is reached there, and where things are brought to."""

from peewee import Database

from smbcrm.models.schema import create

TABLES = (
    *(
        f"ALTER TABLE customer ADD COLUMN {name} {{text}} NOT NULL DEFAULT ''"
        for name in ("tax_id", "bank", "bank_account", "currency")
    ),
    "ALTER TABLE customer ADD COLUMN payment_days {int}",
    "ALTER TABLE customer ADD COLUMN credit_limit {int}",
    """CREATE TABLE customer_contact (
        customer {int} NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
        position {int} NOT NULL, name {text} NOT NULL, role {text} NOT NULL,
        typed {text} NOT NULL, e164 {text}, email {text} NOT NULL,
        person {int} REFERENCES customer (id) ON DELETE CASCADE,
        PRIMARY KEY (customer, position)){keyed}""",
    "CREATE INDEX customer_contact_person ON customer_contact (person)",
    """CREATE TABLE customer_delivery (
        customer {int} NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
        position {int} NOT NULL, label {text} NOT NULL, address {text} NOT NULL,
        province {text} NOT NULL, city {text} NOT NULL, district {text} NOT NULL,
        postcode {text} NOT NULL, country {text} NOT NULL,
        PRIMARY KEY (customer, position)){keyed}""",
)


def up(_migrator: object, db: Database) -> None:
    """Add the columns and make the tables."""
    create(db, TABLES)
