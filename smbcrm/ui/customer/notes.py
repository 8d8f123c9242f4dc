"""The tab Notes and files: alert and free notes in place, notes of days, records and files."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from smbcrm.core.errors import ShopbellError
from smbcrm.core.i18n import N_
from smbcrm.membership.customer_page.types import CustomerPage
from smbcrm.membership.customers.types import Details
from smbcrm.membership.notes.types import Note
from smbcrm.ui.counter.happenings import DOT
from smbcrm.ui.customer.files import FilesPart
from smbcrm.ui.customer.keeping import Keeping
from smbcrm.ui.customer.records import RecordsPart
from smbcrm.ui.customer.row_list import RowList
from smbcrm.ui.desk import Desk
from smbcrm.ui.dropped import dropped_files
from smbcrm.ui.sentences import two_parts
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.fields import AreaField
from smbcrm.ui.widgets.labels import hairline
from smbcrm.ui.widgets.scrolling import scrolling

FIELDS = ("alert", "notes")


class NotesTyped(NamedTuple):
    """What is typed on the tab and not saved: fields by name, and a service record."""

    fields: tuple[tuple[str, str], ...] = ()
    record: str = ""
    day: str = ""


NOTHING = NotesTyped()


class NotesPart(QWidget):
    """`noted` tells a text that is to be written down for today.

    Files are taken wherever they are dropped on it.
    """

    noted = Signal(str)

    def __init__(self, desk: Desk, keeping: Keeping) -> None:
        super().__init__()
        self._desk, self._keeping = desk, keeping
        self._page: CustomerPage | None = None
        self._known: dict[str, str] = dict.fromkeys(FIELDS, "")
        say = desk.say
        self.alert = AreaField(say(N_("Note that everyone must see")), lines=2)
        self.notes = AreaField(say(N_("Notes")), lines=5)
        self.fields = {"alert": self.alert, "notes": self.notes}
        self.save = Button(say(N_("Save")), icon="check", key="Ctrl S")
        self.save.clicked.connect(self.keep)
        self.save.setEnabled(False)
        self.day_note = AreaField(say(N_("Note of today")), lines=2)
        self.add = Button(say(N_("Add the note")), icon="plus", small=True)
        self.add.clicked.connect(self._add)
        self._days = RowList()
        self.records = RecordsPart(desk, keeping)
        self.files = FilesPart(desk, keeping)
        for field in self.fields.values():
            field.edited.connect(self._edited)
        shortcut = QShortcut(QKeySequence("Ctrl+S"), self)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(self.keep)
        self.records.file_wanted.connect(self.files.choose)
        self.setAcceptDrops(True)
        self._lay_out()

    @property
    def changed(self) -> dict[str, str]:
        """What is typed and not saved, by field."""
        return {
            name: field.text()
            for name, field in self.fields.items()
            if field.text() != self._known[name].strip()
        }

    def show_page(self, page: CustomerPage) -> None:
        """Show a customer's; what is being typed stays, with a word where it was changed."""
        same = self._page is not None and _id(self._page) == _id(page)
        typed = self.changed if same else {}
        if not same:
            self.day_note.clear()
        self._page = page
        profile = page.view.shown.customer.profile
        for name, field in self.fields.items():
            text: str = getattr(profile, name)
            elsewhere = same and name in typed and text != self._known[name]
            self._known[name] = text
            if name not in typed:
                field.set_text(text)
            elif elsewhere:
                field.show_warning(self._desk.say(N_("Changed at another till meanwhile.")), text)
        self._edited()
        self._show_days(page.notes)
        self.records.show_page(page)
        self.files.show_page(page)

    def typed(self) -> NotesTyped:
        """Return what is typed and not saved."""
        record = self.records
        return NotesTyped(tuple(self.changed.items()), record.text.text(), record.day.text())

    def show_typed(self, typed: NotesTyped) -> None:
        """Show what was typed before."""
        for name, text in typed.fields:
            self.fields[name].set_text(text)
        self.records.show_typed(typed.record, typed.day)
        self._edited()

    def focus_first(self) -> None:
        """Put the cursor into the notes."""
        self.notes.setFocus(Qt.FocusReason.OtherFocusReason)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Welcome files of this PC."""
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Keep what is dropped."""
        event.acceptProposedAction()
        self.files.take(dropped_files(event.mimeData()))

    def keep(self) -> None:
        """Save what was changed."""
        changed = self.changed
        if self._page is None or not changed:
            return
        before = {name: self._known[name] for name in changed}
        first = next(iter(changed))
        self._keeping.edit(
            _id(self._page),
            self._desk.say(N_("notes")),
            Details(**changed),  # type: ignore[arg-type] # two texts by their names
            Details(**before),  # type: ignore[arg-type]
            refused=partial(self._refused, first),
        )

    def note_added(self) -> None:
        """Empty the note of today: it is written down."""
        self.day_note.clear()

    def _refused(self, name: str, error: ShopbellError) -> None:
        self.fields[name].show_error(*two_parts(self._desk.tell(error)))

    def _edited(self) -> None:
        self.save.setEnabled(bool(self.changed))

    def _add(self) -> None:
        if self.day_note.text():
            self.noted.emit(self.day_note.text())

    @property
    def removes(self) -> list[Button]:
        """The buttons that take notes of days away."""
        return self._days.buttons

    def _show_days(self, notes: Sequence[Note]) -> None:
        focused = self._days.clear()
        desk, page = self._desk, self._page
        for note in notes:
            staff = "" if page is None else page.staff.get(note.staff, "")
            when = DOT.join(filter(None, (desk.words.moment(note.at, desk.today()), staff)))
            gone = desk.say(N_("Take the note of {when} away"), when=when)
            remove = Button("", icon="trash-2", small=True, name=gone)
            remove.clicked.connect(lambda _checked, one=note: self._remove(one))
            self._days.add(note.text, when, (remove,))
        if focused:
            (self.removes[0] if self.removes else self.day_note).setFocus()

    def _remove(self, note: Note) -> None:
        if self._page is not None:
            self._keeping.remove_note(_id(self._page), note)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        for field in (self.alert, self.notes):
            column.addWidget(field)
        column.addWidget(self.save, 0, Qt.AlignmentFlag.AlignRight)
        column.addWidget(hairline())
        column.addWidget(self.day_note)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignRight)
        column.addWidget(self._days)
        for part in (self.records, self.files):
            column.addWidget(hairline())
            column.addWidget(part)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(inside))


def _id(page: CustomerPage) -> int:
    return page.view.shown.customer.id
