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
from smbcrm.membership.custom_fields.types import CustomField
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
from smbcrm.membership.occasions.types import Occasion
from smbcrm.membership.occasions.words import occasion_words
from smbcrm.membership.past_sales.types import PastSale
from smbcrm.membership.past_sales.words import quantity_text
from smbcrm.membership.privacy import dossier_columns as columns
from smbcrm.membership.privacy import dossier_company as company
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
    fields: dict[int, CustomField]
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
    past_sales: tuple[PastSale, ...]
    has_pin: bool
    roles: tuple[str, ...]
    """What they are at companies that are customers."""
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
        yield from self._who()
        yield from self._dealings()

    def _who(self) -> Iterator[Table]:
        known = self.known
        profile = known.customer.profile
        yield _table("profile", N_("About you"), columns.PROFILE, self._profile())
        phones = ((one.typed, one.e164) for one in profile.phones)
        yield _table("phones", N_("Phones"), columns.PHONES, phones)
        yield _table("tags", N_("Tags"), columns.TAGS, ((tag,) for tag in profile.tags))
        yield _table("custom_fields", N_("More about you"), columns.CUSTOM, self._custom())
        yield _table(
            "occasions", N_("Occasions"), columns.OCCASIONS, map(_occasion, profile.occasions)
        )
        yield _table(
            "consents", N_("What you allowed and refused"), columns.CONSENTS, self._consents()
        )
        yield _table("notes", N_("Notes"), columns.NOTES, known.notes)
        yield _table("records", N_("Service records"), columns.RECORDS, known.records)
        yield _table("files", N_("Files"), columns.FILES, known.files)
        links = ((Coded(one.kind, Text(LINKS[one.kind])),) for one in known.links)
        yield _table("relationships", N_("Relationships"), columns.RELATIONSHIPS, links)
        yield from company.tables(profile, known.roles)

    def _dealings(self) -> Iterator[Table]:
        known = self.known
        yield _table("cards", N_("Cards"), columns.CARDS, map(_card, known.cards))
        yield _table("tiers", N_("Tiers"), columns.TIERS, map(self._tier, known.memberships))
        yield _table("balances", N_("What you own"), columns.BALANCES, map(self._lot, known.lots))
        yield _table(
            "vouchers", N_("Vouchers"), columns.VOUCHERS, map(self._voucher, known.vouchers)
        )
        yield _table(
            "operations",
            N_("What happened"),
            columns.OPERATIONS,
            map(self._operation, known.history),
        )
        past = (row for one in known.past_sales for row in self._past_sale(one))
        yield _table(
            "past_sales", N_("What you bought at the till before"), columns.PAST_SALES, past
        )
        lists = ((name,) for name in known.lists)
        changes = (log.row(one, self.shop) for one in known.changes)
        yield _table(
            "changes",
            N_("What was changed"),
            columns.CHANGES,
            (tuple(row[place] for place in columns.CHANGED) for row in changes),
        )
        yield _table("lists", N_("Lists that you came with"), columns.LISTS, lists)

    def _profile(self) -> Iterator[tuple[Value, ...]]:
        who = self.known.customer
        for name, label in columns.TEXTS:
            if text := getattr(who.profile, name):
                yield name, Text(label), text
        yield "kind", Text(N_("Kind")), _coded(CUSTOMER_KINDS, who.profile.kind)
        if who.profile.gender:
            yield "gender", Text(N_("Gender")), _coded(GENDERS, who.profile.gender)
        yield "status", Text(N_("Status")), _coded(STATUSES, who.profile.status)
        yield from company.profile(who.profile, self._currency)
        if self.known.looked_after_by:
            yield "looked_after_by", Text(N_("Looked after by")), self.known.looked_after_by
        if who.profile.referrer is not None:
            yield "referred", Text(N_("Referrer")), Coded(1, Text(N_("another customer")))
        if self.known.has_pin:
            yield "spending_pin", Text(N_("Spending PIN")), Coded(1, Text(N_("is set")))
        yield "added_on", Text(N_("Added at")), self.shop.day.date(who.created_at)
        if who.last_visit:
            yield "last_visit", Text(N_("Last visit")), who.last_visit

    def _custom(self) -> Iterator[tuple[Value, ...]]:
        """Yield what fields of the shop hold, also those that it shows no more."""
        held = dict(self.known.customer.profile.custom)
        for one in self.known.fields.values():
            if one.id in held:
                value = held[one.id]
                shown = one.shown(value)
                yield one.name, Coded(value, shown) if isinstance(shown, Text) else value

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

    def _past_sale(self, one: PastSale) -> Iterator[tuple[Value, ...]]:
        """Yield the lines of a past sale; the first one has its total."""
        for place, line in enumerate(one.lines):
            quantity = line.quantity
            yield (
                one.day,
                one.at,
                one.bill,
                line.item,
                None if quantity is None else quantity_text(quantity),
                None if line.amount is None else Money(line.amount, self._currency),
                None if place else Money(one.total, self._currency),
                one.sold_by,
            )

    def _operation(self, row: HistoryRow) -> tuple[Value, ...]:
        net = None if row.net is None else Money(row.net, self._currency)
        moved = (Money(getattr(row, name), self._currency) for name, _ in columns.AMOUNTS)
        why = row.reason_code
        return (
            row.business_date,
            Coded(row.kind, kind_words(row.kind)),
            row.bill_number and Coded(row.bill_number, Text(str(row.bill_number))),
            net,
            *(one if one.minor else None for one in moved),
            *(getattr(row, name) or None for name, _ in columns.COUNTS),
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
        Coded(one.calendar, Text(columns.CALENDARS[one.calendar])),
        one.label,
        Coded(int(one.is_leap_month), Text(columns.LEAP if one.is_leap_month else "")),
    )


def _card(one: Card) -> tuple[Value, ...]:
    return one.number, _coded(CARD_STATES, one.state), one.issued_on, one.valid_until
