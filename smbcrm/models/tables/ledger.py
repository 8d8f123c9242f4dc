"""The ledger. Written by `stores/ledger_writer.py` only, in fixed SQL."""

from peewee import BigAutoField, BigIntegerField, BooleanField, CompositeKey, TextField

from smbcrm.models.tables.base import Table


class ChainHeadRow(Table):
    """The one row that says where the chain ends and gives the next numbers."""

    id = BigIntegerField(primary_key=True)
    seq = BigIntegerField()
    hash = TextField()
    lot = BigIntegerField()
    bill_number = BigIntegerField()

    class Meta:
        table_name = "chain_head"


class AccountRow(Table):
    """An account; a house account has no holder and no balance.

    `merge` is the merge by which it came to its holder; empty: it is the holder's own.
    """

    id = BigAutoField()
    holder = BigIntegerField(null=True)
    kind = TextField()
    unit = TextField()
    balance = BigIntegerField(null=True)
    merge = BigIntegerField(null=True)

    class Meta:
        table_name = "account"


class PackagePauseRow(Table):
    """An account of visits that stands still, and since which business date."""

    account = BigIntegerField(primary_key=True)
    since = TextField()

    class Meta:
        table_name = "package_pause"


class OperationRow(Table):
    """An operation, chained to the one before."""

    seq = BigIntegerField(primary_key=True)
    id = TextField(unique=True)
    kind = TextField()
    business_date = TextField()
    recorded_at = TextField()
    staff = BigIntegerField()
    terminal = BigIntegerField()
    branch = TextField(null=True)
    reason_code = TextField(null=True)
    reverses = BigIntegerField(null=True, unique=True)
    party = BigIntegerField(null=True)
    bill_number = BigIntegerField(null=True, unique=True)
    request_hash = TextField()
    prev = TextField(unique=True)
    hash = TextField(unique=True)

    class Meta:
        table_name = "operation"


class LotRow(Table):
    """What one credit brought and what is left of it."""

    id = BigIntegerField(primary_key=True)
    account = BigIntegerField()
    opened_by = BigIntegerField(index=True)
    opened_on = TextField()
    expires_on = TextField(null=True)
    remaining = BigIntegerField()
    source_lot = BigIntegerField(null=True)

    class Meta:
        table_name = "lot"


class EntryRow(Table):
    """One line of an operation."""

    operation = BigIntegerField()
    line = BigIntegerField()
    account = BigIntegerField()
    lot = BigIntegerField(null=True)
    amount = BigIntegerField()

    class Meta:
        table_name = "entry"
        primary_key = CompositeKey("operation", "line")


class LotTermRow(Table):
    """When a lot ends, as an operation set it."""

    operation = BigIntegerField()
    lot = BigIntegerField(index=True)
    expires_on = TextField(null=True)
    source_lot = BigIntegerField(null=True)

    class Meta:
        table_name = "lot_term"
        primary_key = CompositeKey("operation", "lot")


class OperationNoteRow(Table):
    """A note, erasable, not hashed."""

    operation = BigIntegerField(primary_key=True)
    note = TextField()

    class Meta:
        table_name = "operation_note"


class SaleRow(Table):
    """The sums of a sale; `earned_on` is empty where points are earned on the spend."""

    operation = BigIntegerField(primary_key=True)
    gross = BigIntegerField()
    discount = BigIntegerField()
    net = BigIntegerField()
    tier = BigIntegerField(null=True)
    rate = TextField()
    points = BigIntegerField()
    spend = BigIntegerField()
    earned_on = BigIntegerField(null=True)

    class Meta:
        table_name = "sale"


class SaleLineRow(Table):
    """A line of a sale."""

    operation = BigIntegerField()
    line = BigIntegerField()
    item = BigIntegerField(null=True)
    quantity = BigIntegerField()
    price = BigIntegerField()
    gross = BigIntegerField()
    discount = BigIntegerField()
    points_factor = BigIntegerField()
    served_by = BigIntegerField()

    class Meta:
        table_name = "sale_line"
        primary_key = CompositeKey("operation", "line")


class SalePaymentRow(Table):
    """How a part of a sale was paid."""

    operation = BigIntegerField()
    line = BigIntegerField()
    means = TextField()
    amount = BigIntegerField()
    points = BigIntegerField(null=True)
    given = BigIntegerField(null=True)
    change = BigIntegerField(null=True)

    class Meta:
        table_name = "sale_payment"
        primary_key = CompositeKey("operation", "line")


class RefundRow(Table):
    """Which sale a refund gives back."""

    operation = BigIntegerField(primary_key=True)
    sale = BigIntegerField(index=True)
    refund_order = TextField()

    class Meta:
        table_name = "refund"


class OtherPartyRow(Table):
    """Who else takes part in an operation, by the principal account: the taker of a transfer."""

    operation = BigIntegerField(primary_key=True)
    party = BigIntegerField(index=True)

    class Meta:
        table_name = "other_party"


class ServedRow(Table):
    """Who served, with a share in percent, where the lines of a sale cannot say it."""

    operation = BigIntegerField()
    line = BigIntegerField()
    staff = BigIntegerField()
    share = BigIntegerField()

    class Meta:
        table_name = "served"
        primary_key = CompositeKey("operation", "line")


class BillRow(Table):
    """The snapshot that an e-bill is made of."""

    operation = BigIntegerField(primary_key=True)
    language = TextField()
    content = TextField()

    class Meta:
        table_name = "bill"


class BillIssueRow(Table):
    """A bill that was handed over: on paper, as a file, or as a message."""

    id = BigAutoField()
    operation = BigIntegerField()
    request = TextField()
    is_copy = BooleanField()
    size = TextField()
    language = TextField()
    instead = TextField()
    issued_at = TextField()
    staff = BigIntegerField()
    terminal = BigIntegerField()

    class Meta:
        table_name = "bill_issue"
