"""The packages that may be used, as tiles: 1 to 9, the arrows or a click choose one."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smbcrm.membership.visits.owning import OwnedPackage
from smbcrm.ui.counter.package_words import state_words, title_words
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.buttons import ChoiceGroup, ChoiceTile
from smbcrm.ui.widgets.own_words import plain_tip
from smbcrm.ui.widgets.painting import line_height, paint_line

MOST = 9
_LEAST = 150
_COLUMNS = 2

Key = tuple[int, str]
"""Whose package it is, and its code."""


def key_of(one: OwnedPackage) -> Key:
    """Return what tells a package from all others that may be used."""
    return one.owner, one.standing.package.item.code


class PackageChoice(QWidget):
    """One tile for each package; `changed` when a person chose another one."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._owned: Sequence[OwnedPackage] = ()
        self.group: ChoiceGroup | None = None
        self._compact = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    @property
    def chosen(self) -> OwnedPackage | None:
        """The package that is chosen."""
        value = None if self.group is None else self.group.value()
        return next((one for one in self._owned if key_of(one) == value), None)

    @property
    def tiles(self) -> Sequence[ChoiceTile]:
        """The tiles in their order."""
        return () if self.group is None else self.group.findChildren(ChoiceTile)

    def show_owned(self, owned: Sequence[OwnedPackage], wanted: Key | None) -> None:
        """Show these; the wanted one is chosen, else the one that was, else the first."""
        before, had_focus = self.chosen, self._has_focus()
        self._owned = owned[:MOST]
        if self.group is not None:
            self._column.removeWidget(self.group)
            self.group.hide()
            self.group.deleteLater()
            self.group = None
        self.setVisible(bool(owned))
        if not owned:
            return
        tiles = [
            PackageTile(title_words(one), state_words(self._desk, one), str(number))
            for number, one in enumerate(self._owned, 1)
        ]
        keys = [key_of(one) for one in self._owned]
        self.group = ChoiceGroup(list(zip(keys, tiles, strict=True)), _COLUMNS)
        kept = None if before is None else key_of(before)
        self.group.choose(next((one for one in (wanted, kept) if one in keys), keys[0]))
        self.group.changed.connect(lambda _key: self.changed.emit())
        self.group.set_compact(self._compact)
        self._column.addWidget(self.group)
        if had_focus:
            self.take_focus()

    def choose(self, code: str) -> bool:
        """Choose a package by its code, as a person would; tell whether there is one."""
        found = next((one for one in self._owned if key_of(one)[1] == code), None)
        if found is None or self.group is None:
            return False
        self.group.choose(key_of(found))
        self.changed.emit()
        return True

    def choose_number(self, number: int) -> None:
        """Choose the tile with that number, if there is one."""
        if self.group is not None and 1 <= number <= len(self._owned):
            self.group.choose(key_of(self._owned[number - 1]))
            self.take_focus()
            self.changed.emit()

    def take_focus(self) -> None:
        """Put the focus on the tile that is chosen."""
        if self.group is not None:
            next(tile for tile in self.tiles if tile.isChecked()).setFocus()

    def narrow(self, *, roomy: bool) -> None:
        """Be lower where there is little room."""
        self._compact = not roomy
        if self.group is not None:
            self.group.set_compact(self._compact)

    def _has_focus(self) -> bool:
        return any(tile.hasFocus() for tile in self.tiles)


class PackageTile(ChoiceTile):
    """A package: its name and how it stands, both of which may end in "…" with a tooltip."""

    def __init__(self, title: str, sub: str, key: str) -> None:
        super().__init__(title, sub, "ticket-check", key)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return little width: names of packages may be long."""
        return QSize(_LEAST, super().sizeHint().height())

    def has_room_for_key(self) -> bool:
        """Tell that the cap is shown always: the words give way."""
        return True

    def _describe(self) -> None:
        self.setAccessibleDescription(", ".join(filter(None, (self._sub, self._key))))
        self.setToolTip(plain_tip(f"{self._title}\n{self._sub}"))

    def _paint_lines(self, painter: QPainter, room: QRect, title: QFont, sub: QFont) -> None:
        upper, lower = line_height(title), line_height(sub)
        top = (self.height() - upper - lower) // 2
        place = QRect(room.left(), top, room.width(), upper)
        paint_line(painter, place, self._title, title, self._ink("ink"))
        place = QRect(room.left(), top + upper, room.width(), lower)
        paint_line(painter, place, self._sub, sub, self._ink("ink2"))
