"""Requests that wrote no operation."""

from peewee import TextField

from smbcrm.models.tables.base import Table


class RequestLogRow(Table):
    """A request that was carried out, with its first answer in ids."""

    id = TextField(primary_key=True)
    kind = TextField()
    hash = TextField()
    result = TextField()

    class Meta:
        table_name = "request_log"
