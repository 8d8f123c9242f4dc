"""“Recent”: what the open customer did last, newest first, each with its money at the right."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from smbcrm.core.i18n import N_
from smbcrm.membership.counter.types import CustomerView
from smbcrm.ui.counter.facts import last_visit_words
from smbcrm.ui.counter.happenings import Line, recent_lines
from smbcrm.ui.desk import Desk
from smbcrm.ui.theme.fonts import tabular
from smbcrm.ui.theme.look import color, font
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.badges import StateBadge
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.labels import ElideLabel, hairline, label
from smbcrm.ui.widgets.own_words import plain_tip
from smbcrm.ui.widgets.painting import RIGHT, paint_line

_ROW = 36
_PAD = 16
_DAY = 90
_GAP = 16
_BAR = 3
_HEAD = 50
_TITLE_SHARE = 44
"""Of a hundred parts of the room, those that the title takes."""

Index = QModelIndex | QPersistentModelIndex


class _Lines(QAbstractListModel):
    """The lines as Qt's lists know them."""

    def __init__(self, undone: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._undone = undone
        self.lines: Sequence[Line] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's name
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        parts = [line.day, line.title, line.who, line.amount]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.title
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tip(", ".join(filter(None, parts)))
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(filter(None, [*parts, self._undone if line.struck else ""]))
            case _:
                return None


class _Painter(QStyledItemDelegate):
    """Paints a line: day, what, who and how; the amount is never cut."""

    def __init__(self, line_of: Callable[[Index], Line], parent: QListView) -> None:
        super().__init__(parent)
        self._line_of = line_of

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's
        del option, index
        return QSize(0, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line, rect = self._line_of(index), QRect(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(rect, color("hover"))
            painter.fillRect(QRect(rect.topLeft(), QSize(_BAR, rect.height())), color("focus"))
        painter.setPen(color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        body, strong = tabular(font("body")), _strong(struck=line.struck)
        amount = QFontMetrics(strong).horizontalAdvance(line.amount) + 4
        left, right = rect.left() + _PAD, rect.right() + 1 - _PAD
        who = left + _DAY + (right - left - _DAY) * _TITLE_SHARE // 100
        # Where the amount is long, who and how give way.
        room = max(0, right - amount - _GAP - who)
        faint = "ink3" if line.struck else ""
        self._cell(painter, rect, (left, _DAY - 4), line.day, body, "ink2")
        title = (left + _DAY, who - left - _DAY - _GAP)
        self._cell(painter, rect, title, line.title, strong, faint or "ink")
        self._cell(painter, rect, (who, room), line.who, body, "ink2")
        painter.setFont(strong)
        painter.setPen(color(faint or line.tone.value))
        painter.drawText(QRect(right - amount, rect.top(), amount, _ROW), RIGHT, line.amount)
        painter.restore()

    def _cell(  # noqa: PLR0913 - what a cell is made of
        self,
        painter: QPainter,
        rect: QRect,
        span: tuple[int, int],
        text: str,
        face: QFont,
        token: str,
    ) -> None:
        place = QRect(span[0], rect.top(), span[1], rect.height())
        paint_line(painter, place, text, face, token)


def _strong(*, struck: bool) -> QFont:
    face = tabular(font("bodyStrong"))
    if struck:
        face = QFont(face)
        face.setStrikeOut(True)
    return face


class Recent(QFrame):
    """The card of what happened last; `closed` when its Close button is pressed.

    `bill_wanted` tells the operation of a line whose bill shall be shown, "" of one without any.
    """

    closed = Signal()
    bill_wanted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._whole = False
        dress(self, kind="card")
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(hairline())
        self._lines = _Lines(desk.say(N_("undone")), self)
        self.list = QListView()
        self.list.setModel(self._lines)
        self.list.setItemDelegate(_Painter(self._line, self.list))
        dress(self.list, kind="inCard")
        self.list.setAccessibleName(desk.say(N_("Recent")))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTabKeyNavigation(False)
        self.list.setUniformItemSizes(True)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.activated.connect(lambda index: self.bill_wanted.emit(self._line(index).bill))
        self._nothing = label(
            desk.say(N_("Nothing yet. The first sale will stand here.")), "caption"
        )
        self._nothing.setContentsMargins(_PAD, 12, _PAD, 12)
        column.addWidget(self._nothing)
        column.addWidget(self.list, 1)

    def show_view(self, view: CustomerView) -> None:
        """Show what a customer did last."""
        lines = recent_lines(self._desk, view)
        self._lines.show_lines(lines)
        self._nothing.setVisible(not lines)
        self._fit()
        self._last.show_state("clock", last_visit_words(self._desk, view), "neutral")
        last = view.shown.customer.last_visit
        self._last.setToolTip(plain_tip("" if last is None else self._desk.words.full_date(last)))

    @property
    def pointed(self) -> str:
        """The operation of the line that the focus is on, "" where it is elsewhere."""
        index = self.list.currentIndex()
        return self._line(index).bill if self.list.hasFocus() and index.isValid() else ""

    def be_whole(self, whole: bool) -> None:  # noqa: FBT001 - one thing to say
        """Show every line, where the page around it scrolls."""
        self._whole = whole
        self._fit()

    def _fit(self) -> None:
        rows = len(self._lines.lines) * _ROW
        self.list.setMinimumHeight(rows if self._whole else 0)

    def _head(self) -> QWidget:
        say = self._desk.say
        head = QWidget()
        head.setFixedHeight(_HEAD)
        row = QHBoxLayout(head)
        row.setContentsMargins(_PAD, 0, _PAD, 0)
        row.setSpacing(12)
        self._last = StateBadge("clock", "", "neutral")
        close = Button(say(N_("Close")), icon="x", key="Esc", small=True)
        close.clicked.connect(self.closed)
        row.addWidget(label(say(N_("Recent")), "section"))
        row.addWidget(self._last)
        row.addStretch(1)
        row.addWidget(ElideLabel(say(N_("Enter or double click opens the bill")), "caption"))
        row.addWidget(close)
        return head

    def _line(self, index: Index) -> Line:
        return self._lines.lines[index.row()]
