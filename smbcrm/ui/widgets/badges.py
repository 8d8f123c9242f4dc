"""Badges of tier and state, and the round picture of a person; also as painters for tables.

Each says what it is by icon, word and colour together, and to screen readers in words.
"""

from functools import partial

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QFont,
    QFontMetrics,
    QImage,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from smbcrm.core.i18n import N_
from smbcrm.ui.theme import look
from smbcrm.ui.widgets.own_words import say
from smbcrm.ui.widgets.painting import CENTER, LEFT, kept_width, paint_icon, paint_kept
from smbcrm.ui.wording import initials

TONES = ("ok", "warn", "info", "danger", "rose", "neutral", "outline")
"""What the ground of a state can say; `outline` is for what was skipped."""

_TIER_ICONS = {"gold": "crown", "silver": "award", "regular": "leaf"}
_REGULAR = "regular"
_BIG_HEIGHT, _SMALL_HEIGHT = 26, 20
_BIG_ICON, _SMALL_ICON = 16, 13
_STATE_HEIGHT = 22
_STATE_RADIUS = 4
_SHARE_OF_CIRCLE = 0.4
_SMALLEST_INITIALS = 11


def tier_token(code: str) -> str:
    """Return the colours of a tier; those of regular for a code that the design does not know."""
    return code if code in _TIER_ICONS else _REGULAR


def tier_size(name: str, *, small: bool = True) -> QSize:
    """Return the room that a tier badge takes."""
    words = kept_width(_small_font if small else _big_font, name)
    if small:
        return QSize(6 + _SMALL_ICON + 5 + words + 9, _SMALL_HEIGHT)
    return QSize(8 + _BIG_ICON + 5 + words + 12, _BIG_HEIGHT)


def paint_tier(painter: QPainter, rect: QRect, code: str, name: str, *, small: bool = True) -> None:
    """Draw a tier badge at the left of a rectangle, in the middle of its height."""
    if not name:
        return
    size = tier_size(name, small=small).boundedTo(QSize(rect.width(), _BIG_HEIGHT))
    draw = partial(_draw_tier, code, name, small=small)
    paint_kept(painter, _left_middle(rect, size), ("tier", code, name, small), draw)


def _draw_tier(code: str, name: str, painter: QPainter, pill: QRect, *, small: bool) -> None:
    token = tier_token(code)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.color(token), 1))
    painter.setBrush(look.color(f"{token}Soft"))
    frame = QRectF(pill).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)
    icon = _SMALL_ICON if small else _BIG_ICON
    edge = 6 if small else 8
    place = QRect(pill.left() + edge, pill.top(), icon, pill.height())
    paint_icon(painter, place, _TIER_ICONS[token], icon, f"{token}Text")
    words = pill.adjusted(edge + icon + 5, 0, -4, 0)
    font = _small_font() if small else _big_font()
    _paint_words(painter, words, name, font, f"{token}Text")


def state_size(text: str, icon: str = "x") -> QSize:
    """Return the room that a state badge takes."""
    words = kept_width(_state_font, text)
    return QSize(7 + (_SMALL_ICON + 5 if icon else 0) + words + 8, _STATE_HEIGHT)


def paint_state(painter: QPainter, rect: QRect, icon: str, text: str, tone: str) -> None:
    """Draw a state badge at the left of a rectangle, in the middle of its height."""
    size = state_size(text, icon).boundedTo(QSize(rect.width(), _STATE_HEIGHT))
    draw = partial(_draw_state, icon, text, tone)
    paint_kept(painter, _left_middle(rect, size), ("state", icon, text, tone), draw)


def _draw_state(icon: str, text: str, tone: str, painter: QPainter, box: QRect) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if tone == "outline":
        ink = "neutralText"
        painter.setPen(QPen(look.color("control"), 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        frame = QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5)
    else:
        ink = f"{tone}Text"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color(f"{tone}Soft"))
        frame = QRectF(box)
    painter.drawRoundedRect(frame, _STATE_RADIUS, _STATE_RADIUS)
    left = box.left() + 7
    if icon:
        place = QRect(left, box.top(), _SMALL_ICON, box.height())
        paint_icon(painter, place, icon, _SMALL_ICON, ink)
        left += _SMALL_ICON + 5
    words = QRect(left, box.top(), box.right() - left - 2, box.height())
    _paint_words(painter, words, text, _state_font(), ink)


