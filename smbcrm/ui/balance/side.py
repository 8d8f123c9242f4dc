"""The right column of the page: it scrolls by itself, or stands whole below in a narrow window."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

_ANY = 16_777_215
"""What Qt takes for no largest width."""


class SideColumn(QScrollArea):
    """Cards one below the other; `inside` takes them."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self._below = False
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = QWidget()
        self.inside = QVBoxLayout(self._inside)
        self.inside.setContentsMargins(0, 0, 0, 0)
        self.inside.setSpacing(12)
        self.setWidget(self._inside)
        self._inside.installEventFilter(self)
        self.stand(width, below=False)

    def stand(self, width: int, *, below: bool) -> None:
        """Stand beside what is shown, so wide, or below it over its whole width."""
        self._below = below
        self.setMinimumWidth(0 if below else width)
        self.setMaximumWidth(_ANY if below else width)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Be as high as the cards need in another width."""
        super().resizeEvent(event)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Be as high as the cards need when they change."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        high = 0
        if self._below:
            wrapped = self.inside.totalHeightForWidth(self.width())
            high = max(wrapped, self.inside.totalSizeHint().height() if wrapped < 0 else 0)
        self.setMinimumHeight(high)
