"""Files of customers, and on PostgreSQL their bytes."""

from peewee import BigAutoField, BigIntegerField, BlobField, TextField

from smbcrm.models.tables.base import Table


class CustomerFileRow(Table):
    """A file; `record` is the number of a service record, which may be gone."""

    id = BigAutoField()
    customer = BigIntegerField(index=True)
    name = TextField()
    stored = TextField(unique=True)
    kind = TextField()
    size = BigIntegerField()
    sha256 = TextField()
    at = TextField()
    staff = BigIntegerField()
    record = BigIntegerField(null=True)

    class Meta:
        table_name = "customer_file"


class FileContentRow(Table):
    """The bytes under a name of ours, where no folder lies beside the database."""

    stored = TextField(primary_key=True)
    content = BlobField()
    kept_at = TextField()

    class Meta:
        table_name = "file_content"
