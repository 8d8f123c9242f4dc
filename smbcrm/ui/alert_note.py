"""What protects people: the allergy of a customer, on every page of theirs."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from smbcrm.core.text import unturned
from smbcrm.ui.sentences import two_parts
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.labels import IconLabel
from smbcrm.ui.widgets.wrapped import WrapLabel


class AlertNote(QFrame):
    """The allergy, loud, above the money, never cut."""

    def __init__(self, *, slim: bool = False) -> None:
        super().__init__()
        dress(self, kind="alert")
        row = QHBoxLayout(self)
        high = 3 if slim else 10
        row.setContentsMargins(12, high, 12, high)
        row.setSpacing(10)
        row.addWidget(IconLabel("octagon-alert", 20, "dangerText"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        self._first, self._rest = WrapLabel("", "strong"), WrapLabel("", "caption")
        words.addWidget(self._first)
        words.addWidget(self._rest)
        row.addLayout(words, 1)
        self.hide()

    def show_alert(self, alert: str) -> None:
        """Show a note; without one the frame goes."""
        first, rest = two_parts(unturned(alert))
        self._first.setText(first.rstrip(".。"))  # a title
        self._rest.setText(rest)
        self._rest.setVisible(bool(rest))
        self.setVisible(bool(first))
