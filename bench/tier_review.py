"""The review of everybody's tier, against raw SQL that finds the same people.

The product reads what everybody spent in the months of their tier, who holds which, finds out who
moves, looks at each of these more closely (grace, what was given by hand), and names them. The
baseline is one statement on the driver's cursor that adds up the same sales and compares them with
the tiers held. Some of a third of the customers move; both come to the same ones.
"""

from pathlib import Path
from typing import Any

from bench.data import NOW, TODAY
from bench.driver import connect
from bench.measure import Figure, cpu, in_turns, must_equal
from smbcrm.bootstrap import open_shop
from smbcrm.core.clock import SetClock
from smbcrm.membership.tiers.ports import TierDesk
from smbcrm.membership.tiers.service import TierService
from smbcrm.membership.tiers.types import TierChanges
from smbcrm.membership.tiers.window import window_start

LIMIT = 3.0
_PAIRS = 7
_SILVER, _GOLD = 12_000, 24_000
"""Two sales of the bench in the window make silver, four make gold."""
_EVERY = 3
_SPENT = (
    "SELECT a.holder, SUM(s.spend) AS spend FROM operation o "
    "JOIN account a ON a.id = o.party JOIN sale s ON s.operation = o.seq "
    "WHERE o.business_date BETWEEN ? AND ? "
    "AND NOT EXISTS (SELECT 1 FROM operation r WHERE r.reverses = o.seq) GROUP BY a.holder"
)
_SUM = (
    "SELECT c.id, COALESCE(m.tier, 1), COALESCE(s.spend, 0) FROM customer c "
    "LEFT JOIN tier_membership m ON m.customer = c.id "
    f"LEFT JOIN ({_SPENT}) s ON s.holder = c.id "
    "WHERE COALESCE(m.tier, 1) <> CASE WHEN s.spend >= ? THEN 3 WHEN s.spend >= ? THEN 2 ELSE 1 END"
)


def measure(shop: Path) -> Figure:
    """Measure on a shop of `ledgers.books_shop`; its rules and the tiers held are set here."""
    services = open_shop(str(shop), clock=SetClock(NOW))
    raw = connect(shop)
    _prepare(services.tiers, raw)
    found = services.tiers.review().moves
    must_equal("who moves", sorted(one.customer for one in found), sorted(_moving(raw)))
    (customers,) = raw.execute("SELECT COUNT(*) FROM customer").fetchone()
    figure = in_turns(
        f"Tier review, {customers:,} customers of whom {len(found):,} move / one raw SQL statement",
        "review",
        lambda: cpu(services.tiers.review),
        lambda: cpu(lambda: _moving(raw)),
        limit=LIMIT,
        pairs=_PAIRS,
    )
    raw.close()
    services.close()
    return figure


def _prepare(tiers: TierService[TierDesk], raw: Any) -> None:  # noqa: ANN401 - the driver is not annotated
    """Let everybody hold what they reach, but every third gold."""
    tiers.edit("silver", TierChanges(spend_from=_SILVER, grace_months=0))
    tiers.edit("gold", TierChanges(spend_from=_GOLD, grace_months=0))
    regular, silver, gold = (tier.id for tier in tiers.all())
    spent = dict(raw.execute(_SPENT, _window()))
    customers = [row[0] for row in raw.execute("SELECT id FROM customer")]
    held = {who: _reached(spent.get(who, 0), regular, silver, gold) for who in customers}
    held.update(dict.fromkeys(customers[::_EVERY], gold))
    raw.execute("BEGIN")
    raw.executemany(
        "INSERT INTO tier_membership (customer, tier, since, reason) VALUES (?, ?, ?, 'spend')",
        [(who, tier, _window()[0]) for who, tier in held.items() if tier != regular],
    )
    raw.execute("COMMIT")


def _reached(spend: int, regular: int, silver: int, gold: int) -> int:
    return gold if spend >= _GOLD else silver if spend >= _SILVER else regular


def _window() -> tuple[str, str]:
    return window_start(TODAY).isoformat(), TODAY.isoformat()


def _moving(raw: Any) -> list[int]:  # noqa: ANN401 - the driver is not annotated
    rows = raw.execute(_SUM, (*_window(), _GOLD, _SILVER)).fetchall()
    return [row[0] for row in rows]
