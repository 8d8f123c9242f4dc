"""Imports and what each of their rows became."""

from peewee import BigIntegerField, BooleanField, CompositeKey, TextField

from smbcrm.models.tables.base import Table


class ImportRunRow(Table):
    """One import of one file."""

    id = TextField(primary_key=True)
    file_name = TextField()
    file_hash = TextField()
    mapping = TextField()
    state = TextField()
    started_at = TextField()
    business_date = TextField()
    staff = BigIntegerField()
    terminal = BigIntegerField()
    rows_done = BigIntegerField()
    report = TextField()

    class Meta:
        table_name = "import_run"


class ImportMarkRow(Table):
    """The customer that a row made or updated."""

    run = TextField()
    row = BigIntegerField()
    customer = BigIntegerField(index=True)
    made = BooleanField()

    class Meta:
        table_name = "import_mark"
        primary_key = CompositeKey("run", "row")


class ImportBeforeRow(Table):
    """A customer as they were before a list of ours changed them."""

    run = TextField()
    customer = BigIntegerField(index=True)
    profile = TextField()
    changed_at = TextField()

    class Meta:
        table_name = "import_before"
        primary_key = CompositeKey("run", "customer")


class ImportLinkRow(Table):
    """The relationship that a row told of; made: it was not known before."""

    run = TextField()
    row = BigIntegerField()
    customer = BigIntegerField(index=True)
    other = BigIntegerField(index=True)
    kind = TextField()
    made = BooleanField()

    class Meta:
        table_name = "import_link"
        primary_key = CompositeKey("run", "row")


class ImportItemRow(Table):
    """The item that a row told of, as it was before and afterwards."""

    run = TextField()
    row = BigIntegerField()
    item = BigIntegerField(index=True)
    before = TextField(null=True)
    after = TextField()

    class Meta:
        table_name = "import_item"
        primary_key = CompositeKey("run", "row")


class ListExportRow(Table):
    """A list that was exported and may come back."""

    id = TextField(primary_key=True)
    key = TextField()
    exported_at = TextField()

    class Meta:
        table_name = "list_export"
