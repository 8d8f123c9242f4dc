"""A table of any length that fetches only the pages in sight.

Rows come from a `Source`, a query already bound to its filter and order, in pages of 200. At most
one page is on its way; of those wanted meanwhile only the newest few are asked for, so that a jump
to the end of a long list does not fetch what was scrolled past.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from smbcrm.core.i18n import N_
from smbcrm.ui.jobs import Jobs
from smbcrm.ui.widgets.own_words import plain_tip, say

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
Align = Literal["left", "right"]
Paint = Literal["text", "muted", "strong", "tier", "state", "money", "moved"]

PAGE = 200
KEPT_PAGES = 25
WANTED_PAGES = 3  # a view shows rows of two pages at most; one more for what a jump left behind
PLACEHOLDER = "…"
ROW_ROLE = Qt.ItemDataRole.UserRole
"""The row itself, None while it is on its way."""

_NO_PARENT = QModelIndex()
_ALIGNED = {
    "left": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    "right": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
}


@dataclass(frozen=True)  # with slots, Column[Row](...) fails on Python 3.11
class Column(Generic[R]):
    """One column: its title, and what a row shows in it.

    `paint` says how: `money` and every right-aligned column has figures of one width, of `moved`
    what came in is green, `tier` is a badge whose tier `mark` returns as (code, ""), `state` one
    whose (icon, tone) it returns.
    `sort` is handed to the model's `resort` when somebody clicks the title; None cannot be sorted
    by. `width` is in pixels; the columns with 0 share what is left. `least` is what it goes down to
    where a table has less room than its columns want; 0: it keeps its width.
    """

    title: str
    text: Callable[[R], str]
    align: Align = "left"
    paint: Paint = "text"
    sort: object = None
    tooltip: Callable[[R], str] | None = None
    mark: Callable[[R], tuple[str, str]] | None = None
    width: int = 0
    least: int = 0


@dataclass(frozen=True)
class Source(Generic[R]):
    """Where rows come from: how many there are, and `page(offset, limit)`. Called on a worker."""

    count: Callable[[], int]
    page: Callable[[int, int], Sequence[R]]

    @classmethod
    def of(cls, rows: Sequence[R]) -> "Source[R]":
        """Return a source of rows that are here already."""
        return cls(lambda: len(rows), lambda offset, limit: rows[offset : offset + limit])


Resort = Callable[[object, bool], Source[R]]
"""Returns the source in the order of a column's `sort`, falling if True."""


