"""The paged model fetches what is in sight, whatever its view does to it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from smbcrm.ui.widgets.paged_model import KEPT_PAGES, PAGE, ROW_ROLE, Column, PagedModel, Source
from tests.helpers.held_jobs import HeldJobs
from tests.helpers.inline_jobs import InlineJobs

DISPLAY = Qt.ItemDataRole.DisplayRole
COLUMNS = (
    Column[int]("Number", str, sort="number"),
    Column[int]("Square", lambda n: str(n * n), "right", sort="square"),
    Column[int]("Tier", lambda n: "Gold" if n % 2 else "", paint="tier"),
    Column[int]("State", lambda _: "sent", paint="state", tooltip=lambda n: f"<b>{n}</b>"),
)


@dataclass
class Book:
    """A list of any length that remembers what it was asked for."""

    length: int
    falling: bool = False
    counted: int = 0
    pages: list[int] = field(default_factory=list)

    def source(self) -> Source[int]:
        return Source(self._count, self._page)

    def _count(self) -> int:
        self.counted += 1
        return self.length

    def _page(self, offset: int, limit: int) -> Sequence[int]:
        self.pages.append(offset // PAGE)
        rows = range(offset, min(offset + limit, self.length))
        return [self.length - 1 - n if self.falling else n for n in rows]


def shown_table(qtbot: QtBot, model: PagedModel[int]) -> QTableView:
    view = QTableView()
    qtbot.addWidget(view)
    view.setModel(model)
    view.resize(500, 400)
    view.show()
    qtbot.waitExposed(view)
    return view


@pytest.fixture
def watched() -> Callable[[PagedModel[int]], QAbstractItemModelTester]:
    """Return a function that lets Qt watch a model for every promise that a model makes."""
    return lambda model: QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Fatal, model
    )


def test_the_model_keeps_qts_promises(
    qtbot: QtBot, watched: Callable[[PagedModel[int]], QAbstractItemModelTester]
) -> None:
    jobs = HeldJobs()
    model = PagedModel(COLUMNS, jobs)
    watched(model)
    view = shown_table(qtbot, model)
    for length in (5000, 0, 1, 250):
        model.load(Book(length).source())
        jobs.do_all()
        view.scrollToBottom()
        view.grab()
        jobs.do_all()
        assert model.rowCount() == length
    assert model.index(249, 1).data() == str(249 * 249)


def test_opening_a_long_list_asks_for_one_page(qtbot: QtBot) -> None:
    book = Book(100_000)
    model = PagedModel(COLUMNS, InlineJobs())
    view = shown_table(qtbot, model)
    model.load(book.source())
    view.grab()
    assert (model.rowCount(), book.counted, book.pages) == (100_000, 1, [0])


def test_a_jump_to_the_end_asks_for_the_last_page_alone(qtbot: QtBot) -> None:
    book = Book(100_000)
    model = PagedModel(COLUMNS, InlineJobs())
    view = shown_table(qtbot, model)
    model.load(book.source())
    view.grab()
    view.scrollToBottom()
    view.grab()
    assert book.pages == [0, 499]
    assert model.index(99_999, 0).data() == "99999"


def test_what_was_scrolled_past_is_not_asked_for(qtbot: QtBot) -> None:
    jobs, book = HeldJobs(), Book(100_000)
    model = PagedModel(COLUMNS, jobs)
    view = shown_table(qtbot, model)
    model.load(book.source())
    jobs.do_all()
    for row in range(5_000, 95_000, 1_000):
        view.scrollTo(model.index(row, 0))
        view.grab()
    view.scrollToBottom()
    view.grab()
    jobs.do_all()
    view.grab()
    jobs.do_all()
    assert len(book.pages) <= 6
    assert book.pages[2] == 499  # right after the one that was on its way
    assert model.index(99_999, 0).data() == "99999"


def test_a_row_on_its_way_shows_that_it_is() -> None:
    jobs = HeldJobs()
    model = PagedModel(COLUMNS, jobs)
    model.load(Book(1000).source())
    jobs.do_all()
    changed = QSignalSpy(model.dataChanged)
    far = model.index(700, 1)
    assert (far.data(), far.data(ROW_ROLE)) == ("…", None)
    jobs.do_all()
    assert (far.data(), far.data(ROW_ROLE)) == (str(700 * 700), 700)
    assert changed.count() == 1
    first, last = changed.at(0)[:2]
    assert (first.row(), last.row(), last.column()) == (600, 799, 3)


def test_only_so_many_pages_are_kept() -> None:
    book = Book(100_000)
    model = PagedModel(COLUMNS, InlineJobs())
    model.load(book.source())
    for page in range(KEPT_PAGES + 1):
        assert model.row(page * PAGE) in {None, page * PAGE}
    asked = len(book.pages)
    assert model.row((KEPT_PAGES - 1) * PAGE) is not None
    assert len(book.pages) == asked
    assert model.row(0) is None  # was the longest unused; it is asked for again
    assert model.row(0) == 0
    assert len(book.pages) == asked + 1


def test_answers_to_an_older_query_are_dropped() -> None:
    jobs = HeldJobs()
    model = PagedModel(COLUMNS, jobs)
    slow, quick = Book(9), Book(5, falling=True)
    model.load(slow.source())
    model.load(quick.source())
    jobs.do_all()
    assert (model.rowCount(), model.row(0)) == (5, 4)
    assert slow.counted == 0  # nobody wanted to know any more


def test_a_page_of_the_older_query_does_not_get_into_the_new_one() -> None:
    jobs = HeldJobs()
    model = PagedModel(COLUMNS, jobs)
    model.load(Book(1000).source())
    jobs.do_all()
    assert model.row(500) is None
    model.load(Book(1000, falling=True).source())
    late = jobs.waiting.pop(0)
    jobs.do_all()
    late()
    assert model.row(500) is None
    jobs.do_all()
    assert model.row(500) == 499


def test_a_page_wanted_while_another_query_is_counted_is_of_the_old_one() -> None:
    jobs = HeldJobs()
    model = PagedModel(COLUMNS, jobs)
    model.load(Book(1000).source())
    jobs.do_all()
    model.load(Book(1000, falling=True).source())
    assert model.row(500) is None  # still of the old query
    jobs.do_all()
    assert model.row(500) is None
    jobs.do_all()
    assert model.row(500) == 499


def test_pages_go_on_coming_while_another_query_is_counted() -> None:
    jobs = HeldJobs()
    model = PagedModel(COLUMNS, jobs)
    model.load(Book(1000).source())
    jobs.do_all()
    assert model.row(500) is None

    def count() -> int:
        raise OSError

    model.load(Source(count, lambda _offset, _limit: ()))
    jobs.do_next()
    assert model.row(500) == 500
    assert model.row(700) is None
    jobs.do_all()
    assert model.row(700) == 700


def test_what_is_shown_stays_until_the_new_query_is_counted() -> None:
    jobs = HeldJobs()
    model = PagedModel(COLUMNS, jobs)
    model.load(Book(3).source())
    jobs.do_all()
    model.load(Book(7).source())
    assert (model.rowCount(), model.row(2)) == (3, 2)


def test_sorting_asks_for_the_other_order() -> None:
    asked: list[tuple[object, bool]] = []

    def resort(by: object, falling: bool) -> Source[int]:  # noqa: FBT001 - as the model calls it
        asked.append((by, falling))
        return Book(300, falling).source()

    model = PagedModel(COLUMNS, InlineJobs(), resort=resort)
    model.load(Book(300).source())
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert (asked, model.row(0)) == ([("square", True)], 299)
    model.sort(2, Qt.SortOrder.AscendingOrder)  # not sortable by tier
    model.sort(9, Qt.SortOrder.AscendingOrder)
    assert asked == [("square", True)]


def test_what_goes_wrong_is_told_and_asked_again_when_wanted() -> None:
    fail = [True]

    def page(offset: int, limit: int) -> Sequence[int]:
        if offset and fail[0]:
            raise OSError
        return list(range(offset, offset + limit))

    model = PagedModel(COLUMNS, InlineJobs())
    seen: list[Exception] = []
    model.failed.connect(seen.append)
    model.load(Source(lambda: 1000, page))
    assert model.row(300) is None
    assert [type(error) for error in seen] == [OSError]
    fail[0] = False
    assert model.row(300) is None
    assert model.row(300) == 300


def test_a_failure_of_an_older_query_is_nobodys_business() -> None:
    jobs = HeldJobs()
    model = PagedModel(COLUMNS, jobs)
    seen: list[Exception] = []
    model.failed.connect(seen.append)

    def count() -> int:
        raise OSError

    model.load(Source(count, lambda _offset, _limit: ()))
    begun = jobs.waiting.pop()
    model.load(Book(1).source())
    begun()
    jobs.do_all()
    assert (seen, model.rowCount()) == ([], 1)


def test_a_list_that_is_here_already_is_a_source() -> None:
    model = PagedModel(COLUMNS, InlineJobs())
    model.load(Source.of([7, 8, 9]))
    assert [model.row(number) for number in range(4)] == [7, 8, 9, None]


def test_titles_stand_over_their_figures() -> None:
    model = PagedModel(COLUMNS, InlineJobs())
    across = Qt.Orientation.Horizontal
    assert model.headerData(1, across) == "Square"
    side = model.headerData(1, across, Qt.ItemDataRole.TextAlignmentRole)
    assert side == Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    assert model.headerData(1, Qt.Orientation.Vertical) is None
    assert model.headerData(9, across) is None
    assert model.headerData(1, across, Qt.ItemDataRole.DecorationRole) is None


def test_badges_are_read_out_and_tips_stay_plain(qapp: object) -> None:
    del qapp
    model = PagedModel(COLUMNS, InlineJobs())
    model.load(Source.of([0, 1]))
    said = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(1, 2).data(said) == "Tier: Gold"
    assert model.index(0, 2).data(said) == ""
    assert model.index(1, 3).data(said) == "State: sent"
    assert model.index(1, 0).data(said) == "1"
    tip = model.index(1, 3).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;1&lt;/b&gt;" in tip
    assert model.index(1, 0).data(Qt.ItemDataRole.ToolTipRole) is None


def test_there_is_nothing_outside_the_table() -> None:
    model = PagedModel(COLUMNS, InlineJobs())
    model.load(Source.of([0, 1]))
    assert model.data(QModelIndex(), DISPLAY) is None
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.columnCount(model.index(0, 0)) == 0
