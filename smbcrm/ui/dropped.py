"""Files that somebody drags over the window or has copied."""

from pathlib import Path

from PySide6.QtCore import QMimeData


def dropped_files(data: QMimeData) -> list[Path]:
    """Return the local files that somebody drags or has copied."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
