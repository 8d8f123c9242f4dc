"""Where another shop is: a file on this PC, or the database that several counters share."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, Translator
from smbcrm.core.machine import full_address
from smbcrm.ui.file_dialog import ask_open
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.fields import TextField
from smbcrm.ui.widgets.labels import label

_WIDTH = 560


class JoinForm(QFrame):
    """Asks for the address of a shop."""

    ready = Signal(str)
    back = Signal()

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        dress(self, kind="card")
        self.setFixedWidth(_WIDTH)
        say = words.gettext
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(label(say(N_("Join a shop that runs already")), "title"))
        text = N_(
            "Several counters share one PostgreSQL database: type the address that the first one "
            "shows. Or choose a shop's file on this PC."
        )
        column.addWidget(label(say(text), "caption", wrap=True))
        self.address = TextField(
            say(N_("Address or file")), placeholder="postgresql://user@server/shop", big=True
        )
        self.address.edit.returnPressed.connect(self._send)
        column.addWidget(self.address)
        row = QHBoxLayout()
        back = Button(say(N_("Back")), icon="arrow-left", key="Esc")
        back.clicked.connect(self.back)
        choose = Button(say(N_("Choose a file")), icon="hard-drive")
        choose.clicked.connect(self._choose)
        send = Button(say(N_("Open the shop")), icon="check", kind="primary", key="Enter")
        send.clicked.connect(self._send)
        row.addWidget(back)
        row.addStretch(1)
        row.addWidget(choose)
        row.addWidget(send)
        column.addLayout(row)

    def focus_first(self) -> None:
        """Put the cursor into the address."""
        self.address.edit.setFocus()

    def _choose(self) -> None:
        say = self._words.gettext
        chosen = ask_open(self, say, say(N_("Choose a file")))
        if chosen:
            self.address.set_text(chosen)
            self._send()

    def _send(self) -> None:
        say = self._words.gettext
        text = self.address.text().strip()
        if not text:
            self.address.show_error(
                say(N_("The address is missing.")), say(N_("Or choose a file."))
            )
            return
        try:
            self.ready.emit(full_address(text))
        except UserError as error:
            self.address.show_error(self._words.render(error), "")
