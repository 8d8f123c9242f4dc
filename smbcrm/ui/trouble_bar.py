"""What went wrong where no screen says it better: a bar at the foot of the window that stays."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Note
from smbcrm.ui.widgets.own_words import announce

_FROM_EDGES = 24
_WIDEST = 760


class TroubleBar(QFrame):
    """Stands until it is closed, until it is tried again, or until something else goes wrong."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent)
        self.setObjectName("trouble")
        self._again: Callable[[], None] = self.hide
        self._note = Note("danger")
        self._retry = Button(desk.say(N_("Try again")), icon="refresh-cw", small=True)
        self._retry.clicked.connect(self._try_again)
        close = Button("", icon="x", small=True, kind="quiet", name=desk.say(N_("Close")))
        close.clicked.connect(self.hide)
        self._note.add_button(self._retry)
        self._note.add_button(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._note)
        parent.installEventFilter(self)
        self.hide()

    def show_trouble(self, sentence: str, again: Callable[[], None] | None) -> None:
        """Say it, with a way to try again where there is one."""
        self._again = again or self.hide
        self._retry.setVisible(again is not None)
        self._note.show_text("", sentence)
        self._place()
        self.show()
        self.raise_()
        announce(self, sentence)

    def text(self) -> str:
        """Return what it says."""
        return self._note.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay at the foot of the window."""
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            width = min(_WIDEST, parent.width() - 2 * _FROM_EDGES)
            height = max(self.heightForWidth(width), self.sizeHint().height())
            left = (parent.width() - width) // 2
            self.setGeometry(left, parent.height() - height - _FROM_EDGES, width, height)

    def _try_again(self) -> None:
        self.hide()
        self._again()
