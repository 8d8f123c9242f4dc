"""Large buttons that say in a second line what they will do: actions and choices."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QHideEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
)

from smbcrm.ui.theme import look
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.own_words import plain_tip
from smbcrm.ui.widgets.painting import (
    cap_width,
    line_height,
    paint_cap,
    paint_icon,
    paint_line,
    sized,
    text_size,
)

ACTION_HEIGHT, COMPACT_ACTION_HEIGHT = 76, 58
CHOICE_HEIGHT, COMPACT_CHOICE_HEIGHT, BRIEF_CHOICE_HEIGHT = 60, 50, 44
_BRIEF_EDGE = 8
_ACTION_TITLE = 16
_BOX, _COMPACT_BOX, _BOX_RADIUS = 40, 34, 8
_BOX_ICON, _CHOICE_ICON = 22, 20
_BOX_ON_MAIN_ALPHA = 38


class _Tile(QPushButton):
    """What both have in common: two lines, an icon, a key cap."""

    def __init__(self, title: str, sub: str, icon: str, key: str) -> None:
        super().__init__()
        self._title, self._sub, self._icon, self._key = title, sub, icon, key
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)
        self._describe()

    def set_sub(self, sub: str) -> None:
        """Say something else in the second line."""
        self._sub = sub
        self._describe()
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return the first line."""
        return self._title

    def sub(self) -> str:
        """Return the second line."""
        return self._sub

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the least room in which the first line is whole."""
        return self.sizeHint()

    def _describe(self) -> None:
        self.setAccessibleDescription(", ".join(part for part in (self._sub, self._key) if part))
        self.setToolTip(plain_tip(self._sub) if self._sub_is_cut() else "")

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """See whether the second line is cut now."""
        super().resizeEvent(event)
        self._describe()

    def _sub_is_cut(self) -> bool:
        return False

    def _paint_ground(self) -> QStylePainter:
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        return painter

    def _ink(self, token: str) -> str:
        return token if self.isEnabled() else "inkDisabled"


class ActionTile(_Tile):
    """One of the actions beside an open customer; `main` is the one primary button of the page."""

    def __init__(self, title: str, sub: str, icon: str, key: str, *, main: bool = False) -> None:
        self._main = main
        self._compact = False
        super().__init__(title, sub, icon, key)
        dress(self, kind="act", main=main)

    def set_compact(self, compact: bool) -> None:  # noqa: FBT001 - one thing to say
        """Be lower, for small windows."""
        self._compact = compact
        dress(self, compact=compact)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room in which the first line is whole; the second can end in "…"."""
        edge, box, gap = self._measures()
        cap = cap_width(self._key) + gap if self._key else 0
        title = text_size(sized("section", _ACTION_TITLE), self._title).width()
        height = COMPACT_ACTION_HEIGHT if self._compact else ACTION_HEIGHT
        return QSize(2 * edge + box + gap + title + cap, height)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw icon, lines and cap on the ground of the style."""
        del event
        painter = self._paint_ground()
        edge, box, gap = self._measures()
        room = self.rect().adjusted(edge, 0, -edge, 0)
        square = QRect(room.left(), (self.height() - box) // 2, box, box)
        self._paint_box(painter, square)
        room.setLeft(square.right() + 1 + gap)
        ink = self._ink("onPrimary" if self._main else "ink")
        if self._key:
            cap = QRect(room)
            cap.setLeft(room.right() + 1 - cap_width(self._key))
            plain = not self._main and self.isEnabled()
            paint_cap(painter, cap, self._key, "" if plain else ink)
            room.setRight(cap.left() - gap)
        title, sub = sized("section", _ACTION_TITLE), look.font("caption")
        upper, lower = line_height(title), line_height(sub) if self._sub else 0
        top = (self.height() - upper - lower) // 2
        line = QRect(room.left(), top, room.width(), upper)
        paint_line(painter, line, self._title, title, ink)
        line = QRect(room.left(), top + upper, room.width(), lower)
        paint_line(painter, line, self._sub, sub, ink if self._main else self._ink("ink2"))

    def _sub_is_cut(self) -> bool:
        edge, box, gap = self._measures()
        cap = cap_width(self._key) + gap if self._key else 0
        room = self.width() - 2 * edge - box - gap - cap
        return text_size(look.font("caption"), self._sub).width() > room

    def _measures(self) -> tuple[int, int, int]:
        return (12, _COMPACT_BOX, 10) if self._compact else (16, _BOX, 14)

    def _paint_box(self, painter: QPainter, square: QRect) -> None:
        soft = "primarySoft" if self.isEnabled() else "neutralSoft"
        ground = QColor(look.color("onPrimary" if self._main else soft))
        if self._main:
            ground.setAlpha(_BOX_ON_MAIN_ALPHA)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(square, _BOX_RADIUS, _BOX_RADIUS)
        ink = self._ink("onPrimary" if self._main else "primaryText")
        paint_icon(painter, square, self._icon, _BOX_ICON, ink)


class ChoiceTile(_Tile):
    """One of several things to choose, such as a way to pay; `ChoiceGroup` holds them together."""

    def __init__(self, title: str, sub: str, icon: str = "", key: str = "") -> None:
        super().__init__(title, sub, icon, key)
        self._compact = self._brief = False
        self.shows_key = False
        """Whether the key cap is drawn: there is room for it in every tile of the group."""
        dress(self, kind="choice")
        self.setCheckable(True)

    def set_compact(self, compact: bool) -> None:  # noqa: FBT001 - one thing to say
        """Be lower, for small windows."""
        self._compact = compact
        dress(self, compact=compact)
        self.updateGeometry()

    def set_brief(self, brief: bool) -> None:  # noqa: FBT001 - one thing to say
        """Draw the first line only, where what the second says stands elsewhere."""
        if brief != self._brief:
            self._brief = brief
            dress(self, brief=brief)
            self.updateGeometry()
            self.update()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for little where the tiles can stand in fewer columns."""
        hint = self.sizeHint()
        return QSize(hint.width() // 2, hint.height()) if self._brief else hint

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room in which the first line is whole without the key cap."""
        title = text_size(look.font("bodyStrong"), self._title).width()
        if self._brief:
            return QSize(2 * _BRIEF_EDGE + title, BRIEF_CHOICE_HEIGHT)
        icon = _CHOICE_ICON + 12 if self._icon else 0
        height = COMPACT_CHOICE_HEIGHT if self._compact else CHOICE_HEIGHT
        return QSize(24 + icon + title, height)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw icon, lines and cap."""
        del event
        painter = self._paint_ground()
        if self._brief:
            ink = self._ink("ink")
            font = look.font("bodyStrong")
            painter.setFont(font)
            painter.setPen(look.color(ink))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter.value, self._title)
            return
        room = self.rect().adjusted(12, 0, -12, 0)
        if self._icon:
            box = QRect(room.left(), 0, _CHOICE_ICON, self.height())
            token = "primaryText" if self.isChecked() else "ink"
            paint_icon(painter, box, self._icon, _CHOICE_ICON, self._ink(token))
            room.setLeft(box.right() + 1 + 10)
        title, sub = look.font("bodyStrong"), look.font("caption")
        if self._key and self.shows_key:
            cap = cap_width(self._key)
            place = QRect(room.right() + 1 - cap, 0, cap, self.height())
            paint_cap(painter, place, self._key, "" if self.isEnabled() else "inkDisabled")
            room.setRight(place.left() - 8)
        self._paint_lines(painter, room, title, sub)

    def has_room_for_key(self) -> bool:
        """Tell whether both lines are whole beside the key cap."""
        title, sub = look.font("bodyStrong"), look.font("caption")
        wanted = max(text_size(title, self._title).width(), text_size(sub, self._sub).width())
        icon = _CHOICE_ICON + 10 if self._icon else 0
        return wanted + icon + 8 + cap_width(self._key) + 24 <= self.width()

    def set_sub(self, sub: str) -> None:
        """Say something else in the second line; whether keys are shown may change with it."""
        super().set_sub(sub)
        self._see_keys()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """See whether keys have room now."""
        super().resizeEvent(event)
        self._see_keys()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """See whether keys have room beside one more tile."""
        super().showEvent(event)
        self._see_keys()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """See whether keys have room without this tile."""
        super().hideEvent(event)
        self._see_keys()

    def _see_keys(self) -> None:
        """Let all caps of a group go where one has no room; a paint is no time to measure texts."""
        group = self._group()
        room = all(one.has_room_for_key() for one in group)
        for one in group:
            if one.shows_key != room:
                one.shows_key = room
                one.update()

    def _group(self) -> "list[ChoiceTile]":
        """Return the tiles in sight that it is chosen among, itself too."""
        parent = self.parentWidget()
        around = [] if parent is None else parent.findChildren(ChoiceTile)
        return [one for one in around if not one.isHidden()] or [self]

    def _paint_lines(self, painter: QPainter, room: QRect, title: QFont, sub: QFont) -> None:
        upper, lower = line_height(title), line_height(sub)
        one_line = text_size(sub, self._sub).width() <= room.width()
        below = 0 if not self._sub else lower if one_line else 2 * lower - 2
        top = (self.height() - upper - below) // 2
        painter.setFont(title)
        painter.setPen(look.color(self._ink("ink")))
        painter.drawText(QRect(room.left(), top, room.width(), upper), 0, self._title)
        painter.setFont(sub)
        painter.setPen(look.color(self._ink("ink2")))
        wrap = Qt.TextFlag.TextWordWrap.value
        painter.drawText(QRect(room.left(), top + upper, room.width(), below), wrap, self._sub)
