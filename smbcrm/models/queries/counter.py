"""What the counter shows, read in a handful of queries."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from smbcrm.core.clock import instant_text, parse_instant
from smbcrm.membership.counter.board import Served, ServedKind, Strip
from smbcrm.membership.counter.expecting import DaySought, Guest
from smbcrm.membership.counter.ports import Left
from smbcrm.membership.customers.visits import NOTHING, Bought
from smbcrm.membership.ledger.types import AccountKind, OperationKind
from smbcrm.membership.sales.codes import MEANS_OF_TENDER, Means
from smbcrm.models.queries import counter_statements as sql
from smbcrm.models.queries.bought import bought
from smbcrm.models.session import Session, SqlRow
from smbcrm.models.stores.dates import occasion_of
from smbcrm.models.stores.serving import who_served

if TYPE_CHECKING:
    from smbcrm.membership.counter.types import Particulars

_CARD_END = 4
_ORDER = {means: place for place, means in enumerate(Means)}
Moved = dict[tuple[str, bool], int]
"""What was moved, by kind of account and whether it is the house's."""


class PeeweeCounterQuery:
    """Reads what the counter shows."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def bought(self, customer: int, first: dt.date) -> Bought:
        """Return what a customer bought, with the spend from a date on."""
        return bought(self._session, [customer], first).get(customer, NOTHING)

    def left(self, customer: int, today: dt.date) -> Mapping[AccountKind, Left]:
        """Return what living lots hold, by kind of account; a kind without any is left out."""
        day = today.isoformat()
        return {
            AccountKind(kind): Left(int(total), lowest)
            for kind, total, lowest in self._session.rows(sql.LEFT, customer, day, day)
        }

    def last_means(self, customer: int) -> Means | None:
        """Return what paid the largest part of the newest sale that was paid at all."""
        rows = self._session.rows(sql.LAST_PAYMENTS, customer)
        return next(iter(_largest_first((means, amount) for _, means, amount in rows)), None)

    def photo(self, customer: int) -> int | None:
        """Return the number of a customer's photo, the newest where a merge left several."""
        row = self._session.row(sql.PHOTO, customer)
        return None if row is None else row[0]

    def particulars(self, operations: Sequence[int]) -> "Mapping[int, Particulars]":
        """Return what there is to say of each operation, by sequence number."""
        from smbcrm.membership.counter.types import (  # noqa: PLC0415 - first somebody is opened
            Particulars,
        )

        means = self._means(operations, self._moved(operations))
        served = who_served(self._session, operations)
        items: defaultdict[int, list[str]] = defaultdict(list)
        for statement in (sql.ITEMS, sql.PACKAGES):
            for seq, name in self._of(statement, operations):
                items[seq].append(name)
        return {
            seq: Particulars(
                items=tuple(dict.fromkeys(items[seq])),
                means=means.get(seq, ()),
                served=served[seq],
                earned=points or 0,
                takes_back=None if kind is None else OperationKind(kind),
            )
            for seq, kind, points in self._of(sql.KINDS, operations)
        }

    def served(
        self, since: dt.datetime, today: dt.date, limit: int, terminal: int | None = None
    ) -> tuple[Served, ...]:
        """Return what was recorded since an instant and stands, newest first."""
        params = (today.isoformat(), instant_text(since))
        if terminal is None:
            rows = self._session.rows(sql.SERVED, *params, limit)
        else:
            rows = self._session.rows(sql.SERVED_HERE, *params, terminal, limit)
        return self._read(rows)

    def newest(self, since: dt.datetime, today: dt.date, terminal: int) -> Served | None:
        """Return what was recorded last at a till since an instant, even if it was taken back."""
        params = (today.isoformat(), instant_text(since), terminal, 1)
        return next(iter(self._read(self._session.rows(sql.RECORDED_HERE, *params))), None)

    def _read(self, rows: Sequence[SqlRow]) -> tuple[Served, ...]:
        operations = [row[0] for row in rows]
        moved = self._moved(operations)
        means = self._means(operations, moved)
        return tuple(_served(row, moved[row[0]], means.get(row[0], ())) for row in rows)

    def newcomers(self, since: dt.datetime, today: dt.date, limit: int) -> tuple[Served, ...]:
        """Return the customers who were added by hand since an instant, newest first."""
        day = today.isoformat()
        rows = self._session.rows(sql.NEWCOMERS, day, day, instant_text(since), limit)
        return tuple(
            Served(
                kind=ServedKind.NEW,
                recorded_at=parse_instant(at),
                staff=staff,
                terminal=terminal,
                customer=customer,
                name=name or code,
                tier_code=tier,
                card_end=(card or "")[-_CARD_END:],
            )
            for at, staff, terminal, customer, name, code, tier, card in rows
        )

    def new_since(self, since: dt.datetime) -> int:
        """Return how many customers were added by hand since an instant."""
        row = self._session.row(sql.NEW_SINCE, instant_text(since))
        return 0 if row is None else row[0]

    def expected(
        self, sought: Sequence[DaySought], today: dt.date, limit: int
    ) -> tuple[tuple[Guest, ...], int]:
        """Return who has one of those dates, and how many there are in all."""
        sources, params = self._sources(sought)
        rows = self._session.rows(
            sql.EXPECTED.format(sources=sources), today.isoformat(), *params, limit
        )
        celebrated = defaultdict(list)
        for customer, *occasion in self._of(sql.OCCASIONS, [row[0] for row in rows]):
            celebrated[customer].append(occasion_of(tuple(occasion)))
        guests = tuple(
            Guest(id_, name or code, tier, bool(alert.strip()), tuple(celebrated[id_]))
            for id_, name, code, alert, tier, _ in rows
        )
        return guests, rows[0][-1] if rows else 0

    def strip(self, day: dt.date, terminal: int) -> Strip:
        """Return the figures of a business date but for the new customers."""
        text = day.isoformat()
        count, net, earned, by_stored = self._session.rows(sql.SALES, text)[0]
        owned = {
            (kind, account): int(n) for kind, account, n in self._session.rows(sql.OWNED, text)
        }
        cash = {till: int(amount) for till, amount in self._session.rows(sql.CASH, text)}
        points = AccountKind.POINTS
        spent = (owned.get((kind, points), 0) for kind in ("sale", "redemption"))
        return Strip(
            sales=int(net),
            sale_count=count,
            by_stored_count=int(by_stored),
            topped_up=owned.get(("top_up", AccountKind.PRINCIPAL), 0),
            gift_given=owned.get(("top_up", AccountKind.GIFT), 0),
            points_given=int(earned),
            points_redeemed=-sum(spent),
            cash_here=cash.get(terminal, 0),
            cash_in_all=sum(cash.values()),
        )

    def _sources(self, sought: Sequence[DaySought]) -> tuple[str, list[object]]:
        """Return what finds the dates sought: of one day, whole months have the later place."""
        whole = "BIGINT" if self._session.postgres else "INTEGER"
        texts: list[str] = []
        params: list[object] = []
        for one in sought:
            day = "day IS NULL" if one.day is None else "day = ?"
            texts.append(sql.SOUGHT.format(int=whole, day=day))
            params += [2 * one.date.toordinal() + (one.day is None), one.calendar.value, one.month]
            params += [] if one.day is None else [one.day]
            params += [one.is_leap_month, one.last_year]
        return " UNION ALL ".join(texts), params

    def _moved(self, operations: Sequence[int]) -> Mapping[int, Moved]:
        moved: defaultdict[int, Moved] = defaultdict(dict)
        for seq, kind, house, amount in self._of(sql.MOVED, operations):
            moved[seq][kind, bool(house)] = int(amount)
        return moved

    def _means(
        self, operations: Sequence[int], moved: Mapping[int, Moved]
    ) -> dict[int, tuple[Means, ...]]:
        """Return how each was paid: a sale by its payments, a top-up by what the house took."""
        found = {
            seq: _largest_first(
                (MEANS_OF_TENDER[kind], -amount)
                for (kind, house), amount in parts.items()
                if house and kind in MEANS_OF_TENDER
            )
            for seq, parts in moved.items()
        }
        paid = sorted(self._of(sql.PAYMENTS, operations))
        for seq, rows in groupby(paid, key=itemgetter(0)):
            found[seq] = _largest_first((means, amount) for _, means, amount in rows)
        return found

    def _of(self, statement: str, ids: Sequence[int]) -> list[SqlRow]:
        if not ids:
            return []
        return self._session.rows(statement.format(", ".join("?" * len(ids))), *ids)


