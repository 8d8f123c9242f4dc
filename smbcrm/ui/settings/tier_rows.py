"""The tiers under each other: badge, how each is reached, how many people; one of them is chosen.

Their order is their rank. A row is dragged by the mouse, or moved by Alt and an arrow.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
)

from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.tiers.types import Tier
from smbcrm.ui.desk import Desk
from smbcrm.ui.settings.tier_words import reached_words
from smbcrm.ui.theme import look
from smbcrm.ui.widgets.badges import paint_tier, tier_size
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Card
from smbcrm.ui.widgets.labels import hairline, label
from smbcrm.ui.widgets.lead_text import Ink, LeadText
from smbcrm.ui.widgets.painting import paint_icon, paint_line, text_size

_HEIGHT = 46
_EDGE, _GAP, _BAR, _RADIUS, _HANDLE = 16, 8, 3, 9, 18
_WAYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class TierRows(Card):
    """Highest first, as they rank. Up and down choose another tier, with Alt they move it."""

    chosen = Signal(int)
    """The id of the tier to edit."""
    ordered = Signal(object)
    """The codes of all tiers in the order that somebody wants, lowest first."""
    added = Signal()
    """Somebody wants one more tier."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(padding=1, spacing=0)
        self.setObjectName("tier_rows")
        self._desk = desk
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.chosen)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self._rows: dict[int, TierRow] = {}
        self._order: Sequence[int] = ()
        self._codes: Mapping[int, str] = {}
        self.add = Button(desk.say(N_("Add a tier")), icon="plus", small=True)
        self.add.setObjectName("tier_add")
        self.add.clicked.connect(self.added)
        self._all = label("", "strong")
        self._below = LeadText(Ink("dangerText", "dangerText", "caption"))
        self._below.hide()
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 6, 12, 6)
        foot.setSpacing(10)
        foot.addWidget(self.add)
        says = desk.say(N_("Order is rank: the highest one reached counts."))
        foot.addWidget(label(says, "caption", wrap=True), 1)
        foot.addWidget(self._all)
        self.body.addLayout(self._column)
        self.body.addWidget(hairline())
        self.body.addLayout(foot)
        self.body.addWidget(self._below)

    def show_tiers(self, tiers: Sequence[Tier], people: Mapping[int, int], chosen: int) -> None:
        """Show the tiers, given lowest first, with one of them chosen."""
        order = [tier.id for tier in reversed(tiers)]
        if order != self._order:
            self._arrange(tiers)
        self._order, self._codes = order, {tier.id: tier.code for tier in tiers}
        self.show_refusal("")
        for tier in tiers:
            row = self._rows[tier.id]
            count = people.get(tier.id, 0)
            says = self._desk.count(NN_("{count} person", "{count} people"), count)
            row.show_tier(tier, reached_words(self._desk, tier), f"{count:,}", says)
            row.setChecked(tier.id == chosen)
        self._all.setText(f"{sum(people.values()):,}")

    def row(self, tier: int) -> "TierRow":
        """Return the row of a tier by its id."""
        return self._rows[tier]

    def show_refusal(self, what: str) -> None:
        """Say why the tiers do not stand in the order that somebody wanted; "" for nothing."""
        self._below.show_text(what)
        self._below.setVisible(bool(what))

    def message(self) -> str:
        """Return what is said below."""
        return self._below.text() if not self._below.isHidden() else ""

    def _arrange(self, tiers: Sequence[Tier]) -> None:
        """Put the rows in order; those that stay keep the focus."""
        for gone in set(self._rows) - {tier.id for tier in tiers}:
            row = self._rows.pop(gone)
            self._group.removeButton(row)
            row.hide()
            row.deleteLater()
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and not isinstance(widget, TierRow):
                widget.hide()
                widget.deleteLater()
        for number, tier in enumerate(reversed(tiers)):
            if number:
                self._column.addWidget(hairline())
            row = self._rows.get(tier.id) or self._new(tier)
            row.set_first(first=not number)
            self._column.addWidget(row)

    def _new(self, tier: Tier) -> "TierRow":
        row = TierRow()
        row.setObjectName(f"tier_{tier.code}")
        row.moved.connect(self._move)
        row.dropped.connect(self._drop)
        self._group.addButton(row, tier.id)
        self._rows[tier.id] = row
        return row

    def _move(self, row: "TierRow", way: int) -> None:
        """Let a tier change places with its neighbour."""
        place = self._order.index(self._group.id(row))
        self._put(place, place + way)

    def _drop(self, row: "TierRow", at: QPoint) -> None:
        """Put a tier where it was let go."""
        top = row.mapTo(self, at).y()
        place = self._order.index(self._group.id(row))
        middles = (self._rows[one].geometry().center().y() for one in self._order)
        above = sum(top > middle for middle in middles)
        self._put(place, above - 1 if above > place else above)

    def _put(self, place: int, where: int) -> None:
        order = list(self._order)
        one = order.pop(place)
        order.insert(max(0, min(where, len(order))), one)
        if order != list(self._order):
            self.ordered.emit([self._codes[tier] for tier in reversed(order)])


