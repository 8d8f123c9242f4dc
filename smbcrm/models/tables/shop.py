"""Settings, staff, terminals, items, tiers, offers and segments."""

from peewee import BigAutoField, BigIntegerField, BooleanField, CompositeKey, TextField

from smbcrm.models.tables.base import Table


class SettingRow(Table):
    """A setting that differs from its default."""

    key = TextField(primary_key=True)
    value = TextField()

    class Meta:
        table_name = "setting"


class StaffRow(Table):
    """Somebody who works in the shop."""

    id = BigAutoField()
    name = TextField(unique=True)
    active = BooleanField()

    class Meta:
        table_name = "staff"


class TerminalRow(Table):
    """A till."""

    id = BigAutoField()
    name = TextField(unique=True)
    active = BooleanField()

    class Meta:
        table_name = "terminal"


class ItemRow(Table):
    """Something the shop sells; price in minor units, factor in percent."""

    id = BigAutoField()
    code = TextField(unique=True)
    name = TextField()
    kind = TextField()
    price = BigIntegerField()
    barcode = TextField(null=True, unique=True)
    points_factor = BigIntegerField()
    active = BooleanField()

    class Meta:
        table_name = "item"


class PackageRow(Table):
    """What a visit package gives: visits, months, or both; and of which service."""

    item = BigIntegerField(primary_key=True)
    service = BigIntegerField(null=True)
    visits = BigIntegerField(null=True)
    months = BigIntegerField(null=True)

    class Meta:
        table_name = "package"


class StaffCustomerRow(Table):
    """Which customer somebody of the staff is."""

    staff = BigIntegerField(primary_key=True)
    customer = BigIntegerField(unique=True)

    class Meta:
        table_name = "staff_customer"


class TierRow(Table):
    """A tier; spend in minor units, factors in percent, discount in hundredths of a percent."""

    id = BigAutoField()
    code = TextField(unique=True)
    rank = BigIntegerField(unique=True)
    name = TextField()
    spend_from = BigIntegerField(null=True)
    points_factor = BigIntegerField()
    discount = BigIntegerField()
    birthday_factor = BigIntegerField()
    birthday_span = TextField()
    visits_from = BigIntegerField(null=True)
    points_from = BigIntegerField(null=True)
    months = BigIntegerField()
    item = BigIntegerField(null=True)
    item_months = BigIntegerField(null=True)
    lasts_months = BigIntegerField()
    grace_months = BigIntegerField()

    class Meta:
        table_name = "tier"


class TierPastRow(Table):
    """The rule by which a tier was reached and kept, for operations up to one."""

    tier = BigIntegerField()
    until_seq = BigIntegerField()
    turn = BigIntegerField()
    spend_from = BigIntegerField(null=True)
    visits_from = BigIntegerField(null=True)
    points_from = BigIntegerField(null=True)
    months = BigIntegerField()
    item = BigIntegerField(null=True)
    item_months = BigIntegerField(null=True)
    lasts_months = BigIntegerField()
    grace_months = BigIntegerField()

    class Meta:
        table_name = "tier_past"
        primary_key = CompositeKey("tier", "until_seq", "turn")


class TierComingRow(Table):
    """The rule and the benefits that a tier has from the beginning of a business date on."""

    tier = BigIntegerField(primary_key=True)
    live_from = TextField()
    spend_from = BigIntegerField(null=True)
    points_factor = BigIntegerField()
    discount = BigIntegerField()
    visits_from = BigIntegerField(null=True)
    points_from = BigIntegerField(null=True)
    months = BigIntegerField()
    item = BigIntegerField(null=True)
    item_months = BigIntegerField(null=True)
    birthday_factor = BigIntegerField()
    birthday_span = TextField()
    lasts_months = BigIntegerField()
    grace_months = BigIntegerField()

    class Meta:
        table_name = "tier_coming"


class TierReviewRow(Table):
    """A review of tiers that was applied: of which date, as of which, on which and when."""

    day = TextField(primary_key=True)
    judged_on = TextField()
    after_seq = BigIntegerField()
    applied_at = TextField()
    staff = BigIntegerField()
    terminal = BigIntegerField()
    as_of = TextField()
    turn = BigIntegerField()

    class Meta:
        table_name = "tier_review"


class TierReviewMoveRow(Table):
    """Whom an applied review moved: from which tier to which, by which figures."""

    review = TextField()
    customer = BigIntegerField(index=True)
    tier_before = BigIntegerField()
    tier_after = BigIntegerField()
    spend = BigIntegerField(null=True)
    visits = BigIntegerField(null=True)
    points = BigIntegerField(null=True)

    class Meta:
        table_name = "tier_review_move"
        primary_key = CompositeKey("review", "customer")


class OfferRow(Table):
    """A top-up offer, both amounts in minor units; its days may be empty: no bound."""

    id = BigAutoField()
    amount = BigIntegerField()
    gift = BigIntegerField()
    first_day = TextField(null=True)
    last_day = TextField(null=True)
    active = BooleanField()

    class Meta:
        table_name = "offer"


class OfferTierRow(Table):
    """A tier that an offer is for; an offer without any is for everybody."""

    offer = BigIntegerField()
    tier = BigIntegerField()

    class Meta:
        table_name = "offer_tier"
        primary_key = CompositeKey("offer", "tier")


class TierMembershipRow(Table):
    """A tier that a customer holds since a business date."""

    id = BigAutoField()
    customer = BigIntegerField(index=True)
    tier = BigIntegerField()
    since = TextField()
    reason = TextField()
    operation = BigIntegerField(null=True)
    held_until = TextField(null=True)
    after_seq = BigIntegerField(null=True)
    reason_code = TextField(null=True)
    turn = BigIntegerField()

    class Meta:
        table_name = "tier_membership"


class SegmentRow(Table):
    """A filter of customers under a name; the key is the name without its capitals."""

    id = BigAutoField()
    key = TextField(unique=True)
    name = TextField()
    content = TextField()

    class Meta:
        table_name = "segment"
