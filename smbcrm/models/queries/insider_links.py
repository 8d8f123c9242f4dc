"""What staff did for themselves, and what was done for them and their relatives. Fixed SQL."""

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from smbcrm.core.clock import parse_instant
from smbcrm.membership.ledger.closing import NOT_OF_THE_DAY
from smbcrm.membership.reports.insider_ties import ENDLESS, Noticed, Span, Tie, spans, ties
from smbcrm.membership.reports.insider_ways import Noted
from smbcrm.models.session import Session

_BY_ITSELF = ", ".join(f"'{kind.value}'" for kind in sorted(NOT_OF_THE_DAY))
BETWEEN = f"o.seq BETWEEN ? AND ? AND o.kind NOT IN ({_BY_ITSELF})"
# Everybody who takes part, beside everybody who acts or serves.
_PARTIES = (
    "SELECT o.seq, o.staff, o.party, o.recorded_at FROM operation o "
    f"WHERE {BETWEEN} AND o.party IS NOT NULL "
    "UNION SELECT o.seq, o.staff, x.party, o.recorded_at FROM operation o "
    f"JOIN other_party x ON x.operation = o.seq WHERE {BETWEEN} "
    "UNION SELECT o.seq, n.served_by, o.party, o.recorded_at FROM operation o "
    f"JOIN sale_line n ON n.operation = o.seq WHERE {BETWEEN} AND o.party IS NOT NULL "
    "UNION SELECT o.seq, v.staff, o.party, o.recorded_at FROM operation o "
    f"JOIN served v ON v.operation = o.seq WHERE {BETWEEN} AND o.party IS NOT NULL "
    "UNION SELECT o.seq, v.staff, x.party, o.recorded_at FROM operation o "
    "JOIN served v ON v.operation = o.seq "
    f"JOIN other_party x ON x.operation = o.seq WHERE {BETWEEN}"
)
_OF_PARTIES = _PARTIES.count(BETWEEN)
_SERVED = (
    f"SELECT DISTINCT p.seq, p.staff, a.holder, p.recorded_at FROM ({_PARTIES}) p "
    "JOIN account a ON a.id = p.party WHERE a.holder IN ({people})"
)
# What nobody pays for; a voucher that a tier or a friend brought comes by itself.
_GIVEN = (
    "SELECT DISTINCT o.seq, a.holder, o.recorded_at FROM operation o "
    "JOIN entry e ON e.operation = o.seq JOIN account a ON a.id = e.account "
    f"WHERE {BETWEEN} AND o.kind IN ('adjustment', 'transfer', 'voucher_issue') "
    "AND e.amount > 0 AND a.balance IS NOT NULL AND a.holder IN ({people}) "
    "AND NOT EXISTS (SELECT 1 FROM voucher v WHERE v.lot = e.lot "
    "AND (v.entered IS NOT NULL OR v.friend IS NOT NULL))"
)
OF_ONE = "(SELECT h.holder FROM account h WHERE h.id = {party})"
"""Who acts with an account: whoever was merged has several of them."""
# What the giver of a transfer had got on the same day, before.
_GIVER = OF_ONE.format(party="o.party")
_HOP = (
    "SELECT f.seq FROM operation o JOIN operation f ON f.business_date = o.business_date "
    "AND f.seq < o.seq LEFT JOIN other_party x ON x.operation = f.seq "
    "WHERE o.kind = 'transfer' AND o.seq IN ({numbers}) "
    f"AND (f.kind = 'transfer' AND {OF_ONE.format(party='x.party')} = {_GIVER} "
    f"OR f.kind = 'adjustment' AND {OF_ONE.format(party='f.party')} = {_GIVER} AND EXISTS "
    "(SELECT 1 FROM entry e JOIN account a ON a.id = e.account WHERE e.operation = f.seq "
    "AND e.amount > 0 AND a.balance IS NOT NULL))"
)
NOTED = (
    "SELECT r.recorded_at, s.name, t.name, COALESCE(c.full_name, ''), COALESCE(c.code, ''), "
    "r.customer FROM {what} r JOIN staff s ON s.id = r.staff "
    "JOIN terminal t ON t.id = r.terminal LEFT JOIN customer c ON c.id = r.customer "
    "WHERE r.recorded_at >= ? AND r.recorded_at < ? {more} ORDER BY r.recorded_at, r.id"
)
"""Who did something of one table when, for whom; `{more}` narrows it."""


