"""The foot of the page: what can be said of a pair, and the undo of a merge."""

from PySide6.QtGui import QFontMetrics, Qt

from smbcrm.core.i18n import N_
from smbcrm.membership.merging.types import Merge, Preview
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.foot_band import FootBand
from smbcrm.ui.widgets.labels import ElideLabel
from smbcrm.ui.wording import called

_NAME = 170


class Foot(FootBand):
    """Buttons for a pair, or the one for a merge, and a sentence about undoing it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        say = desk.say
        self.apart = Button(say(N_("Two people")), icon="x")
        self.later = Button(say(N_("Later")), kind="quiet")
        self.merge = Button("", icon="git-merge", kind="primary", key="Ctrl Enter")
        self.undo = Button(say(N_("Undo this merge")), icon="undo-2", kind="primary")
        for button, name in (
            (self.apart, "apart"),
            (self.later, "later"),
            (self.merge, "merge"),
            (self.undo, "undo"),
        ):
            button.setObjectName(f"duplicates_{name}")
        self._state = ElideLabel("", "caption")
        self._state.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for part in (self.apart, self.later):
            self.row.addWidget(part)
        self.row.addWidget(self._state, 1)
        for part in (self.undo, self.merge):
            self.row.addWidget(part)

    def state(self) -> str:
        """Return what is said of undoing it."""
        return self._state.text()

    def show_pair(self, preview: Preview | None, until: str, *, can: bool, busy: bool) -> None:
        """Offer what can be done with a pair; the preview is None while there is none."""
        self._offer(self.apart, self.later, self.merge)
        say = self._desk.say
        who = None if preview is None else preview.keep
        name = "" if who is None else called(who.full_name, who.code)
        metrics = QFontMetrics(self.merge.font())
        short = metrics.elidedText(name, Qt.TextElideMode.ElideRight, _NAME)
        words = say(N_("Merge into {name}"), name=short) if name else say(N_("Merge"))
        self.merge.set_text(say(N_("Merging…")) if busy else words)
        self.merge.setAccessibleName(say(N_("Merge into {name}"), name=name) if name else words)
        self.merge.setEnabled(can and not busy)
        self.apart.setEnabled(not busy)
        shown = say(N_("Can be undone until {date}"), date=until) if can else ""
        self._state.setText(shown)

    def show_merge(self, merge: Merge, *, busy: bool) -> None:
        """Offer to undo a merge."""
        self._offer(self.undo)
        desk = self._desk
        undone, can = merge.undone_at, merge.until >= desk.services.clock.now()
        self.undo.setEnabled(undone is None and can and not busy)
        self.undo.set_text(desk.say(N_("Undoing…") if busy else N_("Undo this merge")))
        until = desk.words.date(desk.shop.day.date(merge.until))
        said = desk.say(N_("Can be undone until {date}"), date=until)
        if undone is not None:
            when = desk.words.moment(undone, desk.today())
            said = desk.say(N_("Undone {when}"), when=when)
        self._state.setText(said)

    def show_nothing(self) -> None:
        """Offer nothing: there is nothing to be done."""
        self._offer()
        self._state.setText("")

    def _offer(self, *buttons: Button) -> None:
        for one in (self.apart, self.later, self.merge, self.undo):
            one.setVisible(one in buttons)
        self.setVisible(bool(buttons))