class TierRow(QAbstractButton):
    """One tier."""

    moved = Signal(object, int)
    """This row, and by how many places Alt and an arrow move it: −1 is up."""
    dropped = Signal(object, QPoint)
    """This row, and where in it the mouse was let go after it was dragged."""

    def __init__(self) -> None:
        super().__init__()
        self._first = False
        self._code = self._name = self._reached = self._count = self._says = ""
        self._pressed_at: QPoint | None = None
        self._dragged = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_tier(self, tier: Tier, reached: str, count: str, says: str) -> None:
        """Show a tier: how it is reached, and how many people hold it, as a figure and in words."""
        self._code, self._name = tier.code, tier.name
        self._reached, self._count, self._says = reached, count, says
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(f"{reached}, {says}")
        self.update()

    def set_first(self, *, first: bool) -> None:
        """Stand at the top of the card, whose corners are round, or not."""
        self._first = first
        self.update()

    def text(self) -> str:
        """Return what is in it."""
        return f"{self._name}: {self._reached}, {self._says}"

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the height of a row; the width is the card's."""
        return QSize(240, _HEIGHT)

    def event(self, event: QEvent) -> bool:
        """Keep Alt and an arrow from the window, which would go a page back."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(_is_move(event))
            return event.isAccepted()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Move the tier by Alt and an arrow; an arrow alone chooses another one."""
        if _is_move(event):
            self.moved.emit(self, _WAYS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Remember where a drag may begin."""
        self._pressed_at, self._dragged = event.position().toPoint(), False
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take the row up once the mouse has moved far enough."""
        if self._pressed_at is not None and not self._dragged:
            way = abs(event.position().toPoint().y() - self._pressed_at.y())
            if way >= QApplication.startDragDistance():
                self._dragged = True
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Put the row down, or choose it."""
        dragged, self._pressed_at, self._dragged = self._dragged, None, False
        self.unsetCursor()
        super().mouseReleaseEvent(event)
        if dragged:
            self.dropped.emit(self, event.position().toPoint())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the row."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "selected" if self.isChecked() else "hover" if self.underMouse() else "surface"
        self._paint_ground(painter, ground)
        if self.hasFocus() or self._dragged:
            painter.fillRect(QRect(0, 0, _BAR, self.height()), look.color("focus"))
        handle = QRect(_EDGE - 6, 0, _HANDLE, self.height())
        paint_icon(painter, handle, "grip-vertical", 16, "ink3")
        room = self.rect().adjusted(_EDGE + _HANDLE, 0, -_EDGE, 0)
        count = text_size(look.font("bodyStrong"), self._count).width()
        right = QRect(room.right() + 1 - count, 0, count, self.height())
        badge = tier_size(self._name, small=False).width()
        room.setRight(right.left() - _GAP)
        paint_tier(painter, room, self._code, self._name, small=False)
        words = room.adjusted(badge + _GAP, 0, 0, 0)
        paint_line(painter, words, self._reached, look.font("body"), "ink2")
        paint_line(painter, right, self._count, look.font("bodyStrong"), "ink")

    def _paint_ground(self, painter: QPainter, token: str) -> None:
        """Fill the row; the upper corners of the card stay round."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color(token))
        if self._first:
            painter.drawRoundedRect(self.rect(), _RADIUS, _RADIUS)
            half = self.height() // 2
            painter.drawRect(0, half, self.width(), self.height() - half)
        else:
            painter.drawRect(self.rect())


def _is_move(event: QKeyEvent) -> bool:
    alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
    return bool(alt) and Qt.Key(event.key()) in _WAYS
