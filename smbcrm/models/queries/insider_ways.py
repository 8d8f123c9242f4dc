"""Ways round the rules that take several steps, as the chain and the log tell them. Fixed SQL."""

import datetime as dt

from smbcrm.core.clock import add_months, instant_text, parse_instant
from smbcrm.membership.reports.insider import Suspicion
from smbcrm.membership.reports.insider_ways import (
    PAID_OUT_WITHIN,
    TURNED_WITHIN,
    Brought,
    Extended,
    Handed,
    Moved,
    Noted,
    RuleChanged,
    RuleTurned,
    below_the_pin,
    beyond_its_term,
    paid_out_soon,
    turned_back,
)
from smbcrm.models.queries.insider_links import BETWEEN, NOTED, OF_ONE
from smbcrm.models.session import Session, SqlRow
from smbcrm.models.stores.shop import PeeweeSettingStore

_ENTRIES = "JOIN entry e ON e.operation = o.seq JOIN account a ON a.id = e.account"
_GIVER = OF_ONE.format(party="o.party")
_PAID = (
    f"SELECT DISTINCT o.seq, {_GIVER}, o.recorded_at FROM operation o {_ENTRIES} "
    f"WHERE {BETWEEN} AND o.kind = 'withdrawal' AND a.kind = 'tender:cash' AND e.amount > 0"
)
_BROUGHT = (
    f"SELECT DISTINCT o.seq, {_GIVER}, o.recorded_at FROM operation o {_ENTRIES} "
    "WHERE o.party IN (SELECT p.id FROM account p WHERE p.holder IN ({people})) "
    "AND (o.kind = 'top_up' AND a.kind LIKE 'tender:%' AND a.kind <> 'tender:cash' "
    "AND e.amount < 0 OR o.kind = 'adjustment' AND a.kind = 'principal' "
    "AND a.balance IS NOT NULL AND e.amount > 0) "
    "AND NOT EXISTS (SELECT 1 FROM operation r WHERE r.reverses = o.seq)"
)
_HANDED = (
    f"SELECT o.seq, {_GIVER}, {OF_ONE.format(party='x.party')} FROM operation o "
    "JOIN other_party x ON x.operation = o.seq "
    "WHERE o.kind = 'transfer' AND o.seq <= ? AND o.recorded_at >= ? "
    "AND NOT EXISTS (SELECT 1 FROM operation r WHERE r.reverses = o.seq) ORDER BY o.seq"
)
_MOVED = (
    f"SELECT o.seq, {_GIVER}, o.recorded_at, -SUM(e.amount) FROM operation o {_ENTRIES} "
    f"WHERE {BETWEEN} AND o.kind IN ('sale', 'withdrawal', 'transfer') AND o.party IS NOT NULL "
    "AND a.kind IN ('principal', 'gift') AND a.balance IS NOT NULL AND e.amount < 0 "
    "GROUP BY o.seq, o.party, o.recorded_at"
)
_EXTENDED = (
    "SELECT o.seq, COALESCE(t.source_lot, t.lot), t.expires_on, (SELECT b.expires_on "
    "FROM lot_term b WHERE b.lot = COALESCE(t.source_lot, t.lot) AND b.operation < t.operation "
    "AND b.expires_on IS NOT NULL ORDER BY b.operation DESC LIMIT 1), p.months "
    "FROM operation o JOIN lot_term t ON t.operation = o.seq JOIN lot l ON l.id = t.lot "
    "JOIN account a ON a.id = l.account JOIN item i ON a.unit = 'visit:' || i.code "
    "JOIN package p ON p.item = i.id "
    "WHERE o.seq <= ? AND o.kind = 'extension' AND p.months IS NOT NULL "
    "AND t.expires_on IS NOT NULL ORDER BY o.seq"
)
_CHANGED = (
    "SELECT r.recorded_at, s.name, t.name, c.rule, c.before, c.after FROM rule_change c "
    "JOIN request_log r ON r.id = c.request JOIN staff s ON s.id = r.staff "
    "JOIN terminal t ON t.id = r.terminal WHERE r.recorded_at >= ? AND r.recorded_at < ? "
    "ORDER BY r.recorded_at, r.id, c.rule"
)
_SOLD = (
    "SELECT recorded_at FROM operation WHERE recorded_at >= ? AND recorded_at <= ? "
    "AND kind IN ('sale', 'top_up', 'redemption')"
)


