"""Widgets in reading order that go on in the next line where there is no room, as chips do.

A widget and no QLayout: PySide forgets the items of a layout written in Python when an item above
them is taken away, and the next question to one of them ends the program.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from smbcrm.ui.theme.props import dress


class Flow(QWidget):
    """Lays its widgets out line by line, each in its own size."""

    def __init__(self, parent: QWidget | None = None, *, spacing: int = 8) -> None:
        super().__init__(parent)
        self._widgets: list[QWidget] = []
        self._spacing = spacing
        dress(self, kind="clear")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def addWidget(self, widget: QWidget) -> None:  # noqa: N802 - as the layouts of Qt say it
        """Put a widget at the end; one that is here already moves there."""
        if widget in self._widgets:
            self._widgets.remove(widget)
        self._widgets.append(widget)
        if widget.parentWidget() is not self:
            widget.setParent(self)
        if self.isVisible():
            widget.show()
        self._settle()

    def widgets(self) -> Sequence[QWidget]:
        """Return what is in the line, in its order."""
        return tuple(self._widgets)

    def removeWidget(self, widget: QWidget) -> None:  # noqa: N802 - as the layouts of Qt say it
        """Take a widget out of the line; it stays a child, hidden, until it is let go."""
        if widget in self._widgets:
            self._widgets.remove(widget)
            widget.hide()
            self._settle()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the room on one line."""
        sizes = [widget.sizeHint() for widget in self._shown()]
        width = sum(size.width() for size in sizes) + self._spacing * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the width of the widest, and the height of what is there in the width it has."""
        widest = max((_least(widget).width() for widget in self._shown()), default=0)
        return QSize(widest, self.heightForWidth(max(self.width(), widest)))

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Tell that fewer go into a narrower line."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return the height of all lines."""
        return self._lay_out(width, move=False)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put the widgets in their places."""
        super().resizeEvent(event)
        self._lay_out(self.width(), move=True)

    def event(self, event: QEvent) -> bool:
        """Lay out again when a widget is shown, hidden or wants another size.

        While the line itself is out of sight it is not told of that, so it looks when it comes.
        """
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Polish, QEvent.Type.Show}:
            self._settle()
        return super().event(event)

    def _settle(self) -> None:
        self.updateGeometry()
        self._lay_out(self.width(), move=True)

    def _shown(self) -> list[QWidget]:
        return [widget for widget in self._widgets if not widget.isHidden()]

    def _lay_out(self, width: int, *, move: bool) -> int:
        left = top = line = 0
        for widget in self._shown():
            size = (
                widget.sizeHint().expandedTo(widget.minimumSize()).boundedTo(widget.maximumSize())
            )
            if left and left + size.width() > width:
                left, top, line = 0, top + line + self._spacing, 0
            if move:
                widget.setGeometry(QRect(left, top, min(size.width(), width), size.height()))
            left += size.width() + self._spacing
            line = max(line, size.height())
        return top + line


def _least(widget: QWidget) -> QSize:
    return widget.minimumSizeHint().expandedTo(widget.minimumSize())
