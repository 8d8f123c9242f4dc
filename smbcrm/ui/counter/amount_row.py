"""The amount of a sale with who served beside it, or below where both are too wide."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from smbcrm.ui.counter.servers import Servers
from smbcrm.ui.counter.titled_amount import TitledAmount

_GAP = 12


class AmountRow(QWidget):
    """Both side by side as long as there is room; shares of two take more of it than one name."""

    def __init__(self, amount: TitledAmount) -> None:
        super().__init__()
        self._amount = amount
        self._served: Servers | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        self._row.addWidget(amount, 1)

    def add(self, served: Servers) -> None:
        """Put who served beside it. Tab goes in the order in which things are added."""
        self._served = served
        self._row.addWidget(served)
        served.listed.connect(self._lie)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Be as narrow as the wider of both."""
        narrowest = max(self._amount.minimumSizeHint().width(), self._other())
        return QSize(narrowest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Lie beside or below each other, as there is room now."""
        super().resizeEvent(event)
        self._lie()

    def _other(self) -> int:
        return 0 if self._served is None else self._served.minimumWidth()

    def _lie(self) -> None:
        beside = self._amount.minimumSizeHint().width() + _GAP + self._other()
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.LeftToRight if beside <= self.width() else ways.TopToBottom)
