"""The cards of a customer: how the one in use stands, and what can be done with it."""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.balance.types import CustomerBalance
from smbcrm.membership.cards import rules
from smbcrm.membership.cards.types import Card as CustomersCard
from smbcrm.membership.cards.types import CardAct, CardState
from smbcrm.membership.counter.rules import card_to_show
from smbcrm.ui.balance.card_acts import CardActs
from smbcrm.ui.balance.renew_form import RenewForm
from smbcrm.ui.balance.void_form import VoidForm
from smbcrm.ui.balance.words import DOT
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.badges import StateBadge
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Card
from smbcrm.ui.widgets.flow import Flow
from smbcrm.ui.widgets.labels import IconLabel, label
from smbcrm.ui.widgets.wrapped import WrapLabel
from smbcrm.ui.wording import called

_MOST_OLD = 3
_STATES = {
    CardState.ISSUED: ("clock", N_("Not handed over yet"), "info"),
    CardState.ACTIVE: ("check", N_("Active"), "ok"),
    CardState.FROZEN: ("lock", N_("Frozen"), "warn"),
    CardState.LOST: ("circle-help", N_("Lost"), "danger"),
    CardState.REPLACED: ("refresh-cw", N_("Replaced"), "neutral"),
    CardState.EXPIRED: ("hourglass", N_("Expired"), "warn"),
    CardState.VOID: ("ban", N_("Void"), "danger"),
}
_BUTTONS = (
    (CardAct.HAND_OVER, N_("Hand over"), "check"),
    (CardAct.FREEZE, N_("Freeze"), "lock"),
    (CardAct.UNFREEZE, N_("Unfreeze"), "lock-keyhole"),
    (CardAct.REPORT_LOST, N_("Lost"), "circle-help"),
    (CardAct.REPLACE, N_("Replace"), "refresh-cw"),
    (CardAct.RENEW, N_("Renew"), "calendar-plus"),
)


