"""Tables of people and what they did: quick to paint, moved through by arrows alone."""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QHelpEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from smbcrm.ui.theme import look
from smbcrm.ui.theme.fonts import tabular
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.badges import paint_state, paint_tier
from smbcrm.ui.widgets.labels import fitting
from smbcrm.ui.widgets.own_words import plain_tip
from smbcrm.ui.widgets.paged_model import PLACEHOLDER, ROW_ROLE, Column
from smbcrm.ui.widgets.painting import LEFT, RIGHT
from smbcrm.ui.widgets.table_titles import TableTitles, least_width

HEADER_HEIGHT = 32
ROW_HEIGHT = 36
_EDGE = 10
_FOCUS_BAR = 3
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_FAR = (Qt.Key.Key_Home, Qt.Key.Key_End)
_PLUS = "+"
_INKS = {"muted": "ink2"}
_CAME_IN = frozenset({"money", "moved"})
Index = QModelIndex | QPersistentModelIndex


class RowsDelegate(QStyledItemDelegate):
    """Paints the cells of `PagedModel` columns; text is drawn as it stands."""

    def __init__(self, columns: Sequence[Column[Any]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._fonts: dict[tuple[bool, bool], tuple[QFont, QFont, QFontMetrics]] = {}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, content, hairline, and the focus bar of the current row."""
        rect: QRect = option.rect
        state = option.state
        view = self.parent()
        painter.save()
        ground = self._ground(state, index)
        if ground:
            painter.fillRect(rect, look.color(ground))
        painter.setPen(look.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self._paint_cell(painter, rect.adjusted(_EDGE, 0, -_EDGE, -1), index)
        if isinstance(view, QTableView) and index.column() == _first_shown(view):
            self._paint_bar(painter, rect, view, index)
        painter.restore()

    def _ground(self, state: QStyle.StateFlag, index: Index) -> str:
        """Return the colour behind a cell, "" for none."""
        del index
        if state & QStyle.StateFlag.State_Selected:
            return "selected"
        return "hover" if state & QStyle.StateFlag.State_MouseOver else ""

    def _paint_cell(self, painter: QPainter, room: QRect, index: Index) -> None:
        column = self._columns[index.column()]
        row = index.data(ROW_ROLE)
        if row is None:
            self._paint_text(painter, room, PLACEHOLDER, column)
            return
        text = column.text(row)
        mark = column.mark(row) if column.mark else ("", "")
        if column.paint == "tier":
            paint_tier(painter, room, mark[0], text)
        elif column.paint == "state" and text:
            paint_state(painter, room, mark[0], text, mark[1] or "neutral")
        else:
            self._paint_text(painter, room, text, column)

    def wanted(self, column: Column[Any], rows: Iterable[Any]) -> int:
        """Return the width in which a title and these rows are whole, at most the column's own."""
        texts = {column.text(row) for row in rows} - {""}
        least = least_width(column.title, sortable=column.sort is not None)
        if texts and column.mark:  # a badge or an icon beside
            return max(column.width, least)
        metrics = self._font(column)[1]
        widest = max(map(metrics.horizontalAdvance, texts), default=0)
        return max(min(widest + 1 + 2 * _EDGE, column.width), least)

    def helpEvent(  # noqa: N802 - Qt's name
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Show the whole text of a cell that is cut, where it has no tooltip of its own."""
        row = index.data(ROW_ROLE)
        if event.type() == QEvent.Type.ToolTip and row is not None:
            column = self._columns[index.column()]
            text = column.text(row)
            room = view.visualRect(index).width() - 2 * _EDGE
            cut = self._font(column)[1].horizontalAdvance(text) > room
            if cut and not index.data(Qt.ItemDataRole.ToolTipRole):
                QToolTip.showText(event.globalPos(), plain_tip(text), view)
                return True
        return super().helpEvent(event, view, option, index)

    def _paint_text(self, painter: QPainter, room: QRect, text: str, column: Column[Any]) -> None:
        font, metrics = self._font(column)
        if column.align == "right":
            # Figures are never cut, or others were read: one that is half in sight is left out.
            seen = self._in_sight(room)
            if seen.width() < room.width():
                text, room = PLACEHOLDER, seen
            if room.isEmpty():
                return
            font = fitting(font, text, room.width())
        else:
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.setFont(font)
        came_in = column.paint in _CAME_IN and text.startswith(_PLUS)
        painter.setPen(look.color("okText" if came_in else _INKS.get(column.paint, "ink")))
        side = RIGHT if column.align == "right" else LEFT
        painter.drawText(room, side.value | Qt.TextFlag.TextSingleLine.value, text)

    def _in_sight(self, room: QRect) -> QRect:
        """Return the part of a cell that is seen, as far as the sides cut it."""
        view = self.parent()
        if not isinstance(view, Table):
            return room
        sight = view.sight()
        return room.intersected(QRect(sight.left(), room.top(), sight.width(), room.height()))

    def _paint_bar(self, painter: QPainter, rect: QRect, view: QTableView, index: Index) -> None:
        if view.hasFocus() and view.currentIndex().row() == index.row():
            bar = QRect(rect.left(), rect.top(), _FOCUS_BAR, rect.height())
            painter.fillRect(bar, look.color("focus"))

    def _font(self, column: Column[Any]) -> tuple[QFont, QFontMetrics]:
        bold = column.paint in {"strong", "money"}
        figures = column.align == "right" or column.paint in {"money", "muted"}
        base = look.font("bodyStrong" if bold else "body")
        known = self._fonts.get((bold, figures))
        if known is None or known[0] is not base:  # the look was changed
            font = tabular(base) if figures else base
            known = self._fonts[bold, figures] = (base, font, QFontMetrics(font))
        return known[1:]


class Table(QTableView):
    """A table of whole rows. Enter or a double click opens one, Home and End go to the ends."""

    opened = Signal(int)
    """Number of the row to open."""

    def __init__(
        self, parent: QWidget | None = None, *, kind: str = "inCard", titles: bool = True
    ) -> None:
        super().__init__(parent)
        dress(self, kind=kind)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(ROW_HEIGHT)
        rows.setDefaultSectionSize(ROW_HEIGHT)
        header = TableTitles(self)
        header.setFixedHeight(HEADER_HEIGHT)
        self.setHorizontalHeader(header)
        header.setVisible(titles)
        header.sectionClicked.connect(self._title_clicked)
        self._sorts: tuple[bool, ...] = ()
        self._fitted: dict[int, int] = {}
        self._sorted: tuple[int, Qt.SortOrder] | None = None
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        # A figure that comes in sight is another picture than its half, which Qt would only move.
        self.horizontalScrollBar().valueChanged.connect(lambda _: self.viewport().update())

    def sight(self) -> QRect:
        """Return the part in which cells are seen from side to side, in the viewport's pixels."""
        return self.viewport().rect()

    def show_columns(self, columns: Sequence[Column[Any]]) -> None:
        """Paint these columns and give them their widths; call it after `setModel`."""
        self._delegate = RowsDelegate(columns, self)
        self.setItemDelegate(self._delegate)
        header = self.horizontalHeader()
        self._sorts = tuple(column.sort is not None for column in columns)
        header.setSectionsClickable(any(self._sorts))
        for at, column in enumerate(columns):
            if column.width:
                least = least_width(column.title, sortable=column.sort is not None)
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Interactive)
                header.resizeSection(at, max(column.width, least))
            else:
                header.setSectionResizeMode(at, QHeaderView.ResizeMode.Stretch)

    def fit_columns(self, columns: Sequence[Column[Any]], rows: Sequence[Any]) -> None:
        """Let what has a width leave what its title and these rows do not need to the others.

        A column that somebody dragged stays so, until its rows need another width.
        """
        for at, column in enumerate(columns):
            if column.width:
                wanted = self._delegate.wanted(column, rows)
                if self._fitted.get(at) != wanted:
                    self._fitted[at] = wanted
                    self.horizontalHeader().resizeSection(at, wanted)

    def sort_by(self, column: int, order: Qt.SortOrder) -> None:
        """Sort by a column, and show so in its title."""
        self.show_sort(column, order)
        self.model().sort(column, order)

    def show_sort(self, column: int, order: Qt.SortOrder) -> None:
        """Show in a column's title that the rows come in its order."""
        self._sorted = (column, order)
        header = self.horizontalHeader()
        header.setSortIndicatorShown(True)
        header.setSortIndicator(column, order)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens the current row, Home and End go to the first and last."""
        key = event.key()
        current = self.currentIndex()
        if key in _ENTER and current.isValid():
            if not event.isAutoRepeat():
                self.opened.emit(current.row())
        elif key in _FAR and self._rows():
            row = 0 if key == Qt.Key.Key_Home else self._rows() - 1
            self.setCurrentIndex(self.model().index(row, max(current.column(), 0)))
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:  # noqa: N802 - Qt's name
        """Do nothing: Qt would walk through every row of a list of any length."""

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Make the first row the current one, so that the focus is in sight."""
        super().focusInEvent(event)
        if self._rows() and not self.currentIndex().isValid():
            self.setCurrentIndex(self.model().index(0, 0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show that the focus left."""
        super().focusOutEvent(event)
        self.viewport().update()

    def _title_clicked(self, column: int) -> None:
        """Sort by a title's column; a second click turns the order round."""
        rising = Qt.SortOrder.AscendingOrder
        if column < len(self._sorts) and self._sorts[column]:
            falling = self._sorted == (column, rising)
            self.sort_by(column, Qt.SortOrder.DescendingOrder if falling else rising)
        elif self._sorted is not None:
            self.show_sort(*self._sorted)  # Qt has moved the arrow already

    def _rows(self) -> int:
        model = cast("QAbstractItemModel | None", self.model())
        return 0 if model is None else model.rowCount()


def _first_shown(view: QTableView) -> int:
    """Return the column at the left edge of a table."""
    return view.horizontalHeader().logicalIndex(0)
