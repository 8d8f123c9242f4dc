"""The baseline of a sale: the same rows read and written by the driver's cursor, nothing more.

Somebody who has never seen the product can check it here. `READS` and `WRITES` are all that is
sent between BEGIN and COMMIT; `RawTill.sell` sends them in order, and works out what has to be
written in plain Python. It refuses nothing, makes no objects, and knows only the sales that the
bench makes: an amount in cash, an amount of stored value, items paid by card. Each row is read
once, while the product reads settings, tiers and memberships twice or thrice.

At the end all tables of both shops must be equal, row for row, hashes of the chain and texts of
the bills included, and both must have asked the same tables (bench/sales.py).
"""

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Any

from bench.sales_texts import bill_text, end_of_month_in_a_year, request_hash
from smbcrm.models.session import SqlRow

READS = {
    # Was this very request carried out before?
    "request": "SELECT hash, result FROM request_log WHERE id = ? "
    "UNION ALL SELECT request_hash, '' FROM operation WHERE id = ?",
    # The shop, who works here, where.
    "settings": "SELECT key, value FROM setting",
    "staff": "SELECT id, name FROM staff WHERE active ORDER BY id",
    "tills": "SELECT id, name FROM terminal WHERE active ORDER BY id",
    # What the customer owns: accounts, and the lots that still hold something.
    "accounts": "SELECT id, kind, balance FROM account WHERE holder = ? ORDER BY id",
    # (Nobody here has paused a package.)
    "lots": "SELECT l.id, l.account, a.kind, l.opened_on, l.expires_on, l.remaining, p.since "
    "FROM lot l JOIN account a ON a.id = l.account "
    "LEFT JOIN package_pause p ON p.account = l.account WHERE a.holder = ? AND l.remaining <> 0 "
    "ORDER BY l.expires_on IS NULL, l.expires_on, l.opened_on, l.id",
    # The tiers, and which of them the customer holds (nobody here has left the first).
    "tiers": "SELECT t.id, t.name, t.points_factor, t.spend_from, t.discount, t.code, "
    "t.visits_from, t.points_from, t.months, i.code, t.item_months, t.birthday_factor, "
    "t.birthday_span, t.lasts_months, t.grace_months "
    "FROM tier t LEFT JOIN item i ON i.id = t.item ORDER BY t.rank",
    "memberships": "SELECT tier, since, reason, held_until FROM tier_membership "
    "WHERE customer = ? ORDER BY since, id",
    # Rules of tiers that are to come: do they count from today on? (There are none.)
    "coming": "SELECT c.tier, c.live_from, i.code FROM tier_coming c "
    "LEFT JOIN item i ON i.id = c.item",
    "item": "SELECT id, code, name, price, points_factor, active FROM item "
    "WHERE code = ? OR barcode = ?",
    # Of stored value that is spent: did its top-up earn the points already? (None here did.)
    "earned": "WITH RECURSIVE family (lot, id) AS (SELECT id, id FROM lot WHERE id IN ({}) "
    "UNION ALL SELECT f.lot, l.source_lot FROM family f JOIN lot l ON l.id = f.id "
    "WHERE l.source_lot IS NOT NULL) "
    "SELECT f.lot FROM family f JOIN lot l ON l.id = f.id AND l.source_lot IS NULL "
    "JOIN operation o ON o.seq = l.opened_by WHERE o.kind = 'top_up' AND EXISTS (SELECT 1 "
    "FROM entry e JOIN account a ON a.id = e.account "
    "WHERE e.operation = o.seq AND a.kind = 'points')",
    # Is the day closed at this till? (It is not.)
    "closed": "SELECT 1 FROM day_close WHERE terminal = ? AND business_date = ?",
    # The end of the chain, which gives the next numbers.
    "head": "SELECT seq, hash, lot, bill_number FROM chain_head WHERE id = 1",
    "visits": "SELECT visits, last_visit FROM customer WHERE id = ?",
    # Is a voucher given to whoever enters a tier? (There is none.)
    "entry_vouchers": "SELECT d.id, d.code, i.code, t.code FROM voucher_definition d "
    "LEFT JOIN item i ON i.id = d.item LEFT JOIN tier t ON t.id = d.on_entry "
    "WHERE d.on_entry IS NOT NULL OR EXISTS (SELECT 1 FROM voucher v "
    "WHERE v.definition = d.id AND v.entered IS NOT NULL) ORDER BY d.code",
    # What was bought in twelve months: does it reach a higher tier? (Here it never does.)
    "spends": "SELECT o.business_date, o.seq, COALESCE(s.spend, 0), COALESCE(s.points, 0), o.kind "
    "FROM account a JOIN operation o ON o.party = a.id LEFT JOIN sale s ON s.operation = o.seq "
    "WHERE a.kind = 'principal' AND a.holder = ? "
    "AND o.kind IN ('sale', 'refund', 'visit_use') AND o.business_date >= ? "
    "AND NOT EXISTS (SELECT 1 FROM operation r WHERE r.reverses = o.seq) "
    "ORDER BY o.business_date, o.seq",
    # ... by the rules it was made under. (Nobody here has changed a rule.)
    "past_rules": "SELECT p.tier, p.until_seq, p.spend_from, p.visits_from, p.points_from, "
    "p.months, i.code, p.item_months, p.lasts_months, p.grace_months "
    "FROM tier_past p LEFT JOIN item i ON i.id = p.item ORDER BY p.until_seq",
    # ... and were tiers reviewed since? (They were not.)
    "reviews": "SELECT day, judged_on, after_seq FROM tier_review WHERE judged_on >= ? "
    "ORDER BY judged_on, after_seq",
    # Whom the bill names.
    "addressee": "SELECT c.id, c.code, c.full_name, c.given_name, c.language, c.address, "
    "c.province, c.city, c.district, c.postcode, c.country, p.typed, p.e164, "
    "(SELECT number FROM card WHERE customer = c.id AND state IN ('active', 'issued') "
    "AND (valid_until IS NULL OR valid_until >= ?) ORDER BY issued_on DESC, number DESC LIMIT 1), "
    "(SELECT value FROM setting WHERE key = 'shop.region') "
    "FROM customer c LEFT JOIN customer_phone p ON p.customer = c.id AND p.position = 0 "
    "WHERE c.id = ?",
}
WRITES = {
    "operation": "INSERT INTO operation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    # The lot of the points that were earned, and when they end.
    "lot": "INSERT INTO lot VALUES (?, ?, ?, ?, ?, ?, NULL)",
    "entry": "INSERT INTO entry VALUES (?, ?, ?, ?, ?)",
    "lot_term": "INSERT INTO lot_term VALUES (?, ?, ?, NULL)",
    "sale": "INSERT INTO sale VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)",
    "sale_line": "INSERT INTO sale_line VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "sale_payment": "INSERT INTO sale_payment VALUES (?, ?, ?, ?, ?, ?, ?)",
    # Stored value that was spent, and the cached balances.
    "drawn": "UPDATE lot SET remaining = remaining + ? WHERE id = ?",
    "balance": "UPDATE account SET balance = balance + ? WHERE id = ?",
    "head": "UPDATE chain_head SET seq = ?, hash = ?, lot = ?, bill_number = ? WHERE id = 1",
    # The visits and the last of them; its month stands in the search keys too.
    "visits": "UPDATE customer SET visits = ?, last_visit = ? WHERE id = ?",
    "month": "UPDATE search_short SET month = ? WHERE customer = ?",
    "bill": "INSERT INTO bill VALUES (?, ?, ?)",
}


