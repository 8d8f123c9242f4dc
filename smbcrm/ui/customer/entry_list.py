"""The list of the timeline: dots on a line, months between them, an amount at the right."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from smbcrm.core.text import unturned
from smbcrm.ui.customer.entries import Entry
from smbcrm.ui.theme import look
from smbcrm.ui.theme.fonts import tabular
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.own_words import plain_tip
from smbcrm.ui.widgets.painting import RIGHT, line_height, paint_icon, paint_line

_HEADING, _ENTRY = 30, 48
_PAD, _DOT, _ICON, _GAP, _BAR = 16, 28, 15, 12, 3
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NEAR = 4
"""So many rows before the end older ones are asked for."""

Index = QModelIndex | QPersistentModelIndex


class _Entries(QAbstractListModel):
    """The entries as Qt's lists know them; a month cannot be chosen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: Sequence[Entry] = ()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name
        return 0 if parent.isValid() else len(self.entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        entry = self.entries[index.row()]
        able = Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.NoItemFlags if entry.is_heading else able | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry.title
            case Qt.ItemDataRole.ToolTipRole if not entry.is_heading:
                return plain_tip(unturned(entry.tip or entry.words))
            case Qt.ItemDataRole.AccessibleTextRole:
                return entry.words
            case _:
                return None


class _Painter(QStyledItemDelegate):
    """Paints an entry; the amount is never cut."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's
        del option
        return QSize(0, _HEADING if _entry(index).is_heading else _ENTRY)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry, rect = _entry(index), QRect(option.rect)
        painter.save()
        if entry.is_heading:
            room = rect.adjusted(_PAD, 0, -_PAD, 0)
            paint_line(painter, room, entry.title, look.font("label"), "ink2")
        else:
            if option.state & QStyle.StateFlag.State_HasFocus:
                painter.fillRect(rect, look.color("hover"))
                bar = QRect(rect.topLeft(), QSize(_BAR, rect.height()))
                painter.fillRect(bar, look.color("focus"))
            self._dot(painter, rect, entry)
            self._words(painter, rect, entry)
        painter.restore()

    def _dot(self, painter: QPainter, rect: QRect, entry: Entry) -> None:
        place = QRect(rect.left() + _PAD, rect.top() + (_ENTRY - _DOT) // 2, _DOT, _DOT)
        painter.setPen(look.color("line"))
        middle = place.center().x()
        painter.drawLine(middle, rect.top(), middle, rect.bottom())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color(f"{entry.soft}Soft"))
        painter.drawEllipse(place)
        paint_icon(painter, place, entry.icon, _ICON, f"{entry.soft}Text")

    def _words(self, painter: QPainter, rect: QRect, entry: Entry) -> None:
        strong, body, small = (
            _strong(struck=entry.struck),
            look.font("caption"),
            tabular(look.font("caption")),
        )
        faint = "ink3" if entry.struck else ""
        left = rect.left() + _PAD + _DOT + _GAP
        amount = QFontMetrics(strong).horizontalAdvance(entry.amount) + 4 if entry.amount else 0
        right = rect.right() + 1 - _PAD - amount - (_GAP if amount else 0)
        upper, lower = line_height(strong), line_height(small)
        top = rect.top() + (_ENTRY - upper - (lower if entry.sub else 0)) // 2
        when = QFontMetrics(body).horizontalAdvance(entry.when) + 2
        title = min(
            QFontMetrics(strong).horizontalAdvance(entry.title) + 2,
            max(right - left - when - _GAP, (right - left) // 2),
        )
        paint_line(
            painter, QRect(left, top, title, upper), unturned(entry.title), strong, faint or "ink"
        )
        beside = QRect(left + title + _GAP, top, max(0, right - left - title - _GAP), upper)
        paint_line(painter, beside, entry.when, body, "ink2")
        below = QRect(left, top + upper, max(0, right - left), lower)
        paint_line(painter, below, unturned(entry.sub), small, "ink2")
        painter.setFont(strong)
        painter.setPen(look.color(faint or entry.tone.value))
        place = QRect(rect.right() + 1 - _PAD - amount, rect.top(), amount, _ENTRY)
        painter.drawText(place, RIGHT, entry.amount)


def _entry(index: Index) -> Entry:
    model = index.model()
    assert isinstance(model, _Entries)  # noqa: S101 - the list has no other
    return model.entries[index.row()]


def _strong(*, struck: bool) -> QFont:
    face = tabular(look.font("bodyStrong"))
    if struck:
        face = QFont(face)
        face.setStrikeOut(True)
    return face


class EntryList(QListView):
    """`opened` tells the entry of Enter or a double click, `near_end` that older ones are due."""

    opened = Signal(object)
    near_end = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._model = _Entries(self)
        self.setModel(self._model)
        self.setItemDelegate(_Painter(self))
        dress(self, kind="inCard")
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.doubleClicked.connect(lambda index: self.opened.emit(_entry(index)))
        self.verticalScrollBar().valueChanged.connect(lambda _: self._look_ahead())

    @property
    def entries(self) -> Sequence[Entry]:
        """What is in the list."""
        return self._model.entries

    @property
    def current(self) -> Entry | None:
        """The entry that the keyboard is at."""
        index = self.currentIndex()
        return _entry(index) if index.isValid() else None

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these; where one was, one stays, and the place in the list too."""
        if entries == self._model.entries:
            return
        bar, current = self.verticalScrollBar().value(), self.current
        self._model.show_entries(entries)
        rows = [at for at, one in enumerate(entries) if not one.is_heading]
        kept = next((at for at in rows if current is not None and entries[at] == current), None)
        if rows:
            self.setCurrentIndex(self._model.index(rows[0] if kept is None else kept))
        self.verticalScrollBar().setValue(bar)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens the entry."""
        current = self.current
        if event.key() in _ENTER and current is not None:
            self.opened.emit(current)
            return
        super().keyPressEvent(event)
        self._look_ahead()

    def _look_ahead(self) -> None:
        last = self.indexAt(self.viewport().rect().bottomLeft())
        if not last.isValid() or last.row() >= len(self._model.entries) - _NEAR:
            self.near_end.emit()
