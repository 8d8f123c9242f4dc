"""Files on the tab Notes and files: dragged in or chosen, opened, taken away."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.errors import ShopbellError
from smbcrm.core.i18n import N_
from smbcrm.membership.attachments.content import is_safe
from smbcrm.membership.attachments.types import LARGEST_MIB, CustomerFile
from smbcrm.membership.attachments.words import KINDS
from smbcrm.membership.customer_page.types import CustomerPage
from smbcrm.ui.counter.happenings import DOT
from smbcrm.ui.customer.keeping import Keeping
from smbcrm.ui.customer.opened_copies import OpenedCopies
from smbcrm.ui.customer.row_list import RowList
from smbcrm.ui.desk import Desk
from smbcrm.ui.desktop import open_file
from smbcrm.ui.file_dialog import ask_open
from smbcrm.ui.sentences import two_parts
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Note
from smbcrm.ui.widgets.labels import label
from smbcrm.ui.widgets.scrolling import bring_into_sight

_KIB = 1024
_RUNS = N_("{file} may be a program or hold one.")
_ONLY_IF = N_("Open it only if you know who made it.")


class FilesPart(QWidget):
    """The files of a customer. What is opened is a copy, so that no program changes the file."""

    def __init__(self, desk: Desk, keeping: Keeping) -> None:
        super().__init__()
        self._desk, self._keeping = desk, keeping
        self._page: CustomerPage | None = None
        self._copies = OpenedCopies(desk, self)
        self._asked: CustomerFile | None = None
        say = desk.say
        self.add = Button(say(N_("Add a file")), icon="file-up", small=True)
        self.add.clicked.connect(lambda _checked: self.choose())
        self.rows = RowList()
        self.note = Note("warn", below=True)
        self.open_it = Button(say(N_("Open all the same")), small=True)
        self.leave_it = Button(say(N_("Leave it")), small=True)
        self.open_it.clicked.connect(self._open_asked)
        self.leave_it.clicked.connect(self._no_question)
        for button in (self.open_it, self.leave_it):
            self.note.add_button(button)
        self.note.hide()
        kinds = N_(
            "Drop files here: pictures, PDF, texts and office documents of at most {most} MiB."
        )
        head = QHBoxLayout()
        head.addWidget(label(say(N_("Files")), "section"), 1)
        head.addWidget(self.add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(label(say(kinds, most=LARGEST_MIB), "caption", wrap=True))
        column.addWidget(self.note)
        column.addWidget(self.rows)

    def show_page(self, page: CustomerPage) -> None:
        """Show a customer's."""
        if self._page is None or _id(self._page) != _id(page):
            self._no_question()
        self._page = page
        focused = self.rows.clear()
        for one in page.files:
            self._row(page, one)
        if focused:
            (self.rows.buttons[0] if self.rows.buttons else self.add).setFocus()

    def take(self, paths: Iterable[Path]) -> None:
        """Keep what was dropped, one after the other."""
        for path in paths:
            self._keep(path, None)

    def choose(self, record: int | None = None) -> None:
        """Ask for a file and keep it, of a service record or of none."""
        desk = self._desk
        chosen = ask_open(self, desk.say, desk.say(N_("Add a file")))
        if chosen:
            self._keep(Path(chosen), record)

    def escape(self) -> bool:
        """Leave the question; tell whether there was one."""
        asked = self._asked is not None
        self._no_question()
        return asked

    def _row(self, page: CustomerPage, file: CustomerFile) -> None:
        desk = self._desk
        when = desk.words.moment(file.at, desk.today())
        size = desk.say(N_("{size} KiB"), size=max(1, round(file.size / _KIB)))
        parts = (desk.say(KINDS[file.kind]), size, when, page.staff.get(file.staff, ""))
        below = DOT.join(filter(None, (*parts, self._record(page, file.record))))
        opened = Button(
            "", icon="external-link", small=True, name=_named(desk, N_("Open {file}"), file)
        )
        remove = Button(
            "", icon="trash-2", small=True, name=_named(desk, N_("Take {file} away"), file)
        )
        opened.clicked.connect(lambda _checked: self._ask(file))
        remove.clicked.connect(lambda _checked: self._remove(file))
        self.rows.add(file.name, below, (opened, remove))

    def _record(self, page: CustomerPage, number: int | None) -> str:
        """Return how the record is called that a file belongs to; "" for none or one that went."""
        for one in page.records.records:
            if one.id == number:
                kind, when = page.records.called(one.kind), self._desk.words.date(one.day)
                return self._desk.say(N_("{kind} of {when}"), kind=kind, when=when)
        return ""

    def _keep(self, path: Path, record: int | None) -> None:
        if self._page is not None:
            self._no_question()
            self._keeping.add_file(_id(self._page), path, record, self._refused)

    def _refused(self, error: ShopbellError) -> None:
        self._show(*two_parts(self._desk.tell(error)))

    def _ask(self, file: CustomerFile) -> None:
        """Open a file; one that could do more than be shown is asked about first."""
        self._no_question()
        if is_safe(file.kind, file.name):
            self._open(file)
            return
        self._asked = file
        say = self._desk.say
        self._show(say(_RUNS, file=file.name), say(_ONLY_IF))
        self.leave_it.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, what: str, todo: str) -> None:
        self.note.show_text(what, todo)
        for button in (self.open_it, self.leave_it):
            button.setVisible(self._asked is not None)
        self.note.show()
        bring_into_sight(self.note)

    def _open_asked(self) -> None:
        file = self._asked
        self._no_question()
        if file is not None:
            self._open(file)

    def _no_question(self) -> None:
        self._asked = None
        self.note.hide()

    def _open(self, file: CustomerFile) -> None:
        if self._page is None:
            return
        customer, service = _id(self._page), self._desk.services.attachments
        copy = self._copies.place(file)

        def opened(_file: CustomerFile) -> None:
            if not open_file(copy):
                self._show(self._desk.say(N_("No program was found for it.")), str(copy))

        self._desk.ask(self, lambda: service.save(customer, file.id, copy, force=True), opened)

    def _remove(self, file: CustomerFile) -> None:
        if self._page is not None:
            self._no_question()
            self._keeping.remove_file(_id(self._page), file)


def _id(page: CustomerPage) -> int:
    return page.view.shown.customer.id


def _named(desk: Desk, words: str, file: CustomerFile) -> str:
    return desk.say(words, file=file.name)
