"""The first schema: shop, staff, items, tiers, customers, cards, search, imports and the ledger."""

from peewee import Database

from smbcrm.models.schema import append_only, create, lots_not_negative

TABLES = (
    """CREATE TABLE setting (key {text} PRIMARY KEY NOT NULL, value {text} NOT NULL)""",
    """CREATE TABLE staff (
        id {id}, name {text} NOT NULL UNIQUE, active {bool} NOT NULL)""",
    """CREATE TABLE terminal (
        id {id}, name {text} NOT NULL UNIQUE, active {bool} NOT NULL)""",
    """CREATE TABLE item (
        id {id}, code {text} NOT NULL UNIQUE, name {text} NOT NULL, kind {text} NOT NULL,
        price {int} NOT NULL CHECK (price >= 0), barcode {text} UNIQUE,
        points_factor {int} NOT NULL, active {bool} NOT NULL)""",
    """CREATE TABLE tier (
        id {id}, code {text} NOT NULL UNIQUE, rank {int} NOT NULL UNIQUE, name {text} NOT NULL,
        spend_from {int}, points_factor {int} NOT NULL, discount {int} NOT NULL)""",
    """CREATE TABLE tier_past (
        tier {int} NOT NULL REFERENCES tier (id), until_seq {int} NOT NULL, spend_from {int},
        PRIMARY KEY (tier, until_seq)){keyed}""",
    """CREATE TABLE top_up_offer (
        id {id}, amount {int} NOT NULL UNIQUE, gift {int} NOT NULL, active {bool} NOT NULL)""",
    """CREATE TABLE customer (
        id {id}, code {text} NOT NULL UNIQUE, kind {text} NOT NULL, full_name {text} NOT NULL,
        family_name {text} NOT NULL, given_name {text} NOT NULL, gender {text} NOT NULL,
        email {text} NOT NULL, wechat {text} NOT NULL, whatsapp {text} NOT NULL,
        line {text} NOT NULL, address {text} NOT NULL, province {text} NOT NULL,
        city {text} NOT NULL, district {text} NOT NULL, postcode {text} NOT NULL,
        country {text} NOT NULL, language {text} NOT NULL, preferences {text} NOT NULL,
        looked_after_by {int} REFERENCES staff (id), referrer {int} REFERENCES customer (id),
        source {text} NOT NULL, alert {text} NOT NULL, notes {text} NOT NULL,
        status {text} NOT NULL, last_visit {text}, created_at {text} NOT NULL,
        changed_at {text} NOT NULL)""",
    """CREATE INDEX customer_referrer ON customer (referrer) WHERE referrer IS NOT NULL""",
    """CREATE INDEX customer_email ON customer (lower(email)) WHERE email <> ''""",
    """CREATE INDEX customer_name ON customer (full_name, id, status)""",
    """CREATE INDEX customer_last_visit ON customer (COALESCE(last_visit, ''), id, status)""",
    """CREATE INDEX customer_status ON customer (status) WHERE status <> 'active'""",
    """CREATE TABLE customer_phone (
        customer {int} NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
        position {int} NOT NULL, typed {text} NOT NULL, e164 {text},
        PRIMARY KEY (customer, position)){keyed}""",
    """CREATE INDEX customer_phone_e164 ON customer_phone (e164) WHERE e164 IS NOT NULL""",
    """CREATE TABLE customer_tag (
        customer {int} NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
        tag {text} NOT NULL, PRIMARY KEY (customer, tag)){keyed}""",
    """CREATE INDEX customer_tag_tag ON customer_tag (tag)""",
    """CREATE TABLE occasion (
        id {id}, customer {int} NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
        kind {text} NOT NULL, label {text} NOT NULL, calendar {text} NOT NULL,
        year {int}, month {int} NOT NULL CHECK (month BETWEEN 1 AND 12),
        day {int} CHECK (day BETWEEN 1 AND 31), is_leap_month {bool} NOT NULL)""",
    """CREATE INDEX occasion_customer ON occasion (customer)""",
    """CREATE INDEX occasion_day ON occasion (calendar, month, day)""",
    """CREATE TABLE consent (
        id {id}, customer {int} NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
        channel {text} NOT NULL, state {text} NOT NULL, at {text} NOT NULL,
        how {text} NOT NULL, staff {int} REFERENCES staff (id))""",
    """CREATE INDEX consent_customer ON consent (customer, channel)""",
    """CREATE TABLE card (
        number {text} PRIMARY KEY NOT NULL, customer {int} NOT NULL REFERENCES customer (id),
        state {text} NOT NULL, issued_on {text} NOT NULL, valid_until {text},
        replaced_by {text} REFERENCES card (number), changed_at {text} NOT NULL)""",
    """CREATE INDEX card_customer ON card (customer)""",
    """CREATE INDEX card_replaced_by ON card (replaced_by) WHERE replaced_by IS NOT NULL""",
    """CREATE TABLE search_short (
        key {text} NOT NULL, month {int} NOT NULL,
        customer {int} NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
        PRIMARY KEY (key, month, customer)){keyed}""",
    """CREATE INDEX search_short_customer ON search_short (customer)""",
    """CREATE TABLE search_part (
        key {text} NOT NULL, customer {int} NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
        PRIMARY KEY (key, customer)){keyed}""",
    """CREATE INDEX search_part_customer ON search_part (customer)""",
    """CREATE TABLE request_log (
        id {text} PRIMARY KEY NOT NULL, kind {text} NOT NULL, hash {text} NOT NULL,
        result {text} NOT NULL, staff {int} NOT NULL REFERENCES staff (id),
        terminal {int} NOT NULL REFERENCES terminal (id), recorded_at {text} NOT NULL,
        customer {int} REFERENCES customer (id) ON DELETE SET NULL)""",
    """CREATE INDEX request_log_kind ON request_log (kind, recorded_at)
        WHERE customer IS NOT NULL""",
    """CREATE INDEX request_log_customer ON request_log (customer) WHERE customer IS NOT NULL""",
    """CREATE TABLE import_run (
        id {text} PRIMARY KEY NOT NULL, file_name {text} NOT NULL, file_hash {text} NOT NULL,
        mapping {text} NOT NULL, state {text} NOT NULL, started_at {text} NOT NULL,
        business_date {text} NOT NULL, staff {int} NOT NULL REFERENCES staff (id),
        terminal {int} NOT NULL REFERENCES terminal (id), rows_done {int} NOT NULL,
        report {text} NOT NULL)""",
    """CREATE TABLE import_mark (
        run {text} NOT NULL REFERENCES import_run (id) ON DELETE CASCADE,
        row {int} NOT NULL, customer {int} NOT NULL, made {bool} NOT NULL,
        PRIMARY KEY (run, row)){keyed}""",
    """CREATE INDEX import_mark_customer ON import_mark (customer)""",
    """CREATE TABLE chain_head (
        id {int} PRIMARY KEY CHECK (id = 1), seq {int} NOT NULL, hash {text} NOT NULL,
        lot {int} NOT NULL, bill_number {int} NOT NULL)""",
    """CREATE TABLE account (
        id {id}, holder {int} REFERENCES customer (id), kind {text} NOT NULL,
        unit {text} NOT NULL, balance {int},
        CHECK (balance >= 0 OR kind = 'points'), CHECK (holder IS NULL OR balance IS NOT NULL))""",
    """CREATE INDEX account_holder ON account (holder, kind, balance, id)
        WHERE holder IS NOT NULL""",
    """CREATE UNIQUE INDEX account_house ON account (kind, unit) WHERE balance IS NULL""",
    """CREATE TABLE operation (
        seq {int} PRIMARY KEY, id {text} NOT NULL UNIQUE, kind {text} NOT NULL,
        business_date {text} NOT NULL, recorded_at {text} NOT NULL,
        staff {int} NOT NULL REFERENCES staff (id),
        terminal {int} NOT NULL REFERENCES terminal (id), branch {text}, reason_code {text},
        reverses {int} UNIQUE REFERENCES operation (seq), party {int} REFERENCES account (id),
        bill_number {int} UNIQUE, request_hash {text} NOT NULL,
        prev {text} NOT NULL UNIQUE, hash {text} NOT NULL UNIQUE)""",
    """CREATE INDEX operation_party ON operation (party, business_date) WHERE party IS NOT NULL""",
    """CREATE INDEX operation_recorded ON operation (recorded_at)""",
    """CREATE INDEX operation_date ON operation (business_date, terminal)""",
    """CREATE TABLE lot (
        id {int} PRIMARY KEY, account {int} NOT NULL REFERENCES account (id),
        opened_by {int} NOT NULL REFERENCES operation (seq) DEFERRABLE INITIALLY DEFERRED,
        opened_on {text} NOT NULL, expires_on {text}, remaining {int} NOT NULL,
        source_lot {int} REFERENCES lot (id))""",
    """CREATE INDEX lot_account ON lot (account) WHERE remaining <> 0""",
    """CREATE INDEX lot_expires ON lot (expires_on)
        WHERE remaining <> 0 AND expires_on IS NOT NULL""",
    """CREATE INDEX lot_opened_by ON lot (opened_by)""",
    """CREATE TABLE entry (
        operation {int} NOT NULL REFERENCES operation (seq), line {int} NOT NULL,
        account {int} NOT NULL REFERENCES account (id), lot {int} REFERENCES lot (id),
        amount {int} NOT NULL CHECK (amount <> 0), PRIMARY KEY (operation, line)){keyed}""",
    """CREATE INDEX entry_account ON entry (account, operation)""",
    """CREATE INDEX entry_lot ON entry (lot, operation) WHERE lot IS NOT NULL""",
    """CREATE TABLE lot_term (
        operation {int} NOT NULL REFERENCES operation (seq), lot {int} NOT NULL REFERENCES lot (id),
        expires_on {text}, source_lot {int}, PRIMARY KEY (operation, lot)){keyed}""",
    """CREATE INDEX lot_term_lot ON lot_term (lot)""",
    """CREATE TABLE operation_note (
        operation {int} PRIMARY KEY REFERENCES operation (seq), note {text} NOT NULL)""",
    """CREATE TABLE sale (
        operation {int} PRIMARY KEY REFERENCES operation (seq), gross {int} NOT NULL,
        discount {int} NOT NULL, net {int} NOT NULL, tier {int} REFERENCES tier (id),
        rate {text} NOT NULL, points {int} NOT NULL, spend {int} NOT NULL)""",
    """CREATE TABLE sale_line (
        operation {int} NOT NULL REFERENCES operation (seq), line {int} NOT NULL,
        item {int} REFERENCES item (id), quantity {int} NOT NULL, price {int} NOT NULL,
        gross {int} NOT NULL, discount {int} NOT NULL, points_factor {int} NOT NULL,
        served_by {int} NOT NULL REFERENCES staff (id), PRIMARY KEY (operation, line)){keyed}""",
    """CREATE TABLE sale_payment (
        operation {int} NOT NULL REFERENCES operation (seq), line {int} NOT NULL,
        means {text} NOT NULL, amount {int} NOT NULL, points {int}, given {int}, change {int},
        PRIMARY KEY (operation, line)){keyed}""",
    """CREATE TABLE bill (
        operation {int} PRIMARY KEY REFERENCES operation (seq), language {text} NOT NULL,
        content {text} NOT NULL)""",
    """CREATE TABLE tier_membership (
        id {id}, customer {int} NOT NULL REFERENCES customer (id) ON DELETE CASCADE,
        tier {int} NOT NULL REFERENCES tier (id), since {text} NOT NULL, reason {text} NOT NULL,
        operation {int} REFERENCES operation (seq), held_until {text})""",
    """CREATE INDEX tier_membership_customer ON tier_membership (customer, since, id, tier)""",
    """INSERT INTO chain_head VALUES (1, 0, 'genesis', 0, 0)""",
)
APPEND_ONLY = {
    "operation": ("seq", "id", "reverses", "bill_number", "prev", "hash"),
    "entry": ("operation, line",),
    "lot_term": ("operation, lot",),
    "sale": ("operation",),
    "sale_line": ("operation, line",),
    "sale_payment": ("operation, line",),
}


def up(_migrator: object, db: Database) -> None:
    """Create every table, then the triggers that keep the ledger append-only."""
    create(db, TABLES)
    for table, keys in APPEND_ONLY.items():
        append_only(db, table, keys)
    lots_not_negative(db)
