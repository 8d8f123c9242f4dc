"""Sales of the past. A batch of an import passes here, so it is fixed SQL."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from smbcrm.membership.change_log.types import Change
from smbcrm.membership.past_sales.types import NewPastSale, PastLine, PastSale, PastSums
from smbcrm.models.session import Session
from smbcrm.models.stores.dates import day_of
from smbcrm.models.stores.import_marks import parts

CAME = "p.total >= 0"
"""That on the day of a past sale `p` its customer was there to buy: a return is no visit."""

_FIELD = "past_sales"
_NEWEST = (
    "SELECT id, day, at, bill, sold_by, total FROM past_sale WHERE customer = ? "
    "ORDER BY day DESC, at DESC, id DESC"
)
_LINES = (
    "SELECT sale, item, quantity, amount FROM past_sale_line WHERE sale IN ({marks}) "
    "ORDER BY sale, line"
)
_SUMS = (
    "SELECT COUNT(*), COUNT(CASE WHEN total < 0 THEN 1 END), COALESCE(SUM(total), 0), "
    "MIN(day), MAX(day) FROM past_sale WHERE customer = ?"
)


class PeeweePastSaleStore:
    """Reads and writes past sales."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, customer: int, limit: int | None = None) -> tuple[PastSale, ...]:
        """Return a customer's past sales, newest first."""
        end = "" if limit is None else f" LIMIT {limit:d}"
        rows = self._session.rows(_NEWEST + end, customer)
        lines: defaultdict[int, list[PastLine]] = defaultdict(list)
        for part, marks in parts([row[0] for row in rows]):
            for sale, *line in self._session.rows(_LINES.format(marks=marks), *part):
                lines[sale].append(PastLine(*line))
        return tuple(
            PastSale(id_, dt.date.fromisoformat(day), at, bill, sold_by, total, tuple(lines[id_]))
            for id_, day, at, bill, sold_by, total in rows
        )

    def sums(self, customer: int) -> PastSums:
        """Return what they come to."""
        ((sales, returns, total, first, last),) = self._session.rows(_SUMS, customer)
        return PastSums(sales, returns, int(total), day_of(first), day_of(last))

    def totals(self, keys: Sequence[str]) -> Mapping[str, int]:
        """Return what those cost that are here already, by their keys."""
        return {
            key: total
            for part, marks in parts(keys)
            for key, total in self._session.rows(
                f"SELECT key, total FROM past_sale WHERE key IN ({marks})", *part
            )
        }

    def add(self, run: str, sales: Sequence[NewPastSale]) -> None:
        """Write the past sales that an import brings."""
        for customer, count in Counter(one.customer for one in sales).items():
            self._session.unsigned.append(Change(customer, _FIELD, "", None, str(count)))
        ids = self._session.inserted(
            "INSERT INTO past_sale (customer, key, run, row, day, at, bill, sold_by, total)",
            [
                (
                    *(one.customer, one.key, run, one.row, one.day.isoformat()),
                    *(one.at, one.bill, one.sold_by, one.total),
                )
                for one in sales
            ],
        )
        self._session.many(
            "INSERT INTO past_sale_line (sale, line, item, quantity, amount) "
            "VALUES (?, ?, ?, ?, ?)",
            [
                (id_, place, *line)
                for id_, one in zip(ids, sales, strict=True)
                for place, line in enumerate(one.lines, 1)
            ],
        )

    def buyers(self, run: str, rows: Sequence[int]) -> frozenset[int]:
        """Return the customers who have by now what rows of an import brought."""
        return frozenset(
            customer
            for part, marks in parts(rows)
            for (customer,) in self._session.rows(
                f"SELECT customer FROM past_sale WHERE run = ? AND row IN ({marks})", run, *part
            )
        )

    def remove(self, run: str, rows: Sequence[int]) -> Mapping[int, int]:
        """Take away those that rows of an import brought; return how many of each customer."""
        found = Counter[int]()
        for part, marks in parts(rows):
            which = f"FROM past_sale WHERE run = ? AND row IN ({marks})"
            found.update(
                customer
                for (customer,) in self._session.rows(f"SELECT customer {which}", run, *part)
            )
            self._session.execute(f"DELETE {which}", run, *part)
        for customer, count in found.items():
            self._session.unsigned.append(Change(customer, _FIELD, "", str(count), None))
        return found
