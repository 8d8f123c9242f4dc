"""What a part of the settings found, as a file that somebody names."""

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
        place = self.question.where(name)
        if place is not None:
            self._write(place, document)

    def _write(self, place: Place, document: Callable[[], Document]) -> None:
        desk = self._desk

        def work() -> None:
            words = desk.words.translator
            desk.services.reports.save(document(), words, place.file, replace=place.replace)

        def done(_: object) -> None:
            desk.room.toast(desk.say(N_("Written to {file}"), file=place.file.name))

        def failed(error: Exception) -> None:
            if isinstance(error, UserError):
                self._refused(desk.tell(error))
            else:
                desk.room.trouble(error, partial(self._write, place, document))

        desk.ask(self._owner, work, done, failed, lane=Lane.LONG)
