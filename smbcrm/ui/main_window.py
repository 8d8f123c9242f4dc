"""The window itself: its place on the screen, its name, and the one thing that it holds.

It imports next to nothing, so that its frame is painted before the shop's use cases are loaded.
"""

from collections.abc import Callable

from PySide6.QtCore import QByteArray, Signal
from PySide6.QtGui import QCloseEvent, QColor, QGuiApplication, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from smbcrm.core.machine import GEOMETRY, Machine

DESIGN_WIDTH, DESIGN_HEIGHT = 1366, 696
SMALLEST_WIDTH, SMALLEST_HEIGHT = 800, 420


class Ground(QWidget):
    """What an empty window shows: one colour. `painted` is emitted once it was seen."""

    painted = Signal()

    def __init__(self, color: QColor) -> None:
        super().__init__()
        self._color = color
        self._seen = False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Fill what is to be painted."""
        QPainter(self).fillRect(event.rect(), self._color)
        if not self._seen:
            self._seen = True
            self.painted.emit()


class MainWindow(QMainWindow):
    """Holds the first-run page, then the open shop.

    `may_close` is asked whether it closes; `leave` ends what is held when it does.
    """

    def __init__(self, machine: Machine) -> None:
        super().__init__()
        self._machine = machine
        self._leave: Callable[[], None] = _nothing
        self._may_close: Callable[[], bool] = _always
        self._resized: Callable[[int, int], None] = _nothing_for
        self.setObjectName("shopbell")
        self.setMinimumSize(SMALLEST_WIDTH, SMALLEST_HEIGHT)
        self.resize(DESIGN_WIDTH, DESIGN_HEIGHT)
        self.setWindowTitle("Shopbell")
        canvas = QWidget()
        canvas.setObjectName("canvas")
        self.setCentralWidget(canvas)

    def place(self) -> None:
        """Stand where the window stood last."""
        kept = self._machine.get(GEOMETRY)
        if kept:
            self.restoreGeometry(QByteArray.fromBase64(kept.encode()))

    def hold(
        self,
        content: QWidget,
        *,
        leave: Callable[[], None] | None = None,
        may_close: Callable[[], bool] | None = None,
        resized: Callable[[int, int], None] | None = None,
    ) -> None:
        """Show this from now on; what was held before is let go."""
        self._leave = leave or _nothing
        self._may_close = may_close or _always
        self._resized = resized or _nothing_for
        self.setCentralWidget(content)
        self._resized(self.width(), self.height())

    def leave_by(self, leave: Callable[[], None]) -> None:
        """Ask this before the window closes, or before something else is opened in it."""
        self._leave = leave

    def let_go(self) -> None:
        """End what is held, before something else is."""
        leave, self._leave = self._leave, _nothing
        self._may_close = _always
        leave()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Tell what is held how much room there is."""
        super().resizeEvent(event)
        self._resized(event.size().width(), event.size().height())

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Remember the place, and let the shop be closed in order.

        A system that ends is not held up.
        """
        if not _system_ends() and not self._may_close():
            event.ignore()
            if self.isMinimized():  # what it says has to be seen
                self.showNormal()
            return
        self._machine.put(GEOMETRY, bytes(self.saveGeometry().toBase64().data()).decode())
        self.let_go()
        super().closeEvent(event)


def _nothing() -> None:
    """Nobody has to be asked."""


def _system_ends() -> bool:
    app = QGuiApplication.instance()
    return isinstance(app, QGuiApplication) and app.isSavingSession()


def _always() -> bool:
    """Nothing would be lost."""
    return True


def _nothing_for(_width: int, _height: int) -> None:
    """Nobody wants to know."""
