"""The tiers of everybody at once. Fixed SQL: a review reads all operations of a year."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from smbcrm.membership.tiers.moves import Listed, Review
from smbcrm.membership.tiers.types import Figures, Membership, Spend, Wanted
from smbcrm.membership.tiers.window import window_start
from smbcrm.models.queries.bought import STANDS
from smbcrm.models.session import Session
from smbcrm.models.stores.tier_rows import MEMBERSHIP, membership
from smbcrm.models.stores.tier_spends import POINTS_OF_VALUE, spends_of

_CHUNK = 500
# The CROSS JOINs keep the order of customers, so that nothing is sorted to be grouped.
_FIGURES = (
    "SELECT a.holder, SUM(s.spend), {visits}, {points} FROM account a CROSS JOIN operation o "
    "{join} JOIN sale s ON s.operation = o.seq WHERE a.holder IS NOT NULL AND a.kind = 'principal' "
    "AND o.party = a.id AND o.business_date BETWEEN ? AND ? "
    f"AND o.kind IN ('sale', 'refund'{{more}}) AND {STANDS} GROUP BY a.holder"
)
_VISITS = "COUNT(DISTINCT CASE WHEN o.kind IN ('sale', 'visit_use') THEN o.business_date END)"
_POINTS = f"SUM(COALESCE(s.points, {POINTS_OF_VALUE}))"
_HELD = "SELECT customer, since, id, tier FROM tier_membership ORDER BY customer, since, id"


class PeeweeTierStanding:
    """Reads the tiers of everybody."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def held(self, day: dt.date) -> Mapping[int, int]:
        """Return the tier held on a day, by customer; who never had one is left out."""
        last = day.isoformat()
        return {
            customer: tier
            for customer, since, _, tier in self._session.rows(_HELD)
            if since <= last
        }

    def figures(
        self, day: dt.date, months: int, *, visits: bool, points: bool
    ) -> Mapping[int, Figures]:
        """Return by customer what lies in the window of so many months that ends on a day."""
        statement = _FIGURES.format(
            visits=_VISITS if visits else "0",
            points=_POINTS if points else "0",
            join="LEFT" if visits or points else "",
            more=(", 'visit_use'" if visits else "")
            + (", 'top_up', 'withdrawal'" if points else ""),
        )
        first = window_start(day, months).isoformat()
        return {
            customer: Figures(int(spend or 0), made, int(earned or 0))
            for customer, spend, made, earned in self._session.rows(
                statement, first, day.isoformat()
            )
        }

    def memberships(self, customers: Sequence[int]) -> Mapping[int, tuple[Membership, ...]]:
        """Return the memberships of customers, all times, in order."""
        found: defaultdict[int, list[Membership]] = defaultdict(list)
        for part, marks in _parts(customers):
            rows = self._session.rows(
                f"SELECT customer, {MEMBERSHIP} FROM tier_membership WHERE customer IN ({marks}) "
                "ORDER BY customer, since, id",
                *part,
            )
            for customer, *row in rows:
                found[customer].append(membership(tuple(row)))
        return {customer: tuple(found[customer]) for customer in customers}

    def spends(self, customers: Sequence[int], wanted: Wanted) -> Mapping[int, tuple[Spend, ...]]:
        """Return what customers did."""
        found: dict[int, tuple[Spend, ...]] = {}
        for part, _ in _parts(customers):
            found.update(spends_of(self._session, part, wanted))
        return found

    def moved(self, review: Review) -> Mapping[int, Listed]:
        """Return whom a review moved, by customer."""
        rows = self._session.rows(
            "SELECT customer, tier_before, tier_after, spend, visits, points "
            "FROM tier_review_move WHERE review = ? ORDER BY customer",
            review.of.isoformat(),
        )
        return {
            customer: Listed(review, before, after, None if found[0] is None else Figures(*found))
            for customer, before, after, *found in rows
        }

    def buyers(self, items: Sequence[str]) -> frozenset[int]:
        """Return who ever bought one of these items (codes)."""
        if not items:
            return frozenset()
        rows = self._session.rows(
            "SELECT DISTINCT a.holder FROM item i JOIN sale_line l ON l.item = i.id "
            "JOIN operation o ON o.seq = l.operation JOIN account a ON a.id = o.party "
            f"WHERE i.code IN ({_marks(items)}) AND a.holder IS NOT NULL",
            *items,
        )
        return frozenset(row[0] for row in rows)

    def named(self, customers: Sequence[int]) -> Mapping[int, tuple[str, str]]:
        """Return code and full name of customers."""
        return {
            row[0]: (row[1], row[2])
            for part, marks in _parts(customers)
            for row in self._session.rows(
                f"SELECT id, code, full_name FROM customer WHERE id IN ({marks})", *part
            )
        }

    def given(self, day: dt.date) -> Sequence[tuple[int, int, dt.date]]:
        """Return the tiers held by hand on a day, as (customer, tier, last day)."""
        rows = self._session.rows(
            "SELECT customer, tier, held_until FROM tier_membership "
            "WHERE reason IN ('hand', 'import') AND since <= ? ORDER BY customer, since, id",
            day.isoformat(),
        )
        last = {customer: (tier, until) for customer, tier, until in rows}
        return [
            (customer, tier, dt.date.fromisoformat(until))
            for customer, (tier, until) in last.items()
            if until is not None and until >= day.isoformat()
        ]

    def people(self) -> int:
        """Return how many customers there are."""
        row = self._session.row("SELECT COUNT(*) FROM customer")
        return 0 if row is None else int(row[0])


def _parts(customers: Sequence[int]) -> Iterator[tuple[Sequence[int], str]]:
    """Yield the customers in parts that a statement can take, with the marks for them."""
    for start in range(0, len(customers), _CHUNK):
        part = customers[start : start + _CHUNK]
        yield part, _marks(part)


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
