"""After a click on a choice, the cursor is where the next thing is typed."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QWidget

PAUSE_MS = 600
"""So long nobody types before what is typed is called wrong: half an amount often is."""


class TypingPlace(QObject):
    """Puts the cursor into a field after a click on one of some buttons.

    What is clicked would have the focus, and there digits are lost, or choose another way of
    paying: 100 typed after a click on Cash would pay with stored value. With keys nothing is moved.
    Where there is no place, None, the focus stays.
    """

    def __init__(self, place: Callable[[], QWidget | None], *choices: QWidget) -> None:
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
        place = self._place()
        if place is not None and place.isVisible():
            place.setFocus(Qt.FocusReason.TabFocusReason)
