"""What stands in the tables of the document that a person gets of themselves, column by column."""

from smbcrm.core.i18n import N_
from smbcrm.membership.change_log import document as log
from smbcrm.membership.lists.types import Kind
from smbcrm.membership.occasions.types import Calendar
from smbcrm.membership.reports.document import Column

TEXTS = (
    ("full_name", N_("Full name")),
    ("family_name", N_("Family name")),
    ("given_name", N_("Given name")),
    ("email", N_("E-mail")),
    ("wechat", N_("WeChat id")),
    ("whatsapp", N_("WhatsApp id")),
    ("line", N_("LINE id")),
    ("address", N_("Address")),
    ("province", N_("Province")),
    ("city", N_("City")),
    ("district", N_("District")),
    ("postcode", N_("Postcode")),
    ("country", N_("Country")),
    ("language", N_("Preferred language")),
    ("preferences", N_("Preferences")),
    ("source", N_("Source")),
    ("alert", N_("Alert")),
    ("notes", N_("Notes")),
)
AMOUNTS = (
    ("principal", N_("Paid part")),
    ("gift", N_("Gift part")),
    ("credit", N_("Store credit")),
)
COUNTS = (("points", N_("Points")), ("visits", N_("Package visits")), ("vouchers", N_("Vouchers")))
CALENDARS = {Calendar.SOLAR: N_("solar"), Calendar.LUNAR: N_("lunar")}
LEAP = N_("leap month")
PROFILE = (
    Column("field", "", on_paper=False),
    Column("label", N_("What"), short=True),
    Column("value", N_("Value")),
)
PHONES = (Column("typed", N_("As typed")), Column("e164", N_("Number"), short=True))
TAGS = (Column("tag", N_("Tag")),)
CUSTOM = (Column("field", N_("What")), Column("value", N_("Value")))
OCCASIONS = (
    Column("kind", N_("Occasion")),
    Column("date", N_("Date"), short=True),
    Column("calendar", N_("Calendar"), short=True),
    Column("label", N_("Name of the occasion"), on_paper=False),
    Column("is_leap_month", N_("Leap month"), if_any=True),
)
CONSENTS = (
    Column("about", N_("What for")),
    Column("state", N_("Consent")),
    Column("on", N_("Since"), Kind.DATE),
    Column("how", N_("How")),
    Column("staff", N_("Staff")),
)
NOTES = (
    Column("on", N_("Date"), Kind.DATE),
    Column("staff", N_("Staff"), short=True),
    Column("note", N_("Note")),
)
RECORDS = (
    Column("on", N_("Date"), Kind.DATE),
    Column("kind", N_("Kind of record"), short=True),
    Column("staff", N_("Staff"), short=True),
    Column("text", N_("Record")),
)
FILES = (
    Column("on", N_("Date"), Kind.DATE),
    Column("name", N_("File")),
    Column("path", "", on_paper=False),
)
RELATIONSHIPS = (Column("kind", N_("Another customer is your")),)
CARDS = (
    Column("number", N_("Card"), short=True),
    Column("state", N_("State")),
    Column("issued_on", N_("From"), Kind.DATE),
    Column("valid_until", N_("Valid until"), Kind.DATE),
)
TIERS = (
    Column("tier", N_("Tier")),
    Column("since", N_("Since"), Kind.DATE),
    Column("held_until", N_("Held until"), Kind.DATE),
    Column("reason", N_("Why")),
)
BALANCES = (
    Column("kind", N_("What")),
    Column("amount", N_("Amount"), Kind.MONEY, summed=True),
    Column("count", N_("Count"), Kind.COUNT),
    Column("from", N_("From"), Kind.DATE),
    Column("until", N_("Valid until"), Kind.DATE),
)
VOUCHERS = (
    Column("code", N_("Code"), short=True),
    Column("name", N_("Voucher")),
    Column("effect", N_("What it does")),
    Column("until", N_("Valid until"), Kind.DATE),
    Column("state", N_("State")),
)
OPERATIONS = (
    Column("date", N_("Date"), Kind.DATE),
    Column("kind", N_("What happened")),
    Column("bill_number", N_("Bill"), short=True),
    Column("net", N_("Net"), Kind.MONEY),
    *(Column(name, label, Kind.MONEY) for name, label in AMOUNTS),
    *(Column(name, label, Kind.COUNT) for name, label in COUNTS),
    Column("reason", N_("Why")),
    Column("note", N_("Note")),
    Column("staff", N_("Staff"), on_paper=False),
    Column("terminal", N_("Till"), on_paper=False),
    Column("operation", N_("Operation"), on_paper=False),
    Column("reverses", N_("Takes back"), on_paper=False),
    Column("reversed_by", N_("Taken back by"), on_paper=False),
)
CHANGED = tuple(
    place
    for place, column in enumerate(log.COLUMNS)
    if column.id not in {"customer", "part", "request"}
)
CHANGES = tuple(log.COLUMNS[place] for place in CHANGED)
PAST_SALES = (
    Column("date", N_("Date"), Kind.DATE),
    Column("time", N_("Time"), short=True),
    Column("bill_number", N_("Bill number"), short=True),
    Column("item", N_("Item")),
    Column("quantity", N_("Quantity"), short=True),
    Column("amount", N_("Amount"), Kind.MONEY),
    Column("total", N_("Total"), Kind.MONEY),
    Column("sold_by", N_("Sold by")),
)
LISTS = (Column("file", N_("File")),)
