"""What is asked before a package is extended or handed over: until when or to whom, and why."""

import datetime as dt
from dataclasses import dataclass, field

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from smbcrm.core.clock import add_months
from smbcrm.core.i18n import N_
from smbcrm.membership.visits.owning import OwnedPackage
from smbcrm.ui.counter.reasons import EXTENSION, TRANSFER, ReasonChooser
from smbcrm.ui.counter.referrer_field import Referrer, ReferrerField
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.fields import Chooser

_MONTHS = (1, 2, 3, 6, 12)


@dataclass(frozen=True, slots=True)
class FormMemory:
    """What was chosen in both forms."""

    until: dt.date | None = None
    extension: str = ""
    taker: Referrer = field(default_factory=Referrer)
    transfer: str = ""


class ExtendForm(QWidget):
    """Until when a package shall last, counted from its end, or from today where it is over."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._day: dt.date | None = None
        self.until = Chooser(desk.say(N_("New last day")))
        self.reason = ReasonChooser(desk, EXTENSION)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for one in (self.until, self.reason):
            row.addWidget(one, 1)
            one.changed.connect(lambda _value: self.changed.emit())

    @property
    def day(self) -> dt.date | None:
        """The last day that is chosen."""
        day = self.until.value()
        return day if isinstance(day, dt.date) else None

    def recall(self, day: dt.date | None) -> None:
        """Choose a day that was chosen before, once the package is shown."""
        self._day = day

    def show_package(self, one: OwnedPackage) -> None:
        """Offer last days for a package; the first is chosen unless another one was."""
        today = self._desk.today()
        begin = max(today, one.standing.until or today)
        days = [add_months(begin, count) for count in _MONTHS]
        chosen, self._day = self._day or self.day, None
        self.until.set_options([(day, self._desk.words.date(day), "") for day in days])
        self.until.choose(chosen if chosen in days else days[0])


class TransferForm(QWidget):
    """Who gets the visits, and why; the list of those found floats above `ground`."""

    changed = Signal()

    def __init__(self, desk: Desk, ground: QWidget) -> None:
        super().__init__()
        self.taker = ReferrerField(desk, ground, desk.say(N_("Who gets them")))
        self.reason = ReasonChooser(desk, TRANSFER)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.taker, 1)
        row.addWidget(self.reason, 1)
        self.taker.edited.connect(self.changed)
        self.reason.changed.connect(lambda _code: self.changed.emit())
