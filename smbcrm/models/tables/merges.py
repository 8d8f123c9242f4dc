"""Customers who were merged, the codes they had, and who stay two people."""

from peewee import BigAutoField, BigIntegerField, CompositeKey, TextField

from smbcrm.models.tables.base import Table


class CustomerMergeRow(Table):
    """A merge of two customers; `content` holds the rows it changed, as they were and became.

    `other` is the customer who went; an undo brings them back under the same number. The content is
    empty after it, and once it is too late for one.
    """

    id = BigAutoField()
    kept = BigIntegerField(index=True)
    other = BigIntegerField(index=True)
    other_code = TextField()
    merged_at = TextField()
    staff = BigIntegerField()
    terminal = BigIntegerField()
    after_seq = BigIntegerField()
    undone_at = TextField(null=True)
    content = TextField()
    other_made_at = TextField()

    class Meta:
        table_name = "customer_merge"


class CustomerAliasRow(Table):
    """The code and the name of somebody who was merged: both still find who was kept."""

    code = TextField(primary_key=True)
    customer = BigIntegerField(index=True)
    full_name = TextField()

    class Meta:
        table_name = "customer_alias"


class CustomerApartRow(Table):
    """Two who look alike and are two people; each pair stands here in both directions."""

    customer = BigIntegerField()
    other = BigIntegerField(index=True)

    class Meta:
        table_name = "customer_apart"
        primary_key = CompositeKey("customer", "other")
