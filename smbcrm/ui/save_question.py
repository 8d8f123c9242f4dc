"""Where a file is saved: the system's own dialog asks, and its folder is remembered on this PC."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QWidget

from smbcrm.core.settings import Setting
from smbcrm.ui.desk import Desk
from smbcrm.ui.file_dialog import ask_save


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its name as a message id, and its ending with the dot."""

    name: str
    ending: str


@dataclass(frozen=True, slots=True)
class Saved:
    """What is saved: the dialog's title, the kinds, the first of them proposed, and the folder.

    `folder` is where the last one of it was saved on this PC. `complete` tells whether a name lacks
    no ending; without it, whether the ending is one of the kinds.
    """

    title: str
    kinds: tuple[Kind, ...]
    folder: Setting[str]
    complete: Callable[[Path], bool] | None = None

    def is_complete(self, file: Path) -> bool:
        """Tell whether a name is written to as it is."""
        if self.complete is not None:
            return self.complete(file)
        return file.suffix.lower() in {one.ending for one in self.kinds}


@dataclass(frozen=True, slots=True)
class Place:
    """A file, and whether somebody agreed that what is there is replaced."""

    file: Path
    replace: bool


class SaveQuestion:
    """Asks for the name of a file; tests answer for the dialog."""

    def __init__(self, desk: Desk, parent: QWidget, saved: Saved) -> None:
        self._desk = desk
        self._parent = parent
        self._saved = saved
        self._ending = saved.kinds[0].ending

    def where(self, name: str) -> Place | None:
        """Return what was chosen, None for nothing; `name` is proposed, without its ending.

        The dialog has asked about a file that is there. Where the ending was left out that was
        another one, and nobody was asked whether the file of the longer name may go.
        """
        saved, machine = self._saved, self._desk.premises.machine
        proposed = _folder(machine.get(saved.folder)) / f"{name}{saved.kinds[0].ending}"
        chosen = self._ask(self._desk.say(saved.title), str(proposed))
        if not chosen:
            return None
        file = Path(chosen)
        machine.put(saved.folder, str(file.parent))
        if saved.is_complete(file):
            return Place(file, replace=True)
        return Place(file.with_name(f"{file.name}{self._ending}"), replace=False)

    def _ask(self, title: str, proposed: str) -> str:
        """Show the dialog, and note the ending of the kind that is chosen in it."""
        shown = {
            f"{self._desk.say(one.name)} (*{one.ending})": one.ending for one in self._saved.kinds
        }
        kinds = ";;".join(shown)
        chosen, kind = ask_save(self._parent, self._desk.say, title, proposed, kinds)
        self._ending = shown.get(kind, self._saved.kinds[0].ending)
        return chosen


def _folder(kept: str) -> Path:
    """Return the folder of the last time, if it is still there."""
    if kept and Path(kept).is_dir():
        return Path(kept)
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(documents))
