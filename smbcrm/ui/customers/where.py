"""Where a list shall be written: the system's own dialog asks, and its folder is remembered."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from smbcrm.core.i18n import N_
from smbcrm.core.settings import Setting
from smbcrm.membership.lists.targets import names_its_kind
from smbcrm.ui.desk import Desk

FOLDER = Setting("list_folder", "", N_("Folder of lists"), N_("a folder of this PC"), str)
"""The folder into which a list was written last on this PC."""

_CSV = ".csv"


@dataclass(frozen=True, slots=True)
class Place:
    """A file, and whether somebody agreed that what is there is replaced."""

    file: Path
    replace: bool


class WhereQuestion:
    """Asks for the name of a list; tests answer for the dialog."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        self._desk = desk
        self._parent = parent

    def where(self, name: str) -> Place | None:
        """Return what was chosen, None for nothing; `name` is proposed, without its ending."""
        say, machine = self._desk.say, self._desk.premises.machine
        workbook, title = say(N_("Excel workbook")), say(N_("Save this list"))
        kinds = f"{workbook} (*.xlsx);;CSV (*{_CSV})"
        proposed = str(_folder(machine.get(FOLDER)) / f"{name}.xlsx")
        found, kind = QFileDialog.getSaveFileName(self._parent, title, proposed, kinds)
        if not found:
            return None
        file = Path(found)
        machine.put(FOLDER, str(file.parent))
        if names_its_kind(file):
            return Place(file, replace=True)
        ending = _CSV if _CSV in kind else ".xlsx"
        # Nobody was asked whether the file of that longer name may go.
        return Place(file.with_name(f"{file.name}{ending}"), replace=False)


def _folder(kept: str) -> Path:
    if kept and Path(kept).is_dir():
        return Path(kept)
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(documents))