def _largest_first(parts: Iterable[tuple[str, int]]) -> tuple[Means, ...]:
    paid = [(-abs(amount), _ORDER[Means(means)]) for means, amount in parts]
    by_place = tuple(Means)
    return tuple(by_place[place] for _, place in sorted(paid))


def _served(row: SqlRow, moved: Moved, means: tuple[Means, ...]) -> Served:
    kind = ServedKind(row[1])
    principal, gift, credit, points = (
        moved.get((account, False), 0)
        for account in (
            AccountKind.PRINCIPAL,
            AccountKind.GIFT,
            AccountKind.CREDIT,
            AccountKind.POINTS,
        )
    )
    known = row[5] is not None
    return Served(
        kind=kind,
        recorded_at=parse_instant(row[2]),
        staff=row[3],
        terminal=row[4],
        customer=row[5],
        name=(row[6] or row[7]) if known else "",
        tier_code=row[8] if known else None,
        amount={
            ServedKind.SALE: row[11],
            ServedKind.TOP_UP: principal,
            ServedKind.REDEMPTION: credit,
            ServedKind.VISIT_USE: 0,
            ServedKind.REFUND: -(row[11] or 0),
            ServedKind.WITHDRAWAL: -principal,
        }[kind],
        gift=gift if kind is ServedKind.TOP_UP else 0,
        points=_points(kind, row[12], points),
        means=means,
        operation=row[9],
        bill_number=row[10],
        visits=-moved.get((AccountKind.VISITS, False), 0) if kind is ServedKind.VISIT_USE else 0,
    )


def _points(kind: ServedKind, earned: int | None, moved: int) -> int:
    """Return the points that a row tells of: earned by a sale, or turned into store credit."""
    if kind is ServedKind.SALE:
        return earned or 0
    return -moved if kind is ServedKind.REDEMPTION else 0
