"""A combo box on the page of an import: Enter goes on with the page, the wheel scrolls it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from smbcrm.ui.widgets.calm_combo import CalmCombo

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PageCombo(CalmCombo):
    """Leaves Enter to the page."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go on with the page."""
        if event.key() in _ENTER:
            if not event.isAutoRepeat():
                self.entered.emit()
        else:
            super().keyPressEvent(event)