def paint_avatar(painter: QPainter, rect: QRect, text: str, tier: str) -> None:
    """Draw initials in a circle that fills a square; without a tier in the shop's own colour."""
    paint_kept(painter, rect, ("avatar", text, tier), partial(_draw_avatar, text, tier))


def _draw_avatar(text: str, tier: str, painter: QPainter, rect: QRect) -> None:
    token = tier_token(tier) if tier else "primary"
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.color(f"{token}Soft"))
    painter.drawEllipse(rect)
    font = QFont(look.font("bodyStrong"))
    font.setPixelSize(max(_SMALLEST_INITIALS, round(rect.width() * _SHARE_OF_CIRCLE)))
    painter.setFont(font)
    painter.setPen(look.color(f"{token}Text"))
    painter.drawText(rect, CENTER, text)


class TierBadge(QWidget):
    """The badge of a tier; nothing at all for a customer without one."""

    def __init__(self, code: str = "", name: str = "", *, small: bool = False) -> None:
        super().__init__()
        self._small = small
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_tier(code, name)

    def show_tier(self, code: str, name: str) -> None:
        """Show another tier."""
        self._code, self._tier = code, name
        self.setAccessibleName(say(N_("Tier: {name}"), name=name) if name else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room for icon and word."""
        return tier_size(self._tier, small=self._small) if self._tier else QSize(0, 0)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the same: a tier is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the badge."""
        del event
        paint_tier(QPainter(self), self.rect(), self._code, self._tier, small=self._small)


class StateBadge(QWidget):
    """The badge of a state; `tone` is one of `TONES`."""

    def __init__(self, icon: str, text: str, tone: str) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(icon, text, tone)

    def show_state(self, icon: str, text: str, tone: str) -> None:
        """Show another state."""
        self._icon, self._text, self._tone = icon, text, tone
        self.setAccessibleName(say(N_("State: {name}"), name=text) if text else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room for icon and word."""
        return state_size(self._text, self._icon)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the same: a state is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the badge."""
        del event
        paint_state(QPainter(self), self.rect(), self._icon, self._text, self._tone)


class Avatar(QWidget):
    """Initials in a circle of the tier's colour, or a photo; screen readers pass it by."""

    def __init__(self, text: str = "", tier: str = "", size: int = 32) -> None:
        super().__init__()
        self._text, self._tier = text, tier
        self._photo, self._cut = QImage(), QPixmap()
        self.setFixedSize(size, size)

    def show_person(self, name: str, tier_code: str) -> None:
        """Show somebody else, with the initials of a name."""
        self._text, self._tier = initials(name), tier_code
        self.update()

    def show_photo(self, photo: QImage) -> None:
        """Show the middle of a photo; an empty one leaves the initials."""
        self._photo, self._cut = photo, QPixmap()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the circle."""
        del event
        painter = QPainter(self)
        if self._photo.isNull():
            paint_avatar(painter, self.rect(), self._text, self._tier)
            return
        ratio = self.devicePixelRatio()
        if self._cut.devicePixelRatio() != ratio or self._cut.isNull():
            self._cut = _round_cut(self._photo, round(self.width() * ratio))
            self._cut.setDevicePixelRatio(ratio)
        painter.drawPixmap(0, 0, self._cut)


def _round_cut(photo: QImage, side: int) -> QPixmap:
    """Return the largest circle in the middle of a photo, so many pixels wide."""
    least = min(photo.width(), photo.height())
    middle = QRect((photo.width() - least) // 2, (photo.height() - least) // 2, least, least)
    smooth = Qt.TransformationMode.SmoothTransformation
    square = photo.copy(middle).scaled(side, side, mode=smooth)
    made = QPixmap(side, side)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(square))
    painter.drawEllipse(made.rect())
    painter.end()
    return made


def _small_font() -> QFont:
    return look.font("label")


def _big_font() -> QFont:
    return look.font("bodyStrong")


def _state_font() -> QFont:
    font = QFont(look.font("caption"))
    font.setWeight(QFont.Weight.Medium)
    return font


def _left_middle(rect: QRect, size: QSize) -> QRect:
    top = rect.top() + (rect.height() - size.height()) // 2
    return QRect(rect.left(), top, size.width(), size.height())


def _paint_words(painter: QPainter, rect: QRect, text: str, font: QFont, token: str) -> None:
    painter.setFont(font)
    painter.setPen(look.color(token))
    words = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, LEFT, words)
