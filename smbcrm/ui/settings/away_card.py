"""Who did not come for long: listed, and those who are owed nothing erased once it is said so."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.privacy.types import Away, NoRetention, Retention
from smbcrm.membership.privacy.words import COPIES, NOT_SWEPT
from smbcrm.ui.desk import Desk
from smbcrm.ui.event_bridge import Ended
from smbcrm.ui.jobs import Lane, Latest
from smbcrm.ui.settings.part import empty
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Card, Note
from smbcrm.ui.widgets.fields import TextField
from smbcrm.ui.widgets.labels import hairline, label
from smbcrm.ui.widgets.scrolling import bring_into_sight
from smbcrm.ui.widgets.wrapped import WrapLabel
from smbcrm.ui.wording import called

_MOST = 200
_EDGE = 16
_MONTHS = 90
_ERASE = NN_("Erase {count} person…", "Erase {count} people…")
_FOR_GOOD = NN_("Erase {count} person for good", "Erase {count} people for good")


class AwayCard(Card):
    """The number of months, the list, and a question before anybody goes.

    `months` is the field of the setting, which whoever made the card saves. `settled` when the
    list should be asked for again.
    """

    settled = Signal()

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__(padding=0, spacing=0)
        self._desk = desk
        self._found: Retention | None = None
        self.under_way = False
        self._asking = Latest(desk.jobs, self, lane=Lane.LONG)
        say = desk.say
        self.months = TextField(title)
        self.months.edit.setFixedWidth(_MONTHS)
        self._says = label("", wrap=True)
        self.erase = Button("", icon="trash-2", kind="danger", small=True)
        self.erase.setObjectName("away_erase")
        self.question = Note("danger")
        self.sure = Button("", icon="trash-2", kind="danger", small=True)
        self.sure.setObjectName("away_sure")
        self.keep = Button(say(N_("Cancel")), small=True)
        for button in (self.keep, self.sure):
            self.question.add_button(button)
        self.question.hide()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._lay_out()
        self.erase.clicked.connect(lambda _checked: self._ask())
        self.keep.clicked.connect(lambda _checked: self.escape())
        self.sure.clicked.connect(lambda _checked: self._erase())
        self._show_state()

    def load(self) -> None:
        """Ask who did not come."""
        if not self.under_way:
            self._asking.ask(self._desk.services.privacy.away, self._show, self._failed)

    def escape(self) -> bool:
        """Leave the question; tell whether it was asked."""
        asked = not self.question.isHidden() and not self.under_way
        if asked:
            self.question.hide()
            self.erase.setFocus(Qt.FocusReason.OtherFocusReason)
        return asked

    # ------------------------------------------------------------------------------- the list

    def _show(self, found: Retention) -> None:
        if self._found is not None and found.free != self._found.free:
            self.question.hide()  # it was asked about others
        self._found = found
        empty(self._lines)
        for one in found.people[:_MOST]:
            self._lines.addWidget(hairline())
            self._lines.addWidget(self._line(one))
        more = len(found.people) - _MOST
        if more > 0:
            words = NN_("{count} more customer", "{count} more customers")
            rest = label(self._desk.count(words, more), "caption")
            rest.setContentsMargins(_EDGE, 8, _EDGE, 8)
            self._lines.addWidget(rest)
        self._show_state()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, NoRetention):
            self._found = None
            empty(self._lines)
            self.question.hide()
            self._show_state()
        else:
            self._desk.room.trouble(error, self.load)

    def _show_state(self) -> None:
        desk, found = self._desk, self._found
        free = () if found is None else found.free
        if found is None:
            self._says.setText(desk.say(N_("Everybody is kept.")))
        else:
            told = {
                "count": desk.words.number(len(found.people)),
                "date": desk.words.date(found.since),
            }
            self._says.setText(desk.say(N_("Did not come since {date}: {count}"), **told))
        self.erase.setVisible(bool(free))
        self.erase.setEnabled(not self.under_way)
        self.erase.set_text(desk.count(_ERASE, len(free)))
        self.sure.set_text(
            desk.say(N_("Erasing…")) if self.under_way else desk.count(_FOR_GOOD, len(free))
        )
        for button in (self.sure, self.keep):
            button.setEnabled(not self.under_way)

    def _line(self, one: Away) -> QWidget:
        desk = self._desk
        line = QWidget()
        row = QGridLayout(line)
        row.setContentsMargins(_EDGE, 8, _EDGE, 8)
        row.setHorizontalSpacing(12)
        came = N_("last visit {date}") if one.last_visit is not None else N_("never came")
        words = "" if one.last_visit is None else desk.words.date(one.last_visit)
        stays = desk.say(N_("nothing is owed")) if one.why is None else self._stays(one)
        cells = (
            WrapLabel(called(one.full_name, one.code), "strong"),
            label(desk.say(came, date=words), "muted", wrap=True),
            WrapLabel(stays, "muted"),
        )
        for column, (cell, stretch) in enumerate(zip(cells, (4, 3, 6), strict=True)):
            row.addWidget(cell, 0, column, Qt.AlignmentFlag.AlignTop)
            row.setColumnStretch(column, stretch)
        return line

    def _stays(self, one: Away) -> str:
        why = "" if one.why is None else self._desk.tell(one.why)
        return self._desk.say(N_("is kept, because {why}"), why=why)

    # ----------------------------------------------------------------------------- the question

    def _ask(self) -> None:
        say = self._desk.say
        gone = N_("They go for good: there is no Undo.")
        self.question.show_text(
            say(gone), " ".join((say(N_("Those who are owed something stay.")), say(COPIES)))
        )
        self.question.show()
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_sight(self.question)

    def _erase(self) -> None:
        if self._found is None or self.under_way:
            return
        desk, months = self._desk, self._found.months
        self.under_way = True
        self._show_state()
        work = partial(desk.services.privacy.erase_away, months, desk.act())
        desk.ask(desk.bridge, work, self._done, self._not_done, lane=Lane.LONG)

    def _done(self, done: Retention) -> None:
        """Say so in the window, whatever it shows by now."""
        desk = self._desk
        words = desk.say(N_("People erased: {count}"), count=desk.words.number(done.erased))
        if not done.swept:
            words = f"{words}. {desk.say(NOT_SWEPT)}"
        seen = self._over()
        if seen:
            desk.room.undoable(None)
            desk.room.toast(words)
        else:
            desk.bridge.happened.emit(Ended(words))

    def _not_done(self, error: Exception) -> None:
        if self._over():
            self._desk.room.trouble(error)
        else:
            self._desk.bridge.happened.emit(Ended("", error))

    def _over(self) -> bool:
        """Ask for the list again; tell whether somebody sees it."""
        if not isValid(self):
            return False
        self.under_way = False
        self.question.hide()
        self.settled.emit()
        return self.isVisible()

    def _lay_out(self) -> None:
        say = self._desk.say
        top = QVBoxLayout()
        top.setContentsMargins(_EDGE, 12, _EDGE, 12)
        top.setSpacing(8)
        top.addWidget(label(say(N_("Who never came back")), "section"))
        top.addWidget(self.months)
        months = N_("Months from 1 to 240; 0 keeps everybody. Nobody is ever erased by itself.")
        top.addWidget(label(say(months), "caption", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._says, 1)
        row.addWidget(self.erase)
        top.addLayout(row)
        top.addWidget(self.question)
        self.body.addLayout(top)
        self.body.addLayout(self._lines)
