"""Service records on the tab Notes and files: written down, copied from the last, taken away."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.errors import ShopbellError
from smbcrm.core.i18n import N_
from smbcrm.membership.customer_page.types import CustomerPage
from smbcrm.membership.records.types import ServiceRecord
from smbcrm.ui.counter.happenings import DOT
from smbcrm.ui.customer.keeping import Keeping
from smbcrm.ui.customer.row_list import RowList
from smbcrm.ui.desk import Desk
from smbcrm.ui.sentences import two_parts
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.fields import AreaField, Chooser
from smbcrm.ui.widgets.labels import label


class RecordsPart(QWidget):
    """The records of a customer; a shop without kinds is shown where they are defined."""

    def __init__(self, desk: Desk, keeping: Keeping) -> None:
        super().__init__()
        self._desk, self._keeping = desk, keeping
        self._page: CustomerPage | None = None
        say = desk.say
        self.none = label(say(N_("Say in Settings what you write down of a service.")), "caption")
        self.define = Button(say(N_("Settings, Records")), icon="settings", small=True)
        self.define.clicked.connect(lambda: desk.room.go("settings/records"))
        self.kind = Chooser(say(N_("Kind of record")))
        self.text = AreaField(say(N_("What was done today")), lines=2)
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
            self.text.clear()
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

    def show_typed(self, text: str) -> None:
        """Show what was typed before."""
        self.text.set_text(text)
        self._offer()

    def _show_rows(self, page: CustomerPage) -> None:
        focused = self.rows.clear()
        desk = self._desk
        for one in page.records.records:
            called = page.records.called(one.kind)
            at_visit = desk.say(N_("at a visit")) if one.at_visit else ""
            when = desk.words.date(one.day)
            below = (called, when, page.staff.get(one.staff, ""), at_visit)
            gone = desk.say(N_("Take the record {kind} of {when} away"), kind=called, when=when)
            remove = Button("", icon="trash-2", small=True, name=gone)
            remove.clicked.connect(lambda _checked, was=one: self._remove(was))
            self.rows.add(one.text, DOT.join(filter(None, below)), (remove,))
        if focused:
            (self.rows.buttons[0] if self.rows.buttons else self.text).setFocus()

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
        if self._page is not None:
            kind = str(self.kind.value())
            then = self.text.clear if text is not None else lambda: None
            self._keeping.add_record(_id(self._page), kind, text, refused=self._refused, then=then)

    def _refused(self, error: ShopbellError) -> None:
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
        form.addWidget(self.kind)
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
