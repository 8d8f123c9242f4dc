"""Service records on the tab Notes and files: written down, copied from the last, put right."""

from collections import Counter

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.errors import ShopbellError
from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.customer_page.types import CustomerPage
from smbcrm.membership.records.types import ServiceRecord
from smbcrm.ui.counter.happenings import DOT
from smbcrm.ui.customer.day_field import DayField
from smbcrm.ui.customer.keeping import Keeping
from smbcrm.ui.customer.record_form import memory_of
from smbcrm.ui.customer.row_list import RowList
from smbcrm.ui.desk import Desk
from smbcrm.ui.sentences import two_parts
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.fields import AreaField, Chooser
from smbcrm.ui.widgets.labels import label


class RecordsPart(QWidget):
    """The records of a customer; a shop without kinds is shown where they are defined.

    `wanted` tells a record that is to be put right, as the form of it remembers it; `file_wanted`
    the number of one that a file is added to.
    """

    wanted = Signal(object)
    file_wanted = Signal(int)

    def __init__(self, desk: Desk, keeping: Keeping) -> None:
        super().__init__()
        self._desk, self._keeping = desk, keeping
        self._page: CustomerPage | None = None
        say = desk.say
        self.none = label(say(N_("Say in Settings what you write down of a service.")), "caption")
        self.define = Button(say(N_("Settings, Records")), icon="settings", small=True)
        self.define.clicked.connect(lambda: desk.room.go("settings/records"))
        self.kind = Chooser(say(N_("Kind of record")))
        self.day = DayField(desk, placeholder=say(N_("today")))
        self.text = AreaField(say(N_("What was done")), lines=2)
        self.same = Button(say(N_("Same as last time")), icon="copy", small=True)
        self.add = Button(say(N_("Add the record")), icon="plus", small=True)
        self.same.clicked.connect(self._add_same)
        self.add.clicked.connect(self._add)
        self.kind.changed.connect(lambda _kind: self._offer())
        self.text.edited.connect(self._offer)
        self.rows = RowList()
        self._form = QWidget()
        self._lay_out(label(say(N_("Service records")), "section"))

    def show_page(self, page: CustomerPage) -> None:
        """Show a customer's; what is typed stays with the same one."""
        if self._page is None or _id(self._page) != _id(page):
            self._empty()
        self._page = page
        kinds = page.records.kinds
        self.kind.set_options([(one.code, one.name, "") for one in kinds])
        if kinds and self.kind.value() is None:
            self.kind.choose(_last_kind(page) or kinds[0].code)
        self._form.setVisible(bool(kinds))
        for part in (self.none, self.define):
            part.setVisible(not kinds)
        self._show_rows(page)
        self._offer()

    def show_typed(self, text: str, day: str) -> None:
        """Show what was typed before."""
        self.text.set_text(text)
        self.day.set_text(day)
        self._offer()

    def _show_rows(self, page: CustomerPage) -> None:
        focused = self.rows.clear()
        desk = self._desk
        files = Counter(one.record for one in page.files)
        for one in page.records.records:
            at_visit = desk.say(N_("at a visit")) if one.at_visit else ""
            tied = files[one.id]
            count = desk.count(NN_("{count} file", "{count} files"), tied) if tied else ""
            called, when = page.records.called(one.kind), desk.words.date(one.day)
            below = (called, when, page.staff.get(one.staff, ""), at_visit, count)
            buttons = self._buttons(one, {"kind": called, "when": when})
            self.rows.add(one.text, DOT.join(filter(None, below)), buttons)
        if focused:
            (self.rows.buttons[0] if self.rows.buttons else self.text).setFocus()

    def _buttons(self, record: ServiceRecord, told: dict[str, str]) -> tuple[Button, ...]:
        """Return what can be done with a record that is called so."""
        say = self._desk.say
        add = Button(
            "", icon="file-up", small=True, name=say(N_("Add a file to {kind} of {when}"), **told)
        )
        edit = Button(
            "", icon="pencil-line", small=True, name=say(N_("Edit {kind} of {when}"), **told)
        )
        gone = say(N_("Take the record {kind} of {when} away"), **told)
        remove = Button("", icon="trash-2", small=True, name=gone)
        add.clicked.connect(lambda _checked: self.file_wanted.emit(record.id))
        edit.clicked.connect(lambda _checked: self.wanted.emit(memory_of(record)))
        remove.clicked.connect(lambda _checked: self._remove(record))
        return add, edit, remove

    def _offer(self) -> None:
        """Offer what can be done with the kind that is chosen and the text that is typed."""
        records = () if self._page is None else self._page.records.records
        self.same.setEnabled(any(one.kind == self.kind.value() for one in records))
        self.add.setEnabled(bool(self.text.text()))

    def _add(self) -> None:
        if self.text.text():
            self._keep(self.text.text())

    def _add_same(self) -> None:
        self._keep(None)

    def _keep(self, text: str | None) -> None:
        if self._page is None or not self.day.check():
            return
        kind, then = str(self.kind.value()), self._empty if text is not None else self.day.clear
        self._keeping.add_record(
            *(_id(self._page), kind, text, self.day.day()), refused=self._refused, then=then
        )

    def _empty(self) -> None:
        self.text.clear()
        self.day.clear()

    def _refused(self, error: ShopbellError) -> None:
        if self.day.is_meant(error):
            self.day.refuse(error)
        else:
            self.text.show_error(*two_parts(self._desk.tell(error)))

    def _remove(self, record: ServiceRecord) -> None:
        if self._page is not None:
            self._keeping.remove_record(_id(self._page), record)

    def _lay_out(self, title: QWidget) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self.same)
        buttons.addWidget(self.add)
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(8)
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self.kind, 1, Qt.AlignmentFlag.AlignTop)
        first.addWidget(self.day, 0, Qt.AlignmentFlag.AlignTop)
        form.addLayout(first)
        form.addWidget(self.text)
        form.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(title)
        column.addWidget(self.none)
        column.addWidget(self.define, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._form)
        column.addWidget(self.rows)


def _id(page: CustomerPage) -> int:
    return page.view.shown.customer.id


def _last_kind(page: CustomerPage) -> str:
    return next((one.kind for one in page.records.records), "")
