"""The list at the left: two lines each, and a figure at the right."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from smbcrm.core.text import unturned
from smbcrm.ui.theme import look
from smbcrm.ui.theme.fonts import tabular
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.own_words import plain_tip
from smbcrm.ui.widgets.painting import RIGHT, line_height, paint_line

_HEIGHT, _PAD, _BAR, _GAP = 54, 12, 3, 8
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Line:
    """`key` says what it is about; `spoken` is what a screen reader says of it all."""

    key: object
    title: str
    sub: str
    right: str
    spoken: str


class Lines(Generic[T]):
    """Lines of things, each made when it is looked at: a large shop may have very many.

    `key` tells of a thing what its line is about.
    """

    def __init__(
        self, things: Sequence[T], key: Callable[[T], object], make: Callable[[T], Line]
    ) -> None:
        self.things, self._key, self._make = tuple(things), key, make
        self._made: dict[int, Line] = {}

    def __len__(self) -> int:
        return len(self.things)

    def __getitem__(self, at: int) -> Line:
        if at not in self._made:
            self._made[at] = self._make(self.things[at])
        return self._made[at]

    def __iter__(self) -> Iterator[Line]:
        return (self[at] for at in range(len(self)))

    def place(self, key: object) -> int | None:
        """Return the number of the line that is about something."""
        return next((at for at, one in enumerate(self.things) if self._key(one) == key), None)

    def same_as(self, other: "Lines[Any]") -> bool:
        """Tell whether they are of the same things."""
        return self.things == other.things


class _Model(QAbstractListModel):
    """The lines as Qt's lists know them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: Lines[Any] = Lines((), lambda _: None, lambda thing: thing)

    def show_lines(self, lines: Lines[Any]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.title
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(unturned(line.title))
            case Qt.ItemDataRole.AccessibleTextRole:
                return line.spoken
            case _:
                return None


class _Painter(QStyledItemDelegate):
    """Paints a line; the figure is never cut."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's
        del option, index
        return QSize(0, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, rect = _line(index), QRect(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, look.color("selected" if chosen else "hover"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(QRect(rect.topLeft(), QSize(_BAR, _HEIGHT)), look.color("focus"))
        painter.setPen(look.color("line"))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        self._words(painter, rect.adjusted(_PAD, 0, -_PAD, 0), line)
        painter.restore()

    def _words(self, painter: QPainter, room: QRect, line: Line) -> None:
        strong, small = look.font("bodyStrong"), look.font("caption")
        figure = tabular(strong)
        upper, lower = line_height(strong), line_height(small)
        top = room.top() + (_HEIGHT - upper - lower) // 2
        width = QFontMetrics(figure).horizontalAdvance(line.right) + 1 if line.right else 0
        title = QRect(room.left(), top, room.width(), upper)
        paint_line(painter, title, unturned(line.title), strong, "ink")
        below = QRect(room.left(), top + upper, room.width() - width - _GAP, lower)
        paint_line(painter, below, unturned(line.sub), small, "ink2")
        painter.setFont(figure)
        painter.setPen(look.color("ink"))
        place = QRect(room.right() + 1 - width, top + upper, width, lower)
        painter.drawText(place, RIGHT, line.right)


def _line(index: Index) -> Line:
    model = index.model()
    assert isinstance(model, _Model)  # noqa: S101 - the list has no other
    return model.lines[index.row()]


class LineList(QListView):
    """`chosen` tells that another line is looked at, `entered` that Enter goes into it."""

    chosen = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(_Painter(self))
        dress(self, kind="clear")
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    @property
    def lines(self) -> Lines[Any]:
        """What is in the list."""
        return self._model.lines

    @property
    def key(self) -> object:
        """What the line is about that is looked at; None where there is none."""
        index = self.currentIndex()
        return _line(index).key if index.isValid() else None

    def show_lines(self, lines: Lines[Any], key: object = None) -> None:
        """Show these, at the one that a key means; without it where one was, as far as there is."""
        wanted, row = key or self.key, max(0, self.currentIndex().row())
        with QSignalBlocker(self):
            if not lines.same_as(self._model.lines):
                bar = self.verticalScrollBar().value()
                self._model.show_lines(lines)
                self.verticalScrollBar().setValue(bar)
            found = lines.place(wanted)
            if lines:
                at = min(row, len(lines) - 1) if found is None else found
                self.setCurrentIndex(self._model.index(at))
        self.chosen.emit()

    def step(self, by: int) -> None:
        """Go to the next line (+1) or the one before (-1)."""
        row = min(max(self.currentIndex().row() + by, 0), len(self.lines) - 1)
        self.setCurrentIndex(self._model.index(row))

    def selectionChanged(  # noqa: N802 - Qt's name
        self, selected: QItemSelection, deselected: QItemSelection
    ) -> None:
        """Tell that another line is looked at."""
        super().selectionChanged(selected, deselected)
        if not selected.isEmpty():
            self.chosen.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter goes into the line."""
        if event.key() in _ENTER and not event.modifiers() and self.key is not None:
            self.entered.emit()
            return
        super().keyPressEvent(event)
