"""The head of a customer's page: the way back, who it is, and what protects them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.membership.balance.types import CustomerBalance
from smbcrm.ui.alert_note import AlertNote
from smbcrm.ui.desk import Desk
from smbcrm.ui.name_line import NameLine
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.labels import label
from smbcrm.ui.wording import called


class BalanceHead(QWidget):
    """Back, name and tier, the title of what is shown, the allergy; `side` takes its buttons."""

    back = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.button = Button(desk.say(N_("Back")), icon="arrow-left", key="Esc", small=True)
        self.button.clicked.connect(self.back)
        self._name = NameLine("title")
        self._title = label(desk.say(N_("Card and balance")), "caption")
        self.alert = AlertNote(slim=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._title)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(14)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)
        row.addWidget(self.alert, 2)
        self.side = QHBoxLayout()
        self.side.setSpacing(8)
        row.addLayout(self.side)

    def show_view(self, view: CustomerBalance) -> None:
        """Show whose page it is."""
        customer = view.shown.customer
        name = called(customer.profile.full_name, customer.code)
        self._name.show_name(name, view.tier_code, view.shown.tier)
        self.alert.show_alert(customer.profile.alert)

    def show_title(self, title: str) -> None:
        """Say what of theirs is shown."""
        self._title.setText(title)
