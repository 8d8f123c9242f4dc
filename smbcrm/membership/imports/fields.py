"""What a column of a customer list can mean."""

from enum import StrEnum

from smbcrm.core.i18n import N_


class Field(StrEnum):
    """A field that a column can fill; the value is what is typed after --map."""

    OUR_CODE = "our_code"
    """The code that this shop gave: it stands in our own error files and exports."""
    CODE = "code"
    NAME = "name"
    FAMILY_NAME = "family_name"
    GIVEN_NAME = "given_name"
    KIND = "kind"
    GENDER = "gender"
    PHONE = "phone"
    EMAIL = "email"
    WECHAT = "wechat"
    WHATSAPP = "whatsapp"
    LINE = "line"
    ADDRESS = "address"
    PROVINCE = "province"
    CITY = "city"
    DISTRICT = "district"
    POSTCODE = "postcode"
    COUNTRY = "country"
    LANGUAGE = "language"
    BIRTHDAY = "birthday"
    LUNAR_BIRTHDAY = "lunar_birthday"
    WEDDING_ANNIVERSARY = "wedding_anniversary"
    CUSTOMER_SINCE = "customer_since"
    CARD = "card"
    TIER = "tier"
    PRINCIPAL = "principal"
    GIFT = "gift"
    GIFT_EXPIRES = "gift_expires"
    POINTS = "points"
    POINTS_EXPIRE = "points_expire"
    TAGS = "tags"
    PREFERENCES = "preferences"
    STAFF = "staff"
    SOURCE = "source"
    ALERT = "alert"
    NOTES = "notes"
    STATUS = "status"
    DO_NOT_CONTACT = "do_not_contact"
    """Yes or no, where a list has a column of its own for it."""
    TAX_ID = "tax_id"
    BANK = "bank"
    BANK_ACCOUNT = "bank_account"
    COMPANY_CURRENCY = "company_currency"
    """In which a company is dealt with; money columns are in that of the shop."""
    PAYMENT_DAYS = "payment_days"
    CREDIT_LIMIT = "credit_limit"
    CUSTOM = "custom"
    """The field of the shop's own whose name stands above the column."""
    SOLD_ON = "sold_on"
    """The day of a sale, where it stands with it also the time."""
    SOLD_AT = "sold_at"
    BILL = "bill"
    ITEM = "item"
    QUANTITY = "quantity"
    AMOUNT = "amount"
    """What one line of a sale cost."""
    TOTAL = "total"
    """What a sale cost in all."""
    SOLD_BY = "sold_by"
    WHO = "who"
    """A customer by whatever stands there: code, card, phone, or a name that only one has."""
    OTHER = "other"
    """The other one of two, by the same."""
    OTHER_NAME = "other_name"
    RELATIONSHIP = "relationship"
    OCCASION = "occasion"
    OCCASION_DATE = "date"
    CALENDAR = "calendar"
    OCCASION_YEAR = "year"
    OCCASION_NAME = "occasion_name"
    PACKAGE = "package"
    VISITS = "visits"
    VISITS_END = "visits_end"
    ITEM_CODE = "item_code"
    ITEM_NAME = "item_name"
    ITEM_KIND = "item_kind"
    PRICE = "price"
    BARCODE = "barcode"
    IGNORE = "ignore"
    """Not imported, whatever its heading says; only by --map."""


