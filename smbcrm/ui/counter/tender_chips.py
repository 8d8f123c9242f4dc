"""Which card or QR it is: chips that go on in the next line where there is no room."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup

from smbcrm.core.i18n import N_
from smbcrm.membership.sales.codes import MEANS_NAMES, Means
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.buttons import Chip
from smbcrm.ui.widgets.flow import Flow


class TenderChips(Flow):
    """One chip for each means; one of them is on. `changed` tells which a person chose."""

    changed = Signal(object)

    def __init__(self, desk: Desk, means: Sequence[Means], title: str = "") -> None:
        super().__init__()
        self.setAccessibleName(title or desk.say(N_("Card or QR")))
        self._group = QButtonGroup(self)
        self.chips = {one: Chip(desk.say(MEANS_NAMES[one])) for one in means}
        for one, chip in self.chips.items():
            self._group.addButton(chip)
            self.addWidget(chip)
            chip.clicked.connect(partial(self._chosen, one))

    def choose(self, means: Means) -> None:
        """Switch one on and tell nobody."""
        if means in self.chips:
            self.chips[means].setChecked(True)

    def _chosen(self, means: Means) -> None:
        self.changed.emit(means)
