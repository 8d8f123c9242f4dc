"""The list under the search box: at most seven people, or the way to a new customer."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from smbcrm.ui.theme import icons
from smbcrm.ui.theme.look import color, font, looks
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.badges import paint_avatar, paint_state, paint_tier, state_size, tier_size
from smbcrm.ui.widgets.labels import ElideLabel
from smbcrm.ui.widgets.own_words import plain_tip
from smbcrm.ui.widgets.painting import line_height
from smbcrm.ui.widgets.wrapped import Wrapped

MOST = 7
_MOST_TITLES = 64
"""Names that stay laid out: those of some keys."""
_ROW = 48
_AVATAR = 32
_PAD = 12
_TEXT_AT = _PAD + _AVATAR + _PAD
_GAP = 10
_BAR = 3
_FRAME = 1
_EDGE = 6
"""Above and below the rows, with the border."""

_SELECTED = QStyle.StateFlag.State_Selected.value
_HOVERED = QStyle.StateFlag.State_MouseOver.value

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One row: somebody, or without a customer the way to a new one."""

    customer: int | None
    title: str
    second: str = ""
    initials: str = ""
    tier_code: str = ""
    tier: str = ""
    alert: str = ""
    """The word that says there is an alert note."""
    tier_words: str = ""
    """The tier as it is read out."""

    @property
    def spoken(self) -> str:
        """The row as it is read out."""
        return ", ".join(filter(None, (self.title, self.tier_words, self.second, self.alert)))


