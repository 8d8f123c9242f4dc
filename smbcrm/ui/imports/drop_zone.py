"""Where a list is dropped, chosen or pasted."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from smbcrm.core.i18n import N_
from smbcrm.ui.desk import Desk
from smbcrm.ui.theme import look
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.disc import Disc, Inks
from smbcrm.ui.widgets.labels import label

_BORDER, _RADIUS = 2, 10
_DISC, _ICON = 64, 30


class DropZone(QFrame):
    """Says what can be brought and offers the ways; the page itself takes the drop."""

    choose = Signal()
    paste = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        say = desk.say
        self.button = Button(
            say(N_("Choose a file")), icon="folder-open", kind="primary", key="Ctrl O", big=True
        )
        self._paste = Button(
            say(N_("Paste from Excel")), icon="clipboard-copy", key="Ctrl V", big=True
        )
        self.button.clicked.connect(self.choose)
        self._paste.clicked.connect(self.paste)
        title = label(say(N_("Drop your file here")), "title")
        kinds = label(say(N_("Excel .xlsx .xls · CSV in any encoding")), "caption", wrap=True)
        guessed = N_("Column names are guessed in English, 简体 and 繁體. The file is only read.")
        hint = label(say(guessed), "caption", wrap=True)
        ways = QHBoxLayout()
        ways.setSpacing(8)
        ways.addStretch(1)
        ways.addWidget(self.button)
        ways.addWidget(self._paste)
        ways.addStretch(1)
        middle = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(10)
        column.addStretch(1)
        disc = Disc("file-up", _DISC, _ICON, Inks("surface", "primaryText"))
        column.addWidget(disc, 0, middle)
        column.addWidget(title, 0, middle)
        kinds.setAlignment(Qt.AlignmentFlag.AlignCenter)
        hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(kinds)
        column.addLayout(ways)
        column.addWidget(hint)
        column.addStretch(1)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the ground with its dashed border."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("primary"), _BORDER, Qt.PenStyle.DashLine))
        painter.setBrush(look.color("primarySoft"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
