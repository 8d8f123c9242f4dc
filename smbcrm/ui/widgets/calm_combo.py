"""A combo box in a page that scrolls."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QListView


class CalmCombo(QComboBox):
    """A combo box that the wheel leaves alone while somebody scrolls the page over it."""

    def __init__(self) -> None:
        super().__init__()
        self.setView(QListView())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Turn only with the focus in it."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