class CardsCard(Card):
    """The card in use with its buttons, below it the ones of before.

    `replacing`: another card was asked for; its button needs the focus no more, so that the key
    that asked, pressed twice, asks for no third card.
    """

    replacing = Signal()

    def __init__(self, desk: Desk, acts: CardActs) -> None:
        super().__init__(padding=14, spacing=8)
        self._desk = desk
        self._acts = acts
        self._customer = 0
        self._shown: CustomersCard | None = None
        self._number = self._undoable = ""
        say = desk.say
        self.state = StateBadge("", "", "neutral")
        self.number = WrapLabel("", "strong")
        self._icon = IconLabel("credit-card", 18)
        self._about = WrapLabel("", "caption")
        self.refusal = WrapLabel("", "error")
        self.buttons = {
            act: Button(say(words), icon=icon, small=True) for act, words, icon in _BUTTONS
        }
        self.issue = Button(say(N_("Issue a card")), icon="credit-card", small=True)
        self.void = Button(say(N_("Make void")), icon="ban", small=True)
        self.void.setCheckable(True)
        self.why = VoidForm(desk)
        self.renew = self.buttons[CardAct.RENEW]
        self.renew.setCheckable(True)
        self.until = RenewForm(desk)
        self.undo = Button(say(N_("Undo")), icon="undo-2", kind="quiet", small=True)
        self._old = QVBoxLayout()
        self._lay_out()
        for act, button in self.buttons.items():
            if act is not CardAct.RENEW:
                button.clicked.connect(partial(self._pressed, act))
        self.void.toggled.connect(self._ask_why)
        self.renew.toggled.connect(self._ask_until)
        self.until.given.connect(self._renew)
        self.why.given.connect(lambda reason: acts.void(self._number, reason))
        self.issue.clicked.connect(lambda _: acts.issue(self._customer))
        self.undo.clicked.connect(lambda _: acts.take_back(self._undoable))
        acts.refused.connect(self._refused)

    def show_view(self, view: CustomerBalance) -> None:
        """Show a customer's cards."""
        desk, card = self._desk, card_to_show(view.cards)
        if view.shown.customer.id != self._customer:
            self._customer = view.shown.customer.id
            self.refusal.hide()
            self._ask_nothing()
        self._shown = card
        self._number = "" if card is None else card.number
        self.state.setVisible(card is not None)
        self._icon.setVisible(card is not None)
        self._offer(card)
        numbers = (one.number for one in view.cards)
        self._undoable = next((one for one in numbers if self._acts.undoable(one)), "")
        self.undo.setVisible(bool(self._undoable))
        if card is None:
            self.number.setText(desk.say(N_("No card yet")))
        else:
            self.number.setText(desk.words.card(card.number))
            lost = card.state is CardState.LOST
            again = N_("Found again") if lost else N_("Unfreeze")
            self.buttons[CardAct.UNFREEZE].set_text(desk.say(again))
            icon, words, tone = _STATES[card.state]
            self.state.show_state(icon, desk.say(words), tone)
        about = () if card is None else self._told(view, card)
        self._about.setText(DOT.join(about))
        self._about.setVisible(card is not None)
        self._show_old([one for one in view.cards if one is not card])

    def _offer(self, card: CustomersCard | None) -> None:
        """Show the buttons of what can be done; a question whose button goes is asked no more."""
        self.issue.setVisible(card is None or not (card.living or card.replaceable))
        self.void.setVisible(card is not None and _can(card, CardAct.VOID))
        for act, button in self.buttons.items():
            button.setVisible(card is not None and _can(card, act))
        for asking in (self.void, self.renew):
            asking.setChecked(asking.isChecked() and not asking.isHidden())

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(label(self._desk.say(N_("Card")), "label"), 1)
        head.addWidget(self.state)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.number, 1)
        flow = Flow()
        for button in (*self.buttons.values(), self.void, self.issue, self.undo):
            flow.addWidget(button)
        for part in (head, line):
            self.body.addLayout(part)
        for widget in (self._about, self.refusal, flow, self.why, self.until):
            self.body.addWidget(widget)
        self._old.setSpacing(2)
        self.body.addLayout(self._old)
        self.refusal.hide()

    def _told(self, view: CustomerBalance, card: CustomersCard) -> Iterator[str]:
        say, words = self._desk.say, self._desk.words
        yield say(N_("since {date}"), date=words.date(card.issued_on))
        if card.valid_until is not None:
            yield say(N_("until {date}"), date=words.date(card.valid_until))
        before = next((one for one in view.cards if one.replaced_by == card.number), None)
        if before is not None:
            customer = view.shown.customer
            yield say(
                N_("replaces {number}; that number still finds {name}"),
                number=words.card(before.number),
                name=called(customer.profile.full_name, customer.code),
            )

    def _show_old(self, cards: Sequence[CustomersCard]) -> None:
        while (item := self._old.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        say, words = self._desk.say, self._desk.words
        lines = [
            DOT.join((words.card(card.number), say(_STATES[card.state][1])))
            for card in cards[:_MOST_OLD]
        ]
        hidden = len(cards) - _MOST_OLD
        if hidden > 0:
            lines.append(self._desk.count(NN_("{count} more", "{count} more"), hidden))
        for line in lines:
            made = WrapLabel(line, "caption")
            self._old.addWidget(made)
            made.show()

    def _pressed(self, act: CardAct) -> None:
        self.refusal.hide()
        if act is CardAct.REPLACE:
            self.replacing.emit()
        self._acts.do(act, self._number)

    def _ask_nothing(self) -> None:
        for asking in (self.void, self.renew):
            asking.setChecked(False)

    def _ask_why(self, asked: bool) -> None:  # noqa: FBT001 - Qt's signal
        """Ask why the card is made void, and nothing else."""
        if asked:
            self.renew.setChecked(False)
        self.why.open(asked)

    def _ask_until(self, asked: bool) -> None:  # noqa: FBT001 - Qt's signal
        """Ask until when the card is renewed, and nothing else."""
        self.until.hide()
        if asked and self._shown is not None:
            self.void.setChecked(False)
            self.until.ask(self._shown)

    def _renew(self, until: dt.date) -> None:
        self.refusal.hide()
        self.renew.setFocus()
        self.renew.setChecked(False)
        self._acts.renew(self._number, until)

    def _refused(self, words: str) -> None:
        self.refusal.setText(words)
        self.refusal.show()


def _can(card: CustomersCard, act: CardAct) -> bool:
    """Tell whether something is offered for a card; one without an end is not renewed."""
    if act is CardAct.RENEW and card.valid_until is None:
        return False
    return rules.becomes(card, act) is not None
