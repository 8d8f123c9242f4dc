"""Service records, and the kinds of them."""

from peewee import BigAutoField, BigIntegerField, TextField

from smbcrm.models.tables.base import Table


class RecordKindRow(Table):
    """What the shop writes down of a service."""

    code = TextField(primary_key=True)
    name = TextField()

    class Meta:
        table_name = "record_kind"


class ServiceRecordRow(Table):
    """What was noted of a service, for the business date `day`."""

    id = BigAutoField()
    customer = BigIntegerField()
    kind = TextField()
    day = TextField()
    at = TextField()
    staff = BigIntegerField()
    text = TextField()

    class Meta:
        table_name = "service_record"
        indexes = ((("customer", "day"), False),)
