"""Hands at a money panel: they show it, type, press keys, and look at what it says."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from smbcrm.core.ids import uuid7
from smbcrm.membership.counter.types import CustomerView
from smbcrm.membership.ledger.types import OperationKind
from smbcrm.membership.requests.types import Act
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import SaleRequest
from smbcrm.membership.services import Services
from smbcrm.ui.counter.money_panel import MoneyPanel
from smbcrm.ui.counter.panel import CounterPanel, Done
from smbcrm.ui.desk import Desk

P = TypeVar("P", bound=CounterPanel)
ENTER = Qt.Key.Key_Return
TAB = Qt.Key.Key_Tab


class Hands:
    """They work on one panel and remember what it told the page."""

    def __init__(self, qtbot: QtBot, panel: MoneyPanel, size: tuple[int, int]) -> None:
        self.qtbot = qtbot
        self.panel = panel
        self.done: list[Done] = []
        self.closed = 0
        self.switched: list[tuple[str, object]] = []
        panel.finished.connect(self.done.append)
        panel.closed.connect(self._close)
        panel.switched.connect(lambda name, inside: self.switched.append((name, inside)))
        qtbot.addWidget(panel)
        panel.narrow(1366, 696)
        panel.resize(*size)
        panel.show()
        panel.activateWindow()
        panel.focus_first()
        qtbot.waitUntil(self._has_focus)

    @property
    def focus(self) -> QWidget:
        """What has the focus."""
        found = QApplication.focusWidget()
        if found is None:
            raise LookupError
        return found

    def type(self, text: str) -> None:
        """Type where the focus is."""
        no = Qt.KeyboardModifier.NoModifier
        for sign in text:
            if sign.isascii():
                QTest.keyClicks(self.focus, sign)
            else:  # as an input method sends it
                event = QKeyEvent(QEvent.Type.KeyPress, 0, no, sign)
                QApplication.sendEvent(self.focus, event)

    def press(self, *keys: Qt.Key) -> None:
        """Press keys, one after the other, where the focus is by then."""
        for key in keys:
            QTest.keyClick(self.focus, key)

    def hold(self, key: Qt.Key) -> None:
        """Hold a key down: the press repeats itself."""
        target = self.focus
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            no = Qt.KeyboardModifier.NoModifier
            QApplication.sendEvent(target, QKeyEvent(kind, key, no, "\r", True))  # noqa: FBT003

    def tab_to(self, widget: QWidget) -> None:
        """Press Tab until a widget, or something in it, has the focus."""
        for _ in range(40):
            if self.focus is widget or widget.isAncestorOf(self.focus):
                return
            self.press(TAB)
        raise AssertionError(widget)

    def wait_for(self, words: str) -> None:
        """Wait until the button says something."""
        self.qtbot.waitUntil(lambda: self.button == words)

    @property
    def button(self) -> str:
        """What the big button says."""
        return self.panel.frame.take.words

    @property
    def figures(self) -> dict[str, str]:
        """The figures at the foot by their titles."""
        rows = self.panel.frame.summary.rows
        return {row.title: " ".join(filter(None, (row.value, row.rest))) for row in rows}

    @property
    def said(self) -> str:
        """What is said in place."""
        notice = self.panel.notices.notice
        return "" if notice is None else notice.spoken

    def _has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.panel.isAncestorOf(focus)

    def _close(self) -> None:
        self.closed += 1


def sit_at(
    qtbot: QtBot,
    make: Callable[[Desk, CustomerView | None], MoneyPanel],
    desk: Desk,
    view: CustomerView | None,
    size: tuple[int, int] = (729, 600),
) -> Hands:
    """Open a panel and return the hands at it."""
    return Hands(qtbot, make(desk, view), size)


def view_of(desk: Desk, name: str) -> CustomerView:
    """Return an open customer."""
    found = desk.services.customers.find(name)
    return desk.services.counter.customer(found[0].id)


def sales_of(services: Services, customer: int) -> list[int]:
    """Return the net sales that stand, newest first."""
    rows = services.history.of_customer(customer)
    return [
        row.net or 0 for row in rows if row.kind is OperationKind.SALE and row.reversed_by is None
    ]


def sell(services: Services, net: int, customer: int | None = None) -> None:
    """Sell for cash."""
    act = Act(uuid7(services.clock))
    services.till.sale(SaleRequest(act, customer, net, payments={Means.CASH: net}))


def words_in(widget: QWidget) -> str:
    """Return everything that labels in sight say."""
    labels = widget.findChildren(QLabel)
    return " ".join(one.text() for one in labels if one.isVisibleTo(widget))
