"""The rows of the palette, painted: headings, customers, and what can be done."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from smbcrm.ui.help.choices import Choice, Section
from smbcrm.ui.help.highlights import formats
from smbcrm.ui.theme.look import color, font
from smbcrm.ui.widgets.badges import paint_avatar
from smbcrm.ui.widgets.painting import LEFT, cap_width, paint_cap, paint_icon

_ROW, _HEADING, _FIRST_HEADING = 42, 36, 30
_EDGE, _PICTURE, _GAP, _CAP_GAP = 16, 28, 12, 6
_ICON = 20
_BAR = 3
_END = 6
"""Below the last row."""
_FEWEST = 3
"""Rows that are in sight in the smallest window."""

Index = QModelIndex | QPersistentModelIndex
Item = str | Choice
"""A heading, or a row."""


class _Items(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.items: tuple[Item, ...] = ()

    def show_items(self, items: tuple[Item, ...]) -> None:
        self.beginResetModel()
        self.items = items
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's
        return 0 if parent.isValid() else len(self.items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) if self._choice(index) else Qt.ItemFlag.ItemIsEnabled

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        item = self.items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return item.title if isinstance(item, Choice) else item
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(item) if isinstance(item, Choice) else item
        return None

    def _choice(self, index: Index) -> bool:
        return isinstance(self.items[index.row()], Choice)


class PaletteList(QListView):
    """Headings with rows below; one row is the chosen one. The cursor stays in the search."""

    taken = Signal(object)
    """A `Choice` that was clicked."""

    def __init__(self, name: str, width: int) -> None:
        super().__init__()
        self._items = _Items(self)
        self._wide = width
        self.typed = ""
        self.setModel(self._items)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.clicked.connect(self._clicked)

    def show_sections(self, sections: Sequence[Section], typed: str) -> None:
        """Show these, with what was typed marked in them."""
        self.typed = typed
        self._items.show_items(tuple(_items(sections)))
        self.updateGeometry()

    def item(self, index: Index) -> Item:
        """Return what stands there."""
        return self._items.items[index.row()]

    def choices(self) -> list[Choice]:
        """Return the rows from the top, without headings."""
        return [item for item in self._items.items if isinstance(item, Choice)]

    def headings(self) -> list[str]:
        """Return the headings from the top."""
        return [item for item in self._items.items if isinstance(item, str)]

    def choose(self, choice: Choice | None) -> None:
        """Mark a row and bring it in sight, with the heading above the first one."""
        rows = self._items.items
        if choice is None or choice not in rows:
            self.setCurrentIndex(QModelIndex())
            return
        number = rows.index(choice)
        if number <= 1:
            self.scrollToTop()
        self.setCurrentIndex(self._items.index(number))

    def chosen(self) -> Choice | None:
        """Return the row that is marked."""
        index = self.currentIndex()
        item = self.item(index) if index.isValid() else None
        return item if isinstance(item, Choice) else None

    def step(self, by: int) -> None:
        """Mark the next row or the one before; at the ends go round."""
        rows, marked = self.choices(), self.chosen()
        if rows:
            at = rows.index(marked) if marked in rows else -1
            self.choose(rows[(at + by) % len(rows)])

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room of all rows."""
        heights = (self.sizeHintForRow(row) for row in range(self._items.rowCount()))
        return QSize(self._wide, sum(heights) + _END)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room of a few rows; the others are scrolled to."""
        return QSize(0, min(self.sizeHint().height(), _FEWEST * _ROW))

    def room(self) -> int:
        """Return the width of a row."""
        return self.viewport().width() if self.isVisible() else self._wide

    def _clicked(self, index: QModelIndex) -> None:
        item = self.item(index)
        if isinstance(item, Choice):
            self.taken.emit(item)


class _Painter(QStyledItemDelegate):
    def __init__(self, parent: PaletteList) -> None:
        super().__init__(parent)
        self._list = parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's
        del option
        item, width = self._list.item(index), self._list.room()
        if isinstance(item, str):
            return QSize(width, _HEADING if index.row() else _FIRST_HEADING)
        return QSize(width, max(_ROW, _Row(item, width, self._list.typed).height + 6))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item, rect = self._list.item(index), QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(item, str):
            painter.setFont(font("label"))
            painter.setPen(color("ink2"))
            room = rect.adjusted(_EDGE, 0 if index.row() else 4, -_EDGE, 0)
            words = QFontMetrics(font("label")).elidedText(
                item, Qt.TextElideMode.ElideRight, room.width()
            )
            painter.drawText(room, LEFT, words)
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
            _paint_ground(painter, rect, chosen=chosen, hovered=hovered)
            _paint_picture(painter, rect, item)
            _paint_caps(painter, rect, caps_of(item, chosen=chosen))
            _Row(item, rect.width(), self._list.typed).draw(painter, rect)
        painter.restore()


class _Row:
    """The words of a row: title and what is known of it, side by side or under each other."""

    def __init__(self, choice: Choice, width: int, typed: str) -> None:
        caps = sum(cap_width(cap) + _CAP_GAP for cap in caps_of(choice, chosen=True))
        self._left = _EDGE + _PICTURE + _GAP
        self._room = max(_EDGE, width - self._left - caps - _GAP - _EDGE)
        self._title = _Lines(choice.title, "bodyStrong", self._room, typed)
        metrics = QFontMetrics(font("caption"))
        beside = self._title.used + _GAP + metrics.horizontalAdvance(choice.sub)
        self._beside = bool(choice.sub) and beside <= self._room
        self._sub = _Lines(choice.sub, "caption", self._room, typed) if choice.sub else None
        below = self._sub.height if self._sub is not None and not self._beside else 0
        self.height = self._title.height + below

    def draw(self, painter: QPainter, rect: QRect) -> None:
        left, top = rect.left() + self._left, rect.top() + (rect.height() - self.height) // 2
        painter.setPen(color("ink"))
        self._title.draw(painter, left, top)
        painter.setPen(color("ink2"))
        if self._sub is not None and self._beside:
            middle = rect.top() + (rect.height() - self._sub.height) // 2
            self._sub.draw(painter, left + self._title.used + _GAP, middle)
        elif self._sub is not None:
            self._sub.draw(painter, left, top + self._title.height)


class _Lines:
    """A text that wraps and is never cut, with marks on what was typed."""

    def __init__(self, text: str, role: str, width: int, typed: str) -> None:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout = QTextLayout(text, font(role))
        self._layout.setTextOption(option)
        self._layout.setFormats(formats(text, typed))
        self._layout.beginLayout()
        high = used = 0.0
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, high))
            high += line.height()
            used = max(used, line.naturalTextWidth())
        self._layout.endLayout()
        self.height, self.used = int(high) + 1, int(used) + 1

    def draw(self, painter: QPainter, x: int, y: int) -> None:
        self._layout.draw(painter, QPointF(x, y))


def caps_of(choice: Choice, *, chosen: bool) -> tuple[str, ...]:
    """Return the key caps of a row: its own, or Enter while it is the chosen one."""
    return choice.keys or (("Enter",) if chosen else ())


def spoken(choice: Choice) -> str:
    """Return a row as a screen reader says it."""
    return choice.spoken or ", ".join(filter(None, (choice.title, choice.sub, *choice.keys)))


def _items(sections: Sequence[Section]) -> Iterator[Item]:
    for section in sections:
        yield section.heading
        yield from section.choices


def _paint_ground(painter: QPainter, rect: QRect, *, chosen: bool, hovered: bool) -> None:
    if chosen:
        painter.fillRect(rect, color("selected"))
        painter.fillRect(QRect(rect.topLeft(), QSize(_BAR, rect.height())), color("focus"))
    elif hovered:
        painter.fillRect(rect, color("hover"))


def _paint_picture(painter: QPainter, rect: QRect, choice: Choice) -> None:
    place = QRect(0, 0, _PICTURE, _PICTURE)
    place.moveCenter(QPoint(rect.left() + _EDGE + _PICTURE // 2, rect.center().y()))
    if choice.customer is not None:
        paint_avatar(painter, place, choice.initials, choice.tier_code)
    else:
        paint_icon(painter, place, choice.icon or "arrow-right", _ICON, "ink2")


def _paint_caps(painter: QPainter, rect: QRect, caps: Sequence[str]) -> None:
    right = rect.right() + 1 - _EDGE
    for cap in reversed(caps):
        width = cap_width(cap)
        paint_cap(painter, QRect(right - width, rect.top(), width, rect.height()), cap)
        right -= width + _CAP_GAP
