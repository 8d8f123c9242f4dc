"""The statements by which the counter reads. Fixed SQL: a board is read after every sale."""

from smbcrm.membership.customers.kinds import ADD
from smbcrm.membership.ledger.types import BILLED
from smbcrm.models.queries.bought import STANDS
from smbcrm.models.stores.card_statements import LIVING_CARD
from smbcrm.models.stores.ledger_lots import OVER

TIER_CODE = (
    "COALESCE((SELECT t.code FROM tier_membership m JOIN tier t ON t.id = m.tier "
    "WHERE m.customer = c.id AND m.since <= ? ORDER BY m.since DESC, m.id DESC LIMIT 1), "
    "(SELECT code FROM tier ORDER BY rank LIMIT 1), '')"
)

# The newest one of each account, then the newest of these: the index is walked from its end.
LAST_PAYMENTS = (
    "SELECT p.operation, p.means, p.amount FROM sale_payment p WHERE p.operation = ("
    "SELECT n.seq FROM account a JOIN operation n ON n.seq = ("
    f"SELECT o.seq FROM operation o WHERE o.party = a.id AND o.kind = 'sale' AND {STANDS} "
    "AND EXISTS (SELECT 1 FROM sale_payment q WHERE q.operation = o.seq) "
    "ORDER BY o.business_date DESC, o.seq DESC LIMIT 1) "
    "WHERE a.holder = ? AND a.kind = 'principal' ORDER BY n.business_date DESC, n.seq DESC LIMIT 1)"
)

LEFT = (
    "SELECT a.kind, SUM(l.remaining), MIN(l.remaining) FROM account a "
    "JOIN lot l ON l.account = a.id AND l.remaining <> 0 "
    "LEFT JOIN package_pause p ON p.account = a.id "
    f"WHERE a.holder = ? AND NOT {OVER} GROUP BY a.kind"
)

PHOTO = (
    "SELECT id FROM customer_file WHERE customer = ? AND kind = 'photo' ORDER BY id DESC LIMIT 1"
)

# Of a reversal, what it took back is said: its target stands in for it.
KINDS = (
    "SELECT o.seq, target.kind, sale.points FROM operation o "
    "LEFT JOIN operation target ON target.seq = o.reverses "
    "LEFT JOIN sale ON sale.operation = o.seq WHERE o.seq IN ({})"
)
ITEMS = (
    "SELECT o.seq, i.name FROM operation o "
    "JOIN sale_line l ON l.operation = COALESCE(o.reverses, o.seq) "
    "JOIN item i ON i.id = l.item WHERE o.seq IN ({}) ORDER BY o.seq, l.line"
)
# The unit of a package's visits is `visit:` and its code.
PACKAGES = (
    "SELECT DISTINCT o.seq, i.name FROM operation o "
    "JOIN entry e ON e.operation = COALESCE(o.reverses, o.seq) "
    "JOIN account a ON a.id = e.account AND a.kind = 'visits' AND a.balance IS NOT NULL "
    "JOIN item i ON i.code = SUBSTR(a.unit, 7) WHERE o.seq IN ({}) ORDER BY o.seq, i.name"
)
PAYMENTS = (
    "SELECT o.seq, p.means, p.amount FROM operation o "
    "JOIN sale_payment p ON p.operation = COALESCE(o.reverses, o.seq) WHERE o.seq IN ({})"
)
MOVED = (
    "SELECT o.seq, a.kind, a.balance IS NULL, SUM(e.amount) FROM operation o "
    "JOIN entry e ON e.operation = COALESCE(o.reverses, o.seq) "
    "JOIN account a ON a.id = e.account WHERE o.seq IN ({}) "
    "GROUP BY o.seq, a.kind, a.balance IS NULL"
)

