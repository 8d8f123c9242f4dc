"""The tab Consent: what may be sent on which channel, who asked and how, and all that was said."""

from collections.abc import Iterator, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.core.text import unturned
from smbcrm.membership.customer_page.types import CustomerPage
from smbcrm.membership.customers.kinds import ConsentChannel, ConsentState, Status, how_words
from smbcrm.membership.customers.rules import LONGEST_HOW
from smbcrm.membership.customers.types import Consent, ConsentSaid, Details
from smbcrm.ui.counter.happenings import DOT
from smbcrm.ui.customer.consent_words import CHANNELS, ICONS, ask_words, latest, since_words
from smbcrm.ui.customer.keeping import Keeping
from smbcrm.ui.desk import Desk
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.badges import StateBadge
from smbcrm.ui.widgets.buttons import Button, Segmented
from smbcrm.ui.widgets.cards import Note
from smbcrm.ui.widgets.fields import TextField
from smbcrm.ui.widgets.labels import ElideLabel, IconLabel, hairline, label
from smbcrm.ui.widgets.scrolling import bring_into_sight, scrolling
from smbcrm.ui.widgets.switch import Switch
from smbcrm.ui.widgets.wrapped import WrapLabel

_BADGES = {
    ConsentState.GIVEN: ("check", N_("Yes"), "ok"),
    ConsentState.REFUSED: ("ban", N_("No"), "outline"),
    None: ("circle-help", N_("Not asked"), "neutral"),
}


class AskHow(QFrame):
    """Asks in place how somebody said so. `said` tells what is to be written down."""

    said = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._asked: tuple[ConsentChannel, ConsentState] | None = None
        dress(self, kind="tile")
        self._words = WrapLabel("", "strong")
        self.how = TextField(desk.say(N_("How was it said?")))
        self.how.edit.setMaxLength(LONGEST_HOW)
        self.save = Button(desk.say(N_("Write it down")), icon="check", kind="primary")
        self.cancel = Button(desk.say(N_("Cancel")))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.how, 1)
        for button in (self.cancel, self.save):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(6)
        column.addWidget(self._words)
        column.addLayout(row)
        self.how.edit.returnPressed.connect(self._said)
        self.save.clicked.connect(self._said)
        self.cancel.clicked.connect(self.left)
        self.hide()

    def ask(self, channel: ConsentChannel, state: ConsentState) -> None:
        """Ask how this was said of a channel."""
        self._asked = (channel, state)
        self._words.setText(ask_words(self._desk, channel, state))
        self.how.set_text(self._desk.say(N_("asked at the counter")))
        self.show()
        self.how.setFocus(Qt.FocusReason.OtherFocusReason)
        self.how.edit.selectAll()
        bring_into_sight(self)

    def _said(self) -> None:
        if not self.how.text():
            say = self._desk.say
            self.how.show_error(say(N_("Nothing is written.")), say(N_("Write how it was said.")))
        elif self._asked is not None:
            self.said.emit(ConsentSaid(*self._asked, self.how.text()))


