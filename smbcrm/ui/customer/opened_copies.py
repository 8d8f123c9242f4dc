"""Copies of customers' files, for other programs to open: each goes when its file does."""

import contextlib
import shutil
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDir, QTemporaryDir
from PySide6.QtWidgets import QWidget

from smbcrm.membership.attachments.types import CustomerFile
from smbcrm.ui.desk import Desk

_BEGINNING = "shopbell-file-"
_DAY_SECONDS = 24 * 60 * 60


class OpenedCopies:
    """Each lies alone in a folder of its own, which goes with the window at the latest.

    A file is taken away, or somebody erased, at any till. What another program holds open goes with
    the next change, and what a window left that was ended by force with a later copy.
    """

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        self._desk, self._owner = desk, owner
        self._folders: dict[str, QTemporaryDir] = {}
        desk.bridge.changed.connect(self._look)

    def place(self, file: CustomerFile) -> Path:
        """Return where a copy of a file may be written."""
        folder = self._folders.get(file.stored)
        if folder is None or not QDir(folder.path()).exists():
            folder = QTemporaryDir(f"{QDir.tempPath()}/{_BEGINNING}XXXXXX")
            self._folders[file.stored] = folder
            _clear_left(Path(folder.path()))
        return Path(folder.filePath(file.name))

    def _look(self) -> None:
        if self._folders:
            files = self._desk.services.attachments
            ask = partial(files.gone, tuple(self._folders))
            self._desk.jobs.run(self._owner, ask, self._drop, self._leave)

    def _drop(self, gone: tuple[str, ...]) -> None:
        for stored in gone:
            folder = self._folders.get(stored)
            if folder is not None and folder.remove():
                del self._folders[stored]

    def _leave(self, _error: Exception) -> None:
        """Look again with the next change."""


def _clear_left(new: Path) -> None:
    """Clear what windows left that were ended by force, as old as it is beside a new folder."""
    with contextlib.suppress(OSError):
        before = new.stat().st_mtime - _DAY_SECONDS
        for folder in new.parent.glob(f"{_BEGINNING}*"):
            if folder.stat().st_mtime < before:
                shutil.rmtree(folder, ignore_errors=True)