_BILLED = ", ".join(f"'{kind}'" for kind in sorted(BILLED))
_SERVED = (
    "SELECT o.seq, o.kind, o.recorded_at, s.name, t.name, c.id, c.full_name, c.code, "
    f"{TIER_CODE}, o.id, o.bill_number, sale.net, sale.points FROM operation o "
    "JOIN staff s ON s.id = o.staff JOIN terminal t ON t.id = o.terminal "
    "LEFT JOIN account a ON a.id = o.party LEFT JOIN customer c ON c.id = a.holder "
    "LEFT JOIN sale ON sale.operation = o.seq "
    f"WHERE o.recorded_at >= ? AND o.kind IN ({_BILLED}) "
    "AND {which} ORDER BY o.recorded_at DESC, o.seq DESC LIMIT ?"
)
SERVED = _SERVED.format(which=STANDS)
SERVED_HERE = _SERVED.format(which=f"{STANDS} AND o.terminal = ?")
RECORDED_HERE = _SERVED.format(which="o.terminal = ?")

_ADDED = f"WHERE q.kind = '{ADD}' AND q.recorded_at >= ? AND q.customer IS NOT NULL"
NEWCOMERS = (
    f"SELECT q.recorded_at, s.name, t.name, c.id, c.full_name, c.code, {TIER_CODE}, {LIVING_CARD} "
    "FROM request_log q JOIN customer c ON c.id = q.customer "
    f"JOIN staff s ON s.id = q.staff JOIN terminal t ON t.id = q.terminal {_ADDED} "
    "ORDER BY q.recorded_at DESC, c.id DESC LIMIT ?"
)
NEW_SINCE = f"SELECT COUNT(*) FROM request_log q {_ADDED}"

SALES = (
    "SELECT COALESCE(SUM(CASE WHEN o.kind = 'sale' THEN 1 ELSE 0 END), 0), "
    "COALESCE(SUM(sale.net), 0), COALESCE(SUM(sale.points), 0), "
    "COALESCE(SUM(CASE WHEN EXISTS (SELECT 1 FROM sale_payment p WHERE p.operation = o.seq "
    "AND p.means = 'stored' AND p.amount > 0) THEN 1 ELSE 0 END), 0) "
    f"FROM operation o JOIN sale ON sale.operation = o.seq WHERE o.business_date = ? AND {STANDS}"
)
OWNED = (
    "SELECT o.kind, a.kind, SUM(e.amount) FROM operation o "
    "JOIN entry e ON e.operation = o.seq JOIN account a ON a.id = e.account "
    "WHERE o.business_date = ? AND o.kind IN ('sale', 'top_up', 'redemption') "
    f"AND a.balance IS NOT NULL AND (o.kind <> 'sale' OR e.amount < 0) AND {STANDS} "
    "GROUP BY o.kind, a.kind"
)
# Operation by operation: a planner that begins with the cash account reads all it ever took.
CASH = (
    "SELECT o.terminal, SUM((SELECT COALESCE(SUM(-e.amount), 0) FROM entry e "
    "JOIN account a ON a.id = e.account WHERE e.operation = o.seq "
    "AND a.kind = 'tender:cash' AND a.balance IS NULL)) "
    "FROM operation o WHERE o.business_date = ? GROUP BY o.terminal"
)

SOUGHT = (
    "SELECT customer, CAST(? AS {int}) AS place FROM occasion "
    "WHERE calendar = ? AND month = ? AND {day} AND is_leap_month = ? "
    "AND (year IS NULL OR year <= ?)"
)
EXPECTED = (
    "SELECT c.id, c.full_name, c.code, c.alert, "
    f"{TIER_CODE}, f.in_all FROM ("
    "SELECT n.customer, MIN(n.place) AS place, COUNT(*) OVER () AS in_all, g.last_visit "
    "FROM ({sources}) n JOIN customer g ON g.id = n.customer "
    "WHERE g.status NOT IN ('moved', 'deceased') GROUP BY n.customer, g.last_visit "
    "ORDER BY MIN(n.place), COALESCE(g.last_visit, '') DESC, n.customer DESC LIMIT ?) f "
    "JOIN customer c ON c.id = f.customer "
    "ORDER BY f.place, COALESCE(c.last_visit, '') DESC, c.id DESC"
)
OCCASIONS = (
    "SELECT customer, kind, label, calendar, year, month, day, is_leap_month FROM occasion "
    "WHERE customer IN ({}) ORDER BY id"
)