@dataclass(frozen=True, slots=True)
class Sale:
    """A sale of the bench. `means` is cash, stored or card; `items` are codes, one of each."""

    id: str
    customer: int
    day: dt.date
    recorded_at: str
    means: str
    amount: int
    items: tuple[str, ...]


class RawTill:
    """Sells with a cursor of the driver."""

    def __init__(self, connection: Any) -> None:  # noqa: ANN401 - the driver is not annotated
        self._cursor = connection.cursor()
        # The product remembers the numbers of the house accounts for good; so does this.
        self._house: dict[tuple[str, str], int] = {
            (kind, unit): account
            for account, kind, unit in connection.execute(
                "SELECT id, kind, unit FROM account WHERE balance IS NULL"
            )
        }

    def sell(self, sale: Sale) -> None:
        """Record a sale: one transaction."""
        self._cursor.execute("BEGIN IMMEDIATE")
        self._rows("request", sale.id, sale.id)
        settings: dict[str, str] = dict(self._rows("settings"))
        staff, till = self._rows("staff")[0], self._rows("tills")[0]
        self._rows("coming")
        accounts = {kind: (id_, held) for id_, kind, held in self._rows("accounts", sale.customer)}
        lots = self._rows("lots", sale.customer)
        tier = self._rows("tiers")[0]
        self._rows("memberships", sale.customer)
        items = [self._rows("item", code, code)[0] for code in sale.items]
        drawn = _drawn(sale, accounts, lots)
        self._earned([number for _, _, number, _ in drawn])
        self._rows("closed", till[0], sale.day.isoformat())
        principal = sum(part for kind, _, _, part in drawn if kind == "principal")
        spend = principal if sale.means == "stored" else sale.amount
        points = spend * tier[2] // 10_000  # 1 point for 1.00, times the tier's percentage
        sold = (sale.amount, 0, sale.amount, tier[0], "1/100", points, spend)
        at = (staff[0], till[0], accounts["principal"][0])
        lines = _lines(sale, items, staff[0])
        seq, bill = self._post(sale, at, sold, lines, drawn, accounts["points"][0])
        self._visit(sale)
        self._review(sale)
        whom = self._rows("addressee", sale.day.isoformat(), sale.customer)[0]
        balances = {kind: held for kind, (_, held) in accounts.items()}
        parts = (principal, sale.amount - principal) if sale.means == "stored" else (None, None)
        names = (staff[1], till[1], tier[1], tier[5])
        text = bill_text(sale, settings, names, whom, items, balances, parts, points, bill)
        self._cursor.execute(WRITES["bill"], (seq, settings["shop.document_language"], text))
        self._cursor.execute("COMMIT")

    def _post(  # noqa: PLR0913 - the parts of one operation
        self,
        sale: Sale,
        at: tuple[int, int, int],
        sold: SqlRow,
        lines: list[SqlRow],
        drawn: list[SqlRow],
        points_account: int,
    ) -> tuple[int, int]:
        """Write the operation and everything that is hashed with it, then the caches."""
        send, points = self._cursor.execute, sold[5]
        seq, prev, lot, bill = self._rows("head")[0]
        seq, lot, bill = seq + 1, lot + 1, bill + 1
        day, ends = sale.day.isoformat(), end_of_month_in_a_year(sale.day)
        staff, till, party = at
        operation: SqlRow = (
            *(seq, sale.id, "sale", day, sale.recorded_at, staff, till, None, None, None),
            *(party, bill, request_hash(sale)),
        )
        entries = self._entries(sale, drawn, (points_account, lot, points))
        cash = (sale.amount, 0) if sale.means == "cash" else (None, None)
        paid: SqlRow = (1, sale.means, sale.amount, None, *cash)
        hashed = _hash(prev, operation, entries, (lot, ends, None), sold, lines, paid)
        send(WRITES["operation"], (*operation, prev, hashed))
        send(WRITES["lot"], (lot, points_account, seq, day, ends, points))
        self._cursor.executemany(WRITES["entry"], [(seq, *entry) for entry in entries])
        send(WRITES["lot_term"], (seq, lot, ends))
        send(WRITES["sale"], (seq, *sold))
        self._cursor.executemany(WRITES["sale_line"], [(seq, *line) for line in lines])
        send(WRITES["sale_payment"], (seq, *paid))
        for _, account, number, part in drawn:
            send(WRITES["drawn"], (-part, number))
            send(WRITES["balance"], (-part, account))
        send(WRITES["balance"], (points, points_account))
        send(WRITES["head"], (seq, hashed, lot, bill))
        return seq, bill

    def _entries(
        self, sale: Sale, drawn: list[SqlRow], earned: tuple[int, int, int]
    ) -> list[SqlRow]:
        """Return (line, account, lot, amount): what came in, what was sold, the points."""
        account, lot, points = earned
        tender, net = ("tender:" + sale.means, "CNY"), sale.amount
        entries: list[SqlRow] = []
        if sale.means != "stored":
            entries.append((self._house[tender], None, -net))
        entries.append((self._house["sales", "CNY"], None, net))
        entries += [(owner, number, -part) for _, owner, number, part in drawn]
        entries.append((self._house["points", "point"], None, -points))
        entries.append((account, lot, points))
        return [(line, *entry) for line, entry in enumerate(entries, start=1)]

    def _earned(self, lots: list[int]) -> None:
        """Read which of the lots that are spent have earned their points; none here has."""
        if lots:
            asked = READS["earned"].format(", ".join("?" * len(lots)))
            self._cursor.execute(asked, lots).fetchall()

    def _visit(self, sale: Sale) -> None:
        count, before = self._rows("visits", sale.customer)[0]
        day = sale.day.isoformat()
        if before is None or before < day:
            self._cursor.execute(WRITES["visits"], (count + 1, day, sale.customer))
        if before is None or before[:7] < day[:7]:
            month = sale.day.year * 12 + sale.day.month
            self._cursor.execute(WRITES["month"], (month, sale.customer))

    def _review(self, sale: Sale) -> None:
        """Read what would lead into a higher tier; nothing here does."""
        first_day = sale.day.replace(year=sale.day.year - 1) + dt.timedelta(days=1)
        self._rows("entry_vouchers")
        self._rows("past_rules")
        self._rows("reviews", sale.day.isoformat())
        self._rows("spends", sale.customer, first_day.isoformat())

    def _rows(self, read: str, *params: object) -> list[SqlRow]:
        found: list[SqlRow] = self._cursor.execute(READS[read], params).fetchall()
        return found


