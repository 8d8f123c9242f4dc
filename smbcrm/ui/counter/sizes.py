"""The widths at which the counter changes its layout, and areas that scroll (design: section 5)."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

WIDE = 1200
"""From this width of the window on everything has its full size."""
MEDIUM = 1024
"""Below this width the customer is a strip on top."""
ROOMY = 620
"""Below this height controls are lower."""


def scrolling(inside: QWidget) -> QScrollArea:
    """Return an area around a widget that scrolls up and down where there is no room for it.

    It has no frame, the ground is seen through it, and Tab passes it by.
    """
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area
