"""The answers of a customer: a row for each channel, below them for each purpose of the shop."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from smbcrm.core.i18n import N_
from smbcrm.core.text import unturned
from smbcrm.membership.consents.types import PURPOSE, ConsentShown, Purpose, Word
from smbcrm.membership.customers.kinds import ConsentChannel, ConsentState
from smbcrm.ui.customer.consent_words import called, icon_of, since_words, told_how
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.badges import StateBadge
from smbcrm.ui.widgets.buttons import Segmented
from smbcrm.ui.widgets.labels import ElideLabel, IconLabel, label
from smbcrm.ui.widgets.wrapped import WrapLabel

BADGES = {
    ConsentState.GIVEN: ("check", N_("Yes"), "ok"),
    ConsentState.REFUSED: ("ban", N_("No"), "outline"),
    None: ("circle-help", N_("Not asked"), "neutral"),
}
_OF_CHANNELS = (N_("Channel"), N_("May we advertise?"), N_("Since"), N_("Asked by"), N_("How"))
_OF_PURPOSES = (N_("Purpose"), N_("Do they allow it?"))
_PURPOSES_FROM = len(ConsentChannel) + 1


class ConsentRows(QWidget):
    """`answered` tells about what, and the answer: "given" or "refused"."""

    answered = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.badges: dict[str, StateBadge] = {}
        self.answers: dict[str, Segmented] = {}
        self._told: dict[str, tuple[QLabel, ...]] = {}
        self._known: dict[str, Word] = {}
        self._purposes: tuple[Purpose, ...] = ()
        self._of_purposes: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(6)
        for number, stretch in ((3, 2), (4, 4)):
            self._grid.setColumnStretch(number, stretch)
        self._put(0, _titles(desk, _OF_CHANNELS))
        nobody = ConsentShown(0, "", "", silent=False, purposes=(), words=())
        for row, channel in enumerate(ConsentChannel, 1):
            self._put(row, self._row(channel, called(desk, nobody, channel)))

    def show_consent(self, consent: ConsentShown, staying: str) -> None:
        """Show what somebody allows; the answer that is just being given stays: `staying`."""
        if consent.purposes != self._purposes:
            self._show_purposes(consent)
        self._known = consent.standing
        for about in consent.asked:
            known = self._known.get(about)
            icon, words, tone = BADGES[_state(known)]
            self.badges[about].show_state(icon, self._desk.say(words), tone)
            for part, text in zip(self._told[about], self._said_of(known), strict=True):
                part.setText(unturned(text))
        self.show_answers(staying)

    def show_answers(self, staying: str = "") -> None:
        """Show on the switches what is known, but on one."""
        for about, answer in self.answers.items():
            if about != staying:
                state = _state(self._known.get(about))
                answer.choose(None if state is None else state.value)

    def focus_first(self) -> None:
        """Put the focus on the first answer."""
        first = self.answers[ConsentChannel.SMS]
        reached = next(one for one in first.buttons() if one.focusPolicy())
        reached.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_purposes(self, consent: ConsentShown) -> None:
        """Make the rows of the shop's purposes anew: one was defined or renamed."""
        for part in self._of_purposes:
            self._grid.removeWidget(part)
            part.hide()
            part.deleteLater()
        for kept in (self.badges, self.answers, self._told):
            for about in [one for one in kept if one.startswith(PURPOSE)]:
                del kept[about]
        self._purposes = consent.purposes
        rows = [_titles(self._desk, _OF_PURPOSES)] if consent.purposes else []
        rows.extend(
            self._row(about, called(self._desk, consent, about))
            for about in consent.asked[len(ConsentChannel) :]
        )
        for number, parts in enumerate(rows, _PURPOSES_FROM):
            self._put(number, parts)
        self._of_purposes = [part for parts in rows for part in parts]

    def _put(self, row: int, parts: Sequence[QWidget]) -> None:
        for number, part in enumerate(parts):
            self._grid.addWidget(part, row, number)

    def _row(self, about: str, name: str) -> Sequence[QWidget]:
        first = QWidget()
        inside = QHBoxLayout(first)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(8)
        inside.addWidget(IconLabel(icon_of(about), 16))
        # A name of the shop's own may be one word of any length.
        own = about.startswith(PURPOSE)
        words = WrapLabel(name, "strong") if own else label(name, "strong")
        inside.addWidget(words, 1, Qt.AlignmentFlag.AlignVCenter)
        self.badges[about] = StateBadge("", "", "neutral")
        since = label("", "muted")  # a day is whole; who and how can be cut
        self._told[about] = (since, ElideLabel("", "muted"), ElideLabel("", "muted"))
        say = self._desk.say
        answer = Segmented(
            [("given", say(N_("Yes")), ""), ("refused", say(N_("No")), "")], small=True
        )
        answer.setAccessibleName(name)
        for button in answer.buttons():
            button.setAccessibleName(f"{name}: {button.text()}")
        answer.changed.connect(partial(self._answered, about))
        self.answers[about] = answer
        return (first, self.badges[about], *self._told[about], answer)

    def _answered(self, about: str, value: str) -> None:
        self.answered.emit(about, value)

    def _said_of(self, known: Word | None) -> Sequence[str]:
        if known is None:
            return (self._desk.say(N_("never asked")), "", "")
        return (since_words(self._desk, known), known.staff, told_how(self._desk, known))


def _titles(desk: Desk, titles: Sequence[str]) -> Sequence[QWidget]:
    return [ElideLabel(desk.say(title), "label") for title in titles]


def _state(known: Word | None) -> ConsentState | None:
    return None if known is None else known.state
