"""Requests that wrote no operation."""

from peewee import BigAutoField, BigIntegerField, CompositeKey, TextField

from smbcrm.models.tables.base import Table


class RequestLogRow(Table):
    """A request that was carried out, with its first answer in ids."""

    id = TextField(primary_key=True)
    kind = TextField()
    hash = TextField()
    result = TextField()
    staff = BigIntegerField()
    terminal = BigIntegerField()
    recorded_at = TextField()
    customer = BigIntegerField(null=True)

    class Meta:
        table_name = "request_log"


class RuleChangeRow(Table):
    """A rule of the shop that was changed by a request, as it was and is. Append-only."""

    request = TextField()
    rule = TextField()
    before = TextField()
    after = TextField()

    class Meta:
        table_name = "rule_change"
        primary_key = CompositeKey("request", "rule")


class SpendingPinResetRow(Table):
    """A reset of a spending PIN, by its request, and why. Append-only."""

    request = TextField(primary_key=True)
    reason = TextField()

    class Meta:
        table_name = "spending_pin_reset"


class ChangeLogRow(Table):
    """A field of a customer or, without one, of the shop: what it was and is, by whom and what."""

    id = BigAutoField()
    at = TextField()
    staff = BigIntegerField()
    terminal = BigIntegerField()
    act = TextField()
    request = TextField()
    customer = BigIntegerField(null=True)
    field = TextField()
    part = TextField()
    before = TextField(null=True)
    after = TextField(null=True)

    class Meta:
        table_name = "change_log"
