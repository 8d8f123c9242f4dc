"""Runs the speed suite: `python -m bench [--large] [--only NAME … [--keep]]`."""

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from bench import (
    cold_start,
    customer,
    duplicates,
    ebill,
    frozen,
    imports,
    large,
    ledgers,
    liability,
    lists,
    report,
    sales,
    search,
    shops,
    tier_review,
    verify,
    window_keys,
    window_start,
    window_table,
    xlsx,
)
from bench.measure import Amount, Figure

RESULTS = Path(__file__).with_name("RESULTS.md")
CUSTOMERS = 100_000
LARGE = 1_000_000
_LEDGER_CUSTOMERS = 5_000
"""More than the product remembers the phones of, so that no sale profits from an earlier one."""


class Suite:
    """The measurements, each on shops that are made when one first needs them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[str, Path] = {}

    def sale(self) -> Iterable[Figure]:
        """Measure a sale with its commit."""
        return [sales.measure(self._ledger())]

    def verify(self) -> Iterable[Figure]:
        """Measure the proof of the books, of a small ledger and of two million entries."""
        return [*verify.measure(self._ledger()), verify.measure_many(self._books())]

    def liability(self) -> Iterable[Figure]:
        """Measure what the shop owes, over two million entries."""
        return [liability.measure(self._books())]

    def customer(self) -> Iterable[Figure]:
        """Measure the opening of a customer who came for years."""
        return customer.measure(self._once("long.db", customer.shop))

    def lists(self) -> Iterable[Figure]:
        """Measure the list of 100,000 customers: pages, counts, a filter."""
        return lists.measure(self._books(), CUSTOMERS)

    def tiers(self) -> Iterable[Figure]:
        """Measure the review of everybody's tier, on books of its own: it changes them."""
        books = self._once("reviewed.db", lambda path: ledgers.books_shop(path, CUSTOMERS))
        return [tier_review.measure(books)]

    def duplicates(self) -> Iterable[Figure]:
        """Measure the search for duplicates among 100,000 customers, some of them twice."""
        path = self._once("twice.db", lambda path: duplicates.shop(path, CUSTOMERS))
        return [duplicates.measure(path)]

    def ebill(self) -> Iterable[Figure]:
        """Measure a bill on its way to a file."""
        return [ebill.measure(self._ledger(), self._folder / "bills")]

    def search(self) -> Iterable[Figure]:
        """Measure searches among 100,000 customers."""
        shop = search.OpenShop.of(self._customers(), CUSTOMERS)
        figures = search.measure(self._customers(), shop)
        shop.services.close()
        return figures

    def large(self) -> Iterable[Figure]:
        """Measure searches among 1,000,000 customers."""
        path = large.customer_shop(self._folder / "large.db", LARGE)
        small = search.OpenShop.of(self._customers(), CUSTOMERS)
        big = search.OpenShop.of(path, LARGE)
        figures = large.measure(small, big)
        for shop in (small, big):
            shop.services.close()
        return figures

    def imports(self) -> Iterable[Figure]:
        """Measure an import of 100,000 rows."""
        return [imports.measure(self._folder)]

    def start(self) -> Iterable[Figure]:
        """Measure the start of the command line."""
        return [cold_start.measure(self._customers(), "0000")]

    def window(self) -> Iterable[Figure]:
        """Measure the start of the window."""
        return window_start.measure(self._folder / "start")

    def frozen(self) -> Iterable[Figure]:
        """Measure the start of the packaged window, where it was built."""
        return frozen.measure(self._folder / "frozen")

    def keys(self) -> Iterable[Figure]:
        """Measure keys at the counter of 100,000 customers."""
        return window_keys.measure(self._customers(), self._folder / "keys", CUSTOMERS)

    def table(self) -> Iterable[Amount]:
        """Measure the table of 100,000 customers."""
        return window_table.measure(self._customers(), self._folder / "table")

    def xlsx(self) -> Iterable[Figure | Amount]:
        """Measure a list of 100,000 customers as a workbook."""
        return xlsx.measure(self._customers(), self._folder / "xlsx")

    def _ledger(self) -> Path:
        return self._once("ledger.db", lambda path: shops.ledger_shop(path, _LEDGER_CUSTOMERS))

    def _books(self) -> Path:
        return self._once("books.db", lambda path: ledgers.books_shop(path, CUSTOMERS))

    def _customers(self) -> Path:
        return self._once("customers.db", lambda path: shops.customer_shop(path, CUSTOMERS))

    def _once(self, name: str, make: Callable[[Path], Path]) -> Path:
        if name not in self._made:
            self._made[name] = make(self._folder / name)
        return self._made[name]


MEASUREMENTS: dict[str, Callable[[Suite], Iterable[Figure | Amount]]] = {
    "sale": Suite.sale,
    "verify": Suite.verify,
    "liability": Suite.liability,
    "customer": Suite.customer,
    "lists": Suite.lists,
    "tiers": Suite.tiers,
    "ebill": Suite.ebill,
    "search": Suite.search,
    "duplicates": Suite.duplicates,
    "start": Suite.start,
    "import": Suite.imports,
    "window": Suite.window,
    "frozen": Suite.frozen,
    "keys": Suite.keys,
    "table": Suite.table,
    "xlsx": Suite.xlsx,
    "large": Suite.large,
}


def main() -> int:
    """Measure, print, write the results; 1 where a limit was exceeded."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--large", action="store_true", help="also 1,000,000 customers (some minutes, 3 GB of disk)"
    )
    parser.add_argument(
        "--only", nargs="+", choices=MEASUREMENTS, help="these alone; the results are not written"
    )
    parser.add_argument(
        "--keep", action="store_true", help="with --only: write their rows beside the others"
    )
    asked = parser.parse_args()
    names = asked.only or [name for name in MEASUREMENTS if asked.large or name != "large"]
    print(report.machine(), flush=True)
    figures: list[Figure | Amount] = []
    with tempfile.TemporaryDirectory(prefix="shopbell-bench-") as folder:
        suite = Suite(Path(folder))
        for name in names:
            for figure in MEASUREMENTS[name](suite):
                figures.append(figure)
                print(report.line(figure), flush=True)
    if not asked.only:
        left_out = [] if asked.large else ["searches among 1,000,000 customers (--large)"]
        RESULTS.write_text(report.text(figures, left_out), "utf-8")
    elif asked.keep:
        before = RESULTS.read_text("utf-8")
        RESULTS.write_text(report.with_new(before, figures, " ".join(names)), "utf-8")
    exceeded = [figure.name for figure in figures if not figure.kept]
    for figure_name in exceeded:
        print(f"Exceeded: {figure_name}", flush=True)
    return 1 if exceeded else 0


if __name__ == "__main__":
    sys.exit(main())