class PeeweeWays:
    """Reads what took several steps."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def numbered(self, bounds: tuple[int, int]) -> dict[Suspicion, frozenset[int]]:
        """Return what goes round a rule in several steps, by why it is told."""
        return {
            Suspicion.PAID_OUT: self.paid_out(bounds),
            Suspicion.PARTS: self.in_parts(bounds),
            Suspicion.EXTENDED: self.extended(bounds),
        }

    def paid_out(self, bounds: tuple[int, int]) -> frozenset[int]:
        """Return what came in without cash and was paid out in cash soon after."""
        paid = [_brought(row) for row in self._session.rows(_PAID, *bounds)]
        if not paid:
            return frozenset()
        since = instant_text(min(one.at for one in paid) - PAID_OUT_WITHIN)
        handed = [Handed(*row) for row in self._session.rows(_HANDED, bounds[1], since)]
        people = {one.party for one in paid} | {one.giver for one in handed}
        listed = ", ".join(map(str, sorted(people)))
        rows = self._session.rows(_BROUGHT.replace("{people}", listed))
        return paid_out_soon([_brought(row) for row in rows], paid, handed)

    def in_parts(self, bounds: tuple[int, int]) -> frozenset[int]:
        """Return stored value that left a customer in parts below the PIN's amount."""
        limit = PeeweeSettingStore(self._session).shop().pin_from
        if not limit:
            return frozenset()
        rows = self._session.rows(_MOVED, *bounds)
        moved = (
            Moved(seq, party, parse_instant(at), int(amount)) for seq, party, at, amount in rows
        )
        return below_the_pin(moved, limit)

    def extended(self, bounds: tuple[int, int]) -> frozenset[int]:
        """Return the extensions of visits by more than their own term."""
        first, last = bounds
        found = []
        for seq, lot, until, before, months in self._session.rows(_EXTENDED, last):
            if before is None:
                continue
            was, ends = dt.date.fromisoformat(before), dt.date.fromisoformat(until)
            term = add_months(was, months) - was
            found.append(Extended(seq, lot, (ends - was).days, term.days))
        return frozenset(seq for seq in beyond_its_term(found) if seq >= first)

    def turned(self, begins: dt.datetime, ends: dt.datetime) -> tuple[RuleTurned, ...]:
        """Return the rules that were changed and changed back while something was sold."""
        times = instant_text(begins - TURNED_WITHIN), instant_text(ends)
        changes = [
            RuleChanged(parse_instant(at), *rest)
            for at, *rest in self._session.rows(_CHANGED, *times)
        ]
        if len(changes) <= 1:
            return ()
        span = instant_text(changes[0].at), instant_text(changes[-1].at)
        sold = [parse_instant(row[0]) for row in self._session.rows(_SOLD, *span)]
        return tuple(one for one in turned_back(changes, sold) if one.back_at >= begins)

    def wrong_pins(self, begins: str, ends: str) -> tuple[Noted, ...]:
        """Return the PINs that were typed wrong after they had been locked."""
        return self._noted(NOTED.format(what="spending_pin_wrong", more=""), begins, ends)

    def void_cards(self, begins: str, ends: str) -> tuple[Noted, ...]:
        """Return the cards that were made void by hand."""
        more = "AND r.kind = 'card_void'"
        return self._noted(NOTED.format(what="request_log", more=more), begins, ends)

    def ordinary(self) -> int:
        """Return the amount of the largest top-up offer that is given; nothing without any."""
        row = self._session.row("SELECT MAX(amount) FROM offer WHERE active")
        return 0 if row is None or row[0] is None else row[0]

    def _noted(self, statement: str, begins: str, ends: str) -> tuple[Noted, ...]:
        rows = self._session.rows(statement, begins, ends)
        return tuple(Noted(parse_instant(at), *who) for at, *who, _ in rows)


def _brought(row: SqlRow) -> Brought:
    return Brought(row[0], row[1], parse_instant(row[2]))