def _drawn(sale: Sale, accounts: dict[str, tuple[int, int]], lots: list[SqlRow]) -> list[SqlRow]:
    """Return (kind, account, lot, amount) taken: both parts in proportion, soonest expiry first."""
    if sale.means != "stored":
        return []
    principal, gift = accounts["principal"][1], accounts["gift"][1]
    share = sale.amount * principal // (principal + gift)
    drawn: list[SqlRow] = []
    for kind, wanted in (("principal", share), ("gift", sale.amount - share)):
        rest = wanted
        for number, account, lot_kind, _, _, remaining, _ in lots:
            part = min(rest, remaining)
            if lot_kind == kind and part > 0:
                drawn.append((kind, account, number, part))
                rest -= part
    return drawn


def _lines(sale: Sale, items: list[SqlRow], staff: int) -> list[SqlRow]:
    """Return (line, item, quantity, price, gross, discount, points factor, served by)."""
    if not items:
        return [(1, None, 1000, sale.amount, sale.amount, 0, 100, staff)]
    return [
        (line, id_, 1000, price, price, 0, factor, staff)
        for line, (id_, _, _, price, factor, _) in enumerate(items, start=1)
    ]


def _hash(  # noqa: PLR0913 - one argument for each table that is hashed
    prev: str,
    operation: SqlRow,
    entries: list[SqlRow],
    term: SqlRow,
    sold: SqlRow,
    lines: list[SqlRow],
    paid: SqlRow,
) -> str:
    """Return sha256 of the previous hash and all fields, joined by 0x1F; an absent one is empty."""
    fields: list[object] = [prev, *operation]
    for letter, rows in (("E", entries), ("T", [term]), ("S", [sold]), ("L", lines), ("P", [paid])):
        for row in rows:
            fields += (letter, *row)
    texts = ["" if field is None else str(field) for field in fields]
    return hashlib.sha256("\x1f".join(texts).encode()).hexdigest()
