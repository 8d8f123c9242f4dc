"""A key at the counter until the suggestions are painted, against the search alone.

The product's side is the real window on a shop of 100,000: a key event reaches the search box, the
worker searches, the list is filled and painted, and so is all that moved. All but the last sign of
a text was typed and answered before. The baseline is `customers.find` with the same text and limit,
on a connection of its own. It is the CPU time of the whole process on both sides, so that what the
worker does counts; each time the list must show exactly whom the search finds.

What is typed is a mix: as many texts of each kind of `search.KINDS`, and the time said of a round
is that below which 95 of a hundred stay (p95), as of the searches: it is the slow answers that
somebody waits for. For the record also the mean of the mix, and the p95 of each kind: a whole card
is found in 0.15 ms, which is less than it takes to paint one row, so that there the rows count and
not the search.
"""

import gc
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import fmean

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListView

from bench import search
from bench.measure import Figure, figure_of, must_equal, once, p95
from bench.open_window import OpenWindow
from smbcrm.membership.services import Services
from smbcrm.ui.counter.suggestions import MOST

LIMIT = 2.5
TEXTS = 40
"""Of each kind."""
ROUNDS = 5
_ASKED = MOST + 1
"""The list asks for one more than it shows, to know whether there are more."""

Pair = tuple[float, float]
"""CPU seconds of a key and of the search for what then is typed."""


def measure(path: Path, folder: Path, customers: int) -> list[Figure]:
    """Measure the mix, then each kind in it, in a closed shop of `shops.customer_shop`."""
    texts = {kind: some[:TEXTS] for kind, some in search.texts(customers).items()}
    shop = search.OpenShop.of(path, customers)
    with OpenWindow(path, folder) as window:
        counter = Counter(window)
        rounds = [_round(counter, shop.services, texts) for _ in range(ROUNDS + 1)]
    shop.services.close()
    rounds = rounds[1:]  # the first one warms up
    mixed = [[pair for pairs in one.values() for pair in pairs] for one in rounds]
    name = "Key press to suggestions painted / the search alone"
    figures = [
        _figure(name, "key (p95)", mixed, p95, LIMIT),
        _figure(f"{name}, mean", "key (mean)", mixed, fmean, None),
    ]
    for kind in texts:
        of_kind = [one[kind] for one in rounds]
        figures.append(_figure(f"{name}, {kind}", "key (p95)", of_kind, p95, None))
    return figures


class Counter:
    """The search of an open window, and how it is typed in."""

    def __init__(self, window: OpenWindow) -> None:
        self._window = window
        counter = window.shop.counter
        self._box, self._list = counter.row.box, counter.search.list
        self._painted = _Painted(self._list.findChildren(QListView)[0])
        self._box.field.setFocus()

    def type_before(self, text: str) -> None:
        """Type all but the last sign of a text, and wait for what that finds."""
        self._box.field.clear()
        self._box.field.setText(text[:-1])
        self._window.settle()

    def press_last(self, text: str) -> None:
        """Press the key of the last sign, and wait until whom that finds is painted."""
        seen = self._painted.times
        key = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, text[-1])
        self._window.app.postEvent(self._box.field, key)
        self._window.until(lambda: self._painted.times > seen and not self._window.busy)

    def shown(self) -> list[int | None]:
        """Return the customers in the list."""
        return [row.customer for row in self._list.rows]


class _Painted(QObject):
    """Counts how often a list was painted."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self.times = 0
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Count."""
        del watched
        self.times += event.type() == QEvent.Type.Paint
        return False


def _round(
    counter: Counter, services: Services, texts: Mapping[str, Sequence[str]]
) -> dict[str, list[Pair]]:
    gc.collect()
    return {kind: [_pair(counter, services, text) for text in some] for kind, some in texts.items()}


def _pair(counter: Counter, services: Services, text: str) -> Pair:
    """Measure both twice, and let the better time count, as for searches alone."""
    keys, searches = [], []
    for _ in range(2):
        counter.type_before(text)
        keys.append(once(partial(counter.press_last, text)))
        searches.append(once(partial(services.customers.find, text, _ASKED)))
    found = services.customers.find(text, _ASKED)
    must_equal(f"whom {text!r} finds", counter.shown(), [one.id for one in found[:MOST]])
    return min(keys), min(searches)


def _figure(
    name: str,
    each: str,
    rounds: Sequence[Sequence[Pair]],
    said_of: Callable[[Sequence[float]], float],
    limit: float | None,
) -> Figure:
    """Return what was found in some rounds, by what is said of one."""
    times = [
        (said_of([key for key, _ in pairs]), said_of([asked for _, asked in pairs]))
        for pairs in rounds
    ]
    return figure_of(name, each, times, limit)
