"""Where a bill is saved: the one question of it that a dialog of the system asks."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from smbcrm.core.i18n import N_
from smbcrm.core.machine import PDF_FOLDER
from smbcrm.ui.desk import Desk

_SUFFIX = ".pdf"


class BillFile:
    """Asks for a file, beginning in the folder of the last one; tests answer for it."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self._desk = desk
        self._parent = parent

    def where(self, name: str) -> tuple[Path, bool] | None:
        """Return the file to write, and whether one that is there may be replaced; None: none.

        `name` is what is proposed, without its ending. The dialog has asked about the file it was
        given; where the ending was left out, that was another one.
        """
        machine = self._desk.premises.machine
        proposed = Path(machine.get(PDF_FOLDER) or _documents()) / f"{name}{_SUFFIX}"
        chosen = self._ask(self._desk.say(N_("Save the bill")), str(proposed))
        if not chosen:
            return None
        file = Path(chosen)
        sure = file.suffix.lower() == _SUFFIX
        file = file if sure else file.with_name(f"{file.name}{_SUFFIX}")
        machine.put(PDF_FOLDER, str(file.parent))
        return file, sure

    def _ask(self, title: str, proposed: str) -> str:
        chosen, _ = QFileDialog.getSaveFileName(self._parent, title, proposed, "PDF (*.pdf)")
        return chosen


def _documents() -> str:
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return QStandardPaths.writableLocation(place)