class _Rows(QStringListModel):
    """The rows as Qt's lists know them: the titles, which Qt keeps, and what is read out."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: Sequence[Suggestion] = ()

    def show_rows(self, rows: Sequence[Suggestion]) -> None:
        self.rows = rows
        self.setStringList([row.title for row in rows])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        if role == Qt.ItemDataRole.ToolTipRole and row.customer is None:
            return plain_tip(row.title)  # what was typed may be too long for its line
        return super().data(index, role)


class _Painter(QStyledItemDelegate):
    """Paints a row: picture, name (which wraps, never cut), tier, phone end, last visit."""

    def __init__(self, row_of: Callable[[Index], Suggestion], parent: QListView) -> None:
        super().__init__(parent)
        self._row_of = row_of
        self._list = parent
        self._titles: dict[tuple[str, bool, int], Wrapped] = {}
        self._measure()
        looks().changed.connect(self._measure)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's
        del option
        width = self._list.viewport().width()
        return QSize(width, self.height(self._row_of(index), width))

    def height(self, row: Suggestion, width: int) -> int:
        """Return how high a row is."""
        return _ROW + max(0, self._title(row, width).height - self._line)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        number, row, rect = index.row(), self._row_of(index), option.rect
        painter.save()
        self._paint_ground(painter, option.state.value, rect, number)
        if row.customer is None:
            _paint_icon(painter, rect)
        else:
            top = rect.top() + (rect.height() - _AVATAR) // 2
            place = QRect(_PAD, top, _AVATAR, _AVATAR)
            paint_avatar(painter, place, row.initials, row.tier_code)
        self._paint_words(painter, row, rect)
        painter.restore()

    def _paint_ground(self, painter: QPainter, state: int, rect: QRect, number: int) -> None:
        chosen = bool(state & _SELECTED)
        ground = "selected" if chosen else "hover" if state & _HOVERED else "surface"
        painter.fillRect(rect, color(ground))
        if chosen:
            painter.fillRect(rect.left(), rect.top(), _BAR, rect.height(), color("focus"))
        if number:
            painter.fillRect(rect.left(), rect.top(), rect.width(), 1, color("line"))

    def _paint_words(self, painter: QPainter, row: Suggestion, rect: QRect) -> None:
        name = self._title(row, rect.width())
        second = self._second.height() if row.second else 0
        top = rect.top() + (rect.height() - name.height - second) // 2
        painter.setPen(color("primaryText" if row.customer is None else "ink"))
        name.draw(painter, _TEXT_AT, top)
        if row.tier:
            left = _TEXT_AT + name.used + _GAP
            badge = QRect(left, top, tier_size(row.tier).width(), name.height)
            paint_tier(painter, badge, row.tier_code, row.tier)
        if row.alert:
            badge = QRect(rect)
            badge.setLeft(rect.right() + 1 - _PAD - state_size(row.alert).width())
            paint_state(painter, badge, "octagon-alert", row.alert, "danger")
        painter.setFont(font("caption"))
        painter.setPen(color("ink2"))
        painter.drawText(_TEXT_AT, top + name.height + self._second.ascent(), row.second)

    def _title_width(self, row: Suggestion, width: int) -> int:
        taken = _TEXT_AT + _PAD
        if row.tier:
            taken += _GAP + tier_size(row.tier).width()
        if row.alert:
            taken += _GAP + state_size(row.alert).width()
        return max(1, width - taken)

    def _title(self, row: Suggestion, width: int) -> Wrapped:
        """Return the name as it is laid out.

        A row is measured many times before it is painted, and most of those who are found are
        found by the next key too.
        """
        room = self._title_width(row, width)
        key = (row.title, row.customer is None, room)
        found = self._titles.get(key)
        if found is None:
            if len(self._titles) >= _MOST_TITLES:
                self._titles.clear()
            face = font("section")
            found = Wrapped(one_line(row, face, room), face, room)
            self._titles[key] = found
        return found

    def _measure(self) -> None:
        """Take up the fonts that are worn now."""
        self._titles.clear()
        self._line = line_height(font("section"))
        self._second = QFontMetrics(font("caption"))


def one_line(row: Suggestion, face: QFont, room: int) -> str:
    """Return the title; what was typed for a new customer keeps to one line, names wrap."""
    if row.customer is not None:
        return row.title
    return QFontMetrics(face).elidedText(row.title, Qt.TextElideMode.ElideRight, room)


def _paint_icon(painter: QPainter, rect: QRect) -> None:
    picture = icons.pixmap("user-plus", 20, "primaryText", painter.device().devicePixelRatio())
    left = _PAD + (_AVATAR - 20) // 2
    painter.drawPixmap(left, rect.center().y() - 10, picture)


class Suggestions(QFrame):
    """A child of the page, raised over its body: no window of its own, so the search keeps focus.

    `chosen` tells a customer, `new_wanted` that a new one is to be made.
    """

    chosen = Signal(int)
    new_wanted = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        dress(self, kind="overlay")
        self._rows = _Rows(self)
        self._list = QListView()
        self._list.setModel(self._rows)
        self._painter = _Painter(self._row, self._list)
        self._list.setItemDelegate(self._painter)
        # One of our own: for Qt's, PySide loads every class of widgets to find out what it is.
        viewport = QWidget()
        # The rows fill it, so that nothing behind is painted anew with every key.
        viewport.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._list.setViewport(viewport)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setAccessibleName(name)
        self._list.setMouseTracking(True)
        # The cursor stays in the search box: its arrows move the choice here.
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._list.setResizeMode(QListView.ResizeMode.Adjust)
        self._list.clicked.connect(self._clicked)
        self._above, self._below = ElideLabel("", "caption"), ElideLabel("", "caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, _EDGE - 1, 0, _EDGE - 1)
        column.setSpacing(0)
        for words in (self._above, self._below):
            words.setContentsMargins(_PAD, 5, _PAD, 5)
        column.addWidget(self._above)
        column.addWidget(self._list, 1)
        column.addWidget(self._below)
        self.hide()

    @property
    def rows(self) -> Sequence[Suggestion]:
        """What is shown."""
        return self._rows.rows

    def show_rows(self, rows: Sequence[Suggestion], above: str = "", below: str = "") -> None:
        """Show these, with a line above and one below where there is something to say."""
        self._rows.show_rows(rows)
        for words, text in ((self._above, above), (self._below, below)):
            if words.text() != text:
                words.setText(text)
            words.setVisible(bool(text))
        self.show()
        self.raise_()

    def fit(self, place: QRect, lowest: int) -> None:
        """Stand at a place, as high as the rows need but not below `lowest`."""
        width = place.width() - 2 * _FRAME
        heights = [self._painter.height(row, width) for row in self.rows]
        # Where no name wraps Qt need not ask for the height of every row.
        self._list.setUniformItemSizes(len(set(heights)) == 1)
        lines = [words for words in (self._above, self._below) if words.text()]
        height = sum(heights) + sum(words.sizeHint().height() for words in lines) + 2 * _EDGE
        self.setGeometry(place.x(), place.y(), place.width(), min(height, lowest - place.y()))

    def choose(self, number: int) -> None:
        """Mark a row; a number that is none marks no row."""
        if 0 <= number < len(self.rows):
            self._list.setCurrentIndex(self._rows.index(number))
        else:
            self._list.clearSelection()
            self._list.setCurrentIndex(QModelIndex())

    def step(self, by: int) -> None:
        """Move the mark up or down, round the ends."""
        if self.rows:
            now = self._list.currentIndex().row()
            first = 0 if by > 0 else len(self.rows) - 1
            self.choose(first if now < 0 else (now + by) % len(self.rows))

    @property
    def marked(self) -> Suggestion | None:
        """The row that is marked."""
        index = self._list.currentIndex()
        return self._row(index) if index.isValid() else None

    def take(self, row: Suggestion) -> None:
        """Choose a row as if it was clicked."""
        if row.customer is None:
            self.new_wanted.emit()
        else:
            self.chosen.emit(row.customer)

    def _clicked(self, index: QModelIndex) -> None:
        self.take(self._row(index))

    def _row(self, index: Index) -> Suggestion:
        return self._rows.rows[index.row()]
