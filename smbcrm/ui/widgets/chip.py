"""Chips: small pills that are on or off, alone or as filters in a row."""

from typing import cast

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QStylePainter

from smbcrm.ui.theme.look import color
from smbcrm.ui.widgets.button import Button
from smbcrm.ui.widgets.painting import LEFT

_WAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class Chip(Button):
    """A chip that can be on; `count` is how many it stands for. Arrows move among neighbours."""

    def __init__(self, text: str, count: int | None = None, *, big: bool = False) -> None:
        self._count = count
        super().__init__(text, kind="chip", big=big)
        self.setCheckable(True)
        self.toggled.connect(self.updateGeometry)
        self.set_count(count)

    def set_count(self, count: int | None) -> None:
        """Show another count, or none."""
        self._count = count
        self.setAccessibleDescription(self._trailing())
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows move to the next chip beside this one."""
        way = _WAYS.get(Qt.Key(event.key()))
        group = cast("QButtonGroup | None", self.group())
        if way is None or (group is not None and group.exclusive()):
            super().keyPressEvent(event)
            return
        chips = self._neighbours()
        place = chips.index(self) + way
        if 0 <= place < len(chips):
            chips[place].setFocus(Qt.FocusReason.TabFocusReason)

    def _neighbours(self) -> list["Chip"]:
        parent = self.parentWidget()
        found = parent.findChildren(Chip, options=_DIRECT) if parent else [self]
        return [chip for chip in found if chip.isEnabled() and not chip.isHidden()]

    def _takes_enter(self) -> bool:
        return False

    def _trailing(self) -> str:
        return "" if self._count is None else f"{self._count:,}"

    def _shown_icon(self) -> str:
        return "check" if self.isChecked() else ""

    def _ink(self) -> str:
        return "primaryText" if self.isEnabled() and self.isChecked() else super()._ink()

    def _paint_trailing(self, painter: QStylePainter, place: QRect, text: str) -> None:
        painter.setPen(color("primaryText" if self.isChecked() else "ink3"))
        painter.setFont(self.font())
        painter.drawText(place, LEFT, text)


_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly
