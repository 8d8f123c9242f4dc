"""The list of customers, page by page; each page is a handful of queries, whatever its size.

First the ids of a page are found in the order asked for, then what a row shows is read for these
alone. An order that stands in an index is walked there without looking at the rows: half of
100,000 customers are passed over in less than a millisecond. Pages in the second half are counted
from the back, so that a jump to the end is as quick as the beginning.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from smbcrm.core.clock import parse_instant
from smbcrm.membership.customers.kinds import Status
from smbcrm.membership.customers.lists import (
    MOST_CHOSEN,
    CustomerFilter,
    CustomerRow,
    CustomerSort,
    ListSort,
)
from smbcrm.membership.customers.ports import SearchStore
from smbcrm.membership.customers.visits import NOTHING, Bought
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.tiers.window import window_start
from smbcrm.models.queries import customer_statements as sql
from smbcrm.models.queries.bought import bought
from smbcrm.models.queries.conditions import Clause, filled, where
from smbcrm.models.session import Session, SqlRow
from smbcrm.models.stores.dates import day_of, occasion_of

if TYPE_CHECKING:
    from smbcrm.membership.customers.types import Profile


class PeeweeCustomerList:
    """Reads the customers as a list."""

    def __init__(self, session: Session, search: SearchStore) -> None:
        self._session = session
        self._search = search

    def count(self, chosen: CustomerFilter) -> int:
        """Return how many there are."""
        where, params = self._where(chosen)
        row = self._session.row(f"SELECT COUNT(*) FROM customer c WHERE {where}", *params)
        return 0 if row is None else row[0]

    def page(
        self,
        chosen: CustomerFilter,
        sort: CustomerSort,
        after: tuple[str, int] | None,
        limit: int,
        today: dt.date,
    ) -> tuple[CustomerRow, ...]:
        """Return the rows after a place in a `KEYED` order, the first ones for None."""
        where, params = self._where(chosen)
        beyond, order = sql.KEYED[sort]
        if after is not None:
            where, params = f"{where} AND {beyond}", [*params, *after]
        found = self._session.rows(
            f"SELECT c.id FROM customer c WHERE {where} ORDER BY {order} LIMIT ?", *params, limit
        )
        return self._rows([row[0] for row in found], today)

    def page_at(  # noqa: PLR0913 - what, in which order, and which part of it
        self,
        chosen: CustomerFilter,
        sort: ListSort,
        offset: int,
        limit: int,
        today: dt.date,
        *,
        descending: bool,
    ) -> tuple[CustomerRow, ...]:
        """Return the rows from a number on, counted from 0, rising or falling."""
        where, params = self._where(chosen)
        from_back = False
        if offset:  # the first page waits for no count
            counted = f"SELECT COUNT(*) FROM customer c WHERE {where}"
            (total,) = self._session.rows(counted, *params)[0]
            limit = min(limit, total - offset)
            if limit <= 0:
                return ()
            rest = total - offset - limit
            from_back = rest < offset
        order = self._order(sort, today)
        found = self._session.rows(
            f"SELECT c.id FROM customer c {order.joined} WHERE {where} "
            f"ORDER BY {order.by(descending=descending, from_back=from_back)} LIMIT ? OFFSET ?",
            *order.given_joined,
            *params,
            *order.given,
            limit,
            rest if from_back else offset,
        )
        ids = [row[0] for row in found]
        return self._rows(ids[::-1] if from_back else ids, today)

    def _order(self, sort: ListSort, today: dt.date) -> sql.Order:
        if isinstance(sort, CustomerSort):
            return sql.order(sort, today)
        # Its kind as it is now: a screen may still know it by another.
        kind = self._session.row("SELECT kind FROM custom_field WHERE id = ?", sort.field)
        return sql.order_of_field(sort.field, "" if kind is None else kind[0])

    def ids(self, chosen: CustomerFilter) -> tuple[int, ...]:
        """Return the ids of all of them, in the order they were added."""
        where, params = self._where(chosen)
        found = self._session.rows(
            f"SELECT c.id FROM customer c WHERE {where} ORDER BY c.id", *params
        )
        return tuple(row[0] for row in found)

    def profiles(self, customers: Sequence[int]) -> "tuple[tuple[str, Profile], ...]":
        """Return code and profile of each, in the order of their ids; who is gone is left out."""
        from smbcrm.models.stores.customer_rows import Parts, profile_of  # noqa: PLC0415 - ADR 19

        known = {row[0]: row[1:] for row in self._of(sql.PROFILES, customers)}
        parts = [self._by_customer(statement, customers) for statement in sql.PARTS]
        return tuple(
            (known[id_][0], profile_of(known[id_][1:], Parts(*(part[id_] for part in parts))))
            for id_ in customers
            if id_ in known
        )

    def _by_customer(
        self, statement: str, customers: Sequence[int]
    ) -> defaultdict[int, list[SqlRow]]:
        """Return the rows of each customer, whose id stands first."""
        found: defaultdict[int, list[SqlRow]] = defaultdict(list)
        for customer, *row in self._of(statement, customers):
            found[customer].append(tuple(row))
        return found

    def statement(self, chosen: CustomerFilter) -> str:
        """Return the SQL that finds them, with its values, to be run in the database's shell."""
        conditions = "\n  AND ".join(map(filled, self._clauses(chosen)))
        return f"SELECT c.code, c.full_name\nFROM customer c\nWHERE {conditions}\nORDER BY c.id;"

    def _where(self, chosen: CustomerFilter) -> tuple[str, list[object]]:
        """Return the condition that chooses customers."""
        clauses = self._clauses(chosen)
        text = " AND ".join(one.text for one in clauses)
        return text, [value for one in clauses for value in one.parameters]

    def _clauses(self, chosen: CustomerFilter) -> list[Clause]:
        """Return what has to hold of customers; those found by a text are known by id."""
        clauses = list[Clause]()
        if chosen.status is not None:
            clauses.append(Clause("c.status = ?", (chosen.status.value,)))
        query = chosen.query
        if query is not None:
            ids = [found.id for found in self._search.find(query, MOST_CHOSEN, None)]
            marks = sql.room_for(len(ids))
            text = f"c.id IN ({', '.join('?' * marks)})"
            clauses.append(Clause(text, (*ids, *[0] * (marks - len(ids)))))
        if chosen.only is not None:
            # Whole numbers and no parameters: there may be more of them than a statement takes.
            only = ", ".join(map(str, map(int, chosen.only)))
            clauses.append(Clause(f"c.id IN ({only or 0})"))
        if chosen.choice is not None:
            clauses += where(chosen.choice)
        return clauses or [Clause("1 = 1")]

    def _rows(self, ids: Sequence[int], today: dt.date) -> tuple[CustomerRow, ...]:
        """Return the rows of customers, in the order of their ids; who is gone is left out."""
        day = today.isoformat()
        shown = {row[0]: row for row in self._of(sql.ROW, ids, day, day)}
        owned: defaultdict[int, dict[str, int]] = defaultdict(dict)
        for holder, kind, amount in self._of(sql.OWNED, ids, day):
            owned[holder][kind] = int(amount)
        made = bought(self._session, ids, window_start(today))
        birthdays = {row[0]: row[1:] for row in self._of(sql.BIRTHDAYS, ids)}
        custom = self._by_customer(sql.CUSTOM, ids)
        return tuple(
            _row(
                shown[id_],
                owned[id_],
                made.get(id_, NOTHING),
                birthdays.get(id_),
                dict(custom[id_]),
            )
            for id_ in ids
            if id_ in shown
        )

    def _of(self, statement: str, ids: Sequence[int], *params: object) -> list[SqlRow]:
        """Run a statement for customers: its own parameters come first, then their ids."""
        if not ids:
            return []
        return self._session.rows(statement.format(", ".join("?" * len(ids))), *params, *ids)


def _row(
    row: SqlRow,
    owned: dict[str, int],
    made: Bought,
    birthday: SqlRow | None,
    custom: dict[int, str],
) -> CustomerRow:
    return CustomerRow(
        id=row[0],
        code=row[1],
        full_name=row[2],
        phone=row[3],
        email=row[4],
        tier=row[5],
        tier_code=row[6],
        card=row[7],
        alert=bool(row[8].strip()),
        status=Status(row[9]),
        principal=owned.get(AccountKind.PRINCIPAL, 0),
        gift=owned.get(AccountKind.GIFT, 0),
        credit=owned.get(AccountKind.CREDIT, 0),
        points=owned.get(AccountKind.POINTS, 0),
        birthday=None if birthday is None else occasion_of(birthday),
        last_visit=day_of(row[10]),
        visits=made.visits,
        spend=made.spend,
        created_at=parse_instant(row[11]),
        custom=custom,
    )