LABELS = {
    Field.OUR_CODE: N_("Shopbell code"),
    Field.CODE: N_("Code"),
    Field.NAME: N_("Full name"),
    Field.FAMILY_NAME: N_("Family name"),
    Field.GIVEN_NAME: N_("Given name"),
    Field.KIND: N_("Person or company"),
    Field.GENDER: N_("Gender"),
    Field.PHONE: N_("Phone"),
    Field.EMAIL: N_("E-mail"),
    Field.WECHAT: N_("WeChat id"),
    Field.WHATSAPP: N_("WhatsApp id"),
    Field.LINE: N_("LINE id"),
    Field.ADDRESS: N_("Address"),
    Field.PROVINCE: N_("Province"),
    Field.CITY: N_("City"),
    Field.DISTRICT: N_("District"),
    Field.POSTCODE: N_("Postcode"),
    Field.COUNTRY: N_("Country"),
    Field.LANGUAGE: N_("Language"),
    Field.BIRTHDAY: N_("Birthday"),
    Field.LUNAR_BIRTHDAY: N_("Lunar birthday"),
    Field.WEDDING_ANNIVERSARY: N_("Wedding anniversary"),
    Field.CUSTOMER_SINCE: N_("Customer since"),
    Field.CARD: N_("Card"),
    Field.TIER: N_("Tier"),
    Field.PRINCIPAL: N_("Paid part"),
    Field.GIFT: N_("Gift part"),
    Field.GIFT_EXPIRES: N_("Gift part ends"),
    Field.POINTS: N_("Points"),
    Field.POINTS_EXPIRE: N_("Points end"),
    Field.TAGS: N_("Tags"),
    Field.PREFERENCES: N_("Preferences"),
    Field.STAFF: N_("Looked after by"),
    Field.SOURCE: N_("Source"),
    Field.ALERT: N_("Alert note"),
    Field.NOTES: N_("Notes"),
    Field.STATUS: N_("Status"),
    Field.DO_NOT_CONTACT: N_("Do not contact"),
    Field.TAX_ID: N_("Tax id"),
    Field.BANK: N_("Bank"),
    Field.BANK_ACCOUNT: N_("Bank account"),
    Field.COMPANY_CURRENCY: N_("Company currency"),
    Field.PAYMENT_DAYS: N_("Payment terms"),
    Field.CREDIT_LIMIT: N_("Credit limit"),
    Field.CUSTOM: N_("Custom field"),
    Field.SOLD_ON: N_("Date"),
    Field.SOLD_AT: N_("Time"),
    Field.BILL: N_("Bill number"),
    Field.ITEM: N_("Item"),
    Field.QUANTITY: N_("Quantity"),
    Field.AMOUNT: N_("Amount"),
    Field.TOTAL: N_("Total"),
    Field.SOLD_BY: N_("Sold by"),
    Field.WHO: N_("Customer"),
    Field.OTHER: N_("Other customer"),
    Field.OTHER_NAME: N_("Name of the other customer"),
    Field.RELATIONSHIP: N_("Relationship"),
    Field.OCCASION: N_("Occasion"),
    Field.OCCASION_DATE: N_("Date"),
    Field.CALENDAR: N_("Solar or lunar"),
    Field.OCCASION_YEAR: N_("Year"),
    Field.OCCASION_NAME: N_("Whose, or what"),
    Field.PACKAGE: N_("Visit package"),
    Field.VISITS: N_("Visits left"),
    Field.VISITS_END: N_("Visits end"),
    Field.ITEM_CODE: N_("Item code"),
    Field.ITEM_NAME: N_("Item name"),
    Field.ITEM_KIND: N_("Service or product"),
    Field.PRICE: N_("Price"),
    Field.BARCODE: N_("Barcode"),
    Field.IGNORE: N_("Not imported"),
}
"""What each is called on screen."""

SEVERAL = frozenset(
    {Field.PHONE, Field.ADDRESS, Field.TAGS, Field.NOTES, Field.CUSTOM, Field.IGNORE}
)
"""Fields that more than one column may fill."""

IDENTITY = frozenset({Field.NAME, Field.FAMILY_NAME, Field.GIVEN_NAME, Field.PHONE, Field.CARD})
"""Fields without which a row of headings of a list of customers is none."""

WORDED = (
    *(Field.GENDER, Field.KIND, Field.STATUS, Field.LANGUAGE, Field.DO_NOT_CONTACT),
    *(Field.TIER, Field.STAFF, Field.RELATIONSHIP, Field.OCCASION, Field.CALENDAR),
    *(Field.PACKAGE, Field.ITEM_KIND),
)
"""Fields that take only a few words, which the user may match."""

MONEY = frozenset({Field.PRINCIPAL, Field.GIFT, Field.PRICE, Field.AMOUNT, Field.TOTAL})
COUNTS = frozenset({Field.POINTS, Field.VISITS})
BALANCE = frozenset({Field.PRINCIPAL, Field.GIFT, *COUNTS})
"""What an opening brings; what came in once is not brought in again."""
DATES = frozenset(
    {
        Field.BIRTHDAY,
        Field.LUNAR_BIRTHDAY,
        Field.WEDDING_ANNIVERSARY,
        Field.CUSTOMER_SINCE,
        Field.GIFT_EXPIRES,
        Field.POINTS_EXPIRE,
        Field.OCCASION_DATE,
        Field.VISITS_END,
        Field.SOLD_ON,
    }
)
