"""Collects garbage on the thread of the window, and on no other.

Python collects on whatever thread happens to make the object too many. On a worker that would take
down what a screen left behind, and Qt objects die only on their own thread: their timers cannot be
stopped from another one. See docs/adr/0015.
"""

import gc
import sys

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 500
FIRST_MS = 3000
"""What is made at the start stays: looking through it would only keep the first screen waiting."""
_YOUNG, _OLD, _OLDEST = range(3)
_GROWN = 1.25
"""Everything is looked through only once there is a quarter more of it, as Python does."""


class Garbage(QObject):
    """Collects in Python's place from when it is made until `end`, which has to be called."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._after_the_last = 0
        self._timer = QTimer(self, interval=FIRST_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the oldest generation in which there is enough, by Python's own thresholds."""
        self._timer.setInterval(EVERY_MS)
        for generation in (_OLDEST, _OLD, _YOUNG):
            if self._enough(generation):
                gc.collect(generation)
                if generation == _OLDEST:
                    self._after_the_last = sys.getallocatedblocks()
                return

    def end(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.enable()

    def _enough(self, generation: int) -> bool:
        if gc.get_count()[generation] <= gc.get_threshold()[generation]:
            return False
        return generation < _OLDEST or sys.getallocatedblocks() > _GROWN * self._after_the_last