class ForThemselves(NamedTuple):
    """The numbers of what staff did for themselves, for relatives, and what others gave to them."""

    own: frozenset[int]
    relatives: frozenset[int]
    given: frozenset[int]


class PeeweeLinks:
    """Reads who of the staff is tied to which customers, and what was done for these."""

    def __init__(self, session: Session) -> None:
        self._session = session
        related = self._related()
        self.ties = tuple(ties(self._staff(), related))
        people = sorted({tie.customer for tie in self.ties})
        self._people = ", ".join(map(str, people)) or "NULL"

    def between(self, bounds: tuple[int, int]) -> ForThemselves:
        """Return what was done for those who are tied to staff, by the chain's numbers."""
        own: set[int] = set()
        relatives: set[int] = set()
        statement = _SERVED.format(people=self._people)
        for seq, staff, holder, at in self._session.rows(statement, *bounds * _OF_PARTIES):
            for tie in self.tied(holder, parse_instant(at)):
                if tie.staff == staff:
                    (own if tie.own else relatives).add(seq)
        given: set[int] = set()
        for seq, holder, at in self._session.rows(_GIVEN.format(people=self._people), *bounds):
            if self.tied(holder, parse_instant(at)):
                given.add(seq)
        given = self._with_hops(given)
        served = frozenset(own), frozenset(relatives)
        return ForThemselves(*served, frozenset(given) - own - relatives)

    def holds(self, begins: str, ends: str) -> tuple[Noted, ...]:
        """Return the tiers that were held by hand for those who are tied to staff."""
        more = f"AND r.kind = 'tier_hold' AND r.customer IN ({self._people})"
        statement = NOTED.format(what="request_log", more=more)
        return tuple(
            Noted(parse_instant(at), *who)
            for at, *who, customer in self._session.rows(statement, begins, ends)
            if self.tied(customer, parse_instant(at))
        )

    def tied(self, customer: int, at: dt.datetime) -> list[Tie]:
        """Return how a customer was tied to staff at a moment."""
        return [tie for tie in self.ties if tie.customer == customer and tie.at(at)]

    def _with_hops(self, given: set[int]) -> set[int]:
        """Return what was given, and how it had come to the givers on the same day."""
        found, new = set(given), given
        while new:
            numbers = ", ".join(map(str, sorted(new)))
            new = {row[0] for row in self._session.rows(_HOP.format(numbers=numbers))} - found
            found |= new
        return found

    def _staff(self) -> list[Span]:
        """Return which customers staff were when; somebody is one of them at a time."""
        now = self._session.rows("SELECT staff, customer FROM staff_customer")
        found = [Span(staff, customer) for staff, customer in now]
        rows = self._logged("'staff_link'")
        for staff in {row[1] for row in rows}:
            own = [row for row in rows if row[1] == staff]
            ends = [*(after[0] for _, after in pairwise(own)), ENDLESS]
            found += [
                Span(int(staff), customer, at, until)
                for (at, _, customer, _), until in zip(own, ends, strict=True)
                if customer is not None and until != ENDLESS
            ]
        return found

    def _related(self) -> list[Span]:
        now = self._session.rows("SELECT customer, other FROM customer_link")
        merged: dict[int, int] = dict(
            self._session.rows("SELECT other, kept FROM customer_merge WHERE undone_at IS NULL")
        )
        noticed = [
            Noticed(at, merged.get(one, one), merged.get(two, two), kind == "customer_link")
            for at, other, customer, kind in self._logged("'customer_link', 'customer_unlink'")
            for one, two in _both_ways(customer, other)
        ]
        return spans(((customer, other) for customer, other in now), noticed)

    def _logged(self, kinds: str) -> Sequence[tuple[dt.datetime, str, int | None, str]]:
        rows = self._session.rows(
            "SELECT recorded_at, result, customer, kind FROM request_log "
            f"WHERE kind IN ({kinds}) ORDER BY recorded_at, id"
        )
        return [(parse_instant(at), result, customer, kind) for at, result, customer, kind in rows]


def _both_ways(customer: int | None, other: str) -> Iterable[tuple[int, int]]:
    """Return both orders of a pair; requests of older versions did not keep who the other was."""
    if customer is None or not other:
        return ()
    return (customer, int(other)), (int(other), customer)
