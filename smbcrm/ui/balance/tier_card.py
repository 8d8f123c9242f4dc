"""The tier of a customer: why they have it; given by hand for a reason, and released again."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smbcrm.core.clock import add_months
from smbcrm.core.errors import EnvironmentFault, UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.requests.types import Act
from smbcrm.membership.services import Services
from smbcrm.membership.tiers.keeping import held_by_hand
from smbcrm.membership.tiers.types import FOR_EVER, HoldReason, HoldRequest, Membership, Tier
from smbcrm.membership.tiers.words import hold_reason_words, reason_words
from smbcrm.ui.balance.words import DOT
from smbcrm.ui.desk import Desk, Undo
from smbcrm.ui.jobs import Latest
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Card
from smbcrm.ui.widgets.fields import Chooser
from smbcrm.ui.widgets.flow import Flow
from smbcrm.ui.widgets.labels import label
from smbcrm.ui.widgets.wrapped import WrapLabel

PAGE = "balance"
_MOST = 3
_MONTHS = (3, 6, 12)
_REASONS = tuple(one for one in HoldReason if one is not HoldReason.RELEASE)


@dataclass(frozen=True, slots=True)
class TierGiven:
    """A tier that was given by hand, or released, last: to whom, and in words."""

    customer: int
    words: str


@dataclass(frozen=True, slots=True)
class _Known:
    """The tiers there are, and those that a customer got, in order."""

    tiers: tuple[Tier, ...]
    got: tuple[Membership, ...]


class TierCard(Card):
    """The newest of the tiers that somebody got; a form gives another one by hand."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(padding=14, spacing=8)
        self._desk = desk
        self._customer = 0
        self._busy = False
        self._names: dict[str, str] = {}
        self._asking = Latest(desk.jobs, self)
        say = desk.say
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self.by_hand = Button(say(N_("Give by hand")), icon="crown", small=True)
        self.by_hand.setCheckable(True)
        self.release = Button(say(N_("Release")), icon="undo-2", small=True)
        self.tier = Chooser(say(N_("Tier")))
        self.until = Chooser(say(N_("Not lowered until")))
        self.reason = Chooser(say(N_("Reason, needed")))
        self.give = Button(say(N_("Give it")), kind="soft", small=True)
        self.wrong = WrapLabel("", "error")
        self._form = QWidget()
        self._lay_out()
        self.by_hand.toggled.connect(self._open)
        self.give.clicked.connect(lambda _checked: self.hold())
        self.release.clicked.connect(lambda _checked: self._send(HoldRequest(self._customer, None)))

    def show_customer(self, customer: int) -> None:
        """Ask for the tiers of a customer."""
        if customer != self._customer:
            self._customer = customer
            self.by_hand.setChecked(False)
            self.wrong.hide()
        self._asking.ask(partial(_known, self._desk.services, customer), self._show, self._failed)

    def hold(self) -> None:
        """Give the tier that is chosen, once there is a reason."""
        reason, tier, until = self.reason.value(), self.tier.value(), self.until.value()
        if reason is None:
            self.reason.show_error(self._desk.say(N_("Choose a reason.")))
            self.reason.combo.setFocus()
            return
        last = until if isinstance(until, dt.date) and until != FOR_EVER else None
        self._send(HoldRequest(self._customer, str(tier), last, str(reason)))

    def undo_of(self, given: TierGiven) -> Undo:
        """Return the undo of what was given by hand, or released."""
        act = self._desk.act()
        work = partial(_unhold, self._desk.services, given.customer)
        take_back = partial(self._run, work, act, self._taken_back)
        return Undo(given.words, take_back, PAGE, given)

    # ------------------------------------------------------------------ what is asked

    def _send(self, request: HoldRequest) -> None:
        work = partial(_hold, self._desk.services, request)
        self._run(work, self._desk.act(), partial(self._held, request))

    def _run(self, work: Callable[[Act], object], act: Act, done: Callable[[], None]) -> None:
        """Do it once; what met a fault is sent again as the very same."""
        if self._busy:
            return
        self._busy = True

        def answered(_: object) -> None:
            self._busy = False
            done()
            self.changed.emit()

        def failed(error: Exception) -> None:
            self._busy = False
            if isinstance(error, UserError):
                self.wrong.setText(self._desk.tell(error))
                self.wrong.show()
            else:
                again = partial(self._run, work, act, done)
                fault = isinstance(error, EnvironmentFault)
                self._desk.room.trouble(error, again if fault else None)

        self._desk.ask(self, partial(work, act), answered, failed)

    def _held(self, request: HoldRequest) -> None:
        self.by_hand.setChecked(False)
        say = self._desk.say
        words = say(N_("Released: the reviews decide again."))
        if request.tier is not None:
            words = say(N_("Given by hand: {tier}"), tier=self._name(request.tier))
        self._desk.room.toast(words, self.undo_of(TierGiven(request.customer, words)))

    def _taken_back(self) -> None:
        self._desk.room.toast(self._desk.say(N_("Taken back.")))

    def _failed(self, error: Exception) -> None:
        self._desk.room.trouble(error, partial(self.show_customer, self._customer))

    # ------------------------------------------------------------------ what is shown

    def _show(self, known: _Known) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        for line in self._told(known):
            made = WrapLabel(line, "caption")
            self._lines.addWidget(made)
            made.show()
        self.release.setVisible(held_by_hand(known.got, self._desk.today()) is not None)
        self._names = {one.code: one.name for one in known.tiers}
        self.tier.set_options([(one.code, one.name, "") for one in known.tiers])

    def _told(self, known: _Known) -> Iterator[str]:
        """Yield a line for each of the newest: Gold · 3 Oct · given by hand, goodwill."""
        desk, names = self._desk, {one.id: one.name for one in known.tiers}
        for one in known.got[::-1][:_MOST]:
            why = [desk.tell(reason_words(one.reason))]
            if one.reason_code is not None:
                why.append(desk.tell(hold_reason_words(one.reason_code)))
            until = one.held_until
            last = "" if until is None or until == FOR_EVER else desk.words.date(until)
            yield DOT.join(
                filter(
                    None,
                    (
                        names[one.tier],
                        desk.words.date(one.since),
                        desk.say(N_(", ")).join(why),
                        desk.say(N_("until {date}"), date=last) if last else "",
                    ),
                )
            )
        if not known.got:
            yield desk.say(N_("The lowest tier, since the first visit."))

    def _open(self, opened: bool) -> None:  # noqa: FBT001 - Qt's signal
        """Show the form, or put it away."""
        self.wrong.hide()
        self._form.setVisible(opened)
        if opened:
            today, words = self._desk.today(), self._desk.words
            days = [add_months(today, count) for count in _MONTHS]
            options: list[tuple[object, str, str]] = [(day, words.date(day), "") for day in days]
            self.until.set_options([*options, (FOR_EVER, self._desk.say(N_("for ever")), "")])
            self.until.choose(days[-1])
            self.tier.choose(next(reversed(self._names), None))  # the highest
            self.reason.choose(None)
            self.reason.show_fine()
            self.tier.combo.setFocus()

    def _name(self, code: str) -> str:
        return self._names.get(code, code)

    def _lay_out(self) -> None:
        self.body.addWidget(label(self._desk.say(N_("Tier")), "label"))
        self.body.addLayout(self._lines)
        flow = Flow()
        for button in (self.by_hand, self.release):
            flow.addWidget(button)
        self.body.addWidget(flow)
        column = QVBoxLayout(self._form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        reasons = [(one, self._desk.tell(hold_reason_words(one)), "") for one in _REASONS]
        self.reason.set_options(reasons)
        for part in (self.tier, self.until, self.reason, self.give):
            column.addWidget(part)
        self.body.addWidget(self._form)
        self.body.addWidget(self.wrong)
        self._form.hide()
        self.wrong.hide()
        self.release.hide()


def _known(services: Services, customer: int) -> _Known:
    return _Known(services.tiers.all(), services.tiers.history(customer))


def _hold(services: Services, request: HoldRequest, act: Act) -> Sequence[Membership]:
    return services.tiers.hold(request, act)


def _unhold(services: Services, customer: int, act: Act) -> Sequence[Membership]:
    return services.tiers.unhold(customer, act)
