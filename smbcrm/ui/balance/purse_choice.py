"""Which purse is looked at: a word for each, and of several visit packages which one."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.membership.balance.types import Holding, Purse
from smbcrm.ui.balance.words import title_of
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.buttons import Segmented
from smbcrm.ui.widgets.calm_combo import CalmCombo


class PurseChoice(QWidget):
    """The purses of a customer in one row. `changed` when a person chose another."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._wished: tuple[Purse, str] = (Purse.STORED, "")
        self._purses: tuple[Purse, ...] = ()
        self._units: tuple[str, ...] = ()
        self.purses: Segmented | None = None
        self.packages = CalmCombo()
        self.packages.setAccessibleName(desk.say(N_("Visit package")))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self.packages)
        self.packages.hide()
        self.packages.activated.connect(self._package_chosen)

    @property
    def value(self) -> tuple[Purse, str]:
        """Which purse is chosen, and the unit of its visits."""
        return self._wished

    def wish(self, value: tuple[Purse, str]) -> None:
        """Choose a purse as soon as a customer has it."""
        self._wished = value

    def show_holdings(self, holdings: Sequence[Holding]) -> None:
        """Offer these; what is chosen stays where it is among them."""
        self._offer_purses(tuple(dict.fromkeys(one.purse for one in holdings)))
        visits = [one for one in holdings if one.purse is Purse.VISITS]
        self._units = tuple(one.unit for one in visits)
        self.packages.clear()
        self.packages.addItems([one.name for one in visits])
        if self._wished not in {(one.purse, one.unit) for one in holdings}:
            self._wished = (Purse.STORED, "")
        self._show()

    def _offer_purses(self, purses: tuple[Purse, ...]) -> None:
        """Make the row anew where there are others than before; the focus stays on it."""
        if purses == self._purses:
            return
        self._purses = purses
        focus = QApplication.focusWidget()
        focused = focus is not None and self.isAncestorOf(focus)
        if self.purses is not None:
            self.purses.hide()
            self.purses.deleteLater()
        made = Segmented([(one.value, title_of(self._desk, one), "") for one in purses])
        self.purses = made
        self._row.insertWidget(0, made)
        made.changed.connect(self._purse_chosen)
        self.setFocusProxy(made)
        if focused:
            made.setFocus()

    def _show(self) -> None:
        purse, unit = self._wished
        if self.purses is not None:
            self.purses.choose(purse.value)
        if unit:
            self.packages.setCurrentIndex(self._units.index(unit))
        self.packages.setVisible(purse is Purse.VISITS and len(self._units) > 1)

    def _purse_chosen(self, value: str) -> None:
        purse = Purse(value)
        self._wished = (purse, self._units[0] if purse is Purse.VISITS else "")
        self._show()
        self.changed.emit()

    def _package_chosen(self, number: int) -> None:
        if self._units[number] != self._wished[1]:
            self._wished = (Purse.VISITS, self._units[number])
            self.changed.emit()
