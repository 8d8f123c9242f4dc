"""Service records of customers, and their kinds."""

import datetime as dt

from smbcrm.core.clock import instant_text, parse_instant
from smbcrm.membership.change_log.types import Change
from smbcrm.membership.records.types import RecordKind, ServiceRecord
from smbcrm.models.session import Session

_OF = (
    "SELECT r.id, r.kind, r.day, r.at, r.staff, r.text, "
    "EXISTS (SELECT 1 FROM account a JOIN operation o ON o.party = a.id "
    "WHERE a.holder = r.customer AND a.kind = 'principal' AND o.business_date = r.day "
    "AND o.kind IN ('sale', 'visit_use') "
    "AND NOT EXISTS (SELECT 1 FROM operation t WHERE t.reverses = o.seq)) "
    "FROM service_record r WHERE r.customer = ? ORDER BY r.day DESC, r.id DESC"
)


class PeeweeRecordStore:
    """Reads and writes service records."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def kinds(self) -> tuple[RecordKind, ...]:
        """Return the kinds of the shop, by code."""
        rows = self._session.rows("SELECT code, name FROM record_kind ORDER BY code")
        return tuple(RecordKind(*row) for row in rows)

    def define(self, kind: RecordKind) -> None:
        """Keep a kind; one of the same code gets its name."""
        was = {one.code: one.name for one in self.kinds()}.get(kind.code)
        if was != kind.name:
            self._session.unsigned.append(Change(None, "record_kind", kind.code, was, kind.name))
        self._session.execute(
            "INSERT INTO record_kind (code, name) VALUES (?, ?) "
            "ON CONFLICT (code) DO UPDATE SET name = excluded.name",
            *kind,
        )

    def of(self, customer: int) -> tuple[ServiceRecord, ...]:
        """Return a customer's records, newest day first."""
        return tuple(
            ServiceRecord(
                *(number, kind, dt.date.fromisoformat(day), parse_instant(at), staff, text),
                at_visit=bool(at_visit),
            )
            for number, kind, day, at, staff, text, at_visit in self._session.rows(_OF, customer)
        )

    def add(  # noqa: PLR0913 - the parts of a record
        self, customer: int, kind: str, day: dt.date, at: dt.datetime, staff: int, text: str
    ) -> int:
        """Write a record down and return its number."""
        self._note(customer, kind, None, _told(day, text))
        (made,) = self._session.inserted(
            "INSERT INTO service_record (customer, kind, day, at, staff, text)",
            [(customer, kind, day.isoformat(), instant_text(at), staff, text)],
        )
        return made

    def change(self, customer: int, was: ServiceRecord, day: dt.date, text: str) -> None:
        """Let a record be of another day, or say something else."""
        self._note(customer, was.kind, _told(was.day, was.text), _told(day, text))
        self._session.execute(
            "UPDATE service_record SET day = ?, text = ? WHERE id = ? AND customer = ?",
            *(day.isoformat(), text, was.id, customer),
        )

    def put_back(self, customer: int, was: ServiceRecord) -> None:
        """Write a record down again under its number; one that is there stays as it is."""
        made = self._session.execute(
            "INSERT INTO service_record (id, customer, kind, day, at, staff, text) "
            "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
            *(was.id, customer, was.kind, was.day.isoformat(), instant_text(was.at)),
            *(was.staff, was.text),
        )
        if made:
            self._note(customer, was.kind, None, _told(was.day, was.text))

    def remove(self, customer: int, was: ServiceRecord) -> None:
        """Take a record away."""
        self._note(customer, was.kind, _told(was.day, was.text), None)
        self._session.execute(
            "DELETE FROM service_record WHERE id = ? AND customer = ?", was.id, customer
        )

    def _note(self, customer: int, kind: str, before: str | None, after: str | None) -> None:
        self._session.unsigned.append(Change(customer, "record", kind, before, after))


def _told(day: dt.date, text: str) -> str:
    """Return a record as the change log keeps it."""
    return f"{day} {text}"
