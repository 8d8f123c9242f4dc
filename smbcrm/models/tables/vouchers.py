"""Vouchers that the shop gives and customers have, and rewards for points."""

from peewee import BigAutoField, BigIntegerField, BooleanField, TextField

from smbcrm.models.tables.base import Table


class VoucherDefinitionRow(Table):
    """A voucher that the shop gives; value in minor units or hundredths of a percent.

    `tiers` are the codes of those who may get it, with commas between them; empty: everybody.
    """

    id = BigAutoField()
    code = TextField(unique=True)
    name = TextField()
    kind = TextField()
    value = BigIntegerField(null=True)
    item = BigIntegerField(null=True)
    minimum = BigIntegerField()
    days = BigIntegerField(null=True)
    first_day = TextField(null=True)
    last_day = TextField(null=True)
    tiers = TextField()
    on_entry = BigIntegerField(null=True)
    points = BigIntegerField(null=True)
    active = BooleanField()

    class Meta:
        table_name = "voucher_definition"


class VoucherRow(Table):
    """A voucher, beside the lot as which it was issued; what it promised then, and who holds it."""

    lot = BigIntegerField(primary_key=True)
    code = TextField(unique=True)
    definition = BigIntegerField()
    name = TextField()
    kind = TextField()
    value = BigIntegerField(null=True)
    item = BigIntegerField(null=True)
    minimum = BigIntegerField()
    first_day = TextField(null=True)
    entered = BigIntegerField(null=True)
    held_by = BigIntegerField(null=True)
    held_until = TextField(null=True)
    entry_seq = BigIntegerField(null=True)
    friend = BigIntegerField(null=True)

    class Meta:
        table_name = "voucher"


class RewardRow(Table):
    """Something that points are exchanged for; without a stock as often as wanted."""

    id = BigAutoField()
    code = TextField(unique=True)
    name = TextField()
    points = BigIntegerField()
    item = BigIntegerField(null=True)
    stock = BigIntegerField(null=True)
    tiers = TextField()
    active = BooleanField()

    class Meta:
        table_name = "reward"


class RewardTakenRow(Table):
    """Which reward a redemption took, and how many of it; append-only."""

    operation = BigIntegerField(primary_key=True)
    reward = BigIntegerField()
    quantity = BigIntegerField()

    class Meta:
        table_name = "reward_taken"
