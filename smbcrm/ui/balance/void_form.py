"""Why a card is made void: asked in place first, for that is final."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.membership.cards.types import REASONS, CardAct, CardReason
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.fields import Chooser
from smbcrm.ui.widgets.scrolling import bring_into_sight
from smbcrm.ui.widgets.wrapped import WrapLabel

_WORDS = {
    CardReason.CUSTOMER_ASKED: N_("The customer asked for it"),
    CardReason.DAMAGED: N_("Damaged"),
    CardReason.STOLEN: N_("Stolen"),
    CardReason.MISUSE: N_("Misuse"),
    CardReason.MISTAKE: N_("Given by mistake"),
    CardReason.OTHER: N_("Another reason"),
}


class VoidForm(QWidget):
    """A reason that has to be chosen, and the button; `given` tells the reason."""

    given = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        say = desk.say
        self.reason = Chooser(say(N_("Reason, needed")))
        self.reason.set_options([(one, say(_WORDS[one]), "") for one in REASONS[CardAct.VOID]])
        self.go = Button(say(N_("Make the card void")), kind="danger", small=True)
        self.go.clicked.connect(lambda _checked: self._go())
        final = N_("Void is final. The value stays with the customer; another card can be issued.")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(WrapLabel(say(final), "caption"))
        column.addWidget(self.reason)
        column.addWidget(self.go)
        self.hide()

    def open(self, opened: bool) -> None:  # noqa: FBT001 - what a button tells
        """Ask, or ask no more."""
        self.setVisible(opened)
        if opened:
            self.reason.choose(None)
            self.reason.show_fine()
            self.reason.combo.setFocus()
            bring_into_sight(self)

    def _go(self) -> None:
        reason = self.reason.value()
        if isinstance(reason, CardReason):
            self.given.emit(reason)
        else:
            self.reason.show_error(self._desk.say(N_("Choose a reason.")))
            self.reason.combo.setFocus()
