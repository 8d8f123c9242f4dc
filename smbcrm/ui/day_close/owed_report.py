"""What the shop owes its customers, as a report: the liability of the day that is shown."""

import datetime as dt
from functools import partial

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.core.machine import PDF_FOLDER
from smbcrm.membership.dayclose.types import Day
from smbcrm.ui.desk import Desk
from smbcrm.ui.jobs import Lane
from smbcrm.ui.save_question import Kind, Place, Saved, SaveQuestion
from smbcrm.ui.widgets.buttons import Button

_REPORT = Saved(
    N_("Save what the shop owes"),
    (Kind("PDF", ".pdf"), Kind(N_("Excel workbook"), ".xlsx"), Kind("CSV", ".csv")),
    PDF_FOLDER,
)


class OwedReport(Button):
    """A button that asks for a file and writes the report: money, points, visits, by month."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.say(N_("All that is owed")), icon="file-down", small=True)
        self.setObjectName("owed_report")
        self._desk = desk
        self._date: dt.date | None = None
        self.files = SaveQuestion(desk, self, _REPORT)
        self.clicked.connect(lambda _checked: self.save())

    def show_day(self, day: Day) -> None:
        """Be about the end of another day."""
        self._date = day.date

    def save(self) -> None:
        """Write it to a file that somebody names."""
        desk, date = self._desk, self._date
        if date is None:
            return
        title = desk.say(N_("What the shop owes"))
        place = self.files.where(f"{title} {date.isoformat()}")
        if place is not None:
            work = partial(_write, desk, date, place)
            saved = partial(self._saved, place)
            desk.ask(self, work, saved, self._failed, lane=Lane.LONG)

    def _saved(self, place: Place, _: None) -> None:
        self._desk.room.toast(self._desk.say(N_("Saved as {file}"), file=place.file.name))

    def _failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self._desk.room.toast(self._desk.tell(error))
        else:
            self._desk.room.trouble(error)


def _write(desk: Desk, date: dt.date, place: Place) -> None:
    reports = desk.services.reports
    document = reports.liability(date)
    reports.save(document, desk.words.translator, place.file, replace=place.replace)
