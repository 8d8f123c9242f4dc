"""The tiers under each other: badge, how each is reached, what it gives; one of them is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout

from smbcrm.core.i18n import N_
from smbcrm.membership.tiers.types import Tier
from smbcrm.membership.tiers.window import WINDOW_MONTHS
from smbcrm.ui.desk import Desk
from smbcrm.ui.settings.typed_numbers import shown_hundredths
from smbcrm.ui.theme import look
from smbcrm.ui.widgets.badges import paint_tier, tier_size
from smbcrm.ui.widgets.cards import Card
from smbcrm.ui.widgets.labels import hairline
from smbcrm.ui.widgets.painting import paint_line, text_size

_HEIGHT = 46
_EDGE, _GAP, _BAR, _RADIUS = 16, 8, 3, 9


class TierRows(Card):
    """Highest first, as they rank. Up and down choose another tier."""

    chosen = Signal(int)
    """The id of the tier to edit."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(padding=1, spacing=0)
        self.setObjectName("tier_rows")
        self._desk = desk
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.chosen)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.body.addLayout(self._column)
        self._rows: dict[int, TierRow] = {}

    def show_tiers(self, tiers: Sequence[Tier], chosen: int) -> None:
        """Show the tiers, given lowest first, with one of them chosen."""
        if {tier.id for tier in tiers} != set(self._rows):
            self._make(tiers)
        for tier in tiers:
            row = self._rows[tier.id]
            row.show_tier(tier, _reached(self._desk, tier), _given(self._desk, tier))
            row.setChecked(tier.id == chosen)

    def row(self, tier: int) -> "TierRow":
        """Return the row of a tier by its id."""
        return self._rows[tier]

    def _make(self, tiers: Sequence[Tier]) -> None:
        for number, tier in enumerate(reversed(tiers)):
            if number:
                self._column.addWidget(hairline())
            row = TierRow(first=not number, last=number == len(tiers) - 1)
            row.setObjectName(f"tier_{tier.code}")
            self._group.addButton(row, tier.id)
            self._column.addWidget(row)
            self._rows[tier.id] = row


class TierRow(QAbstractButton):
    """One tier."""

    def __init__(self, *, first: bool, last: bool) -> None:
        super().__init__()
        self._first, self._last = first, last
        self._code = self._name = self._reached = self._given = ""
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_tier(self, tier: Tier, reached: str, given: str) -> None:
        """Show a tier: how it is reached, and what it gives."""
        self._code, self._name = tier.code, tier.name
        self._reached, self._given = reached, given
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(f"{reached}, {given}")
        self.update()

    def text(self) -> str:
        """Return what is in it."""
        return f"{self._name}: {self._reached}, {self._given}"

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the height of a row; the width is the card's."""
        return QSize(240, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the row."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "selected" if self.isChecked() else "hover" if self.underMouse() else "surface"
        self._paint_ground(painter, ground)
        if self.hasFocus():
            painter.fillRect(QRect(0, 0, _BAR, self.height()), look.color("focus"))
        room = self.rect().adjusted(_EDGE, 0, -_EDGE, 0)
        given = text_size(look.font("bodyStrong"), self._given).width()
        right = QRect(room.right() + 1 - given, 0, given, self.height())
        badge = tier_size(self._name, small=False).width()
        room.setRight(right.left() - _GAP)
        paint_tier(painter, room, self._code, self._name, small=False)
        words = room.adjusted(badge + _GAP, 0, 0, 0)
        paint_line(painter, words, self._reached, look.font("body"), "ink2")
        paint_line(painter, right, self._given, look.font("bodyStrong"), "ink")

    def _paint_ground(self, painter: QPainter, token: str) -> None:
        """Fill the row; the corners of the card stay round."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color(token))
        painter.drawRoundedRect(self.rect(), _RADIUS, _RADIUS)
        half = self.height() // 2
        if not self._first:
            painter.drawRect(0, 0, self.width(), half)
        if not self._last:
            painter.drawRect(0, half, self.width(), self.height() - half)


def _reached(desk: Desk, tier: Tier) -> str:
    if tier.rank == 0:
        return desk.say(N_("everyone"))
    if tier.spend_from is None:
        return desk.say(N_("not by spending"))
    spend = desk.words.money(tier.spend_from)
    return desk.say(N_("{amount} in {months} months"), amount=spend, months=WINDOW_MONTHS)


def _given(desk: Desk, tier: Tier) -> str:
    points = desk.say(N_("points ×{factor}"), factor=shown_hundredths(tier.points_factor))
    if not tier.discount:
        return points
    percent = shown_hundredths(tier.discount)
    return desk.say(N_("{points}, −{percent} %"), points=points, percent=percent)
