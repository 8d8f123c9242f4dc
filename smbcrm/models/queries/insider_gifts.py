"""What is given away for little, and what one card got in a day, by the chain. Fixed SQL."""

from smbcrm.core.clock import parse_instant
from smbcrm.membership.reports.insider import MOST_VOUCHERS
from smbcrm.membership.reports.insider_ways import MANY_ON_A_CARD
from smbcrm.models.queries.insider_links import BETWEEN, OF_ONE, PeeweeLinks
from smbcrm.models.session import Session

_OF_ONE = OF_ONE.format(party="o.party")
_STANDS = "NOT EXISTS (SELECT 1 FROM operation r WHERE r.reverses = {of})"
_ISSUED = (
    f"FROM operation o WHERE {BETWEEN} AND o.kind = 'voucher_issue' AND NOT EXISTS "
    "(SELECT 1 FROM lot l JOIN voucher v ON v.lot = l.id WHERE l.opened_by = o.seq "
    "AND (v.entered IS NOT NULL OR v.friend IS NOT NULL))"
)
_BY_HAND = (
    f"SELECT o.seq {_ISSUED} AND EXISTS (SELECT 1 FROM "
    f"(SELECT o.staff, {_OF_ONE} AS holder {_ISSUED} GROUP BY 1, 2 "
    f"HAVING COUNT(*) > ?) g WHERE g.staff = o.staff AND g.holder = {_OF_ONE})"
)
_SOLD = (
    f"FROM operation o WHERE {BETWEEN} AND o.kind IN ('sale', 'top_up') "
    f"AND o.party IS NOT NULL AND {_STANDS.format(of='o.seq')}"
)
_ONE_CARD = (
    f"SELECT o.seq {_SOLD} AND EXISTS (SELECT 1 FROM (SELECT o.staff, {_OF_ONE} AS holder, "
    f"o.business_date {_SOLD} GROUP BY 1, 2, 3 HAVING COUNT(*) >= ?) g "
    f"WHERE g.staff = o.staff AND g.holder = {_OF_ONE} AND g.business_date = o.business_date)"
)
# What whoever brought a friend got, where the friend's sale came to less than that is worth.
_FRIENDS = (
    "SELECT o.seq, a.holder, o.recorded_at FROM operation o JOIN lot l ON l.opened_by = o.seq "
    "JOIN voucher v ON v.lot = l.id JOIN account a ON a.id = l.account "
    "JOIN account f ON f.id = v.friend JOIN sale s ON s.operation = (SELECT MAX(b.seq) "
    "FROM operation b WHERE b.party = v.friend AND b.kind = 'sale' AND b.seq < o.seq) "
    f"WHERE {BETWEEN} AND a.holder <> f.holder AND s.net < v.value"
)
# By the sale that led into a tier; what was given by a review or by hand follows no sale.
_ENTRIES = (
    "SELECT u.seq, b.last FROM voucher v JOIN lot l ON l.id = v.lot "
    "JOIN account a ON a.id = l.account JOIN operation s ON s.seq = v.entry_seq "
    "JOIN account p ON p.id = s.party AND p.holder = a.holder "
    "JOIN sale n ON n.operation = s.seq JOIN entry e ON e.lot = v.lot AND e.amount < 0 "
    "JOIN operation u ON u.seq = e.operation AND u.kind = 'sale' "
    "JOIN (SELECT f.sale, MAX(f.operation) AS last, SUM(g.amount) AS back FROM refund f "
    "JOIN entry g ON g.operation = f.operation JOIN account w ON w.id = g.account "
    f"WHERE w.kind = 'sales' AND {_STANDS.format(of='f.operation')} GROUP BY f.sale) b "
    "ON b.sale = s.seq "
    f"WHERE v.entered IS NOT NULL AND -2 * b.back >= n.net AND {_STANDS.format(of='u.seq')} "
    "AND (u.seq BETWEEN ? AND ? OR b.last BETWEEN ? AND ?)"
)


class PeeweeGifts:
    """Reads what was given away."""

    def __init__(self, session: Session, links: PeeweeLinks) -> None:
        self._session = session
        self._links = links

    def by_hand(self, bounds: tuple[int, int]) -> frozenset[int]:
        """Return the vouchers that somebody often gave to one customer by hand."""
        return self._numbers(_BY_HAND, *bounds, *bounds, MOST_VOUCHERS)

    def on_one_card(self, bounds: tuple[int, int]) -> frozenset[int]:
        """Return what somebody often sold to one customer on a day."""
        return self._numbers(_ONE_CARD, *bounds, *bounds, MANY_ON_A_CARD)

    def friends(self, bounds: tuple[int, int]) -> tuple[frozenset[int], frozenset[int]]:
        """Return the vouchers for friends who bought for less, and those of staff among them."""
        rows = self._session.rows(_FRIENDS, *bounds)
        own = (seq for seq, holder, at in rows if self._links.tied(holder, parse_instant(at)))
        return frozenset(row[0] for row in rows), frozenset(own)

    def entries(self, bounds: tuple[int, int]) -> frozenset[int]:
        """Return where vouchers of a tier were used, and where the sale that led there went."""
        rows = self._session.rows(_ENTRIES, *bounds, *bounds)
        return frozenset(number for row in rows for number in row)

    def _numbers(self, statement: str, *params: int) -> frozenset[int]:
        return frozenset(row[0] for row in self._session.rows(statement, *params))
