"""The push button: icon, words and key cap in one row, in any kind that the style sheet knows."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter, QWidget

from smbcrm.ui.theme.look import color
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.labels import fitting
from smbcrm.ui.widgets.own_words import plain_tip
from smbcrm.ui.widgets.painting import CAP_HEIGHT, CENTER, cap_width, paint_cap, paint_icon

GAP = 8
_ICON, _SMALL_ICON, _BIG_ICON = 18, 15, 20
_FILLED = frozenset({"primary", "take"})
_ICON_TOKENS = {
    "primary": "onPrimary",
    "take": "onPrimary",
    "danger": "dangerText",
    "quiet": "primaryText",
    "soft": "primaryText",
    "link": "primaryText",
}
_TAKE_LINE_GAP = 2
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Button(QPushButton):
    """A button. Its words are shown as they stand, an `&` is no mnemonic.

    `key` is the cap of the key that does the same; `name` is what a screen reader says instead of
    the words, needed where there are none. Kind `take` stands its cap below the words.
    """

    def __init__(  # noqa: PLR0913 - all of them are what a button can have
        self,
        text: str,
        *,
        icon: str = "",
        kind: str = "",
        key: str = "",
        small: bool = False,
        big: bool = False,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon, self._key, self._name = icon, key, name
        self._icon_size = _SMALL_ICON if small else _BIG_ICON if big else _ICON
        dress(self, kind=kind, small=small, big=big)
        self.set_text(text)
        self.set_key(key)
        if not text and name:
            self.setToolTip(plain_tip(f"{name} ({key})" if key else name))

    def text(self) -> str:
        """Return the words."""
        return super().text().replace("&&", "&")

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Show other words; an `&` among them is shown."""
        super().setText(text.replace("&", "&&"))
        self.setAccessibleName(self._name or text)

    def set_text(self, text: str) -> None:
        """Show other words."""
        self.setText(text)

    def set_key(self, key: str) -> None:
        """Show another key cap, or none."""
        self._key = key
        self.setAccessibleDescription(key)
        self.updateGeometry()
        self.update()

    def set_icon(self, icon: str) -> None:
        """Show another icon, or none."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room for everything in a row."""
        self.ensurePolished()
        option = QStyleOptionButton()
        self.initStyleOption(option)
        height = max(QFontMetrics(self.font()).height(), self._icon_size if self._icon else 0)
        width = self._text_width()
        if self._stacked():
            height += self._below()
        else:
            width = self._row_width()
        contents = QSize(width, height)
        size = self.style().sizeFromContents(
            QStyle.ContentsType.CT_PushButton, option, contents, self
        )
        return size.boundedTo(self.maximumSize())  # the focus ring asks for two pixels more

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the same: the words of a button are never cut; those of `take` shrink first."""
        hint = self.sizeHint()
        return QSize(hint.width() * 2 // 3, hint.height()) if self._stacked() else hint

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Let the style draw ground and words, and add the rest."""
        del event
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        room = self.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self)
        if self._stacked():
            self._paint_stack(painter, room)
        else:
            self._paint_row(painter, option, room)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses the button, as Space does."""
        if event.key() in _ENTER and self._takes_enter():
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Fit another font."""
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.updateGeometry()
        return super().event(event)

    def _takes_enter(self) -> bool:
        """Tell whether Enter presses it: one that is on already leaves Enter to what is around."""
        return not (self.isCheckable() and self.isChecked())

    def _trailing(self) -> str:
        """Return what stands behind the words in a weaker colour."""
        return ""

    def _stacked(self) -> bool:
        return bool(self.property("kind") == "take")

    def _below(self) -> int:
        """Return the height that a cap takes below the words."""
        return _TAKE_LINE_GAP + CAP_HEIGHT if self._key else 0

    def _text_width(self) -> int:
        return QFontMetrics(self.font()).horizontalAdvance(self.text()) + 2 if self.text() else 0

    def _row_width(self) -> int:
        parts = [
            self._icon_size if self._shown_icon() else 0,
            self._text_width(),
            QFontMetrics(self.font()).horizontalAdvance(self._trailing()),
            cap_width(self._key) if self._key else 0,
        ]
        shown = [part for part in parts if part]
        return sum(shown) + GAP * (len(shown) - 1)

    def _shown_icon(self) -> str:
        return self._icon

    def _ink(self) -> str:
        """Return the colour of icon and cap."""
        if not self.isEnabled():
            return "inkDisabled"
        kind = self.property("kind") or ""
        if kind == "danger" and self.property("main"):
            return "onDanger"
        return _ICON_TOKENS.get(kind, "ink")

    def _cap_ink(self) -> str:
        filled = self.property("kind") in _FILLED
        return self._ink() if filled or not self.isEnabled() else ""

    def _paint_row(self, painter: QStylePainter, option: QStyleOptionButton, room: QRect) -> None:
        width = self._row_width()
        left = room.left() + max(0, (room.width() - width) // 2)

        def take(part: int) -> QRect:
            nonlocal left
            place = QRect(left, room.top(), part, room.height())
            left += part + GAP
            return place

        icon = self._shown_icon()
        if icon:
            paint_icon(painter, take(self._icon_size), icon, self._icon_size, self._ink())
        if self.text():
            option.rect = take(self._text_width())
            painter.drawControl(QStyle.ControlElement.CE_PushButtonLabel, option)
        trailing = self._trailing()
        if trailing:
            self._paint_trailing(
                painter, take(QFontMetrics(self.font()).horizontalAdvance(trailing)), trailing
            )
        if self._key:
            paint_cap(painter, take(cap_width(self._key)), self._key, self._cap_ink())

    def _paint_trailing(self, painter: QStylePainter, place: QRect, text: str) -> None:
        """Draw what stands behind the words."""

    def _paint_stack(self, painter: QStylePainter, room: QRect) -> None:
        font = fitting(self.font(), self.text(), room.width())
        line = QFontMetrics(font).height()
        top = room.top() + (room.height() - line - self._below()) // 2
        painter.setFont(font)
        painter.setPen(color(self._ink()))
        painter.drawText(QRect(room.left(), top, room.width(), line), CENTER, self.text())
        if self._key:
            cap = QRect(room.left(), top + line + _TAKE_LINE_GAP, room.width(), CAP_HEIGHT)
            paint_cap(painter, cap, self._key, self._ink())
