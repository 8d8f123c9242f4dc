"""The head of every page but the counter: its title, what is in sight, and the way anywhere."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.labels import ElideLabel, label

HEIGHT = 56


class PageHead(QWidget):
    """Title and sentence at the left; `side` takes what belongs to the page at the right."""

    def __init__(self, desk: Desk, title: str, sub: str = "") -> None:
        super().__init__()
        self.setFixedHeight(HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 4)
        row.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(0)
        self._title = label(title, "title")
        self._sub = ElideLabel(sub, "caption")
        words.addWidget(self._title)
        words.addWidget(self._sub)
        row.addLayout(words, 1)
        jump = desk.say(N_("Search or jump to…"))
        self._jump = Button(jump, icon="search", kind="jump", key="Ctrl K")
        self._jump.clicked.connect(desk.room.show_palette)
        row.addWidget(self._jump)
        self.side = QHBoxLayout()
        self.side.setSpacing(10)
        row.addLayout(self.side)

    def sub(self) -> str:
        """Return what is in sight, in words."""
        return self._sub.text()

    def show_sub(self, text: str) -> None:
        """Say what is in sight."""
        self._sub.setText(text)
