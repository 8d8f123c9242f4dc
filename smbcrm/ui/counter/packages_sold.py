"""The packages that the shop sells, for somebody who has none: each is sold by an ordinary sale."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.membership.packages.types import Package
from smbcrm.ui.desk import Desk
from smbcrm.ui.jobs import Latest
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.flow import Flow
from smbcrm.ui.widgets.wrapped import WrapLabel

_MOST = 6


class PackagesSold(QWidget):
    """Says that there is no package, and offers those that are sold; `chosen` tells the `Item`."""

    chosen = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._words = WrapLabel("", "muted")
        self._flow = Flow()
        self.buttons: list[Button] = []
        self._question = Latest(desk.jobs, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._words)
        column.addWidget(self._flow)
        self.hide()

    def ask(self) -> None:
        """Ask what is sold."""
        self._question.ask(self._desk.services.packages.all, self._show, self._desk.room.trouble)

    def take_focus(self) -> bool:
        """Put the focus on the first one; say whether there is one."""
        if self.buttons and not self.isHidden():
            self.buttons[0].setFocus()
        return bool(self.buttons) and not self.isHidden()

    def _show(self, packages: Sequence[Package]) -> None:
        for old in self.buttons:
            self._flow.removeWidget(old)
            old.deleteLater()
        sold = [one.item for one in packages if one.item.active][:_MOST]
        self.buttons = []
        for item in sold:
            price = self._desk.words.money(item.price)
            words = self._desk.say(N_("Sell {package}, {price}"), package=item.name, price=price)
            button = Button(words, icon="ticket")
            button.clicked.connect(partial(self.chosen.emit, item))
            self.buttons.append(button)
            self._flow.addWidget(button)
        none = N_("No visits are paid ahead. The shop sells no visit packages yet.")
        some = N_("No visits are paid ahead.")
        self._words.setText(self._desk.say(some if sold else none))
