"""A sale with its commit: the till of the product against the driver (bench/sales_baseline.py).

WAL and synchronous=FULL on both sides, so each commit waits for the disk. Every sale goes to
another customer, as in a shop: a third is an amount in cash, a third an amount of stored value, a
third two items paid by card; each opens a lot of points, and each is the customer's first visit of
the month, so that the search keys move as well.
"""

import datetime as dt
from pathlib import Path

from bench.data import NOW, TODAY
from bench.driver import (
    connect,
    product_connection,
    same_content,
    same_set_up,
    tables_named,
    traced,
    untrace,
)
from bench.measure import PAIRS, Figure, OutcomesDifferError, cpu, in_turns, must_equal
from bench.sales_baseline import RawTill, Sale
from bench.shops import ITEMS, copy_of
from smbcrm.bootstrap import open_shop
from smbcrm.core.clock import SetClock, instant_text
from smbcrm.core.ids import job_id
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import ItemQuantity, SaleRequest
from smbcrm.membership.services import Services

LIMIT = 4.0
ROUND = 150
"""Sales of one side before it is the other's turn."""


def measure(shop: Path) -> Figure:
    """Measure on two copies of a shop of `shops.ledger_shop`, which needs a customer a sale."""
    ours, theirs = copy_of(shop, "sale-product.db"), copy_of(shop, "sale-baseline.db")
    clock = SetClock(NOW)
    services = open_shop(str(ours), clock=clock)
    raw = connect(theirs)
    product = product_connection(services.till.uow)
    same_set_up(product, raw)
    sides = (_Product(services, clock), _Baseline(RawTill(raw)))

    # The first round is not measured: it looks which tables each side asks.
    statements = traced(product), traced(raw)
    for side in sides:
        side.round()
    untrace((product, raw))
    must_equal("tables of a sale", *(tables_named(sent) for sent in statements))

    figure = in_turns("Sale with commit", "sale", sides[0].round, sides[1].round, limit=LIMIT)
    same_content(product, raw)
    raw.close()
    _prove(ours, services)
    return figure


def _prove(shop: Path, services: Services) -> None:
    """Raise OutcomesDifferError unless the books prove themselves and hold what was sold."""
    verdict = services.audit.verify()
    services.close()
    if not verdict.clean:
        raise OutcomesDifferError(f"{shop.name}: {verdict.findings}")


def _sales(first: int) -> list[Sale]:
    """Return the sales of a round; the same customer never comes twice."""
    return [_sale(customer) for customer in range(first, first + ROUND)]


def _sale(customer: int) -> Sale:
    at = NOW + dt.timedelta(seconds=customer)
    means = ("cash", "stored", "card")[customer % 3]
    items = tuple(code for code, _, _ in ITEMS) if means == "card" else ()
    amount = sum(price for _, _, price in ITEMS) if items else 6_800 + customer % 50
    request = job_id("bench", "sale", customer)
    return Sale(request, customer, TODAY, instant_text(at), means, amount, items)


def _request(sale: Sale) -> SaleRequest:
    return SaleRequest(
        Act(sale.id),
        sale.customer,
        None if sale.items else sale.amount,
        tuple(ItemQuantity(code) for code in sale.items),
        None if sale.means == "cash" else {Means(sale.means): sale.amount},
    )


class _Product:
    def __init__(self, services: Services, clock: SetClock) -> None:
        self._services, self._clock, self._next = services, clock, 1

    def round(self) -> float:
        """Sell to the next customers and return the CPU time of one sale."""
        sales = [
            (NOW + dt.timedelta(seconds=sale.customer), _request(sale))
            for sale in _sales(self._next)
        ]
        self._next += ROUND
        return cpu(lambda: self._sell(sales)) / ROUND

    def _sell(self, sales: list[tuple[dt.datetime, SaleRequest]]) -> None:
        for instant, request in sales:
            self._clock.instant = instant
            self._services.till.sale(request)


class _Baseline:
    def __init__(self, till: RawTill) -> None:
        self._till, self._next = till, 1

    def round(self) -> float:
        """Sell to the next customers and return the CPU time of one sale."""
        sales = _sales(self._next)
        self._next += ROUND
        return cpu(lambda: self._sell(sales)) / ROUND

    def _sell(self, sales: list[Sale]) -> None:
        for sale in sales:
            self._till.sell(sale)


CUSTOMERS = ROUND * (PAIRS + 1)
