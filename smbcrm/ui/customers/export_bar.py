"""What is said of a list on its way to a file: how far it is, and what went wrong."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smbcrm.core.errors import ShopbellError
from smbcrm.core.i18n import N_
from smbcrm.membership.files.targets import FileKept, NotAFile
from smbcrm.membership.files.types import FileExists, FileNotWritten
from smbcrm.membership.lists.targets import NotAList
from smbcrm.membership.lists.types import TooManyRows
from smbcrm.ui.customers.export import ListExport
from smbcrm.ui.desk import Desk
from smbcrm.ui.sentences import two_parts
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Note
from smbcrm.ui.widgets.own_words import announce
from smbcrm.ui.widgets.progress import ProgressLine

_BELOW = 10
_OF_THE_FILE = (FileExists, FileKept, FileNotWritten, NotAFile, NotAList, TooManyRows)


def is_of_the_file(error: Exception | None) -> bool:
    """Tell whether another place or name is what helps."""
    return isinstance(error, _OF_THE_FILE)


class ExportBar(QWidget):
    """Takes no room while there is nothing to say."""

    stopped = Signal()
    elsewhere = Signal()
    """Another place was wanted."""
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.progress = ProgressLine("")
        self.progress.setContentsMargins(0, 0, 0, _BELOW)
        self.note = Note("danger")
        self.other_place = Button(
            desk.say(N_("Choose another place")), icon="folder-open", small=True
        )
        close = desk.say(N_("Close"))
        self.close_note = Button("", icon="x", small=True, kind="quiet", name=close)
        self.note.add_button(self.other_place)
        self.note.add_button(self.close_note)
        self._error = QWidget()
        around = QVBoxLayout(self._error)
        around.setContentsMargins(0, 0, 0, _BELOW)
        around.addWidget(self.note)
        self._error.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.progress)
        column.addWidget(self._error)
        self.progress.stopped.connect(self.stopped)
        self.other_place.clicked.connect(self.elsewhere)
        self.close_note.clicked.connect(self.closed)

    def show_export(self, export: ListExport) -> None:
        """Show where it stands."""
        if export.busy and export.order is not None:
            name = export.order.place.file.name
            self.progress.begin(self._desk.say(N_("Writing {file}"), file=name))
        else:
            self.progress.end()
        error = export.error
        self._error.setVisible(is_of_the_file(error))
        if isinstance(error, ShopbellError) and is_of_the_file(error):
            sentence = self._desk.tell(error)
            self.note.show_text(*two_parts(sentence))
            announce(self.note, sentence)
