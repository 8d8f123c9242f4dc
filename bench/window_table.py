"""The table of customers: what it asks the shop for, and how much memory it takes.

The real window opens a shop of 100,000, goes to its customers, jumps to the end, and sorts by
another column. A page query is one call of `CustomerService.page_at`. The memory is what the
process has more of (resident, as Linux counts it) than with the idle counter before, in which there
is no table, and so with the page's own code in it. For the record also how much it is above the
same window before any shop was opened in it: that is the counter with its fonts as well. Each run
is a new process, `… SHOP FOLDER`; the most that one of them came to counts.
"""

import json
import sys
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from bench.children import environment, run
from bench.measure import Amount, OutcomesDifferError
from bench.open_window import OpenWindow
from smbcrm.membership.customers.lists import CustomerFilter, CustomerRow, CustomerSort
from smbcrm.membership.customers.service import CustomerService
from smbcrm.ui.customers.page import CustomersPage

QUERIES, MEGABYTES = 4, 30
RUNS = 3
_MEGABYTE = 1_000_000
_STATM = Path("/proc/self/statm")
_PAGE = 4096


def measure(shop: Path, folder: Path) -> list[Amount]:
    """Measure in a process of its own, in a closed shop of `shops.customer_shop`."""
    folder.mkdir(exist_ok=True)
    env = environment(folder)
    runs = [run("bench.window_table", [str(shop), str(folder)], env) for _ in range(RUNS)]
    queries, table, all_in_all = (max(each) for each in zip(*map(json.loads, runs), strict=True))
    name = "Table of 100,000: open, jump to the end, sort"
    return [
        Amount(f"{name}; page queries", queries, "queries", QUERIES),
        Amount(f"{name}; memory above the idle counter", table, "MB", MEGABYTES),
        Amount(f"{name}; memory above the window without a shop", all_in_all, "MB", None),
    ]


def main(shop: Path, folder: Path) -> None:
    """Work the table, and say how many pages it asked for and how many megabytes it took."""
    asked = _noted()
    closed = OpenWindow(shop, folder)
    closed.window.show()
    closed.settle()
    without = _resident()
    with closed as window:
        before = _resident()
        window.shop.go("customers")
        window.settle()
        page = window.shop.here
        if not isinstance(page, CustomersPage):
            raise TypeError(page)
        table, rows = page.table, page.model.rowCount()
        table.setFocus()
        end = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier)
        window.app.postEvent(table, end)
        window.settle()
        if table.currentIndex().row() != rows - 1 or page.model.row(rows - 1) is None:
            raise OutcomesDifferError(f"the end of {rows} rows is not there")
        by = [column.sort for column in page.model.columns].index(CustomerSort.STORED)
        table.sort_by(by, Qt.SortOrder.DescendingOrder)
        window.settle()
        if asked[-1] is not CustomerSort.STORED:
            raise OutcomesDifferError(f"not sorted: {asked}")
        now = _resident()
    print(json.dumps([len(asked), (now - before) / _MEGABYTE, (now - without) / _MEGABYTE]))


def _noted() -> list[CustomerSort]:
    """Return the list that will hold the order of each page that is asked for."""
    asked: list[CustomerSort] = []
    page_at = CustomerService.page_at

    def note(
        self: CustomerService, chosen: CustomerFilter, sort: CustomerSort, *place: int, **way: bool
    ) -> tuple[CustomerRow, ...]:
        asked.append(sort)
        return page_at(self, chosen, sort, *place, **way)

    CustomerService.page_at = note  # type: ignore[assignment, method-assign]
    return asked


def _resident() -> int:
    """Return how many bytes of this process are in memory."""
    return int(_STATM.read_text("ascii").split()[1]) * _PAGE


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
