"""Customers with their phones, tags, occasions and consents.

What a sale or an import passes is fixed SQL, because there speed counts; the rest is the builder.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import count

from smbcrm.core.clock import instant_text, parse_instant
from smbcrm.membership.change_log.differences import consent_changes, profile_changes
from smbcrm.membership.change_log.types import CUSTOMER, Came, Change
from smbcrm.membership.customers import rules
from smbcrm.membership.customers.alike import BLANKS, Mark, MarkKind, phone_mark
from smbcrm.membership.customers.came import Visits
from smbcrm.membership.customers.errors import UnknownCustomer
from smbcrm.membership.customers.phone_search import END_LENGTH, read_line
from smbcrm.membership.customers.phones import Phone, show_phone
from smbcrm.membership.customers.types import (
    Addressee,
    Consent,
    Customer,
    NewCustomer,
    Profile,
)
from smbcrm.membership.occasions.types import Occasion, OccasionKind
from smbcrm.membership.shop.settings import CURRENCY, REGION
from smbcrm.models.session import Session, SqlRow
from smbcrm.models.stores import customer_rows as rows
from smbcrm.models.stores.card_statements import LIVING_CARD
from smbcrm.models.stores.customer_gone import merged_into, who_is_gone
from smbcrm.models.stores.dates import day_of, occasion_of
from smbcrm.models.stores.past_sales import CAME
from smbcrm.models.tables.customers import (
    CardRow,
    CustomerRow,
)
from smbcrm.models.tables.ledger import AccountRow

_CHUNK = 500
_ADDRESSEE = (
    "SELECT c.id, c.code, c.full_name, c.given_name, c.language, c.address, c.province, "
    "c.city, c.district, c.postcode, c.country, p.typed, p.e164, "
    f"{LIVING_CARD}, "
    "(SELECT value FROM setting WHERE key = 'shop.region') "
    "FROM customer c LEFT JOIN customer_phone p ON p.customer = c.id AND p.position = 0 "
    "WHERE c.id = ?"
)
_PARTS = tuple(
    f"SELECT {', '.join(names)} FROM {table} WHERE customer = ? ORDER BY {order}"
    for table, names, order in rows.PARTS
)
_CARDS = "SELECT number FROM card WHERE customer = ? ORDER BY issued_on DESC, number DESC"
_BY_CODE = (
    "SELECT id FROM customer WHERE code = ? "
    "UNION ALL SELECT customer FROM customer_alias WHERE code = ?"
)
_BY_PHONES = (
    "SELECT p.e164, c.id, c.full_name, 0 AS place FROM customer_phone p "
    "JOIN customer c ON c.id = p.customer WHERE p.e164 IN ({marks}) "
    "UNION SELECT p.e164, a.customer, a.full_name, 1 FROM customer_phone p "
    "JOIN customer_alias a ON a.customer = p.customer WHERE p.e164 IN ({marks}) "
    "ORDER BY 2, place, 3"
)
_BY_EMAIL = (
    "SELECT id, full_name FROM customer WHERE lower(email) = lower(?) AND email <> '' ORDER BY id"
)
_BY_MESSENGER = (
    "SELECT id, full_name FROM customer "
    "WHERE {column} <> '' AND lower(ltrim(rtrim({column}, ?), ?)) = lower(?) ORDER BY id"
)
# A phone that is no number here is kept as typed; the search knows it by its last digits.
_ODD_PHONES = (
    "SELECT c.id, c.full_name, p.typed FROM search_short s "
    "JOIN customer_phone p ON p.customer = s.customer AND p.e164 IS NULL "
    "JOIN customer c ON c.id = s.customer WHERE s.key = ? ORDER BY c.id"
)
_VISITS = (
    "SELECT COUNT(DISTINCT v.day), MAX(v.day) FROM ("
    "SELECT o.business_date AS day FROM account a JOIN operation o ON o.party = a.id "
    "WHERE a.holder = ? AND o.kind IN ('sale', 'visit_use') "
    "AND NOT EXISTS (SELECT 1 FROM operation r WHERE r.reverses = o.seq) "
    f"UNION ALL SELECT p.day FROM past_sale p WHERE p.customer = ? AND {CAME}) v"
)


class PeeweeCustomerStore:
    """Reads and writes customers."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, customers: Sequence[NewCustomer], at: dt.datetime) -> list[int]:
        """Add customers and return their ids in order; one without a code gets C and its id."""
        ids = self._next_ids(len(customers))
        given = {new.code for new in customers if new.code is not None}
        codes = self._free_codes(
            [id_ for id_, new in zip(ids, customers, strict=True) if new.code is None], given
        )
        codes |= {
            id_: new.code for id_, new in zip(ids, customers, strict=True) if new.code is not None
        }
        now = instant_text(at)
        many = self._session.many
        pairs = tuple(zip(ids, customers, strict=True))
        many(rows.CUSTOMER, [rows.customer_row(id_, codes[id_], new, now) for id_, new in pairs])
        profiles = [(id_, new.profile) for id_, new in pairs]
        self._add_parts(profiles)
        many(rows.CONSENT, [r for id_, new in pairs for r in rows.consent_rows(id_, new.consents)])
        self._session.unsigned.extend(Came(id_, codes[id_], new) for id_, new in pairs)
        return ids

    def change(self, customer: int, profile: Profile, at: dt.datetime) -> None:
        """Write a customer's profile anew."""
        before = self.get(customer)
        if before is None:
            raise LookupError(customer)
        self._session.unsigned.extend(profile_changes(customer, before.profile, profile))
        db = self._session.db
        columns = dict(zip(rows.PROFILE, rows.profile_values(profile), strict=True))
        CustomerRow.update(**columns, changed_at=instant_text(at)).where(
            CustomerRow.id == customer
        ).execute(db)
        for table, _, _ in rows.PARTS:
            self._session.execute(f"DELETE FROM {table} WHERE customer = ?", customer)
        self._add_parts([(customer, profile)])

    def get(self, customer: int) -> Customer | None:
        """Return a customer with everything known; cards newest first."""
        one = self._session.row(
            f"SELECT id, code, last_visit, created_at, changed_at, {', '.join(rows.PROFILE)} "
            "FROM customer WHERE id = ?",
            customer,
        )
        if one is None:
            return None
        read = self._session.rows
        profile = rows.profile_of(one[5:], rows.Parts(*(read(part, customer) for part in _PARTS)))
        return Customer(
            one[0],
            one[1],
            profile,
            day_of(one[2]),
            parse_instant(one[3]),
            parse_instant(one[4]),
            cards=tuple(row[0] for row in read(_CARDS, customer)),
            consents=self._consents(customer),
        )

    def lock(self, customer: int) -> bool:
        """Tell whether there is such a customer, locked until the end of the step."""
        row = self._session.row("SELECT id FROM customer WHERE id = ? {lock}", customer)
        return row is not None

    def addressee(self, customer: int, today: dt.date) -> Addressee:
        """Return what a bill of today says of a customer."""
        row = self._session.row(_ADDRESSEE, today.isoformat(), customer)
        if row is None:
            raise LookupError(customer)
        id_, code, name, given, language, *place, typed, e164, card, region = row
        address, province, city, district, postcode, country = place
        profile = Profile(
            address=address,
            province=province,
            city=city,
            district=district,
            postcode=postcode,
            country=country,
        )
        phone = "" if typed is None else show_phone(Phone(typed, e164), region or REGION.default)
        return Addressee(
            id_, code, name, phone, rules.one_line_address(profile), card or "", language, given
        )

    def living(self, customer: int) -> int:
        """Return a customer, or whom they were merged into."""
        into = merged_into(self._session, customer)
        return customer if into is None else int(into[0])

    def gone(self, customer: int) -> UnknownCustomer:
        """Return what is raised where there is no such customer: whom they were merged into."""
        return who_is_gone(self._session, customer)

    def by_code(self, code: str) -> int | None:
        """Return the customer with that code, or who was merged with the one who had it."""
        row = self._session.row(_BY_CODE, code, code)
        return None if row is None else row[0]

    def by_card(self, number: str) -> int | None:
        """Return the customer who holds or held a card."""
        row = self._session.row("SELECT customer FROM card WHERE number = ?", number)
        return None if row is None else row[0]

    def by_phones(self, e164: Sequence[str]) -> dict[str, tuple[tuple[int, str], ...]]:
        """Return (id, full name) of the customers with each of these numbers.

        Whoever was merged with somebody of another name is there under both names.
        """
        found: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        for part in _chunks(e164):
            for phone, customer, name, _ in self._session.rows(
                _BY_PHONES.format(marks=_marks(part)), *part, *part
            ):
                found[phone].append((customer, name))
        return {phone: tuple(owners) for phone, owners in found.items()}

    def by_mark(self, mark: Mark) -> tuple[tuple[int, str], ...]:
        """Return (id, full name) of the customers with a phone, an e-mail or a messenger id."""
        match mark.kind:
            case MarkKind.PHONE if mark.value.startswith("+"):
                return self.by_phones((mark.value,)).get(mark.value, ())
            case MarkKind.PHONE:
                end = read_line(mark.value).digits[-END_LENGTH:]
                found = self._session.rows(_ODD_PHONES, end)
                same = (row for row in found if phone_mark(Phone(row[2], None)) == mark)
                return tuple((customer, name) for customer, name, _ in same)
            case MarkKind.EMAIL:
                found = self._session.rows(_BY_EMAIL, mark.value)
            case _:
                statement = _BY_MESSENGER.format(column=mark.kind.value)
                found = self._session.rows(statement, BLANKS, BLANKS, mark.value)
        return tuple((customer, name) for customer, name in found)

    def birthdays(self, customer: int) -> tuple[Occasion, ...]:
        """Return a customer's birthdays, as they keep them."""
        found = self._session.rows(
            "SELECT kind, label, calendar, year, month, day, is_leap_month FROM occasion "
            "WHERE customer = ? AND kind = ? ORDER BY id",
            customer,
            OccasionKind.BIRTHDAY.value,
        )
        return tuple(occasion_of(row) for row in found)

    def by_birthday(self, occasion: Occasion) -> tuple[tuple[int, str], ...]:
        """Return (id, full name) of the customers with the same birthday.

        Where both years are known they are the same too.
        """
        year, params = "", [occasion.calendar.value, occasion.month, occasion.day]
        params += [OccasionKind.BIRTHDAY.value, occasion.is_leap_month]
        if occasion.year is not None:
            year = "AND (o.year IS NULL OR o.year = ?) "
            params.append(occasion.year)
        found = self._session.rows(
            "SELECT DISTINCT c.id, c.full_name FROM occasion o "
            "JOIN customer c ON c.id = o.customer WHERE o.calendar = ? AND o.month = ? "
            f"AND o.day = ? AND o.kind = ? AND o.is_leap_month = ? {year}ORDER BY c.id",
            *params,
        )
        return tuple((customer, name) for customer, name in found)

    def referrer(self, customer: int) -> int | None:
        """Return who brought a customer."""
        row = self._session.row("SELECT referrer FROM customer WHERE id = ?", customer)
        return None if row is None else row[0]

    def hold_referrers(self) -> None:
        """Let nobody else change who brought a customer, to the end of the step."""
        # A row that is always there and that nobody else holds: the currency never changes.
        self._session.row("SELECT key FROM setting WHERE key = ? {lock}", CURRENCY.key)

    def codes(self, customers: Sequence[int]) -> dict[int, tuple[str, str]]:
        """Return code and full name of customers by id."""
        return {
            row[0]: (row[1], row[2])
            for part in _chunks(customers)
            for row in self._session.rows(
                f"SELECT id, code, full_name FROM customer WHERE id IN ({_marks(part)})", *part
            )
        }

    def code_taken(self, code: str) -> bool:
        """Tell whether a code is in use."""
        return self.by_code(code) is not None

    def set_code(self, customer: int, code: str) -> None:
        """Give a customer another code."""
        before, _ = self.codes([customer])[customer]
        self._session.unsigned.append(Change(customer, "code", "", before, code))
        CustomerRow.update(code=code).where(CustomerRow.id == customer).execute(self._session.db)

    def add_consents(self, customer: int, consents: Sequence[Consent]) -> None:
        """Add to a customer's consent history."""
        if not consents:
            return
        known = self._consents(customer)
        self._session.unsigned.extend(consent_changes(customer, known, consents))
        self._session.many(rows.CONSENT, rows.consent_rows(customer, consents))

    def remove(self, customers: Sequence[int]) -> None:
        """Remove customers who were never dealt with; their accounts stay without a holder."""
        db = self._session.db
        self._session.unsigned.extend(
            Change(customer, CUSTOMER, "", code, None)
            for customer, (code, _) in self.codes(customers).items()
        )
        for part in _chunks(customers):
            CardRow.delete().where(CardRow.customer.in_(part)).execute(db)
            AccountRow.update(holder=None).where(AccountRow.holder.in_(part)).execute(db)
            CustomerRow.update(referrer=None).where(CustomerRow.referrer.in_(part)).execute(db)
            CustomerRow.delete().where(CustomerRow.id.in_(part)).execute(db)

    def visits(self, customer: int) -> Visits:
        """Return how often a customer came, as it is cached."""
        return _visits(
            self._session.row("SELECT visits, last_visit FROM customer WHERE id = ?", customer)
        )

    def count_visits(self, customer: int) -> Visits:
        """Return the same, worked out from the ledger."""
        return _visits(self._session.row(_VISITS, customer, customer))

    def set_visits(self, customer: int, visits: Visits) -> None:
        """Write the cached visits."""
        self._session.execute(
            "UPDATE customer SET visits = ?, last_visit = ? WHERE id = ?",
            visits.count,
            None if visits.last is None else visits.last.isoformat(),
            customer,
        )

    def _consents(self, customer: int) -> tuple[Consent, ...]:
        found = self._session.rows(
            "SELECT channel, state, at, how, staff FROM consent WHERE customer = ? "
            "AND channel NOT LIKE 'purpose:%' ORDER BY id",
            customer,
        )
        return tuple(rows.consent_of(row) for row in found)

    def _add_parts(self, profiles: Iterable[tuple[int, Profile]]) -> None:
        """Write what of profiles stands in tables of its own."""
        known = tuple(profiles)
        for statement, make in (
            (rows.PHONE, rows.phone_rows),
            (rows.TAG, rows.tag_rows),
            (rows.OCCASION, rows.occasion_rows),
            (rows.CONTACT, rows.contact_rows),
            (rows.DELIVERY, rows.delivery_rows),
            (rows.CUSTOM, rows.custom_rows),
        ):
            made: list[SqlRow] = [row for id_, profile in known for row in make(id_, profile)]
            self._session.many(statement, made)

    def _next_ids(self, wanted: int) -> list[int]:
        """Return the ids of new customers: known beforehand, because their codes are made of them.

        The database's own counter moves on, so that no id is ever given twice.
        """
        if self._session.postgres:
            found = self._session.rows(
                "SELECT nextval(pg_get_serial_sequence('customer', 'id')) "
                "FROM generate_series(1, ?)",
                wanted,
            )
            return [row[0] for row in found]
        row = self._session.row("SELECT seq FROM sqlite_sequence WHERE name = 'customer'")
        first = 1 if row is None else row[0] + 1
        return list(range(first, first + wanted))

    def _free_codes(self, ids: Sequence[int], given: set[str]) -> dict[int, str]:
        """Return a code for each id: C and the id, with a suffix where that is taken."""
        codes = {id_: f"C{id_:06}" for id_ in ids}
        taken = given | {
            row[0]
            for part in _chunks(list(codes.values()))
            for table in ("customer", "customer_alias")
            for row in self._session.rows(
                f"SELECT code FROM {table} WHERE code IN ({_marks(part)})", *part
            )
        }
        for id_, code in codes.items():
            if code in taken:
                codes[id_] = next(
                    other
                    for other in (f"{code}-{number}" for number in count(2))
                    if other not in given and not self.code_taken(other)
                )
        return codes


def _visits(row: SqlRow | None) -> Visits:
    return Visits() if row is None else Visits(row[0], day_of(row[1]))


def _chunks(values: Sequence[object]) -> list[list[object]]:
    return [list(values[start : start + _CHUNK]) for start in range(0, len(values), _CHUNK)]


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
