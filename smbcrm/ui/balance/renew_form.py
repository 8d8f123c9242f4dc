"""Until when a card is renewed: asked in place first."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.membership.cards.rules import last_day
from smbcrm.membership.cards.types import Card
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.fields import Chooser
from smbcrm.ui.widgets.scrolling import bring_into_sight

_A_YEAR = 12
_TERMS = (1, 2, 3)


class RenewForm(QWidget):
    """The new last day, which is so far one term more, and the button; `given` tells the day."""

    given = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.until = Chooser(desk.say(N_("Valid until")))
        self.go = Button(desk.say(N_("Renew the card")), kind="soft", small=True)
        self.go.clicked.connect(lambda _checked: self.given.emit(self.until.value()))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.until)
        column.addWidget(self.go)
        self.hide()

    def ask(self, card: Card) -> None:
        """Ask until when; where new cards never end, a term is a year."""
        today, term = self._desk.today(), self._desk.shop.card_months or _A_YEAR
        since = max(card.valid_until or today, today)
        days = [day for times in _TERMS if (day := last_day(since, times * term)) is not None]
        self.until.set_options([(day, self._desk.words.date(day), "") for day in days])
        self.until.choose(next(iter(days), None))
        self.show()
        self.until.combo.setFocus()
        bring_into_sight(self)
