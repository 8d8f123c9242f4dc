"""What a screen found, as a file that somebody names."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.core.machine import LIST_FOLDER
from smbcrm.membership.reports.document import Document
from smbcrm.ui.desk import Desk
from smbcrm.ui.jobs import Lane
from smbcrm.ui.save_question import Kind, Place, Saved, SaveQuestion

_KINDS = (Kind(N_("Excel workbook"), ".xlsx"), Kind("PDF", ".pdf"), Kind("CSV", ".csv"))


class ReportFile:
    """Asks where, titled by a message id, and writes a report; `refused` is told why not."""

    def __init__(
        self, desk: Desk, owner: QWidget, title: str, refused: Callable[[str], None]
    ) -> None:
        self._desk = desk
        self._owner = owner
        self._refused = refused
        self.question = SaveQuestion(desk, owner, Saved(title, _KINDS, LIST_FOLDER))

    def save(self, name: str, document: Callable[[], Document]) -> None:
        """Ask for a file, proposing a name, and write what `document` returns away from here."""
        desk = self._desk

        def write(place: Place) -> None:
            words = desk.words.translator
            desk.services.reports.save(document(), words, place.file, replace=place.replace)

        self.save_by(name, write)

    def save_by(self, name: str, write: Callable[[Place], object]) -> None:
        """Ask for a file, proposing a name, and let `write` write it away from here."""
        place = self.question.where(name)
        if place is not None:
            self._write(place, write)

    def _write(self, place: Place, write: Callable[[Place], object]) -> None:
        desk, folder = self._desk, place.file.absolute().parent

        def done(_: object) -> None:
            desk.room.toast(desk.say(N_("Written to {file}"), file=place.file.name), folder=folder)

        def failed(error: Exception) -> None:
            if isinstance(error, UserError):
                self._refused(desk.tell(error))
            else:
                desk.room.trouble(error, partial(self._write, place, write))

        desk.ask(self._owner, partial(write, place), done, failed, lane=Lane.LONG)
