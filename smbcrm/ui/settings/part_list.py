"""The list of the parts of the settings, with a field that finds single settings in them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from smbcrm.core.i18n import N_
from smbcrm.ui.desk import Desk
from smbcrm.ui.setting_parts import Entry
from smbcrm.ui.theme import look
from smbcrm.ui.widgets.cards import Card
from smbcrm.ui.widgets.fields import TextField
from smbcrm.ui.widgets.labels import label
from smbcrm.ui.widgets.painting import LEFT, line_height, paint_icon, paint_line, text_size

WIDTH = 216
_ROW, _FOUND_ROW = 38, 46
_PADDING, _BEFORE, _BEHIND = 8, 38, 6
_WORDS = WIDTH - 2 * _PADDING - _BEFORE - _BEHIND
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_HIT = Qt.ItemDataRole.UserRole
_GAP = 1


@dataclass(frozen=True, slots=True)
class Hit:
    """A row: a part, or one setting in it with the name of its place."""

    part: str
    icon: str
    words: str
    below: str = ""
    place: str = ""


class PartList(Card):
    """Arrows in the list show the next part; what is typed above finds settings by their names."""

    chosen = Signal(str)
    """The id of a part to show."""
    found = Signal(str, str)
    """The id of a part, and the name of a place in it to put the focus to."""

    def __init__(self, desk: Desk, entries: Sequence[Entry]) -> None:
        super().__init__(padding=_PADDING, spacing=10)
        self.setObjectName("settings_list")
        self.setFixedWidth(WIDTH)
        self._nothing = desk.say(N_("No setting is called that."))
        titles = {one.id: desk.say(one.title) for one in entries}
        self._parts = [Hit(one.id, one.icon, titles[one.id]) for one in entries if not one.parent]
        self._settings = [
            Hit(one.id, one.icon, desk.say(name), desk.say(one.title), place)
            for one in entries
            for name, place in one.settings
        ]
        self._settings += [
            Hit(one.id, one.icon, titles[one.id], titles[one.parent])
            for one in entries
            if one.parent
        ]
        self.field = TextField("", icon="search", placeholder=desk.say(N_("Find a setting")))
        self.field.edit.setAccessibleName(desk.say(N_("Find a setting")))
        self.field.edit.setObjectName("settings_find")
        self.list = _List(desk.say(N_("Settings")))
        foot = label(desk.say(N_("Saved at once. Ctrl Z takes it back.")), "caption", wrap=True)
        foot.setContentsMargins(8, 0, 8, 8)
        self.body.addWidget(self.field)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(foot)
        self._here = ""
        self._show(self._parts)
        self.field.edited.connect(self._search)
        self.field.edit.returnPressed.connect(self._open_first)
        self.list.currentItemChanged.connect(self._moved)
        self.list.itemClicked.connect(self._opened)
        self.list.entered_row.connect(self._opened)

    def show_part(self, part: str) -> None:
        """Mark the part that is shown."""
        self._here = part
        if not self.field.text():
            self.list.mark(next(at for at, hit in enumerate(self._parts) if hit.part == part))

    def forget(self) -> bool:
        """Empty the field; tell whether something was in it."""
        typed = bool(self.field.text())
        self.field.clear()
        self._search()
        return typed

    def words(self) -> list[str]:
        """Return the rows as they can be read."""
        return [self.list.item(at).text() for at in range(self.list.count())]

    def _search(self) -> None:
        wanted = self.field.text().casefold()
        if not wanted:
            self._show(self._parts)
            self.show_part(self._here)
            return
        hits = [one for one in (*self._parts, *self._settings) if wanted in one.words.casefold()]
        self._show(hits)
        if hits:
            self.field.show_fine()
            self.list.mark(0)
        else:
            self.field.show_warning(self._nothing)

    def _show(self, hits: Sequence[Hit]) -> None:
        with QSignalBlocker(self.list):
            self.list.clear()
            for hit in hits:
                item = QListWidgetItem(hit.words)
                item.setData(_HIT, hit)
                item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, hit.below)
                self.list.addItem(item)

    def _moved(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None and not self.field.text():
            self.chosen.emit(_hit(item).part)

    def _opened(self, item: QListWidgetItem) -> None:
        """Put the focus into the form; without a text typed a click has shown the part already."""
        hit = _hit(item)
        if self.field.text():
            self.field.clear()
            self._search()
            self.found.emit(hit.part, hit.place)

    def _open_first(self) -> None:
        if self.field.text() and self.list.count():
            self._opened(self.list.item(max(0, self.list.currentRow())))


class _List(QListWidget):
    """The rows; Enter opens one."""

    entered_row = Signal(QListWidgetItem)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setObjectName("settings_parts")
        self.setProperty("kind", "clear")
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setSpacing(0)
        self.setItemDelegate(_Rows(self))

    def mark(self, row: int) -> None:
        """Make a row the current one and tell nobody."""
        with QSignalBlocker(self):
            self.setCurrentRow(row)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens the current row."""
        row = self.currentRow()
        if event.key() in _ENTER and row >= 0:
            self.entered_row.emit(self.item(row))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show the ring."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()


class _Rows(QStyledItemDelegate):
    """Paints icon and words; below a found setting the part it is in."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of a row."""
        del option
        hit = index.data(_HIT)
        return QSize(0, (_FOUND_ROW if hit.below or self._is_long(hit) else _ROW) + _GAP)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw a row."""
        hit: Hit = index.data(_HIT)
        room: QRect = option.rect.adjusted(0, 0, 0, -_GAP)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or hovered:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.color("selected" if chosen else "hover"))
            painter.drawRoundedRect(room, 6, 6)
        if chosen and self._view.hasFocus():
            painter.setPen(look.color("focus"))
            pen = painter.pen()
            pen.setWidth(2)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), 5, 5)
        icon = QRect(room.left() + 10, room.top(), 18, room.height())
        paint_icon(painter, icon, hit.icon, 18, "primaryText" if chosen else "ink2")
        self._paint_words(painter, room.adjusted(_BEFORE, 0, -_BEHIND, 0), hit, chosen=chosen)
        painter.restore()

    def _is_long(self, hit: Hit) -> bool:
        """Tell whether the title of a part needs two lines; as wide as when it is chosen."""
        return not hit.below and text_size(look.font("bodyStrong"), hit.words).width() > _WORDS

    def _paint_words(self, painter: QPainter, room: QRect, hit: Hit, *, chosen: bool) -> None:
        first, second = look.font("bodyStrong" if chosen else "body"), look.font("caption")
        if self._is_long(hit):
            painter.setFont(first)
            painter.setPen(look.color("ink"))
            painter.drawText(room, LEFT | Qt.TextFlag.TextWordWrap, hit.words)
            return
        upper, lower = line_height(first), line_height(second) if hit.below else 0
        top = room.top() + (room.height() - upper - lower) // 2
        paint_line(painter, QRect(room.left(), top, room.width(), upper), hit.words, first, "ink")
        below = QRect(room.left(), top + upper, room.width(), lower)
        paint_line(painter, below, hit.below, second, "ink2")


def _hit(item: QListWidgetItem) -> Hit:
    hit = item.data(_HIT)
    assert isinstance(hit, Hit)  # noqa: S101 - only such are put in
    return hit
