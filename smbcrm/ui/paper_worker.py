"""The worker of paper: a thread that the program can leave behind.

A printer somewhere on the net may never answer, and a call into the system cannot be broken off.
The threads of Python's own executors are waited for when the program ends, however long that takes.
"""

import threading
from collections.abc import Callable
from queue import SimpleQueue

PATIENCE_S = 5.0
"""How long the end is waited for: enough for a page on its way, and nobody stares at a window."""

_Order = tuple[Callable[..., None], tuple[object, ...]]


class PaperWorker:
    """Does one thing after the other on a thread, which is made with the first of them."""

    def __init__(self, name: str) -> None:
        self._orders: SimpleQueue[_Order | None] = SimpleQueue()
        self._thread = threading.Thread(
            target=_work_off, args=(self._orders,), name=name, daemon=True
        )

    def submit(self, work: Callable[..., None], *given: object) -> None:
        """Do this after what was submitted before."""
        self._orders.put((work, given))
        if self._thread.ident is None:
            self._thread.start()

    def end(self, last: Callable[[], None]) -> None:
        """Do this last, if anything was done, and wait until it is, unless that takes too long."""
        if self._thread.ident is not None:
            self._orders.put((last, ()))
            self._orders.put(None)
            self._thread.join(PATIENCE_S)

    @property
    def at_work(self) -> bool:
        """Whether the thread lives."""
        return self._thread.is_alive()


def _work_off(orders: SimpleQueue[_Order | None]) -> None:
    while (order := orders.get()) is not None:
        work, given = order
        work(*given)
        del order, work, given  # nothing of it stays here while the next one is waited for
