"""Opening a customer with 5,000 operations, against the same with 50.

Both come once a day, top up every fifth time and pay the rest from stored value; one of them has
done so for eight years, the other for fifty days. What is asked is what the page Card and balance
asks when it opens: cards, purses and lots, how many lines there are, and the newest of them; and
what the counter asks for its own card of a customer.
"""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from bench.data import NOW
from bench.measure import Figure, cpu, in_turns, must_equal
from bench.shops import new_shop
from smbcrm.bootstrap import open_shop
from smbcrm.core.clock import SetClock
from smbcrm.core.ids import job_id
from smbcrm.membership.balance.types import LedgerFilter, LedgerLine
from smbcrm.membership.customers.types import Details
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import SaleRequest, TopUpRequest
from smbcrm.membership.services import Services

LIMIT = 1.5
PAGE = 50
"""Lines that the page asks for at once (`ui/balance/lines.py`)."""
_MANY, _FEW = 5_000, 50
_DAYS = 2_950
"""So many days, and the points that ended meanwhile, are 5,000 operations."""
_EVERY, _PAID, _PRICE = 5, 34_000, 6_800
_LOTS = 6
_ROUND = 20
_PAIRS = 15


def shop(path: Path) -> Path:
    """Make a shop with two customers: one with 5,000 operations, one with 50."""
    clock = SetClock(NOW - dt.timedelta(days=_DAYS))
    services = new_shop(path, clock)
    for name in ("陈雨桐", "林美玲"):
        one = services.customers.add(Details(full_name=name), _act("customer", name))
        services.cards.issue(one.id, _act("card", name))
    for day in range(_DAYS):
        clock.instant = NOW - dt.timedelta(days=_DAYS - day)
        for customer in (1, 2) if day >= _DAYS - _FEW else (1,):
            _come(services, customer, day)
    clock.instant = NOW
    services.ledger.expire(_act("expire", 0))
    services.close()
    return path


def measure(path: Path) -> list[Figure]:
    """Measure on such a shop; it is not changed."""
    services = open_shop(str(path), clock=SetClock(NOW))
    many, few = (len(services.history.of_customer(one, 10_000)) for one in (1, 2))
    must_equal("operations", (many >= _MANY, few), (True, _FEW))
    for customer in (1, 2):
        newest = _opened(services, customer)[0]
        standing = services.ledger.standing(customer)
        must_equal("what is left", newest.left, (standing.principal, standing.gift))
    name = "Opening a customer with 5,000 operations / the same with 50"
    figures = [
        _compared(name, LIMIT, lambda customer: _opened(services, customer)),
        _compared(f"{name}, the counter's card", LIMIT, services.counter.customer),
    ]
    services.close()
    return figures


def _compared(name: str, limit: float, opened: Callable[[int], object]) -> Figure:
    def took(customer: int) -> float:
        return cpu(lambda: [opened(customer) for _ in range(_ROUND)]) / _ROUND

    return in_turns(name, "opening", lambda: took(1), lambda: took(2), limit=limit, pairs=_PAIRS)


def _opened(services: Services, customer: int) -> tuple[LedgerLine, ...]:
    """Ask for what the page shows first; return its lines."""
    balance, chosen = services.balance, LedgerFilter(customer)
    balance.customer(customer)
    balance.lots(chosen, _LOTS)
    balance.count(chosen)
    return balance.page(chosen, None, PAGE)


def _come(services: Services, customer: int, day: int) -> None:
    act = _act("day", customer, day)
    if day % _EVERY:
        paid = {Means.STORED: _PRICE}
        services.till.sale(SaleRequest(act, customer, _PRICE, payments=paid))
    else:
        services.till.top_up(TopUpRequest(act, customer, _PAID))


def _act(*names: object) -> Act:
    return Act(job_id("bench", "long customer", *names))
