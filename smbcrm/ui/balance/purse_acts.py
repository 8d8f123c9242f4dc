"""What can be done with the purse that is looked at: each begins at the counter."""

from functools import partial

from smbcrm.core.i18n import N_
from smbcrm.membership.balance.types import Purse
from smbcrm.ui.balance.words import title_of
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Card
from smbcrm.ui.widgets.flow import Flow
from smbcrm.ui.widgets.labels import label

_RIGHT = "put_right"
_PUT_RIGHT = (_RIGHT, N_("Put right"), "pencil-line")
_FIRST = ("give_voucher", N_("Give a voucher"), "ticket")
_ACTS = {
    Purse.STORED: (
        ("withdraw", N_("Pay out"), "banknote"),
        ("hand_over", N_("Hand value over"), "arrow-left-right"),
        _PUT_RIGHT,
    ),
    Purse.CREDIT: (_PUT_RIGHT,),
    Purse.POINTS: (("redeem", N_("Redeem"), "sparkles"), _PUT_RIGHT),
    Purse.VISITS: (("visit", N_("Use"), "ticket-check"), _PUT_RIGHT),
    Purse.VOUCHERS: (
        ("give_voucher", N_("Give"), "ticket"),
        ("void_voucher", N_("Make void"), "ban"),
    ),
}
"""By purse the actions of the counter, as `begin` takes them, their words and icons."""


class PurseActs(Card):
    """The buttons of one purse of a customer; `buttons` holds those in sight by their action."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(padding=14, spacing=8)
        self._desk = desk
        self._customer = 0
        self._shown: tuple[Purse, str, bool] | None = None
        self.buttons: dict[str, Button] = {}
        self._title = label("", "label")
        self._flow = Flow()
        self.body.addWidget(self._title)
        self.body.addWidget(self._flow)

    def show_purse(self, customer: int, purse: Purse, unit: str, *, first: bool) -> None:
        """Offer what can be done with a purse; visits are those of one package, by its unit.

        `first`: the customer has no voucher yet, and so no purse of them in which to give one.
        """
        self._customer = customer
        if self._shown == (purse, unit, first):
            return
        self._shown = purse, unit, first
        self._title.setText(title_of(self._desk, purse))
        for old in self.buttons.values():
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.buttons = {}
        more = (_FIRST,) if first and purse is Purse.STORED else ()
        for action, words, icon in (*_ACTS[purse], *more):
            about = f"{action}/{purse}" if action == _RIGHT else action
            about = f"{about}:{unit}" if action == _RIGHT and unit else about
            made = Button(self._desk.say(words), icon=icon, small=True)
            made.setObjectName(f"purse_{action}")
            made.clicked.connect(partial(self._begin, about))
            self._flow.addWidget(made)
            made.show()
            self.buttons[action] = made

    def _begin(self, action: str) -> None:
        self._desk.room.open_customer(self._customer, action)
