"""One of the three questions of the program: whether to go back to a copy of the shop."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from smbcrm.core.i18n import N_
from smbcrm.membership.backups.types import Backup
from smbcrm.ui.desk import Desk
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Note
from smbcrm.ui.widgets.labels import IconLabel, label

_WIDTH = 520


class RestoreQuestion(QFrame):
    """Says what a restore does before it is done; to keep everything as it is comes first."""

    def __init__(self, desk: Desk, copy: Backup) -> None:
        super().__init__()
        self._desk, self._copy = desk, copy
        say = desk.say
        today = desk.shop.day.date(desk.services.clock.now())
        when = desk.words.moment(copy.made_at, today)
        title = say(N_("Go back to the copy of {when}?"), when=when)
        dress(self, kind="overlay")
        self.setObjectName("restore_question")
        self.setAccessibleName(title)
        self.setFixedWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(12)
        column.addLayout(self._head(title))
        gone = N_(
            "Everything recorded after it is taken out of the shop: sales, top ups, customers, "
            "settings."
        )
        column.addWidget(label(say(gone), wrap=True))
        note = Note("info")
        note.show_text(
            say(N_("A copy of now is made first.")),
            say(N_("With it you can come back to where you are.")),
        )
        column.addWidget(note)
        closed = N_("No other window or till may have the shop open meanwhile.")
        column.addWidget(label(say(closed), "caption", wrap=True))
        column.addLayout(self._buttons())

    def _head(self, title: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(IconLabel("rotate-ccw", 22, "warnText"))
        row.addWidget(label(title, "section", wrap=True), 1)
        return row

    def _buttons(self) -> QHBoxLayout:
        say = self._desk.say
        self.keep = Button(say(N_("Keep as it is")), key="Esc")
        self.keep.setObjectName("restore_keep")
        self.keep.clicked.connect(self._desk.room.uncover)
        self.go = Button(say(N_("Restore")), kind="danger")
        self.go.setObjectName("restore_go")
        dress(self.go, main=True)
        self.go.clicked.connect(self._restore)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addStretch(1)
        row.addWidget(self.keep)
        row.addWidget(self.go)
        return row

    def _restore(self) -> None:
        self._desk.room.uncover()
        self._desk.room.restore(self._copy.path)
