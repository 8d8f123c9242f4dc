"""The whole window in a test: real premises, real workers, and a person at keys, mouse, scanner."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QCursor, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QWidget,
)

from smbcrm import bootstrap
from smbcrm.core.clock import Clock, SetClock
from smbcrm.membership.services import Services
from smbcrm.ui.jobs import Jobs, WorkerJobs
from smbcrm.ui.main_window import MainWindow
from smbcrm.ui.open_shop import OpenShop
from smbcrm.ui.opening import Opening
from smbcrm.ui.scanner import GAP_MS
from smbcrm.ui.tour.hands import Hands
from tests.helpers.salon import NOW

PATIENCE_MS = 30_000
_MOST_TABS = 90


class House:
    """A window, who opens shops in it, and a person who works it."""

    def __init__(self, folder: Path, clock: Clock | None = None, language: str = "en") -> None:
        self.clock = clock or SetClock(NOW)
        self.premises = bootstrap.premises(self.clock)
        self.window = MainWindow(self.premises.machine)
        self.workers: list[WorkerJobs] = []
        self.opening = Opening(self.premises, self.window, language, self._jobs)
        self.hands = Hands(self.window, folder, self._busy)
        self._moment = 10_000

    # ------------------------------------------------------------------------- come and go

    def enter(self, shop: str | None = None, size: tuple[int, int] = (1366, 696)) -> None:
        """Show the window, and in it a shop, or the page that a PC without one begins with."""
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window)
        self.opening.begin(shop)
        self.settle()

    def leave(self) -> None:
        """Close the window as its button does, once more where it says why not, and let it go."""
        if not self.window.close():
            self.window.close()
        self.window.deleteLater()
        QApplication.processEvents()

    @property
    def shop(self) -> OpenShop:
        """The inside of the window while a shop is open."""
        assert self.opening.session is not None
        return self.opening.session.content

    @contextmanager
    def books(self) -> Iterator[Services]:
        """Yield the use cases on the same shop, as another till has them."""
        other = bootstrap.open_shop(self.shop.desk.services.address, clock=self.clock)
        try:
            yield other
        finally:
            other.close()

    # ------------------------------------------------------------------------------- hands

    def settle(self) -> None:
        """Wait until everything that was asked has been answered and painted."""
        self.hands.settle()

    def wait_for(self, there: Callable[[], bool]) -> None:
        """Let the window live until something is so."""
        loop = QEventLoop()
        look, patience = QTimer(), QTimer(singleShot=True)

        def see() -> None:
            if there():
                loop.quit()

        look.timeout.connect(see)
        patience.timeout.connect(lambda: loop.exit(1))
        look.start(5)
        patience.start(PATIENCE_MS)
        assert there() or not loop.exec()
        look.stop()
        patience.stop()

    def press(self, *keys: str) -> None:
        """Press keys, each after the answer to the last one."""
        self.hands.press(*keys)

    def type(self, text: str) -> None:
        """Type, slower than a scanner; what is no ASCII comes from an input method."""
        for sign in text:
            if sign.isascii():
                self._key(sign)
            else:
                event = QInputMethodEvent()
                event.setCommitString(sign)
                QApplication.sendEvent(self.focus, event)
        self.settle()

    def hurry(self, text: str) -> None:
        r"""Type and wait for nothing; "\r" is Enter. Not quicker than a person can."""
        for sign in text:
            self._apart()
            self._key(sign)

    def _key(self, sign: str) -> None:
        """Press the key of a sign of ASCII, where the window has the keyboard."""
        # The stubs know keys only by their numbers, which mean no letter but a key.
        QTest.keyClick(self.window.windowHandle(), sign)  # type: ignore[call-overload]

    def hurry_keys(self, *keys: str) -> None:
        """Press keys and wait for nothing."""
        for key in keys:
            self._apart()
            self.hands.strike(key)

    def _apart(self) -> None:
        """Let so much time pass that no key belongs to a scan."""
        loop = QEventLoop()
        QTimer.singleShot(GAP_MS + 5, loop.quit)
        loop.exec()

    def scan(self, code: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
        """Read a code with a scanner: a burst of keys that ends in Enter."""
        self._moment += 5_000
        for sign in code:
            self._send(ord(sign.upper()), sign)
        self._send(end, "\r")
        self.settle()

    def _send(self, key: int, text: str) -> None:
        self._moment += 8
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            event.setTimestamp(self._moment)
            QApplication.sendEvent(QApplication.focusWidget() or self.window, event)

    def tab_to(self, name: str) -> None:
        """Press Tab until what is called so has the focus."""
        for _ in range(_MOST_TABS):
            if self.focus.accessibleName() == name:
                return
            QTest.keyClick(self.window.windowHandle(), Qt.Key.Key_Tab)
        raise AssertionError(name)

    def click(self, name: str) -> None:
        """Click in the middle of what is in sight and called so."""
        self.click_on(self.find(name))

    def choose(self, words: str) -> None:
        """Click the row of a list in sight that shows these words."""
        for view in self.window.findChildren(QAbstractItemView):
            model = view.model()
            if not view.isVisible() or model is None:
                continue
            for row in range(model.rowCount()):
                index = model.index(row, 0)
                if index.data() == words:
                    place = view.visualRect(index).center()
                    self.click_at(view.viewport().mapTo(self.window, place))
                    return
        raise AssertionError(words)

    def click_on(self, widget: QWidget) -> None:
        """Click in the middle of a widget: whatever lies there gets it."""
        self.click_at(widget.mapTo(self.window, widget.rect().center()))

    def point_at(self, place: QPoint) -> None:
        """Move the mouse to somewhere in the window."""
        QCursor.setPos(self.window.mapToGlobal(place))
        QTest.mouseMove(self.window.windowHandle(), place)

    def click_at(self, place: QPoint) -> None:
        """Click somewhere in the window."""
        no, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
        self.point_at(place)
        QTest.mouseClick(self.window.windowHandle(), left, no, place)
        self.settle()

    # -------------------------------------------------------------------------------- eyes

    @property
    def focus(self) -> QWidget:
        """What has the focus."""
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def find(self, name: str) -> QWidget:
        """Return what is in sight and bears this accessible name."""
        found = [
            one
            for one in self.window.findChildren(QWidget)
            if one.accessibleName() == name and self._in_sight(one)
        ]
        assert found, (name, sorted(self.names()))
        return found[0]

    def names(self) -> set[str]:
        """Return the accessible names of what is in sight."""
        widgets = self.window.findChildren(QWidget)
        return {one.accessibleName() for one in widgets if self._in_sight(one)} - {""}

    def texts(self) -> list[str]:
        """Return every text that stands on labels, buttons and in fields in sight."""
        found = []
        for one in self.window.findChildren(QWidget):
            if isinstance(one, QLabel | QAbstractButton | QLineEdit) and self._in_sight(one):
                found.append(one.text())
                if isinstance(one, QLineEdit):
                    found.append(one.placeholderText())
        return [text.strip() for text in found if text.strip()]

    def shows(self, words: str) -> bool:
        """Tell whether words stand somewhere in sight."""
        return any(words in text for text in self.texts())

    def _in_sight(self, widget: QWidget) -> bool:
        if not widget.isVisible():
            return False
        corner = widget.mapTo(self.window, QPoint(0, 0))
        return self.window.rect().intersects(QRect(corner, widget.size()))

    def _jobs(self, leave: Callable[[], None]) -> Jobs:
        self.workers.append(WorkerJobs(leave))
        return self.workers[-1]

    def _busy(self) -> bool:
        return any(one.busy for one in self.workers)