class ConsentPart(QWidget):
    """A row for each channel, the history below, and the switch that overrules them all."""

    def __init__(self, desk: Desk, keeping: Keeping) -> None:
        super().__init__()
        self._desk, self._keeping = desk, keeping
        self._page: CustomerPage | None = None
        say = desk.say
        self.badges: dict[ConsentChannel, StateBadge] = {}
        self.answers: dict[ConsentChannel, Segmented] = {}
        self._told: dict[ConsentChannel, tuple[ElideLabel, ...]] = {}
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(10)
        column.addLayout(self._table())
        self.ask = AskHow(desk)
        self.ask.said.connect(self._said)
        self.ask.left.connect(self._leave)
        self.kept = Note("info")
        self.switch = Switch(say(N_("Do not contact at all")))
        self.switch.clicked.connect(self._switched)
        stops = label(say(N_("Stops every channel. Bills only on request.")), "caption", wrap=True)
        self._history = QWidget()
        self._lines = QVBoxLayout(self._history)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(4)
        heading = QHBoxLayout()
        heading.addWidget(label(say(N_("How it came about")), "section"))
        heading.addStretch(1)
        heading.addWidget(ElideLabel(say(N_("kept for good, cannot be edited")), "caption"))
        column.addWidget(self.ask)
        column.addWidget(self.kept)
        column.addWidget(self.switch)
        column.addWidget(stops)
        column.addWidget(hairline())
        column.addLayout(heading)
        column.addWidget(self._history)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(inside))

    def show_page(self, page: CustomerPage) -> None:
        """Show a customer's."""
        self._page = page
        known = latest(page)
        for channel in ConsentChannel:
            self._show_row(page, channel, known.get(channel))
        refused = [one for one in ConsentChannel if _state(known.get(one)) is ConsentState.REFUSED]
        self.kept.setVisible(bool(refused))
        if refused:
            say = self._desk.say
            names = say(N_(", ")).join(say(CHANNELS[one]) for one in refused)
            self.kept.show_text(
                say(N_("{channels}: “no” stays for ever,"), channels=names),
                say(N_("also through an import, until they say yes. Bills are sent all the same.")),
            )
        status = page.view.shown.customer.profile.status
        self.switch.setChecked(status is Status.DO_NOT_CONTACT)
        self._show_history(page)

    def focus_first(self) -> None:
        """Put the focus on the first answer."""
        reached = next(
            one for one in self.answers[ConsentChannel.SMS].buttons() if one.focusPolicy()
        )
        reached.setFocus(Qt.FocusReason.OtherFocusReason)

    def escape(self) -> bool:
        """Leave the question how; tell whether it was asked."""
        if not self.ask.isVisible():
            return False
        self._leave()
        return True

    def _table(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        say = self._desk.say
        titles = (N_("Channel"), N_("May we advertise?"), N_("Since"), N_("Asked by"), N_("How"))
        for number, title in enumerate(titles):
            grid.addWidget(ElideLabel(say(title), "label"), 0, number)
        for row, channel in enumerate(ConsentChannel, 1):
            name = say(CHANNELS[channel])
            first = QWidget()
            inside = QHBoxLayout(first)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.setSpacing(8)
            inside.addWidget(IconLabel(ICONS[channel], 16))
            inside.addWidget(label(name, "strong"), 1)
            self.badges[channel] = StateBadge("", "", "neutral")
            self._told[channel] = tuple(ElideLabel("", "muted") for _ in range(3))
            answer = Segmented(
                [("given", say(N_("Yes")), ""), ("refused", say(N_("No")), "")], small=True
            )
            answer.setAccessibleName(name)
            for button in answer.buttons():
                button.setAccessibleName(f"{name}: {button.text()}")
            answer.changed.connect(partial(self._answered, channel))
            self.answers[channel] = answer
            parts = (first, self.badges[channel], *self._told[channel], answer)
            for number, part in enumerate(parts):
                grid.addWidget(part, row, number)
        for number, stretch in ((2, 2), (3, 2), (4, 4)):
            grid.setColumnStretch(number, stretch)
        return grid

    def _show_row(self, page: CustomerPage, channel: ConsentChannel, known: Consent | None) -> None:
        state = _state(known)
        icon, words, tone = _BADGES[state]
        self.badges[channel].show_state(icon, self._desk.say(words), tone)
        for part, text in zip(self._told[channel], self._said_of(page, known), strict=True):
            part.setText(unturned(text))
        if self.ask.isHidden():
            self.answers[channel].choose(None if state is None else state.value)

    def _said_of(self, page: CustomerPage, known: Consent | None) -> Sequence[str]:
        if known is None:
            return (self._desk.say(N_("never asked")), "", "")
        staff = page.staff.get(known.staff or 0, "")
        return (since_words(self._desk, known), staff, self._how(known))

    def _how(self, one: Consent) -> str:
        words = how_words(one.how)
        return words if isinstance(words, str) else self._desk.tell(words)

    def _show_history(self, page: CustomerPage) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            part = item.widget()
            if part is not None:
                part.hide()
                part.deleteLater()
        for words in self._history_of(page):
            self._lines.addWidget(WrapLabel(words, "muted"))

    def _history_of(self, page: CustomerPage) -> Iterator[str]:
        desk = self._desk
        said = sorted(page.view.shown.customer.consents, key=lambda one: one.at, reverse=True)
        for one in said:
            _, state, _ = _BADGES[one.state]
            what = desk.say(
                N_("{channel}: {answer}"),
                channel=desk.say(CHANNELS[one.channel]),
                answer=desk.say(state),
            )
            when = desk.words.moment(one.at, page.view.today)
            staff = page.staff.get(one.staff or 0, "")
            yield unturned(DOT.join(filter(None, (when, what, staff, self._how(one)))))
        if not said:
            yield desk.say(N_("Nothing was ever asked."))

    def _answered(self, channel: ConsentChannel, value: str) -> None:
        self._show_answers(but=channel)
        self.ask.ask(channel, ConsentState(value))

    def _leave(self) -> None:
        self.ask.hide()
        self._show_answers()
        self.focus_first()

    def _show_answers(self, but: ConsentChannel | None = None) -> None:
        """Show on the switches what is known, where nothing else is just being said."""
        known = {} if self._page is None else latest(self._page)
        for channel, answer in self.answers.items():
            if channel is not but:
                state = _state(known.get(channel))
                answer.choose(None if state is None else state.value)

    def _said(self, said: ConsentSaid) -> None:
        if self._page is not None:
            what = self._desk.say(CHANNELS[said.channel])
            customer = self._page.view.shown.customer.id
            details = Details(consents=(said,))
            self._keeping.say_consent(customer, what, details, self._written)

    def _written(self) -> None:
        self.ask.hide()
        self.focus_first()

    def _switched(self) -> None:
        if self._page is None:
            return
        customer = self._page.view.shown.customer
        status = Status.DO_NOT_CONTACT if self.switch.isChecked() else Status.ACTIVE
        what = self._desk.say(N_("Do not contact at all"))
        before = Details(status=customer.profile.status)
        self._keeping.edit(customer.id, what, Details(status=status), before)


def _state(known: Consent | None) -> ConsentState | None:
    return None if known is None else known.state
