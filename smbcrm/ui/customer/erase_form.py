"""The one question before a person is erased: what goes, what stays, why, and the name typed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.customer_page.types import CustomerPage
from smbcrm.membership.privacy.types import Erased, EraseReason, Erasing, NameDiffers
from smbcrm.membership.privacy.words import COPIES, ERASED, NOT_SWEPT
from smbcrm.ui.counter.reasons import ReasonChooser
from smbcrm.ui.customer.consent_words import called
from smbcrm.ui.desk import Desk
from smbcrm.ui.event_bridge import Ended
from smbcrm.ui.jobs import Lane, Latest
from smbcrm.ui.sentences import two_parts
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Card, Heading, Note
from smbcrm.ui.widgets.fields import TextField
from smbcrm.ui.widgets.labels import ElideLabel, label
from smbcrm.ui.widgets.scrolling import scrolling
from smbcrm.ui.widgets.switch import Switch
from smbcrm.ui.widgets.wrapped import WrapLabel

_REASONS: Mapping[str, str] = {
    EraseReason.ASKED: N_("They asked for it"),
    EraseReason.STAYED_AWAY: N_("They never came back"),
}
_TITLE = 130


@dataclass(frozen=True, slots=True)
class EraseMemory:
    """What is chosen and typed."""

    reason: str
    give_up: bool
    name: str


class EraseForm(Card):
    """`closed` when nobody wants it any more, `erased` once the person is gone."""

    closed = Signal()
    erased = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(padding=0, spacing=0)
        self._desk = desk
        self._page: CustomerPage | None = None
        self._found: Erasing | None = None
        self.under_way = False
        """Whether the person is being erased: the customer may be gone already."""
        self._asking = Latest(desk.jobs, self)
        say = desk.say
        self.owed = Note("warn")
        self.owed.hide()
        self.give_up = Switch(say(N_("They give it up: it is booked out")))
        self.give_up.hide()
        self.reason = ReasonChooser(desk, _REASONS)
        self.wanted = WrapLabel("", "strong")
        self.name = TextField(say(N_("Their name")))
        self.trouble = Note("danger")
        self.trouble.hide()
        self.back = Button(say(N_("Back")), icon="arrow-left", key="Esc", small=True)
        self.go = Button(say(N_("Erase for good")), icon="trash-2", kind="danger")
        self.go.setObjectName("erase_go")
        self.go.setEnabled(False)
        self._facts = QGridLayout()
        self._lay_out()
        self.back.clicked.connect(self.closed)
        self.go.clicked.connect(lambda _checked: self.erase())
        self.give_up.toggled.connect(lambda _on: self._settle())

    def show_page(self, page: CustomerPage) -> None:
        """Take up what is known of the customer now."""
        self._page = page
        look = partial(self._desk.services.privacy.look, page.consent.customer)
        if not self.under_way:
            self._asking.ask(look, self._show, self._refused)

    def recall(self, memory: EraseMemory) -> None:
        """Show what was chosen and typed before."""
        self.reason.choose(memory.reason)
        self.give_up.setChecked(memory.give_up)
        self.name.set_text(memory.name)

    def memory(self) -> EraseMemory:
        """Return what is chosen and typed."""
        return EraseMemory(self.reason.code, self.give_up.isChecked(), self.name.text())

    def focus_first(self) -> None:
        """Put the focus on the reason."""
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def escape(self) -> bool:
        """Stay while the person is being erased: there is no way back."""
        return self.under_way

    def half_done(self) -> bool:
        """Tell whether something is typed, or being done."""
        return self.under_way or bool(self.reason.code or self.name.text())

    def erase(self) -> None:
        """Erase the person, or say what is missing."""
        self.trouble.hide()
        if self._found is None or self.under_way or not self.reason.check():
            return
        try:
            self._found.check_name(self.name.text())
        except NameDiffers as error:
            self.name.show_error(*two_parts(self._desk.tell(error)))
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        desk = self._desk
        work = partial(
            desk.services.privacy.erase,
            self._found.customer,
            self.reason.code,
            desk.act(),
            give_up=self.give_up.isChecked(),
        )
        self._settle(under_way=True)
        desk.ask(desk.bridge, work, self._done, self._failed, lane=Lane.LONG)

    # ------------------------------------------------------------------------- what came of it

    def _done(self, done: Erased) -> None:
        """Say so in the window, whatever it shows by now."""
        desk = self._desk
        seen = isValid(self) and self.isVisible()
        words = " ".join(map(desk.say, (ERASED,) if done.swept else (ERASED, NOT_SWEPT)))
        if isValid(self):
            self.under_way = False
            self.erased.emit()
        if seen:
            desk.room.toast(words)
        else:
            desk.bridge.happened.emit(Ended(words))

    def _failed(self, error: Exception) -> None:
        if isValid(self):
            self._settle(under_way=False)
            self._refused(error)
        else:
            self._desk.bridge.happened.emit(Ended("", error))

    def _refused(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.trouble.show_text(*two_parts(self._desk.tell(error)))
            self.trouble.show()
        else:
            self._desk.room.trouble(error)

    # ------------------------------------------------------------------------- what it is made of

    def _show(self, found: Erasing) -> None:
        self._found = found
        say, owed = self._desk.say, found.owed
        for part in (self.owed, self.give_up):
            part.setVisible(not owed.nothing)
        if owed.nothing:
            self.give_up.setChecked(False)
        else:
            self.owed.show_text(
                say(N_("Still owed: {owed}."), owed=owed.words),
                say(N_("Pay it out first, or they give it up.")),
            )
        self._show_facts(found)
        self.wanted.setText(say(N_("Type the name {name} to erase them."), name=found.name))
        self._settle(under_way=self.under_way)

    def _show_facts(self, found: Erasing) -> None:
        while (item := self._facts.takeAt(0)) is not None:
            part = item.widget()
            if part is not None:
                part.hide()
                part.deleteLater()
        say = self._desk.say
        for row, (title, text) in enumerate(self._told(found)):
            first = label(say(title), "muted", wrap=True)
            first.setFixedWidth(_TITLE)
            self._facts.addWidget(first, row, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(WrapLabel(text), row, 1)

    def _told(self, found: Erasing) -> Iterator[tuple[str, str]]:
        desk, say, page = self._desk, self._desk.say, self._page
        gone = N_(
            "Name, phones, addresses, birthdays, cards, tags, people around them, consents, "
            "notes ({notes}), and who changed what of them."
        )
        notes = 0 if page is None else len(page.notes)
        yield N_("Goes for good"), say(gone, notes=desk.words.number(notes))
        stays = N_(
            "The books, without the person. What was bought can be neither taken back nor given "
            "back any more."
        )
        yield N_("Stays"), say(stays)
        if found.opted_out and page is not None:
            kept = N_("{channels}: it is remembered by a fingerprint, also if they come back.")
            names = [called(desk, page.consent, one) for one in found.opted_out]
            yield N_("Refused for good"), say(kept, channels=say(N_(", ")).join(names))
        yield N_("Copies"), say(COPIES)

    def _settle(self, *, under_way: bool = False) -> None:
        """Offer what can be done now: nobody loses by the way what is owed."""
        self.under_way = under_way
        found, say = self._found, self._desk.say
        owed = found is None or not (found.owed.nothing or self.give_up.isChecked())
        self.go.setEnabled(not under_way and not owed)
        self.go.set_text(say(N_("Erasing…")) if under_way else say(N_("Erase for good")))
        for part in (self.back, self.reason, self.name, self.give_up):
            part.setEnabled(not under_way)

    def _lay_out(self) -> None:
        say = self._desk.say
        heading = Heading("trash-2", say(N_("Erase this person")), say(N_("there is no Undo")))
        heading.side.addWidget(self.back)
        inside = QWidget()
        dress(inside, kind="clear")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(12)
        self._facts.setHorizontalSpacing(12)
        self._facts.setVerticalSpacing(8)
        self._facts.setColumnStretch(1, 1)
        column.addLayout(self._facts)
        for part in (self.owed, self.give_up, self.reason, self.wanted):
            column.addWidget(part)
        column.addWidget(self.name)
        column.addWidget(self.trouble)
        column.addStretch(1)
        foot = QFrame()
        dress(foot, kind="footer")
        row = QHBoxLayout(foot)
        row.setContentsMargins(16, 8, 16, 10)
        row.setSpacing(8)
        hint = say(N_("This cannot be taken back."))
        row.addWidget(ElideLabel(hint, "caption"), 1)
        row.addWidget(self.go)
        self.setMinimumHeight(1)
        self.body.addWidget(heading)
        self.body.addWidget(scrolling(inside), 1)
        self.body.addWidget(foot)
