"""What the ways share in which stored value leaves its owner: the amount, all of it, the PIN."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.counter.types import CustomerView
from smbcrm.ui.counter.money_frame import MoneyFrame
from smbcrm.ui.counter.money_panel import MoneyPanel
from smbcrm.ui.counter.pin_box import PinBox
from smbcrm.ui.counter.titled_amount import TitledAmount
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.labels import label


class LeavingPanel(MoneyPanel):
    """Stored value that leaves an open customer. Its kinds say how much there is, and whereto."""

    def __init__(
        self,
        desk: Desk,
        view: CustomerView | None,
        parent: QWidget | None,
        frame: MoneyFrame,
        title: str,
    ) -> None:
        super().__init__(desk, view, parent, frame)
        self.amount = TitledAmount(desk, title, "")
        self.all = Button(desk.say(N_("All of it")), small=True)
        self.pin = PinBox(desk, None if view is None else view.shown.customer.id)
        self.amount.field.changed.connect(self.edited)
        self.amount.field.entered.connect(self.enter)
        self.all.clicked.connect(self._take_all)
        self.pin.edited.connect(self.notices.clear)
        self.pin.chosen.connect(self.quoting.renew)
        self.pin.turned.connect(partial(self.frame.show_place, self.pin))
        frame.keypad.pressed.connect(self._key)

    # ------------------------------------------------------------------ what each kind answers

    def _there(self) -> int:
        """Return how much can leave."""
        raise NotImplementedError

    def _fields(self) -> Sequence[QWidget]:
        """Return what is filled in beside the amount; it is off where nothing can leave."""
        raise NotImplementedError

    # ------------------------------------------------------------------ what is the same of each

    def focus_first(self) -> None:
        """Begin with the amount; where there is nothing, with the way back."""
        (self.amount.field if self._there() else self.frame.back).setFocus()

    def show_view(self, view: CustomerView) -> None:
        """Take up what changed of the customer meanwhile."""
        super().show_view(view)
        self._allow()

    def _lay_out(self, explained: str, whereto: QLayout) -> None:
        """Put the parts one below the other: what is explained stands below the amount."""
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(label(explained, "caption", wrap=True), 1)
        below.addWidget(self.all)
        body = self.frame.body
        body.addWidget(self.amount)
        body.addLayout(below)
        body.addLayout(whereto)
        body.addWidget(self.pin)

    def _typed(self) -> bool:
        return bool(self.amount.field.text().strip())

    def _fields_are_right(self) -> bool:
        return self.amount.check() and not self.pin.hinders(self.frame)

    def _refused(self, error: UserError) -> None:
        if not self.pin.takes(error, self.frame):
            super()._refused(error)

    def _allow(self) -> None:
        for part in (self.amount, self.all, *self._fields()):
            part.setEnabled(self._there() > 0)

    def _take_all(self) -> None:
        self.amount.field.set_amount(self._there())
        self.amount.field.setFocus()
        self.edited()

    def _key(self, key: str) -> None:
        if self._there() and not self.pin.press(key):
            self.amount.field.press(key)
            self.amount.field.setFocus()
