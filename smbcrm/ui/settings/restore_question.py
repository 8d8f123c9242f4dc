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
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(IconLabel("rotate-ccw", 22, "warnText"))
        head.addWidget(label(title, "section", wrap=True), 1)
        gone = N_(
            "Everything recorded after it is taken out of the shop: sales, top ups, customers, "
            "settings."
        )
        note = Note("info")
        note.show_text(
            say(N_("A copy of now is made first.")),
            say(N_("With it you can come back to where you are.")),
        )
        closed = N_("No other window or till may have the shop open meanwhile.")
        self.keep = Button(say(N_("Keep as it is")), key="Esc")
        self.keep.setObjectName("restore_keep")
        self.go = Button(say(N_("Restore")), kind="danger")
        self.go.setObjectName("restore_go")
        dress(self.go, main=True)
        self.keep.clicked.connect(desk.room.uncover)
        self.go.clicked.connect(self._restore)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addStretch(1)
        buttons.addWidget(self.keep)
        buttons.addWidget(self.go)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(label(say(gone), wrap=True))
        column.addWidget(note)
        column.addWidget(label(say(closed), "caption", wrap=True))
        column.addLayout(buttons)

    def _restore(self) -> None:
        self._desk.room.uncover()
        self._desk.room.restore(self._copy.path)
