"""Sales of the past, from the till before."""

from peewee import BigAutoField, BigIntegerField, CompositeKey, TextField

from smbcrm.models.tables.base import Table


class PastSaleRow(Table):
    """A sale that another till made; what brought it is an import, and a row of its list."""

    id = BigAutoField()
    customer = BigIntegerField()
    key = TextField(unique=True)
    run = TextField()
    row = BigIntegerField()
    day = TextField()
    at = TextField()
    bill = TextField()
    sold_by = TextField()
    total = BigIntegerField()

    class Meta:
        table_name = "past_sale"


class PastSaleLineRow(Table):
    """A line of it; quantities in thousandths."""

    sale = BigIntegerField()
    line = BigIntegerField()
    item = TextField()
    quantity = BigIntegerField(null=True)
    amount = BigIntegerField(null=True)

    class Meta:
        table_name = "past_sale_line"
        primary_key = CompositeKey("sale", "line")
