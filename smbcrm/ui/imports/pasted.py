"""A list that was copied in a spreadsheet: kept as a file of our own while it is brought in."""

import shutil
import tempfile
import weakref
from pathlib import Path

_NAME = "pasted-list.csv"


class PastedList:
    """Holds at most one list; nothing of it stays on the disk after `forget`, or after the end."""

    def __init__(self) -> None:
        self._folder: Path | None = None

    def write(self, text: str) -> Path:
        """Write a text and return the file; the one before goes. Raises OSError."""
        self.forget()
        self._folder = Path(tempfile.mkdtemp(prefix="shopbell-"))
        weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        file = self._folder / _NAME
        file.write_text(text, encoding="utf-8", errors="replace", newline="")
        return file

    def forget(self) -> None:
        """Remove the file."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
        self._folder = None
