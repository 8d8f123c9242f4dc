"""Whether a field has something of its own that Ctrl+Z takes back."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit


def nothing_typed(watched: QObject) -> bool:
    """Tell whether it is a field in which nothing was typed that could be undone."""
    match watched:
        case QLineEdit():
            return not watched.isUndoAvailable()
        case QPlainTextEdit():
            return not watched.document().isUndoAvailable()
        case _:
            return False
