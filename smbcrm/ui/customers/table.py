"""The table of customers: the name stays in sight when there are more columns than room."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView

from smbcrm.core.i18n import N_
from smbcrm.membership.customers.lists import CustomerRow
from smbcrm.ui.customers.columns import ListColumn
from smbcrm.ui.customers.titles import Titles, title_width
from smbcrm.ui.theme import look
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.own_words import say
from smbcrm.ui.widgets.paged_model import ROW_ROLE, PagedModel
from smbcrm.ui.widgets.painting import LEFT, paint_icon
from smbcrm.ui.widgets.table import RowsDelegate, Table

NAME = 0
"""The column of the name."""
_NAME_LEAST = 180
_ALERT_ICON, _ALERT_GAP = 16, 7
_SMALLEST = 10
"""Letters of a name for which two lines are short; no other text is as small."""
_STEP = 48
_SIDEWAYS = {Qt.Key.Key_Left: -_STEP, Qt.Key.Key_Right: _STEP}

Index = QModelIndex | QPersistentModelIndex


class CustomersModel(PagedModel[CustomerRow]):
    """Customers as rows; a screen reader is told of an alert note with the name."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what a cell shows or says."""
        found = super().data(index, role)
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == NAME:
            row = self.row(index.row())
            if row is not None and row.alert:
                return ", ".join((str(found), say(N_("Alert note"))))
        return found


class NameDelegate(RowsDelegate):
    """Paints a name, small and on two lines where one is too short; a note as a red sign.

    Only a name for which two lines of the smallest letters are too short ends in "…".
    """

    def _paint_cell(self, painter: QPainter, room: QRect, index: Index) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, CustomerRow):
            super()._paint_cell(painter, room, index)
            return
        if row.alert:
            place = QRect(room.right() + 1 - _ALERT_ICON, room.top(), _ALERT_ICON, room.height())
            room = room.adjusted(0, 0, -_ALERT_ICON - _ALERT_GAP, 0)
            width = QFontMetrics(look.font("bodyStrong")).horizontalAdvance(_name_of(index))
            place.moveLeft(min(place.left(), room.left() + width + _ALERT_GAP))
            paint_icon(painter, place, "octagon-alert", _ALERT_ICON, "dangerText")
        _paint_name(painter, room, _name_of(index))


def _paint_name(painter: QPainter, room: QRect, name: str) -> None:
    painter.setPen(look.color("ink"))
    font = look.font("bodyStrong")
    if QFontMetrics(font).horizontalAdvance(name) <= room.width():
        painter.setFont(font)
        painter.drawText(room, LEFT.value | Qt.TextFlag.TextSingleLine.value, name)
        return
    # Two lines break at words, so that a tenth of their room may stay empty.
    both = room.width() * 9 // 5
    small = QFont(look.font("label"))
    if QFontMetrics(small).horizontalAdvance(name) > both:
        small.setPixelSize(_SMALLEST)
    painter.setFont(small)
    option = QTextOption(LEFT)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    words = QFontMetrics(small).elidedText(name, Qt.TextElideMode.ElideRight, both)
    painter.setClipRect(room)
    painter.drawText(room.toRectF(), words, option)


def _name_of(index: Index) -> str:
    return str(index.data(Qt.ItemDataRole.DisplayRole))


class CustomersTable(Table):
    """Rows of customers. Left and right move sideways; the columns fill the width."""

    def __init__(self, model: CustomersModel, columns: Sequence[ListColumn]) -> None:
        super().__init__(kind="clear")
        self._columns = tuple(columns)
        self.setModel(model)
        self.setHorizontalHeader(Titles(self, lambda: not self.verticalScrollBar().isVisible()))
        self.show_columns([one.column for one in columns])
        self._names = NameDelegate([one.column for one in columns], self)
        self.setItemDelegateForColumn(NAME, self._names)
        self._frozen = _FrozenNames(self, self._names)
        header = self.horizontalHeader()
        header.sectionClicked.connect(self._title_clicked)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Fixed)
        self._widths = [_widths_of(one) for one in columns]
        self._filling = False
        header.sectionResized.connect(self._section_resized)
        self.horizontalScrollBar().valueChanged.connect(self._freeze)
        self._frozen.opened.connect(self.opened)
        self._frozen.horizontalHeader().sectionClicked.connect(self._title_clicked)

    def choose_columns(self, ids: frozenset[str]) -> None:
        """Show these columns."""
        self._filling = True
        for number, one in enumerate(self._columns):
            self.setColumnHidden(number, one.id not in ids)
        self._fill()

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
        """Left and right move sideways."""
        step = _SIDEWAYS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() + step)

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
        self.pressed.connect(lambda _: table.setFocus())
        self.fit(0)

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
