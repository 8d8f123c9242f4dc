"""Customers with their phones, tags, occasions, consents, cards and search keys."""

from peewee import BigAutoField, BigIntegerField, BooleanField, CompositeKey, TextField

from smbcrm.models.tables.base import Table


class CustomerRow(Table):
    """A customer; texts are kept as they were typed, absent ones are empty."""

    id = BigAutoField()
    code = TextField(unique=True)
    kind = TextField()
    full_name = TextField()
    family_name = TextField()
    given_name = TextField()
    gender = TextField()
    email = TextField()
    wechat = TextField()
    whatsapp = TextField()
    line = TextField()
    address = TextField()
    province = TextField()
    city = TextField()
    district = TextField()
    postcode = TextField()
    country = TextField()
    language = TextField()
    preferences = TextField()
    looked_after_by = BigIntegerField(null=True)
    referrer = BigIntegerField(null=True)
    source = TextField()
    alert = TextField()
    notes = TextField()
    status = TextField()
    last_visit = TextField(null=True)
    created_at = TextField()
    changed_at = TextField()
    visits = BigIntegerField(default=0)
    tax_id = TextField(default="")
    bank = TextField(default="")
    bank_account = TextField(default="")
    currency = TextField(default="")
    payment_days = BigIntegerField(null=True)
    credit_limit = BigIntegerField(null=True)

    class Meta:
        table_name = "customer"


class CustomerPhoneRow(Table):
    """A phone number, as typed and, where it is a number of its region, in E.164."""

    customer = BigIntegerField()
    position = BigIntegerField()
    typed = TextField()
    e164 = TextField(null=True)

    class Meta:
        table_name = "customer_phone"
        primary_key = CompositeKey("customer", "position")


class CustomerTagRow(Table):
    """A tag of a customer."""

    customer = BigIntegerField()
    tag = TextField()

    class Meta:
        table_name = "customer_tag"
        primary_key = CompositeKey("customer", "tag")


class OccasionRow(Table):
    """An important date, kept as integers and never as a date type."""

    id = BigAutoField()
    customer = BigIntegerField(index=True)
    kind = TextField()
    label = TextField()
    calendar = TextField()
    year = BigIntegerField(null=True)
    month = BigIntegerField()
    day = BigIntegerField(null=True)
    is_leap_month = BooleanField()

    class Meta:
        table_name = "occasion"


class CustomerContactRow(Table):
    """Somebody at a company: just a name, or a customer of the shop."""

    customer = BigIntegerField()
    position = BigIntegerField()
    name = TextField()
    role = TextField()
    typed = TextField()
    e164 = TextField(null=True)
    email = TextField()
    person = BigIntegerField(null=True, index=True)

    class Meta:
        table_name = "customer_contact"
        primary_key = CompositeKey("customer", "position")


class CustomerDeliveryRow(Table):
    """Where a company has things brought to."""

    customer = BigIntegerField()
    position = BigIntegerField()
    label = TextField()
    address = TextField()
    province = TextField()
    city = TextField()
    district = TextField()
    postcode = TextField()
    country = TextField()

    class Meta:
        table_name = "customer_delivery"
        primary_key = CompositeKey("customer", "position")


class CustomFieldRow(Table):
    """A field of the shop's own; `choices` has one entry a line where it is one of a list."""

    id = BigAutoField()
    name = TextField(unique=True)
    kind = TextField()
    choices = TextField()
    place = BigIntegerField()
    active = BooleanField()

    class Meta:
        table_name = "custom_field"


class CustomerFieldRow(Table):
    """What a field of the shop holds of a customer, in the one form that its kind has."""

    customer = BigIntegerField()
    field = BigIntegerField()
    value = TextField()

    class Meta:
        table_name = "customer_field"
        primary_key = CompositeKey("customer", "field")
        indexes = ((("field", "value"), False),)


