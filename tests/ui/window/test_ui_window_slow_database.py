"""A database that takes its time: the window lives on, says so, and shows nothing stale.

Each call takes half a second here, which is beyond the 400 ms of patience as the 2 s of a bad day
are. That the window lives is counted in ticks of a timer, not in seconds: a machine may be busy.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from PySide6.QtCore import QTimer

from smbcrm.models.uow import PeeweeUnitOfWork
from smbcrm.ui.counter.suggestions import Suggestion, Suggestions
from smbcrm.ui.jobs import PATIENCE_MS
from tests.helpers.house import House
from tests.helpers.salon import EVIL_SHOWN

SLOW = 0.5
TICK_MS = 10
ALIVE = 15
"""A window that waited for the database would tick once or twice in a call."""


@pytest.fixture
def calls(open_house: House, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Make every call to the database slow from now on; return the names of those made."""
    assert open_house.window.isVisible()
    made: list[str] = []

    def slow(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(uow: PeeweeUnitOfWork, step: Callable[..., Any], *rest: object) -> object:
            made.append(step.__name__)
            time.sleep(SLOW)
            return real(uow, step, *rest)

        return call

    for name in ("run", "read", "snapshot"):
        monkeypatch.setattr(PeeweeUnitOfWork, name, slow(getattr(PeeweeUnitOfWork, name)))
    assert SLOW * 1000 > PATIENCE_MS
    return made


@contextmanager
def ticks() -> Iterator[list[None]]:
    """Yield what gets longer with every tick of the window."""
    seen: list[None] = []
    timer = QTimer(interval=TICK_MS)
    timer.timeout.connect(lambda: seen.append(None))
    timer.start()
    yield seen
    timer.stop()


def test_a_search_says_that_it_waits_and_the_window_lives(
    open_house: House, calls: list[str]
) -> None:
    field = open_house.shop.counter.row.box.field
    with ticks() as seen:
        open_house.hurry("0142")
        open_house.wait_for(lambda: open_house.shows("Looking…"))
        assert field.text() == "0142"
        open_house.wait_for(open_house.shop.counter.search.list.isVisible)
        assert len(seen) > ALIVE
    assert not open_house.shows("Looking…")
    assert calls


def test_the_answer_to_an_earlier_key_is_never_shown(
    open_house: House, calls: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[list[str]] = []
    real = Suggestions.show_rows

    def show(
        self: Suggestions, rows: Sequence[Suggestion], above: str = "", below: str = ""
    ) -> None:
        shown.append([row.title for row in rows])
        real(self, rows, above, below)

    monkeypatch.setattr(Suggestions, "show_rows", show)
    open_house.hurry("hann")
    open_house.wait_for(lambda: bool(calls))
    open_house.hurry("ah b")
    open_house.hurry_keys("Ctrl+A")
    open_house.hurry("0199")
    open_house.settle()
    assert shown == [[EVIL_SHOWN]]
    assert calls.count("_find") <= 2  # what has not begun is not begun for nothing


def test_enter_f5_and_ten_more_enters_ahead_of_the_answers_take_once(
    open_house: House, calls: list[str]
) -> None:
    """F5 is for whom the search will find, and no Enter takes the money a second time."""
    assert not calls
    open_house.hurry("0142\r")
    open_house.hurry_keys("F5")
    open_house.settle()
    assert open_house.focus.accessibleName() == "Amount"
    open_house.hurry("68" + 10 * "\r")
    with ticks() as seen:
        open_house.wait_for(lambda: open_house.shows("Writing…"))
        open_house.wait_for(lambda: open_house.shows("$68.00 taken"))
        assert len(seen) > ALIVE
    open_house.settle()
    with open_house.books() as books:
        hannah = books.customers.find("0142")[0].id
        nets = [row.net for row in books.history.of_customer(hannah) if row.net]
        assert nets == [6800, 124000, 5800]


def test_a_card_scanned_while_another_is_looked_up_wins(
    open_house: House, calls: list[str]
) -> None:
    with open_house.books() as books:
        hannah = books.counter.customer(books.customers.find("0142")[0].id)
        assert hannah.card is not None
    open_house.hurry("0170\r")
    open_house.scan(hannah.card.number)
    open_house.settle()
    view = open_house.shop.counter.view
    assert view is not None
    assert view.shown.customer.profile.full_name == "Hannah Brooks"
    assert calls


def test_other_pages_wait_as_patiently(open_house: House, calls: list[str]) -> None:
    for key in ("Ctrl+2", "Ctrl+3", "Ctrl+,", "Ctrl+1"):
        with ticks() as seen:
            calls.clear()
            open_house.hurry_keys(key)
            open_house.settle()
            assert calls
            assert len(seen) > ALIVE


def test_a_window_closed_while_it_waits_is_closed(open_house: House, calls: list[str]) -> None:
    open_house.hurry("0142")
    open_house.wait_for(lambda: bool(calls))
    open_house.window.close()
    assert not open_house.window.isVisible()
    assert open_house.opening.session is None
