"""The table of customers: the name stays in sight when there are more columns than room."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from smbcrm.ui.customers.columns import ListColumn
from smbcrm.ui.customers.model import NAME, CustomersModel, Index
from smbcrm.ui.customers.names import NameDelegate, PeopleDelegate
from smbcrm.ui.customers.ticks import EDGE, TICK_ROOM, Ticked
from smbcrm.ui.customers.titles import Titles, title_width
from smbcrm.ui.theme import look
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.table import Table

_NAME_LEAST = 180
_STEP = 48
_UP_AND_DOWN = frozenset((Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown))
_SIDEWAYS = {Qt.Key.Key_Left: -_STEP, Qt.Key.Key_Right: _STEP}


class CustomersTable(Table):
    """Rows of customers. Left and right move sideways; the columns fill the width.

    Space ticks the row where one is, Shift and arrows or a click tick up to there, Ctrl+A more.
    """

    ticked = Signal(int)
    """The number of a row that was ticked, or no longer."""
    extended = Signal(int, int)
    """The row that was begun with, and the one up to which all shall be ticked."""
    all_wanted = Signal()
    titles_ticked = Signal()
    columns_moved = Signal()

    def __init__(self, model: CustomersModel, columns: Sequence[ListColumn]) -> None:
        super().__init__(kind="clear")
        self._columns = tuple(columns)
        self.setModel(model)
        self.setHorizontalHeader(Titles(self, lambda: not self.verticalScrollBar().isVisible()))
        self.show_columns([one.column for one in columns])
        self.setItemDelegate(PeopleDelegate([one.column for one in columns], self))
        self._names = NameDelegate([one.column for one in columns], self)
        self._begun = 0
        self.setItemDelegateForColumn(NAME, self._names)
        self._frozen = _FrozenNames(self, self._names)
        header = self.horizontalHeader()
        header.sectionClicked.connect(self._title_clicked)
        for titles in (header, self._frozen.horizontalHeader()):
            if isinstance(titles, Titles):
                titles.ticked.connect(self.titles_ticked)
        header.setSectionsMovable(True)
        header.setFirstSectionMovable(False)
        header.sectionMoved.connect(self._moved)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Fixed)
        self._widths = [_widths_of(one) for one in columns]
        self._filling = False
        header.sectionResized.connect(self._section_resized)
        self.horizontalScrollBar().valueChanged.connect(self._freeze)
        self._frozen.opened.connect(self.opened)
        self._frozen.horizontalHeader().sectionClicked.connect(self._title_clicked)

    def choose_columns(self, ids: Sequence[str]) -> None:
        """Show these columns, in this order."""
        self._filling = True
        header = self.horizontalHeader()
        numbers = {one.id: number for number, one in enumerate(self._columns)}
        for number, one in enumerate(self._columns):
            self.setColumnHidden(number, one.id not in ids)
        for place, id_ in enumerate(ids):
            header.moveSection(header.visualIndex(numbers[id_]), place)
        self._fill()

    def shown_columns(self) -> tuple[str, ...]:
        """Return the ids of the columns that are shown, from the left."""
        header = self.horizontalHeader()
        places = (header.logicalIndex(place) for place in range(header.count()))
        return tuple(
            self._columns[number].id for number in places if not self.isColumnHidden(number)
        )

    def set_row_height(self, height: int) -> None:
        """Show rows of this height."""
        for rows in (self.verticalHeader(), self._frozen.verticalHeader()):
            rows.setMinimumSectionSize(height)
            rows.setDefaultSectionSize(height)

    def _moved(self, _section: int, old: int, new: int) -> None:
        """Tell that somebody has dragged a column elsewhere."""
        if not self._filling and old != new:
            self.columns_moved.emit()

    def show_sort(self, column: int, order: Qt.SortOrder) -> None:
        """Show in a column's title that the rows come in its order."""
        super().show_sort(column, order)
        self._frozen.show_sort(column, order)

    def go_to(self, number: int) -> None:
        """Make a row the current one, and bring it in sight."""
        index = self.model().index(number, NAME)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)

    def scrollTo(  # noqa: N802 - Qt's name
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a row in sight without moving sideways: its name is in sight anyway."""
        sideways = self.horizontalScrollBar().value()
        super().scrollTo(index, hint)
        self.horizontalScrollBar().setValue(sideways)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Left and right move sideways, Space ticks, Shift extends, Ctrl+A takes more."""
        key, before = Qt.Key(event.key()), self.currentIndex()
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        if key in _SIDEWAYS:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + _SIDEWAYS[key])
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.all_wanted.emit()
        elif key == Qt.Key.Key_Space and before.isValid() and not shift:
            self._begin_at(before.row())
            self.ticked.emit(before.row())
        elif shift and key in _UP_AND_DOWN and before.isValid():
            plain = QKeyEvent(event.type(), key, Qt.KeyboardModifier.NoModifier)
            super().keyPressEvent(plain)
            self.extended.emit(self._begun, self.currentIndex().row())
        else:
            super().keyPressEvent(event)
            self._begin_at(self.currentIndex().row())

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Tick where a box is clicked; with Shift tick everybody up to there."""
        self.press_at(self, event)

    def press_at(self, view: QTableView, event: QMouseEvent) -> None:
        """Do what a click in this table or in the names over it means."""
        QTableView.mousePressEvent(view, event)
        self.setFocus()
        place = event.position().toPoint()
        row = view.rowAt(place.y())
        if row < 0 or event.button() != Qt.MouseButton.LeftButton:
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.extended.emit(self._begun, row)
            return
        self._begin_at(row)
        if is_box(view, place):
            self.ticked.emit(row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Tick a box twice; anywhere else open the row."""
        if is_box(self, event.position().toPoint()):
            self.press_at(self, event)
        else:
            super().mouseDoubleClickEvent(event)

    def show_ticked(self, state: Ticked) -> None:
        """Show how many are ticked, in the titles and in the rows."""
        for header in (self.horizontalHeader(), self._frozen.horizontalHeader()):
            if isinstance(header, Titles):
                header.show_ticked(state)
        self.viewport().update()
        self._frozen.viewport().update()

    def _begin_at(self, row: int) -> None:
        self._begun = max(row, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give the name what the other columns leave."""
        super().resizeEvent(event)
        self._fill()

    def updateGeometries(self) -> None:  # noqa: N802 - Qt's name
        """Keep the names over their place."""
        super().updateGeometries()
        if hasattr(self, "_frozen"):  # Qt calls this while the table is being made
            self._freeze()

    def sight(self) -> QRect:
        """Return the part in which cells are seen: the names stand over it when it is moved."""
        seen = super().sight()
        return seen.adjusted(self._frozen.width(), 0, 0, 0) if self._is_moved() else seen

    def _section_resized(self, section: int, _old: int, new: int) -> None:
        """Leave a column as wide as somebody has dragged it."""
        if section != NAME and not self._filling:
            self._widths[section] = (new, new)
            self._fill()

    def _fill(self) -> None:
        """Give the name what the others leave; where that is too little they give what they can."""
        header, room = self.horizontalHeader(), self.viewport().width()
        least = look.scaled(_NAME_LEAST)
        shown = [n for n in range(1, len(self._columns)) if not self.isColumnHidden(n)]
        widths = fitted([self._widths[number] for number in shown], room - least)
        self._filling = True
        for number, width in zip(shown, widths, strict=True):
            header.resizeSection(number, width)
        header.resizeSection(NAME, max(least, room - sum(widths)))
        self._filling = False
        self._freeze()

    def _is_moved(self) -> bool:
        return self.horizontalScrollBar().value() > 0

    def _freeze(self) -> None:
        width = self.horizontalHeader().sectionSize(NAME)
        self._frozen.fit(width if self._is_moved() else 0)


def is_box(view: QTableView, place: QPoint) -> bool:
    """Tell whether the box before a name is there."""
    left = view.columnViewportPosition(NAME)
    return view.columnAt(place.x()) == NAME and place.x() < left + EDGE + TICK_ROOM


def fitted(widths: Sequence[tuple[int, int]], room: int) -> list[int]:
    """Return how wide columns are in a room, from how wide each wants to be and its least.

    All give in proportion to what they can; none goes below its least, whatever the room.

    >>> fitted([(100, 60), (50, 50)], 200), fitted([(100, 60), (50, 40)], 125)
    ([100, 50], [80, 45])
    """
    can = sum(wide - least for wide, least in widths)
    lacking = min(can, max(0, sum(wide for wide, _ in widths) - room))
    found, given, could = [], 0, 0
    for wide, least in widths:
        could += wide - least
        gives = lacking * could // can - given if can else 0
        given += gives
        found.append(wide - gives)
    return found


def _widths_of(one: ListColumn) -> tuple[int, int]:
    """Return how wide a column is and its least; its title is whole in both."""
    column, title = one.column, title_width(one.column.title)
    return max(column.width, title), max(column.least or column.width, title)


class _FrozenNames(Table):
    """The column of the names, over the table while that is moved sideways."""

    def __init__(self, table: CustomersTable, names: NameDelegate) -> None:
        super().__init__(table, kind="")
        self._table = table
        self.setModel(table.model())
        self.setHorizontalHeader(Titles(self, lambda: False))
        self.setSelectionModel(table.selectionModel())
        self.setItemDelegate(names)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(table.model().headerData(NAME, Qt.Orientation.Horizontal))
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(off)
        self.setVerticalScrollBarPolicy(off)
        for number in range(1, self.model().columnCount()):
            self.hideColumn(number)
        self._edge = QFrame(table)
        dress(self._edge, kind="lineDown")
        mine, its = self.verticalScrollBar(), table.verticalScrollBar()
        its.valueChanged.connect(mine.setValue)
        mine.valueChanged.connect(its.setValue)
        self.fit(0)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Let the table do what a click means."""
        self._table.press_at(self, event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Tick a box twice; anywhere else open the row."""
        if is_box(self, event.position().toPoint()):
            self._table.press_at(self, event)
        else:
            super().mouseDoubleClickEvent(event)

    def fit(self, width: int) -> None:
        """Cover so much of the table at its left; nothing for 0."""
        self.setVisible(width > 0)
        self._edge.setVisible(width > 0)
        if not width:
            return
        header, view = self._table.horizontalHeader(), self._table.viewport().geometry()
        place = QRect(view.left(), header.y(), width, header.height() + view.height())
        if place != self.geometry() or self.columnWidth(NAME) != width:
            self.setColumnWidth(NAME, width)
            self.setGeometry(place)
            self._edge.setGeometry(place.right(), place.top(), 1, place.height())
            self.verticalScrollBar().setValue(self._table.verticalScrollBar().value())
        self._edge.raise_()
