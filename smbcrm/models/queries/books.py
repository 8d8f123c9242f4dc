"""The whole ledger in order, as verify reads it."""

from collections.abc import Iterable, Mapping

from smbcrm.membership.audit.ports import AccountFacts, ClosingFacts, LotFacts, Row
from smbcrm.models.guards import missing_guards
from smbcrm.models.session import Session
from smbcrm.models.stores.past_sales import CAME

_MOST_REPORTS = 10


class PeeweeBooks:
    """Reads the tables of the ledger by operation and line."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def damage(self) -> list[str]:
        """Return what the database itself finds wrong; PostgreSQL checks pages as it reads."""
        if self._session.postgres:
            return []
        pages = [row[0] for row in self._session.rows(f"PRAGMA quick_check({_MOST_REPORTS})")]
        strays = self._session.rows("PRAGMA foreign_key_check")
        reports = [text for text in pages if text != "ok"]
        reports += [f"{table} {row} -> {parent}" for table, row, parent, _ in strays]
        return reports[:_MOST_REPORTS]

    def missing_guards(self) -> list[str]:
        """Return the names of the triggers that are gone."""
        return missing_guards(self._session.db)

    def head(self) -> tuple[int, str, int, int] | None:
        """Return the chain's head: seq, hash, lot, bill_number."""
        row = self._session.row("SELECT seq, hash, lot, bill_number FROM chain_head")
        return None if row is None else (row[0], row[1], row[2], row[3])

    def hashes(self, seqs: Iterable[int]) -> Mapping[int, str]:
        """Return the stored hashes of some operations by sequence number."""
        found = (
            self._session.row("SELECT seq, hash FROM operation WHERE seq = ?", seq)
            for seq in sorted(set(seqs))
        )
        return {row[0]: row[1] for row in found if row is not None}

    def accounts(self) -> Mapping[int, AccountFacts]:
        """Return every account by id."""
        rows = self._session.stream("SELECT id, holder, kind, unit, balance FROM account")
        return {row[0]: AccountFacts(*row[1:]) for row in rows}

    def lots(self) -> Mapping[int, LotFacts]:
        """Return every lot by id."""
        rows = self._session.stream(
            "SELECT id, account, opened_by, opened_on, expires_on, remaining, source_lot FROM lot"
        )
        return {row[0]: LotFacts(*row[1:]) for row in rows}

    def reversed_operations(self) -> frozenset[int]:
        """Return which operations were taken back."""
        rows = self._session.rows("SELECT reverses FROM operation WHERE reverses IS NOT NULL")
        return frozenset(row[0] for row in rows)

    def refunded_sales(self) -> frozenset[int]:
        """Return of which sales something went back."""
        return frozenset(row[0] for row in self._session.rows("SELECT sale FROM refund"))

    def operations(self) -> Iterable[Row]:
        """Yield the hashed fields of each operation, then prev and hash, by seq."""
        return self._session.stream(
            "SELECT seq, id, kind, business_date, recorded_at, staff, terminal, branch, "
            "reason_code, reverses, party, bill_number, request_hash, prev, hash "
            "FROM operation ORDER BY seq"
        )

    def entries(self) -> Iterable[Row]:
        """Yield operation and the hashed fields of each entry."""
        return self._session.stream(
            "SELECT operation, line, account, lot, amount FROM entry ORDER BY operation, line"
        )

    def terms(self) -> Iterable[Row]:
        """Yield operation and the hashed fields of each lot term."""
        return self._session.stream(
            "SELECT operation, lot, expires_on, source_lot FROM lot_term ORDER BY operation, lot"
        )

    def sales(self) -> Iterable[Row]:
        """Yield operation and the hashed fields of each sale."""
        return self._session.stream(
            "SELECT operation, gross, discount, net, tier, rate, points, spend, earned_on "
            "FROM sale ORDER BY operation"
        )

    def sale_lines(self) -> Iterable[Row]:
        """Yield operation and the hashed fields of each sale line."""
        return self._session.stream(
            "SELECT operation, line, item, quantity, price, gross, discount, points_factor, "
            "served_by FROM sale_line ORDER BY operation, line"
        )

    def sale_payments(self) -> Iterable[Row]:
        """Yield operation and the hashed fields of each payment."""
        return self._session.stream(
            "SELECT operation, line, means, amount, points, given, change FROM sale_payment "
            "ORDER BY operation, line"
        )

    def refunds(self) -> Iterable[Row]:
        """Yield operation and the hashed fields of each refund."""
        return self._session.stream(
            "SELECT operation, sale, refund_order FROM refund ORDER BY operation"
        )

    def other_parties(self) -> Iterable[Row]:
        """Yield operation and the hashed fields of who else takes part."""
        return self._session.stream("SELECT operation, party FROM other_party ORDER BY operation")

    def served(self) -> Iterable[Row]:
        """Yield operation and the hashed fields of who served with which share."""
        return self._session.stream(
            "SELECT operation, line, staff, share FROM served ORDER BY operation, line"
        )

    def pauses(self) -> Mapping[int, str]:
        """Return since when accounts of visits stand still."""
        return dict(self._session.stream("SELECT account, since FROM package_pause"))

    def closings(self) -> Iterable[ClosingFacts]:
        """Yield the closed days, in the order in which they were closed."""
        rows = self._session.rows(
            "SELECT d.business_date, d.terminal, d.opening_float, d.expected, COALESCE(("
            "SELECT SUM(e.amount) FROM operation o JOIN entry e ON e.operation = o.seq "
            "JOIN account a ON a.id = e.account WHERE o.business_date = d.business_date "
            "AND o.terminal = d.terminal AND o.seq <= d.until_seq AND a.kind = 'tender:cash'), 0) "
            "FROM day_close d ORDER BY d.recorded_at, d.id"
        )
        return (ClosingFacts(row[0], row[1], row[2], row[3], int(row[4])) for row in rows)

    def vouchers(self) -> Mapping[int, str]:
        """Return the codes of vouchers by the lot as which each was issued."""
        return dict(self._session.stream("SELECT lot, code FROM voucher"))

    def bills(self) -> Iterable[Row]:
        """Yield the operation of each snapshot, by operation."""
        return self._session.stream("SELECT operation FROM bill ORDER BY operation")

    def past_days(self) -> Iterable[tuple[int, str]]:
        """Yield customers with the days of their past sales."""
        rows = self._session.stream(f"SELECT p.customer, p.day FROM past_sale p WHERE {CAME}")
        return ((customer, day) for customer, day in rows)

    def visits(self) -> Mapping[int, tuple[int, str | None]]:
        """Return the cached count of visits and the last one of each customer."""
        rows = self._session.stream("SELECT id, visits, last_visit FROM customer")
        return {customer: (count, last) for customer, count, last in rows}