class PagedModel(QAbstractTableModel, Generic[R]):
    """A model over a source; `failed` is told the exception when the source raises one.

    `page` is how many rows are asked for at once.
    """

    failed = Signal(object)
    loaded = Signal()
    """A source that was loaded has been counted; its first page is there."""

    def __init__(
        self,
        columns: Sequence[Column[R]],
        jobs: Jobs,
        parent: QObject | None = None,
        *,
        resort: Resort[R] | None = None,
        page: int = PAGE,
    ) -> None:
        super().__init__(parent)
        self._size = page
        self._columns = tuple(columns)
        self._jobs = jobs
        self._resort = resort
        self._source: Source[R] | None = None
        self._rows = 0
        self._pages: OrderedDict[int, Sequence[R]] = OrderedDict()
        self._wanted: OrderedDict[int, None] = OrderedDict()
        self._coming: int | None = None
        # Which load was asked for last, and which one is shown: until a new source is counted, a
        # view goes on wanting pages of the old one.
        self._asked = 0
        self._shown = 0

    @property
    def columns(self) -> tuple[Column[R], ...]:
        """The columns, from the left."""
        return self._columns

    def load(self, source: Source[R]) -> None:
        """Show another query; what is shown stays until that is counted."""
        self._asked = asked = self._asked + 1

        def work() -> tuple[int, Sequence[R]] | None:
            if asked != self._asked:
                return None  # nobody wants it any more
            count = source.count()
            return count, source.page(0, self._size) if count else ()

        def done(answer: tuple[int, Sequence[R]] | None) -> None:
            if answer is not None and asked == self._asked:
                self._shown = asked
                self._start(source, *answer)

        def failed(error: Exception) -> None:
            if asked == self._asked:
                self.failed.emit(error)

        self._jobs.run(self, work, done, failed)

    def row(self, number: int) -> R | None:
        """Return a row, or ask for its page and return None."""
        page, offset = divmod(number, self._size)
        rows = self._pages.get(page)
        if rows is None:
            self._want(page)
            return None
        self._pages.move_to_end(page)
        return rows[offset] if offset < len(rows) else None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Show the source that `resort` returns for the column."""
        if self._resort is None or not 0 <= column < len(self._columns):
            return
        by = self._columns[column].sort
        if by is not None:
            self.load(self._resort(by, order == Qt.SortOrder.DescendingOrder))

    def rowCount(self, parent: Index = _NO_PARENT) -> int:  # noqa: N802 - Qt's name
        """Return how many rows there are; a table has no tree below them."""
        return 0 if parent.isValid() else self._rows

    def columnCount(self, parent: Index = _NO_PARENT) -> int:  # noqa: N802 - Qt's name
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows; "…" while its row is on its way."""
        if not index.isValid():
            return None
        column = self._columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGNED[column.align]
        if role == ROW_ROLE:
            return self.row(index.row())
        shown = _SHOWN.get(role)
        if shown is None:
            return None
        row = self.row(index.row())
        return PLACEHOLDER if row is None else shown(column, row)

    def headerData(  # noqa: N802 - Qt's name
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return a column's title, at the side of its figures."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGNED[self._columns[section].align]
        return None

    def _start(self, source: Source[R], rows: int, first: Sequence[R]) -> None:
        self.beginResetModel()
        self._source, self._rows = source, rows
        self._pages.clear()
        self._wanted.clear()
        self._coming = None
        if rows:
            self._pages[0] = first
        self.endResetModel()
        self.loaded.emit()

    def _want(self, page: int) -> None:
        if page == self._coming:
            return
        self._wanted[page] = None
        self._wanted.move_to_end(page)
        while len(self._wanted) > WANTED_PAGES:
            self._wanted.popitem(last=False)
        self._ask_next()

    def _ask_next(self) -> None:
        """Ask for the page that was wanted last, if none is on its way."""
        source = self._source
        if source is None or self._coming is not None or not self._wanted:
            return
        page, _ = self._wanted.popitem()
        self._coming = page
        shown, size = self._shown, self._size

        def work() -> Sequence[R]:
            return source.page(page * size, size) if shown == self._shown else ()

        def done(rows: Sequence[R]) -> None:
            if shown == self._shown:
                self._arrive(page, rows)

        def failed(error: Exception) -> None:
            if shown == self._shown:
                self._coming = None
                self._wanted.clear()
                self.failed.emit(error)

        self._jobs.run(self, work, done, failed)

    def _arrive(self, page: int, rows: Sequence[R]) -> None:
        self._coming = None
        self._pages[page] = rows
        while len(self._pages) > KEPT_PAGES:
            self._pages.popitem(last=False)
        last = min((page + 1) * self._size, self._rows) - 1
        self.dataChanged.emit(
            self.index(page * self._size, 0), self.index(last, len(self._columns) - 1)
        )
        self._ask_next()


def _text(column: Column[R], row: R) -> object:
    return column.text(row)


def _tip(column: Column[R], row: R) -> object:
    return plain_tip(column.tooltip(row)) if column.tooltip else None


def _said(column: Column[R], row: R) -> object:
    """Return what a screen reader says of a cell: badges say what they are."""
    text = column.text(row)
    if text and column.paint == "tier":
        return say(N_("Tier: {name}"), name=text)
    if text and column.paint == "state":
        return say(N_("State: {name}"), name=text)
    return text


_SHOWN: dict[int, Callable[[Column[Any], Any], object]] = {
    Qt.ItemDataRole.DisplayRole: _text,
    Qt.ItemDataRole.ToolTipRole: _tip,
    Qt.ItemDataRole.AccessibleTextRole: _said,
}
