"""The days that tills have closed."""

from peewee import BigIntegerField, CompositeKey, TextField

from smbcrm.models.tables.base import Table


class DayCloseRow(Table):
    """A till's closed business date; `until_seq` and `head` say where the chain ended then."""

    id = TextField(primary_key=True)
    terminal = BigIntegerField()
    business_date = TextField()
    staff = BigIntegerField()
    recorded_at = TextField()
    until_seq = BigIntegerField()
    head = TextField()
    opening_float = BigIntegerField()
    expected = BigIntegerField()
    counted = BigIntegerField()
    kept = BigIntegerField()

    class Meta:
        table_name = "day_close"


class DayClosePieceRow(Table):
    """So many notes or coins that are worth so many minor units each."""

    day_close = TextField()
    worth = BigIntegerField()
    pieces = BigIntegerField()

    class Meta:
        table_name = "day_close_piece"
        primary_key = CompositeKey("day_close", "worth")


class DayCloseWordRow(Table):
    """Why it was more or less than it should be, erasable, not guarded."""

    day_close = TextField(primary_key=True)
    word = TextField()

    class Meta:
        table_name = "day_close_word"


class DayCountRow(Table):
    """What somebody counted before what should be there was told; `place` counts from 1.

    `expected` is what should have been there then, and `until_seq` where the chain ended.
    """

    id = TextField(primary_key=True)
    terminal = BigIntegerField()
    business_date = TextField()
    place = BigIntegerField()
    staff = BigIntegerField()
    recorded_at = TextField()
    until_seq = BigIntegerField()
    expected = BigIntegerField()
    counted = BigIntegerField()

    class Meta:
        table_name = "day_count"
