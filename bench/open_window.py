"""The real window on a shop, worked from inside this process, without a screen."""

import os
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from bench.children import HOME
from smbcrm.bootstrap import premises
from smbcrm.ui.jobs import Jobs, WorkerJobs
from smbcrm.ui.main_window import MainWindow
from smbcrm.ui.open_shop import OpenShop
from smbcrm.ui.opening import Opening

_WAIT = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
_TURNS = 5
"""What was answered is laid out in one turn of the loop and painted in the next."""


class OpenWindow:
    """A window of the design's size in which a shop is open, with its workers as in use.

    `folder` is its user folder. Qt is there once in a process and stays when the window is closed.
    """

    def __init__(self, shop: Path, folder: Path) -> None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        os.environ[HOME] = str(folder)
        self.app = QApplication.instance() or QApplication([])
        here = premises()
        here.machine.remember_shop(str(shop))
        self.window = MainWindow(here.machine)
        self._workers: list[WorkerJobs] = []
        self._opening = Opening(here, self.window, "en", self._make_jobs)

    def __enter__(self) -> Self:
        self.window.show()
        self.window.activateWindow()
        self._opening.begin(None)
        self.until(lambda: isinstance(self.window.centralWidget(), OpenShop))
        self.settle()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.window.close()
        self.window.deleteLater()
        self.app.processEvents()

    @property
    def shop(self) -> OpenShop:
        """The inside of the window."""
        inside = self.window.centralWidget()
        if not isinstance(inside, OpenShop):
            raise TypeError(inside)
        return inside

    @property
    def busy(self) -> bool:
        """Whether an answer is still awaited."""
        return any(one.busy for one in self._workers)

    def until(self, true: Callable[[], bool]) -> None:
        """Let the window live until something is true."""
        while not true():
            self.app.processEvents(_WAIT)

    def settle(self) -> None:
        """Let the window live until all is answered and painted."""
        for _ in range(_TURNS):
            self.until(lambda: not self.busy)
            self.app.processEvents()

    def _make_jobs(self, leave: Callable[[], None]) -> Jobs:
        self._workers.append(WorkerJobs(leave))
        return self._workers[-1]
