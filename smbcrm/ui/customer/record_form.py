"""One service record, in the place of the tabs: what it says and its day are put right."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.errors import ShopbellError, UserError
from smbcrm.core.i18n import N_
from smbcrm.core.text import unturned
from smbcrm.membership.customer_page.types import CustomerPage
from smbcrm.membership.records.types import NoSuchRecord, ServiceRecord
from smbcrm.ui.customer.day_field import DayField
from smbcrm.ui.customer.keeping import Keeping
from smbcrm.ui.desk import Desk
from smbcrm.ui.sentences import two_parts
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Card, Heading, Note
from smbcrm.ui.widgets.fields import AreaField
from smbcrm.ui.widgets.labels import label
from smbcrm.ui.widgets.scrolling import scrolling


@dataclass(frozen=True, slots=True)
class RecordMemory:
    """The record as it was known, and what is typed in its place."""

    old: ServiceRecord
    day: str
    text: str


def memory_of(record: ServiceRecord) -> RecordMemory:
    """Return what the form of a record begins with."""
    return RecordMemory(record, record.day.isoformat(), record.text)


class RecordForm(Card):
    """`closed` when it is saved, taken away or left."""

    closed = Signal()

    def __init__(self, desk: Desk, keeping: Keeping, memory: RecordMemory) -> None:
        super().__init__(padding=0, spacing=0)
        self._desk, self._keeping = desk, keeping
        self._page: CustomerPage | None = None
        self.old = memory.old
        say = desk.say
        self._kind = label("", "muted", wrap=True)
        self.day = DayField(desk)
        self.text = AreaField(say(N_("What was done")), lines=6)
        self.trouble = Note("danger")
        self.trouble.hide()
        self.save_button = Button(say(N_("Save")), icon="check", kind="primary", key="Ctrl S")
        self.remove = Button(say(N_("Take away")), icon="trash-2", kind="danger")
        self.day.set_text(memory.day)
        self.text.set_text(memory.text)
        self._lay_out()

    def show_page(self, page: CustomerPage) -> None:
        """Take up what is known now; what is being typed stays, with a word where it changed."""
        self._page = page
        kind = page.records.called(self.old.kind)
        self._kind.setText(unturned(kind))
        now = next((one for one in page.records.records if one.id == self.old.id), None)
        if now is None:
            return
        was, new = memory_of(self.old), memory_of(now)
        for field, before, after in (
            (self.day, was.day, new.day),
            (self.text, was.text, new.text),
        ):
            if before == after:
                continue
            if field.text() in (before, after):
                field.set_text(after)
            else:
                field.show_warning(self._desk.say(N_("Changed at another till meanwhile.")), after)
        self.old = now

    def memory(self) -> RecordMemory:
        """Return what is typed."""
        return RecordMemory(self.old, self.day.text(), self.text.text())

    def focus_first(self) -> None:
        """Put the cursor into what was done."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def escape(self) -> bool:
        """Have no steps of its own."""
        return False

    def half_done(self) -> bool:
        """Tell whether something is typed."""
        return self.memory() != memory_of(self.old)

    def save(self) -> None:
        """Save what was changed, or say what is wrong."""
        self.trouble.hide()
        if self._page is None or not self.day.check():
            return
        text = self.text.text() if self.text.text() != self.old.text else None
        day = self.day.day()
        if day is None:
            self.day.set_text(self.old.day.isoformat())
        elif day == self.old.day:
            day = None
        if text is None and day is None:
            self.closed.emit()
            return
        self._keeping.edit_record(
            _id(self._page), self.old, text, day, refused=self._refused, then=self.closed.emit
        )

    def _refused(self, error: ShopbellError) -> None:
        if self.day.is_meant(error):
            self.day.refuse(error)
        elif isinstance(error, NoSuchRecord):
            self.trouble.show_text(*two_parts(self._desk.tell(error)))
            self.trouble.show()
        elif isinstance(error, UserError):
            self.text.show_error(*two_parts(self._desk.tell(error)))
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_away(self) -> None:
        if self._page is not None:
            self._keeping.remove_record(_id(self._page), self.old, self.closed.emit)

    def _lay_out(self) -> None:
        say = self._desk.say
        heading = Heading("file-text", say(N_("Service record")))
        back = Button(say(N_("Back")), icon="arrow-left", key="Esc", small=True)
        heading.side.addWidget(back)
        inside = QWidget()
        dress(inside, kind="clear")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(10)
        for part in (self._kind, self.day, self.text, self.trouble):
            column.addWidget(part)
        column.addStretch(1)
        foot = QFrame()
        dress(foot, kind="footer")
        buttons = QHBoxLayout(foot)
        buttons.setContentsMargins(16, 8, 16, 10)
        buttons.setSpacing(8)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        buttons.addWidget(self.save_button)
        self.body.addWidget(heading)
        self.body.addWidget(scrolling(inside), 1)
        self.body.addWidget(foot)
        back.clicked.connect(self.closed)
        self.save_button.clicked.connect(self.save)
        self.remove.clicked.connect(self._take_away)
        shortcut = QShortcut(QKeySequence("Ctrl+S"), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(self.save)


def _id(page: CustomerPage) -> int:
    return page.view.shown.customer.id
