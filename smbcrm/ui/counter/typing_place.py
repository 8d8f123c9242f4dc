"""After a click on how it is paid, the cursor is where digits are money."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QWidget


class TypingPlace(QObject):
    """Puts the cursor into a field after a click on one of some buttons.

    What is clicked would have the focus, and there digits choose another way of paying: 100 typed
    after a click on Cash would pay with stored value. With keys nothing is moved.
    """

    def __init__(self, place: Callable[[], QWidget], *choices: QWidget) -> None:
        super().__init__(choices[0])
        self._place = place
        for choice in choices:
            for button in choice.findChildren(QAbstractButton):
                button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Go there once the click was heard by everybody."""
        del watched
        if event.type() == QEvent.Type.MouseButtonRelease:
            QTimer.singleShot(0, self, self._go)
        return False

    def _go(self) -> None:
        # As if Tab had gone there: what stands in it is chosen, and typed over.
        self._place().setFocus(Qt.FocusReason.TabFocusReason)
