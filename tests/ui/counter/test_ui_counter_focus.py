"""Where the focus is at the counter: it starts in the search and comes back to it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QWidget
from pytestqt.qtbot import QtBot

from smbcrm.ui.counter import focus_return
from smbcrm.ui.counter.page import CounterPage
from smbcrm.ui.counter.panel import SALE
from smbcrm.ui.desk import Desk
from tests.ui.counter.conftest import put_up

HANNAH = "Hannah Brooks"


def in_search(page: CounterPage) -> Callable[[], bool]:
    return page.row.box.field.hasFocus


def reached_by_tab(page: CounterPage) -> list[QWidget]:
    """Return what Tab goes through, from the search on."""
    found: list[QWidget] = []
    widget = page.row.box.field.nextInFocusChain()
    while widget is not None and widget is not page.row.box.field:
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and widget.isVisible() and widget.isEnabled() and page.isAncestorOf(widget):
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def test_work_begins_in_the_search(page: CounterPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(in_search(page))


def test_a_customer_opens_with_the_search_ready_for_the_next(
    page: CounterPage, who: dict[str, int], qtbot: QtBot
) -> None:
    page.open_customer(who[HANNAH])
    qtbot.waitUntil(in_search(page))


def test_f2_marks_what_was_typed(page: CounterPage, qtbot: QtBot) -> None:
    QTest.keyClicks(page.row.box.field, "han")
    page.body.idle.hints.walk_in.setFocus()
    page.to_search()
    qtbot.waitUntil(in_search(page))
    assert page.row.box.field.selectedText() == "han"


def test_it_comes_back_when_nobody_does_anything(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(focus_return, "AFTER_MS", 200)
    page = put_up(desk, qtbot)
    qtbot.waitUntil(in_search(page))
    page.body.idle.hints.walk_in.setFocus()
    qtbot.waitUntil(page.body.idle.hints.walk_in.hasFocus)
    qtbot.waitUntil(in_search(page))


def test_it_stays_where_something_was_begun(
    desk: Desk, who: dict[str, int], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(focus_return, "AFTER_MS", 50)
    page = put_up(desk, qtbot)
    page.open_customer(who[HANNAH], SALE)
    qtbot.wait(300)
    assert not page.row.box.field.hasFocus()


def test_tab_goes_in_reading_order(page: CounterPage, who: dict[str, int]) -> None:
    page.open_customer(who[HANNAH])
    customer = page.body.customer
    close = [one for one in reached_by_tab(page) if one.accessibleName() == "Close"]
    balance = [one for one in reached_by_tab(page) if one.accessibleName() == "Customer page"]
    assert len(balance) == 1
    assert reached_by_tab(page) == [
        page.row.new,
        *balance,
        customer.card.card_button,
        *customer.tiles.values(),
        *close,
        customer.recent.list,
    ]


def test_every_row_of_the_board_is_reached(page: CounterPage) -> None:
    names = [one.accessibleName() for one in reached_by_tab(page)]
    assert names[:5] == [
        "New customer",
        "Walk-in sale",
        "Close the day",
        HANNAH,
        "Undo: Sale $1,240.00, Hannah Brooks",
    ]


def test_arrows_walk_through_recent(page: CounterPage, who: dict[str, int]) -> None:
    page.open_customer(who[HANNAH])
    recent = page.body.customer.recent.list
    assert isinstance(recent, QListView)
    recent.setFocus()
    QTest.keyClick(recent, Qt.Key.Key_Down)
    assert recent.currentIndex().row() == 1
    assert QApplication.focusWidget() is recent
