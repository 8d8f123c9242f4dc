"""The list of customers: its pages and counts against the very same SQL sent by the driver.

The product's side is the whole use case. The baseline sends with the driver's cursor the very
statements with the very parameters that the product sends (noted beforehand, when time is not
measured) and fetches all their rows, on a connection of its own to the same file. That the first
page waits for no count is seen by the statements themselves.
"""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from bench.data import NOW
from bench.driver import connect, noted, product_connection, same_set_up, send
from bench.measure import Figure, OutcomesDifferError, cpu, in_turns
from smbcrm.bootstrap import open_shop
from smbcrm.core.clock import SetClock
from smbcrm.membership.customers.lists import CustomerSort
from smbcrm.membership.segments.types import Where
from smbcrm.membership.services import Services

LIMIT = 1.5
_PAIRS = 9
_ROUND = 5
CHIPS: tuple[Where, ...] = (
    (("tier", ("gold",)),),
    (("status", ("active",)), ("last_visit", ("..60d",))),
    (("stored", ("100..",)),),
)
"""What stands above the list in a shop with three segments."""
SEGMENT: Where = (("last_visit", ("..180d",)), ("stored", ("100..",)))


def asked(services: Services, count: int) -> Mapping[str, Callable[[], object]]:
    """Return by name what is asked of a list of so many."""
    customers, segments = services.customers, services.segments

    def narrowed() -> object:
        chosen = segments.choose(SEGMENT)
        return customers.count(chosen), customers.page_at(chosen)

    return {
        "first page": customers.page_at,
        "page in the middle": partial(customers.page_at, offset=count // 2),
        "page in the middle by spend": partial(
            customers.page_at, sort=CustomerSort.SPEND, offset=count // 2, descending=True
        ),
        "counts of chips": partial(segments.count, CHIPS),
        "a filter by segment": narrowed,
    }


def measure(path: Path, count: int) -> list[Figure]:
    """Measure on a shop of `ledgers.books_shop`; it is not changed."""
    services = open_shop(str(path), clock=SetClock(NOW))
    raw = connect(path)
    same_set_up(product_connection(services.customers.uow), raw)
    figures = [
        _compared(services, raw, name, work) for name, work in asked(services, count).items()
    ]
    raw.close()
    services.close()
    return figures


def _compared(services: Services, raw: Any, name: str, work: Callable[[], object]) -> Figure:  # noqa: ANN401 - the driver's
    sent, _ = noted(services.customers.uow, work)
    counts = [statement for statement, _ in sent if "COUNT(*)" in statement]
    if name == "first page" and counts:
        raise OutcomesDifferError(f"the first page counts first: {counts}")
    cursor = raw.cursor()
    return in_turns(
        f"List of customers, {name} / the same SQL by the driver",
        "question",
        lambda: cpu(lambda: [work() for _ in range(_ROUND)]) / _ROUND,
        lambda: cpu(lambda: [send(cursor, sent) for _ in range(_ROUND)]) / _ROUND,
        limit=LIMIT,
        pairs=_PAIRS,
    )
