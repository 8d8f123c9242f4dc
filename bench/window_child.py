"""A window that ends by itself as soon as what is measured was painted: `… WHAT`.

* `bare`: PySide6's own empty window, of the size that ours has.
* `frame`: the program as `smbcrm` starts it, until its frame is painted.
* `counter`: the same, until the counter of the shop opened last is there, somebody typed a sign
  into its search, and whom that finds was painted.

It says what it came to and ends at once: how a process dies is nobody's matter here.
"""

import os
import sys
from typing import TYPE_CHECKING, NoReturn, cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QListView, QMainWindow

if TYPE_CHECKING:
    from smbcrm.ui.open_shop import OpenShop

# ruff: noqa: PLC0415 - what is imported, and when, is what is measured

BARE, FRAME, COUNTER = "bare", "frame", "counter"
WIDTH, HEIGHT = 1366, 696
TYPED = "\N{CJK UNIFIED IDEOGRAPH-6797}"
"""林, the family name of some in the demo shop: the search answers from the first such sign on."""
PAINTED = "painted"
_LOOK_MS = 10


def main(what: str) -> None:
    """Show the window that is asked for, until it ends by itself."""
    app = QApplication(sys.argv[:1])
    watcher = Clerk(app) if what == COUNTER else FirstPaint(app)
    if what == BARE:
        window = QMainWindow()
        window.resize(WIDTH, HEIGHT)
        window.show()
        app.exec()
    else:
        from smbcrm.__main__ import main as start

        start([])
    raise SystemExit(f"{watcher} did not see the {what}")


def end(words: str) -> NoReturn:
    """Say what was seen, and end."""
    print(words, flush=True)
    os._exit(0)


class FirstPaint(QObject):
    """Ends the program once something was painted."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Wait for the first paint event; what it paints is shown before the next turn."""
        del watched
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self, lambda: end(PAINTED))
        return False


class Clerk(QObject):
    """Types when the counter is there, and ends the program once the answer was painted."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._shop: OpenShop | None = None
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Wait until the list of those who were found is painted, and so shown at the next turn."""
        del watched
        names = self._names()
        if event.type() == QEvent.Type.Paint and names:
            QTimer.singleShot(0, self, lambda: end(names))
        return False

    def _look(self) -> None:
        shop = self._shop or self._found_shop()
        if shop is None or not shop.counter.body.idle.expected.rows.rows():
            return
        self._timer.stop()
        self._shop = shop
        rows = shop.counter.search.list.findChildren(QListView)[0]
        rows.viewport().installEventFilter(self)
        key = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, TYPED)
        self._app.postEvent(shop.counter.row.box.field, key)

    def _found_shop(self) -> "OpenShop | None":
        for window in self._app.topLevelWidgets():
            inside = window.centralWidget() if isinstance(window, QMainWindow) else None
            if type(inside).__name__ == "OpenShop":
                return cast("OpenShop", inside)
        return None

    def _names(self) -> str:
        shop = self._shop
        if shop is None or shop.counter.search.text != TYPED:
            return ""
        return "\n".join(row.title for row in shop.counter.search.list.rows)


if __name__ == "__main__":
    main(sys.argv[1])
