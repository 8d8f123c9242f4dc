"""Everything the shop knows of one person, as a document: for them to read, and for a machine.

Other people stand in it only as far as it is about this one: what somebody is to them, never who.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from smbcrm.core.i18n import N_, Text
from smbcrm.core.money import Currency, Money
from smbcrm.membership.cards.types import Card
from smbcrm.membership.cards.words import CARD_STATES
from smbcrm.membership.change_log import document as log
from smbcrm.membership.change_log.document import Told
from smbcrm.membership.consents.types import ConsentShown
from smbcrm.membership.customers.kinds import (
    CONSENT_STATES,
    CUSTOMER_KINDS,
    GENDERS,
    STATUSES,
    how_words,
)
from smbcrm.membership.customers.types import Customer
from smbcrm.membership.history.types import HistoryRow
from smbcrm.membership.ledger.types import AccountKind, Lot
from smbcrm.membership.ledger.words import account_words, kind_words, reason_words
from smbcrm.membership.lists.types import Kind
from smbcrm.membership.occasions.types import Calendar, Occasion
from smbcrm.membership.occasions.words import occasion_words
from smbcrm.membership.relationships.types import Link
from smbcrm.membership.relationships.words import LINKS
from smbcrm.membership.reports.document import (
    Coded,
    Column,
    Document,
    Fact,
    Letterhead,
    Section,
    Table,
    Value,
)
from smbcrm.membership.reports.values import amount_on
from smbcrm.membership.shop.types import Shop
from smbcrm.membership.tiers.types import Membership
from smbcrm.membership.tiers.words import reason_words as tier_reason_words
from smbcrm.membership.vouchers.rules import over
from smbcrm.membership.vouchers.types import Voucher, VoucherState
from smbcrm.membership.vouchers.words import VOUCHER_STATES

_TEXTS = (
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
_AMOUNTS = (
    ("principal", N_("Paid part")),
    ("gift", N_("Gift part")),
    ("credit", N_("Store credit")),
)
_COUNTS = (("points", N_("Points")), ("visits", N_("Package visits")), ("vouchers", N_("Vouchers")))
_CALENDARS = {Calendar.SOLAR: N_("solar"), Calendar.LUNAR: N_("lunar")}
_LEAP = N_("leap month")
_PROFILE = (
    Column("field", "", on_paper=False),
    Column("label", N_("What"), short=True),
    Column("value", N_("Value")),
)
_PHONES = (Column("typed", N_("As typed")), Column("e164", N_("Number"), short=True))
_TAGS = (Column("tag", N_("Tag")),)
_OCCASIONS = (
    Column("kind", N_("Occasion")),
    Column("date", N_("Date"), short=True),
    Column("calendar", N_("Calendar"), short=True),
    Column("label", N_("Name of the occasion"), on_paper=False),
    Column("is_leap_month", N_("Leap month"), if_any=True),
)
_CONSENTS = (
    Column("about", N_("What for")),
    Column("state", N_("Consent")),
    Column("on", N_("Since"), Kind.DATE),
    Column("how", N_("How")),
    Column("staff", N_("Staff")),
)
_NOTES = (
    Column("on", N_("Date"), Kind.DATE),
    Column("staff", N_("Staff"), short=True),
    Column("note", N_("Note")),
)
_RECORDS = (
    Column("on", N_("Date"), Kind.DATE),
    Column("kind", N_("Kind of record"), short=True),
    Column("staff", N_("Staff"), short=True),
    Column("text", N_("Record")),
)
_FILES = (
    Column("on", N_("Date"), Kind.DATE),
    Column("name", N_("File")),
    Column("path", "", on_paper=False),
)
_RELATIONSHIPS = (Column("kind", N_("Another customer is your")),)
_CARDS = (
    Column("number", N_("Card"), short=True),
    Column("state", N_("State")),
    Column("issued_on", N_("From"), Kind.DATE),
    Column("valid_until", N_("Valid until"), Kind.DATE),
)
_TIERS = (
    Column("tier", N_("Tier")),
    Column("since", N_("Since"), Kind.DATE),
    Column("held_until", N_("Held until"), Kind.DATE),
    Column("reason", N_("Why")),
)
_BALANCES = (
    Column("kind", N_("What")),
    Column("amount", N_("Amount"), Kind.MONEY, summed=True),
    Column("count", N_("Count"), Kind.COUNT),
    Column("from", N_("From"), Kind.DATE),
    Column("until", N_("Valid until"), Kind.DATE),
)
_VOUCHERS = (
    Column("code", N_("Code"), short=True),
    Column("name", N_("Voucher")),
    Column("effect", N_("What it does")),
    Column("until", N_("Valid until"), Kind.DATE),
    Column("state", N_("State")),
)
_OPERATIONS = (
    Column("date", N_("Date"), Kind.DATE),
    Column("kind", N_("What happened")),
    Column("bill_number", N_("Bill"), short=True),
    Column("net", N_("Net"), Kind.MONEY),
    *(Column(name, label, Kind.MONEY) for name, label in _AMOUNTS),
    *(Column(name, label, Kind.COUNT) for name, label in _COUNTS),
    Column("reason", N_("Why")),
    Column("note", N_("Note")),
    Column("staff", N_("Staff"), on_paper=False),
    Column("terminal", N_("Till"), on_paper=False),
    Column("operation", N_("Operation"), on_paper=False),
    Column("reverses", N_("Takes back"), on_paper=False),
    Column("reversed_by", N_("Taken back by"), on_paper=False),
)
_CHANGED = tuple(
    place
    for place, column in enumerate(log.COLUMNS)
    if column.id not in {"customer", "part", "request"}
)
_CHANGES = tuple(log.COLUMNS[place] for place in _CHANGED)
_LISTS = (Column("file", N_("File")),)
_INTRO = N_("This is everything that the shop knows of you. The file beside it is for programs.")


class NoteShown(NamedTuple):
    """A note of a day, and whoever of the staff wrote it down, by name."""

    day: dt.date
    staff: str
    text: str


class RecordShown(NamedTuple):
    """A service record, with its kind and whoever wrote it down by their names."""

    day: dt.date
    kind: str
    staff: str
    text: str


class FileShown(NamedTuple):
    """A file of theirs: when it was kept, what it was called, and where it lies beside this."""

    day: dt.date
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Known:
    """What was found of one person; `tiers` are names by the id of a tier."""

    customer: Customer
    looked_after_by: str
    consents: ConsentShown
    notes: tuple[NoteShown, ...]
    records: tuple[RecordShown, ...]
    files: tuple[FileShown, ...]
    links: tuple[Link, ...]
    cards: tuple[Card, ...]
    memberships: tuple[Membership, ...]
    tiers: dict[int, str]
    lots: tuple[Lot, ...]
    packages: dict[str, str]
    vouchers: tuple[Voucher, ...]
    history: tuple[HistoryRow, ...]
    has_pin: bool
    lists: tuple[str, ...]
    changes: tuple[Told, ...]


def dossier(known: Known, shop: Shop, made: dt.datetime) -> Document:
    """Return all of it as a document."""
    who = known.customer
    teller = _Teller(known, shop, shop.day.date(made))
    tables = [one for one in teller.tables() if one.rows]
    return Document(
        "person",
        Text(N_("What we know of you, {name}"), {"name": who.profile.full_name or who.code}),
        Letterhead(shop.name, shop.address, shop.phone),
        shop.currency,
        shop.day.date(made),
        made,
        (Fact("customer", N_("Customer"), who.code),),
        tuple(Section(one.id, Text(one.title), (_untitled(one),)) for one in tables),
        (Text(_INTRO),),
    )


def _untitled(table: Table) -> Table:
    """Return a table whose section bears its title."""
    return Table(table.id, "", table.columns, table.rows, table.total)


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells of one person, table by table."""

    known: Known
    shop: Shop
    today: dt.date

    @property
    def _currency(self) -> Currency:
        return self.shop.currency

    def tables(self) -> Iterator[Table]:
        """Yield every table, also empty ones."""
        known = self.known
        profile = known.customer.profile
        yield _table("profile", N_("About you"), _PROFILE, self._profile())
        phones = ((one.typed, one.e164) for one in profile.phones)
        yield _table("phones", N_("Phones"), _PHONES, phones)
        yield _table("tags", N_("Tags"), _TAGS, ((tag,) for tag in profile.tags))
        yield _table("occasions", N_("Occasions"), _OCCASIONS, map(_occasion, profile.occasions))
        yield _table("consents", N_("What you allowed and refused"), _CONSENTS, self._consents())
        yield _table("notes", N_("Notes"), _NOTES, known.notes)
        yield _table("records", N_("Service records"), _RECORDS, known.records)
        yield _table("files", N_("Files"), _FILES, known.files)
        links = ((Coded(one.kind, Text(LINKS[one.kind])),) for one in known.links)
        yield _table("relationships", N_("Relationships"), _RELATIONSHIPS, links)
        yield _table("cards", N_("Cards"), _CARDS, map(_card, known.cards))
        yield _table("tiers", N_("Tiers"), _TIERS, map(self._tier, known.memberships))
        yield _table("balances", N_("What you own"), _BALANCES, map(self._lot, known.lots))
        yield _table("vouchers", N_("Vouchers"), _VOUCHERS, map(self._voucher, known.vouchers))
        yield _table(
            "operations", N_("What happened"), _OPERATIONS, map(self._operation, known.history)
        )
        lists = ((name,) for name in known.lists)
        changes = (log.row(one, self.shop) for one in known.changes)
        yield _table(
            "changes",
            N_("What was changed"),
            _CHANGES,
            (tuple(row[place] for place in _CHANGED) for row in changes),
        )
        yield _table("lists", N_("Lists that you came with"), _LISTS, lists)

    def _profile(self) -> Iterator[tuple[Value, ...]]:
        who = self.known.customer
        for name, label in _TEXTS:
            if text := getattr(who.profile, name):
                yield name, Text(label), text
        yield "kind", Text(N_("Kind")), _coded(CUSTOMER_KINDS, who.profile.kind)
        if who.profile.gender:
            yield "gender", Text(N_("Gender")), _coded(GENDERS, who.profile.gender)
        yield "status", Text(N_("Status")), _coded(STATUSES, who.profile.status)
        if self.known.looked_after_by:
            yield "looked_after_by", Text(N_("Looked after by")), self.known.looked_after_by
        if who.profile.referrer is not None:
            yield "referred", Text(N_("Referrer")), Coded(1, Text(N_("another customer")))
        if self.known.has_pin:
            yield "spending_pin", Text(N_("Spending PIN")), Coded(1, Text(N_("is set")))
        yield "added_on", Text(N_("Added at")), self.shop.day.date(who.created_at)
        if who.last_visit:
            yield "last_visit", Text(N_("Last visit")), who.last_visit

    def _consents(self) -> Iterator[tuple[Value, ...]]:
        shown = self.known.consents
        for one in shown.words:
            called = shown.called(one.about)
            words = called if isinstance(called, Text) else Text("{name}", {"name": called})
            yield (
                Coded(one.about, words),
                _coded(CONSENT_STATES, one.state),
                self.shop.day.date(one.at),
                how_words(one.how),
                one.staff,
            )

    def _tier(self, one: Membership) -> tuple[Value, ...]:
        why = Coded(one.reason, tier_reason_words(one.reason))
        return self.known.tiers[one.tier], one.since, one.held_until, why

    def _lot(self, lot: Lot) -> tuple[Value, ...]:
        what = account_words(lot.kind)
        if lot.kind is AccountKind.VISITS:
            name = self.known.packages.get(lot.unit, lot.unit)
            what = Text("{name}", {"name": name})
        amount = amount_on(lot.kind, lot.remaining, self._currency)
        money = amount if isinstance(amount, Money) else None
        count = None if isinstance(amount, Money) else amount
        return Coded(lot.kind, what), money, count, lot.opened_on, lot.expires_on

    def _voucher(self, one: Voucher) -> tuple[Value, ...]:
        state = over(one, self.today) or VoucherState.ISSUED
        return (
            one.code,
            one.name,
            one.effect(self._currency),
            one.lot.expires_on,
            _coded(VOUCHER_STATES, state),
        )

    def _operation(self, row: HistoryRow) -> tuple[Value, ...]:
        net = None if row.net is None else Money(row.net, self._currency)
        moved = (Money(getattr(row, name), self._currency) for name, _ in _AMOUNTS)
        why = row.reason_code
        return (
            row.business_date,
            Coded(row.kind, kind_words(row.kind)),
            row.bill_number and Coded(row.bill_number, Text(str(row.bill_number))),
            net,
            *(one if one.minor else None for one in moved),
            *(getattr(row, name) or None for name, _ in _COUNTS),
            why and Coded(why, reason_words(why)),
            row.note,
            row.staff,
            row.terminal,
            row.id,
            row.reverses,
            row.reversed_by,
        )


def _table(
    name: str, title: str, columns: tuple[Column, ...], rows: Iterable[tuple[Value, ...]]
) -> Table:
    return Table(name, title, columns, tuple(rows))


def _coded(words: Mapping[str, str], code: str) -> Coded:
    return Coded(str(code), Text(words.get(code, code)))


def _occasion(one: Occasion) -> tuple[Value, ...]:
    parts = (one.year, one.month, one.day)
    date = "-".join(f"{part:02d}" for part in parts if part is not None)
    return (
        Coded(one.kind, occasion_words(one)),
        date,
        Coded(one.calendar, Text(_CALENDARS[one.calendar])),
        one.label,
        Coded(int(one.is_leap_month), Text(_LEAP if one.is_leap_month else "")),
    )


def _card(one: Card) -> tuple[Value, ...]:
    return one.number, _coded(CARD_STATES, one.state), one.issued_on, one.valid_until
