"""What several customers may have in common. Fixed SQL; what two have is found by the indexes."""

from collections.abc import Iterator

from smbcrm.membership.customers.alike import Mark, MarkKind, phone_mark, text_mark
from smbcrm.membership.customers.phones import Phone
from smbcrm.membership.duplicates.blocks import Ids
from smbcrm.membership.duplicates.types import Born
from smbcrm.membership.occasions.types import OccasionKind
from smbcrm.models.session import Session
from smbcrm.models.stores.dates import occasion_of

_PHONES = (
    "SELECT customer, e164 FROM customer_phone WHERE e164 IN (SELECT e164 FROM customer_phone "
    "WHERE e164 IS NOT NULL GROUP BY e164 HAVING COUNT(*) > 1)"
)
_ODD_PHONES = "SELECT customer, typed FROM customer_phone WHERE e164 IS NULL"
_EMAILS = (
    "SELECT id, email FROM customer WHERE email <> '' AND lower(email) IN (SELECT lower(email) "
    "FROM customer WHERE email <> '' GROUP BY lower(email) HAVING COUNT(*) > 1)"
)
_MESSENGERS = (
    "SELECT id, wechat, whatsapp, line FROM customer "
    "WHERE wechat <> '' OR whatsapp <> '' OR line <> ''"
)
_BIRTHS = (
    "SELECT c.id, c.full_name, o.kind, o.label, o.calendar, o.year, o.month, o.day, "
    "o.is_leap_month FROM occasion o JOIN customer c ON c.id = o.customer "
    "WHERE o.kind = ? AND o.day IS NOT NULL "
    "ORDER BY o.calendar, o.month, o.day, o.is_leap_month, o.id"
)


class PeeweeDuplicateQuery:
    """Reads what customers have in common."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def marks(self) -> Iterator[tuple[int, Mark]]:
        """Yield customers with marks, at least all that two or more have."""
        for customer, mark in self._read_marks():
            if mark is not None:
                yield customer, mark

    def births(self) -> Iterator[Born]:
        """Yield birthdays whose day is known, those of one day together."""
        for customer, name, *birthday in self._session.stream(_BIRTHS, OccasionKind.BIRTHDAY.value):
            yield Born(customer, name, occasion_of(tuple(birthday)))

    def linked(self) -> frozenset[Ids]:
        """Return who is related to whom, or was said to be two people."""
        rows = self._session.rows(
            "SELECT customer, other FROM customer_link WHERE customer < other "
            "UNION SELECT customer, other FROM customer_apart WHERE customer < other"
        )
        return frozenset((customer, other) for customer, other in rows)

    def _read_marks(self) -> Iterator[tuple[int, Mark | None]]:
        for customer, e164 in self._session.stream(_PHONES):
            yield customer, Mark(MarkKind.PHONE, e164)
        for customer, typed in self._session.stream(_ODD_PHONES):
            yield customer, phone_mark(Phone(typed, None))
        for customer, email in self._session.stream(_EMAILS):
            yield customer, text_mark(MarkKind.EMAIL, email)
        for customer, wechat, whatsapp, line in self._session.stream(_MESSENGERS):
            yield customer, text_mark(MarkKind.WECHAT, wechat)
            yield customer, text_mark(MarkKind.WHATSAPP, whatsapp)
            yield customer, text_mark(MarkKind.LINE, line)
