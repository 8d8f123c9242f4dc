"""Choices of which one counts: Tab reaches the chosen one, arrows choose another."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QWidget,
)

from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.button import Button
from smbcrm.ui.widgets.tiles import ChoiceTile

GAP = 8


class _OneOf(QWidget):
    """Buttons of which at most one is on. Qt moves among them with the arrow keys."""

    changed = Signal(object)
    """What a person chose; `choose` tells nobody."""

    def __init__(self) -> None:
        super().__init__()
        self._values: list[object] = []
        self._buttons: list[QAbstractButton] = []
        self._told: object = None
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(self._clicked)

    def value(self) -> object:
        """Return what is chosen, or None."""
        chosen = self._group.checkedButton()
        return None if chosen is None else self._values[self._buttons.index(chosen)]

    def choose(self, value: object) -> None:
        """Choose without telling anybody; None or an unknown value chooses nothing."""
        if value in self._values:
            self._told = value
            self._buttons[self._values.index(value)].setChecked(True)
        else:
            self._told = None
            self._group.setExclusive(False)
            for button in self._buttons:
                button.setChecked(False)
            self._group.setExclusive(True)
        self._rove()

    def step(self, by: int) -> None:
        """Choose the next (+1) or previous (-1) that can be chosen, as a person would."""
        free = [one for one in self._buttons if one.isEnabled() and not one.isHidden()]
        if not free:
            return
        chosen = self._group.checkedButton()
        if chosen in free:
            place = min(max(free.index(chosen) + by, 0), len(free) - 1)
        else:
            place = 0 if by > 0 else len(free) - 1
        free[place].setChecked(True)
        self._clicked(free[place])

    def buttons(self) -> Sequence[QAbstractButton]:
        """Return the buttons in their order."""
        return tuple(self._buttons)

    def _add(self, value: object, button: QAbstractButton) -> None:
        button.setCheckable(True)
        button.setAutoExclusive(True)  # to screen readers: one of several
        self._values.append(value)
        self._buttons.append(button)
        self._group.addButton(button)

    def _clicked(self, button: QAbstractButton) -> None:
        self._rove()
        value = self._values[self._buttons.index(button)]
        if value != self._told:
            self._told = value
            self.changed.emit(value)

    def _rove(self) -> None:
        """Leave one of them to Tab: the chosen one, else the first."""
        chosen = self._group.checkedButton()
        free = [one for one in self._buttons if one.isEnabled() and not one.isHidden()]
        reached = chosen or (free[0] if free else None)
        for button in self._buttons:
            policy = Qt.FocusPolicy.StrongFocus if button is reached else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)


class ChoiceGroup(_OneOf):
    """Choice tiles in columns; each stands for a value."""

    def __init__(self, tiles: Sequence[tuple[object, ChoiceTile]], columns: int) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        self._columns = (0, True)
        for value, tile in tiles:
            self._add(value, tile)
        self.set_columns(columns)
        self._rove()

    def set_columns(self, columns: int, *, even: bool = True) -> None:
        """Stand in so many columns, of the same width or each as wide as its words need."""
        if (columns, even) == self._columns:
            return
        for column in range(len(self._buttons)):
            self._grid.setColumnStretch(column, 1 if even and column < columns else 0)
        self._columns = (columns, even)
        for number, tile in enumerate(self._buttons):
            self._grid.removeWidget(tile)
            self._grid.addWidget(tile, number // columns, number % columns)
            if not even:
                stretch = max(tile.sizeHint().width(), self._grid.columnStretch(number % columns))
                self._grid.setColumnStretch(number % columns, stretch)

    def width_in_one_row(self) -> int:
        """Return the width in which all of them stand beside each other."""
        words = sum(tile.sizeHint().width() for tile in self._buttons)
        return words + (len(self._buttons) - 1) * GAP

    def set_compact(self, compact: bool) -> None:  # noqa: FBT001 - one thing to say
        """Make all tiles lower, for small windows."""
        for tile in self.findChildren(ChoiceTile):
            tile.set_compact(compact)

    def tile(self, value: object) -> ChoiceTile:
        """Return the tile of a value; ValueError for an unknown one."""
        tile = self._buttons[self._values.index(value)]
        assert isinstance(tile, ChoiceTile)  # noqa: S101 - only such are added
        return tile


class Tabs(_OneOf):
    """Words in a row of which one is underlined: `options` are value and words."""

    def __init__(self, options: Sequence[tuple[object, str]]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(GAP, 0, GAP, 0)
        row.setSpacing(0)
        for value, words in options:
            part = Button(words, kind="tab")
            self._add(value, part)
            row.addWidget(part)
        row.addStretch(1)
        self._rove()


class Segmented(_OneOf):
    """A few words in one frame, of which one is on: `options` are value, words and icon or ""."""

    changed = Signal(str)

    def __init__(self, options: Sequence[tuple[str, str, str]], *, small: bool = False) -> None:
        super().__init__()
        self._parts: list[tuple[Button, str]] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        last = len(options) - 1
        for number, (value, words, icon) in enumerate(options):
            part = Button(words, icon=icon, kind="segment", small=small)
            self._parts.append((part, icon))
            dress(part, place=_place(number, last))
            self._add(value, part)
            row.addWidget(part)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._rove()

    def value(self) -> str:
        """Return the value that is on, "" for none."""
        value = super().value()
        return value if isinstance(value, str) else ""

    def show_icons(self, shown: bool) -> None:  # noqa: FBT001 - one thing to say
        """Show the words with their icons, or alone where there is little room."""
        for part, icon in self._parts:
            part.set_icon(icon if shown else "")


def _place(number: int, last: int) -> str:
    if not last:
        return "only"
    return "first" if number == 0 else "last" if number == last else "middle"
