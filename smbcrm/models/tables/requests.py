"""Requests that wrote no operation."""

from peewee import BigIntegerField, TextField

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
