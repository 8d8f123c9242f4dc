"""The list of customers into a file: the button, the question where, and what comes of it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from smbcrm.core.i18n import N_, NN_
from smbcrm.core.machine import LIST_FOLDER
from smbcrm.membership.lists.targets import names_its_kind
from smbcrm.membership.lists.types import CustomerList
from smbcrm.ui.customers.export import ListExport, Order
from smbcrm.ui.customers.export_bar import ExportBar, is_of_the_file
from smbcrm.ui.desk import Desk
from smbcrm.ui.desktop import open_folder
from smbcrm.ui.save_question import Kind, Saved, SaveQuestion
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.own_words import plain_tip

LIST = Saved(
    N_("Save this list"),
    (
        Kind(N_("Excel workbook"), ".xlsx"),
        Kind("CSV", ".csv"),
        Kind(N_("Contacts for a phone"), ".vcf"),
    ),
    LIST_FOLDER,
    complete=names_its_kind,  # a workbook of another kind is refused, and not called .xls.xlsx
)


class ExportControls(QObject):
    """Two buttons and a bar that a page lays out; `asked` returns what the page shows."""

    def __init__(self, desk: Desk, page: QWidget, asked: Callable[[], CustomerList]) -> None:
        super().__init__(page)
        self._desk = desk
        self._asked = asked
        self._folder = Path()
        self.files = SaveQuestion(desk, page, LIST)
        self.excel = Button(desk.say(N_("Excel")), icon="file-spreadsheet")
        self.excel.setObjectName("customers_excel")
        to_excel = desk.say(N_("To Excel"))
        self.excel.setToolTip(plain_tip(f"{to_excel} (Ctrl+E)"))
        self.folder = Button("", icon="folder-open", name=desk.say(N_("Open the folder")))
        self.folder.setObjectName("customers_folder")
        self.folder.hide()
        self.bar = ExportBar(desk)
        self.excel.clicked.connect(self.begin)
        self.folder.clicked.connect(self._open_folder)
        self.bar.stopped.connect(self._stop)
        self.bar.elsewhere.connect(self.begin)
        self.bar.closed.connect(self.escape)
        self.export = ListExport(desk.services, desk.jobs)
        self._attend()

    def begin(self) -> None:
        """Ask where, and write what is shown."""
        self.begin_with(self._asked())

    def begin_with(self, asked: CustomerList) -> None:
        """Ask where, and write this."""
        if self.export.busy:
            return
        desk = self._desk
        title = desk.say(N_("Customers"))
        place = self.files.where(f"{title} {desk.today().isoformat()}")
        if place is not None:
            self.export.begin(Order(asked, place, desk.words.translator))

    def escape(self) -> bool:
        """Take away what went wrong; say whether anything was there."""
        wrong = is_of_the_file(self.export.error)
        if wrong:
            self.export.forget()
        return wrong

    def take_up(self, export: ListExport) -> None:
        """Go on with what another page began."""
        self.export = export
        self._attend()

    def _attend(self) -> None:
        export = self.export
        export.changed.connect(self._changed)
        export.progressed.connect(self.bar.progress.show_progress)
        export.written.connect(self._written)
        export.stopped.connect(self._stopped)
        self._show()

    def _show(self) -> None:
        self.excel.setEnabled(not self.export.busy)
        self.bar.show_export(self.export)

    def _changed(self) -> None:
        self._show()
        error = self.export.error
        if error is not None and not is_of_the_file(error):
            self._desk.room.trouble(error, self.export.again)

    def _stop(self) -> None:
        self.export.stop()

    def _stopped(self) -> None:
        self._desk.room.toast(self._desk.say(N_("Stopped. No list was written.")))

    def _written(self, file: Path, count: int) -> None:
        self._folder = file.absolute().parent
        self.folder.show()
        words = NN_("{count} customer is in {file}.", "{count} customers are in {file}.")
        self._desk.room.toast(self._desk.count(words, count, file=file.name))

    def _open_folder(self) -> None:
        open_folder(self._folder)
