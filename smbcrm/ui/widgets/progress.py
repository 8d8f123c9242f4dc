"""Long work: what is done, how far, about how long, and a way to stop it."""

import time
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.ui.jobs import PATIENCE_MS
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.labels import label
from smbcrm.ui.widgets.own_words import say

_SURE_AFTER = 2.0
_MINUTE = 60
_LONG = 90


class ProgressLine(QWidget):
    """Shows nothing for the first 400 ms; then title, count, bar and Stop.

    `clock` returns seconds, for the guess how long it will take.
    """

    stopped = Signal()
    """Stop was pressed; it is told once, and the work ends when it can."""

    def __init__(
        self, title: str, *, key: str = "", clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__()
        self._clock = clock
        self._begun: float | None = None
        self._title = label(title, "strong")
        self._count = label("", "caption")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(title)
        self._stop = Button(say(N_("Stop")), icon="x", small=True, key=key)
        self._stop.clicked.connect(self._stop_pressed)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self._bar, 1, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(line)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self.show)
        self.hide()

    def begin(self, title: str = "") -> None:
        """Work has begun; it appears if that takes longer."""
        if title:
            self._title.setText(title)
            self._bar.setAccessibleName(title)
        self._begun = self._clock()
        self._count.clear()
        self._bar.setRange(0, 1)
        self._bar.setValue(0)
        self._stop.setEnabled(True)
        self._stop.set_text(say(N_("Stop")))
        self._patience.start()

    def show_progress(self, done: int, total: int) -> None:
        """Say how far it is; a total of 0 is not known yet."""
        if self._begun is None:
            self.begin()
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(min(done, total))
        self._count.setText(self._words(done, total))

    def end(self) -> None:
        """Work is over, whichever way."""
        self._patience.stop()
        self._begun = None
        self.hide()

    def _words(self, done: int, total: int) -> str:
        if not total:
            return f"{done:,}" if done else ""
        count = say(N_("{done} of {total}"), done=f"{done:,}", total=f"{total:,}")
        spent = self._clock() - (self._begun or 0)
        if not done or spent < _SURE_AFTER or done >= total:
            return count
        left = round(spent * (total - done) / done)
        if left < _LONG:
            return say(N_("{count}, about {seconds} s"), count=count, seconds=max(left, 1))
        minutes = round(left / _MINUTE)
        return say(N_("{count}, about {minutes} min"), count=count, minutes=minutes)

    def _stop_pressed(self) -> None:
        self._stop.setEnabled(False)
        self._stop.set_text(say(N_("Stopping…")))
        self.stopped.emit()
