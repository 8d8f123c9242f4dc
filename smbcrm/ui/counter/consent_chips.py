"""May we write? Asked at the counter, tapped, kept with the day and whoever asked."""

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.customers.kinds import ConsentChannel, ConsentState
from smbcrm.membership.customers.types import ConsentSaid
from smbcrm.ui.desk import Desk
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.buttons import Chip
from smbcrm.ui.widgets.flow import Flow
from smbcrm.ui.widgets.labels import ElideLabel, label

_CHANNELS = {
    ConsentChannel.SMS: N_("SMS"),
    ConsentChannel.EMAIL: N_("E-mail"),
    ConsentChannel.LETTER: N_("Letters"),
    ConsentChannel.CALL: N_("Calls"),
}
_HOW = N_("asked at the counter")


class ConsentChips(QWidget):
    """A chip for each channel, and None. Nothing is tapped by the program; untapped is not asked.

    None says no to each of the channels that are shown.
    """

    edited = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._chips = {channel: Chip(desk.say(words)) for channel, words in _CHANNELS.items()}
        self._none = Chip(desk.say(N_("None")))
        self._none.setAccessibleName(desk.say(N_("None of them")))
        title = label(desk.say(N_("May we write?")), "label")
        hint = ElideLabel(
            desk.say(N_("ask, then tap · the answer, the day and your name are kept")), "caption"
        )
        head = Flow(spacing=6)
        head.addWidget(title)
        head.addWidget(hint)
        row = Flow()
        for channel, chip in self._chips.items():
            chip.clicked.connect(partial(self._tapped, channel))
            row.addWidget(chip)
        self._none.clicked.connect(self._tapped_none)
        row.addWidget(self._none)
        for chip in (*self._chips.values(), self._none):
            dress(chip, big=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(head)
        column.addWidget(row)

    def said(self) -> tuple[ConsentSaid, ...]:
        """Return what the customer said, in the clerk's words for how."""
        how = self._desk.say(_HOW)
        if self._none.isChecked():
            return tuple(ConsentSaid(one, ConsentState.REFUSED, how) for one in _CHANNELS)
        return tuple(ConsentSaid(one, ConsentState.GIVEN, how) for one in self._given())

    def tapped(self) -> tuple[str, ...]:
        """Return what is tapped, to show it again later."""
        return ("none",) if self._none.isChecked() else tuple(one.value for one in self._given())

    def show_tapped(self, tapped: Collection[str]) -> None:
        """Show what was tapped before."""
        self._none.setChecked("none" in tapped)
        for channel, chip in self._chips.items():
            chip.setChecked(channel.value in tapped)

    def summary(self) -> str:
        """Return what was said in a few words, empty where nothing was."""
        if self._none.isChecked():
            return self._desk.say(N_("no channel allowed"))
        given = len(self._given())
        words = NN_("{count} of {all} channels allowed", "{count} of {all} channels allowed")
        return self._desk.count(words, given, all=len(_CHANNELS)) if given else ""

    def _given(self) -> list[ConsentChannel]:
        return [channel for channel, chip in self._chips.items() if chip.isChecked()]

    def _tapped(self, channel: ConsentChannel) -> None:
        if self._chips[channel].isChecked():
            self._none.setChecked(False)
        self.edited.emit()

    def _tapped_none(self) -> None:
        if self._none.isChecked():
            for chip in self._chips.values():
                chip.setChecked(False)
        self.edited.emit()
