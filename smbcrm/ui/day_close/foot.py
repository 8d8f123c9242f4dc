"""The foot of the page: count again, keep the count, and close the day."""

from smbcrm.core.i18n import N_
from smbcrm.membership.dayclose.types import Day
from smbcrm.ui.day_close.words import far_off
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.foot_band import FootBand
from smbcrm.ui.widgets.labels import ElideLabel

_KEY = "Ctrl Enter"


class Foot(FootBand):
    """Says what closing would write; where the shop counts blind, first to stand by a count.

    That is another button at the other end: a double click keeps the count and closes nothing.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.again = Button(desk.say(N_("Count again")), icon="refresh-cw")
        self.keep = Button(desk.say(N_("Keep this count")), icon="check", kind="primary")
        self.close_day = Button("", icon="lock", kind="primary")
        self._state = ElideLabel("", "caption")
        self.row.addWidget(self.again)
        self.row.addWidget(self.keep)
        self.row.addWidget(self._state, 1)
        self.row.addWidget(self.close_day)

    def focus_next(self) -> None:
        """Put the focus on what comes next."""
        (self.keep if self.keep.isVisible() else self.close_day).setFocus()

    def show_day(self, day: Day, *, busy: bool) -> None:
        """Show what comes next, or that it is done."""
        desk, closing = self._desk, day.closing
        say = desk.say
        self.again.setVisible(closing is None)
        self.close_day.setVisible(closing is None)
        self.keep.setVisible(day.hidden)
        self.keep.setEnabled(not busy)
        self.close_day.setEnabled(not (busy or day.hidden))
        for button, is_next in ((self.keep, day.hidden), (self.close_day, not day.hidden)):
            button.set_key(_KEY if is_next else "")
        state = ""
        if closing is not None:
            when = desk.words.moment(closing.recorded_at, desk.today())
            state = say(N_("Closed {when} by {staff}"), when=when, staff=closing.staff)
        elif day.hidden:
            state = say(N_("What should be there is told then; a later count is listed."))
        self._state.setText(state)
        words = say(N_("Close the day"))
        if day.counting.counted is not None and day.counting.difference:
            difference = far_off(desk, day.counting)
            words = say(N_("Close the day, {difference}"), difference=difference)
        self.close_day.set_text(say(N_("Closing…")) if busy and not day.hidden else words)

    def state(self) -> str:
        """Return what is said of a closed day, or of a count that nobody stands by yet."""
        return self._state.text()