class ConsentRow(Table):
    """One entry of the consent history."""

    id = BigAutoField()
    customer = BigIntegerField()
    channel = TextField()
    state = TextField()
    at = TextField()
    how = TextField()
    staff = BigIntegerField(null=True)

    class Meta:
        table_name = "consent"


class ConsentPurposeRow(Table):
    """A purpose of the shop's own that customers are asked about, such as photos."""

    code = TextField(primary_key=True)
    name = TextField()

    class Meta:
        table_name = "consent_purpose"


class OptOutRow(Table):
    """What somebody who was erased had refused, by a fingerprint of how they were reached."""

    salt = TextField()
    fingerprint = TextField()
    channel = TextField()

    class Meta:
        table_name = "opt_out"
        primary_key = CompositeKey("salt", "fingerprint", "channel")


class ErasureRow(Table):
    """Who was erased: the number of a customer, when they were added, and nothing of the person."""

    customer = BigIntegerField()
    made_at = TextField()
    at = TextField()
    reason = TextField()
    staff = BigIntegerField()
    terminal = BigIntegerField()

    class Meta:
        table_name = "erasure"
        primary_key = CompositeKey("customer", "made_at")


class CustomerNoteRow(Table):
    """What was said of a customer on a day."""

    id = BigAutoField()
    customer = BigIntegerField(index=True)
    at = TextField()
    staff = BigIntegerField()
    text = TextField()

    class Meta:
        table_name = "customer_note"


class CustomerLinkRow(Table):
    """What another customer is to this one; every link stands here in both directions."""

    customer = BigIntegerField()
    other = BigIntegerField(index=True)
    kind = TextField()

    class Meta:
        table_name = "customer_link"
        primary_key = CompositeKey("customer", "other")


class SpendingPinRow(Table):
    """A customer's PIN, salted and stretched, and how often it was typed wrong since."""

    customer = BigIntegerField(primary_key=True)
    secret = TextField()
    wrong = BigIntegerField()
    locked_until = TextField(null=True)
    locks = BigIntegerField()

    class Meta:
        table_name = "spending_pin"


class SpendingPinWrongRow(Table):
    """A PIN typed wrong after it had been locked: whose, who of the staff stood by, and where."""

    id = BigAutoField()
    customer = BigIntegerField(index=True)
    staff = BigIntegerField()
    terminal = BigIntegerField()
    recorded_at = TextField(index=True)

    class Meta:
        table_name = "spending_pin_wrong"


class CardRow(Table):
    """A membership card: a token, its value lies on the customer's accounts."""

    number = TextField(primary_key=True)
    customer = BigIntegerField(index=True)
    state = TextField()
    issued_on = TextField()
    valid_until = TextField(null=True)
    replaced_by = TextField(null=True)
    changed_at = TextField()

    class Meta:
        table_name = "card"


class CardHistoryRow(Table):
    """What was done with a card, and what it was from then on; append-only."""

    card = TextField()
    line = BigIntegerField()
    act = TextField()
    state = TextField()
    valid_until = TextField(null=True)
    at = TextField()
    staff = BigIntegerField()
    terminal = BigIntegerField()
    reason_code = TextField(null=True)

    class Meta:
        table_name = "card_history"
        primary_key = CompositeKey("card", "line")


class CardGoneRow(Table):
    """A number of the shop's own whose customer was erased: it is never given again."""

    number = TextField(primary_key=True)

    class Meta:
        table_name = "card_gone"


class SearchShortRow(Table):
    """A short key of a customer, with the month of the last visit (year x 12 + month, or 0)."""

    key = TextField()
    month = BigIntegerField()
    customer = BigIntegerField(index=True)

    class Meta:
        table_name = "search_short"
        primary_key = CompositeKey("key", "month", "customer")


class SearchPartRow(Table):
    """A key of a customer of which any beginning may be looked for."""

    key = TextField()
    customer = BigIntegerField(index=True)

    class Meta:
        table_name = "search_part"
        primary_key = CompositeKey("key", "customer")
