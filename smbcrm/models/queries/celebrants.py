"""Whose occasions lie in a window: one statement for all customers, by the index on the date."""

from collections.abc import Iterable, Sequence

from smbcrm.core.clock import parse_instant
from smbcrm.membership.customers.kinds import Status
from smbcrm.membership.occasions.types import OccasionKind
from smbcrm.membership.occasions.windows import Span
from smbcrm.membership.reports.celebrating import Celebrant
from smbcrm.models.session import Session
from smbcrm.models.stores.dates import occasion_of

_WITHIN = (
    "SELECT c.id, c.code, c.full_name, COALESCE(p.e164, p.typed, ''), c.status, c.created_at, "
    "o.kind, o.label, o.calendar, o.year, o.month, o.day, o.is_leap_month "
    "FROM occasion o JOIN customer c ON c.id = o.customer "
    "LEFT JOIN customer_phone p ON p.customer = c.id AND p.position = 0 "
    "WHERE c.status NOT IN ('moved', 'deceased') AND ({spans}){kind}"
)
_SPAN = "o.calendar = ? AND o.month = ? AND (o.day IS NULL OR o.day BETWEEN ? AND ?)"


class PeeweeCelebrants:
    """Reads the occasions of all customers."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def within(self, spans: Sequence[Span], kind: OccasionKind | None) -> Iterable[Celebrant]:
        """Yield every occasion whose date lies in one of the spans, of one kind or of all.

        Those of a month alone too. Who has moved away or died is left out.
        """
        statement = _WITHIN.format(
            spans=" OR ".join(f"({_SPAN})" for _ in spans),
            kind="" if kind is None else " AND o.kind = ?",
        )
        params: list[object] = [
            value for span in spans for value in (span.calendar.value, *span[1:])
        ]
        params += [] if kind is None else [kind.value]
        for id_, code, name, phone, status, added, *occasion in self._session.stream(
            statement, *params
        ):
            yield Celebrant(
                *(id_, code, name, phone),
                *(Status(status), parse_instant(added), occasion_of(tuple(occasion))),
            )
