"""Which file: the one question that a dialog of the system asks."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from smbcrm.core.i18n import N_
from smbcrm.ui.desk import Desk
from smbcrm.ui.file_dialog import ask_save
from smbcrm.ui.list_question import ask_for_list


class FileQuestion:
    """Asks which file, by the dialogs of the system; tests answer for them."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self._desk = desk
        self._parent = parent

    def which(self) -> Path | None:
        """Return the list to bring in."""
        return ask_for_list(self._parent, self._desk.say)

    def where(self, name: str) -> Path | None:
        """Return where rows shall be written."""
        title, kinds = self._desk.say(N_("Save the rows to look at")), "CSV (*.csv)"
        found, _ = ask_save(self._parent, self._desk.say, title, name, kinds)
        return Path(found).with_suffix(".csv") if found else None
