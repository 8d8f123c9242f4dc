"""Who changed which field from what to what: a list with filters, and a file of all of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.change_log.document import TITLE
from smbcrm.membership.change_log.fields import LABELS
from smbcrm.membership.change_log.service import Newest
from smbcrm.membership.change_log.types import ChangeFilter
from smbcrm.membership.staff.types import Staff
from smbcrm.ui.change_log.columns import columns
from smbcrm.ui.desk import Desk
from smbcrm.ui.jobs import Lane, Latest
from smbcrm.ui.report_file import ReportFile
from smbcrm.ui.save_question import Place
from smbcrm.ui.sentences import two_parts
from smbcrm.ui.typed_dates import NotADate, read_date
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import EmptyState
from smbcrm.ui.widgets.fields import Chooser, TextField
from smbcrm.ui.widgets.flow import Flow
from smbcrm.ui.widgets.labels import label
from smbcrm.ui.widgets.paged_model import PagedModel, Source
from smbcrm.ui.widgets.table import Table

_PDF = ".pdf"
_DATE, _CHOICE = 130, 190
_LOWEST = 220


@dataclass(frozen=True, slots=True)
class Filters:
    """What is typed and chosen."""

    first: str = ""
    last: str = ""
    staff: str = ""
    field: str = ""


class ChangeList(QWidget):
    """Of one customer, or without one of the whole shop. `opened` tells a customer's id."""

    opened = Signal(int)

    def __init__(self, desk: Desk, customer: int | None = None, name: str = "") -> None:
        super().__init__()
        self._desk, self._customer, self._name = desk, customer, name
        say = desk.say
        self.first, self.last = TextField(say(N_("From"))), TextField(say(N_("To")))
        self.staff, self.field = Chooser(say(N_("Staff"))), Chooser(say(N_("Changed field")))
        self.excel = Button(say(N_("Save as a file…")), icon="file-down")
        self.excel.setObjectName("changes_save")
        self.file = ReportFile(desk, self, N_("Save the change log"), desk.room.remark)
        shown = tuple(columns(desk, with_customers=customer is None))
        self.model = PagedModel(shown, desk.jobs, self)
        self.table = Table()
        self.nothing = EmptyState("history", say(N_("No such change was recorded.")), "", ())
        self._count = label("", "caption", wrap=True)
        self._stack = QStackedWidget()
        self._asking = Latest(desk.jobs, self, lane=Lane.LONG)
        self._furnish()
        self._lay_out()
        self._connect()

    # --------------------------------------------------------------------------- what is shown

    def load(self) -> None:
        """Ask anew; what is wrong with a filter is said at it."""
        asked = self._asked()
        if asked is not None:
            log = self._desk.services.change_log
            self._asking.ask(partial(log.newest, asked), self._show, self._failed)

    def filters(self) -> Filters:
        """Return what is typed and chosen."""
        staff, field = str(self.staff.value() or ""), str(self.field.value() or "")
        return Filters(self.first.text(), self.last.text(), staff, field)

    def choose(self, filters: Filters) -> None:
        """Take these up; they are asked for with the next `load`."""
        self.first.set_text(filters.first)
        self.last.set_text(filters.last)
        self._offer([filters.staff] if filters.staff else [])
        self.staff.choose(filters.staff)
        self.field.choose(filters.field)

    def focus_first(self) -> None:
        """Put the focus on the list, or where there is none on the filters."""
        empty = self._stack.currentWidget() is self.nothing
        (self.first if empty else self.table).setFocus(Qt.FocusReason.OtherFocusReason)

    # ------------------------------------------------------------------------------- the answer

    def _asked(self) -> ChangeFilter | None:
        """Return what is asked for; None where a date is none, which is said there."""
        if not all([self._is_date(self.first), self._is_date(self.last)]):
            return None
        chosen = self.filters()
        first, last = read_date(chosen.first), read_date(chosen.last)
        staff, field = chosen.staff or None, chosen.field or None
        return ChangeFilter(self._customer, first, last, staff, field)

    def _is_date(self, field: TextField) -> bool:
        """Tell whether a date or nothing is in a field; if not, say so there."""
        try:
            read_date(field.text())
        except NotADate as error:
            field.show_error(*two_parts(self._desk.tell(error)))
            return False
        return True

    def _show(self, found: Newest) -> None:
        desk, shown = self._desk, len(found.told)
        self.last.show_fine()
        self._stack.setCurrentWidget(self.table if shown else self.nothing)
        self.model.load(Source.of(found.told))
        self.table.fit_columns(self.model.columns, found.told)
        cut = N_("Shown are the newest {shown} of {count} changes.")
        count = desk.words.number(found.total)
        if shown < found.total:
            words = desk.say(cut, shown=desk.words.number(shown), count=count)
        else:
            words = desk.say(N_("Changes: {count}"), count=count)
        self._count.setText(words)
        self.excel.setEnabled(bool(shown))

    def _failed(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.last.show_error(*two_parts(self._desk.tell(error)))
        else:
            self._desk.room.trouble(error, self.load)

    # ----------------------------------------------------------------------------------- a file

    def _save(self) -> None:
        asked = self._asked()
        if asked is None:
            return
        desk = self._desk
        parts = (desk.say(TITLE), self._name, desk.today().isoformat())
        self.file.save_by(" ".join(filter(None, parts)), partial(_write, desk, asked))

    # ------------------------------------------------------------------------ what it is made of

    def _offer_staff(self, staff: Sequence[Staff]) -> None:
        self._offer([one.name for one in staff])

    def _offer(self, names: Sequence[str]) -> None:
        chosen = self.staff.value() or ""
        everybody = ("", self._desk.say(N_("all")), "")
        self.staff.set_options([everybody, *((name, name, "") for name in names)])
        self.staff.choose(chosen)

    def _open(self, number: int) -> None:
        told = self.model.row(number)
        if told is not None and told.logged.code and told.logged.change.customer is not None:
            self.opened.emit(told.logged.change.customer)

    def _furnish(self) -> None:
        say = self._desk.say
        for field in (self.first, self.last):
            field.edit.setPlaceholderText("2026-03-05")
            field.setFixedWidth(_DATE)
        for chooser in (self.staff, self.field):
            chooser.setFixedWidth(_CHOICE)
        self.first.setObjectName("changes_from")
        self._offer(())
        fields = sorted((say(words), name) for name, words in LABELS.items())
        options = [("", say(N_("all")), ""), *((name, words, "") for words, name in fields)]
        self.field.set_options(options)
        self.field.choose("")
        self.table.setModel(self.model)
        self.table.show_columns(self.model.columns)
        self.table.setAccessibleName(say(TITLE))
        self.table.horizontalHeader().setAccessibleName(say(N_("Columns")))
        self.table.setMinimumHeight(_LOWEST)

    def _lay_out(self) -> None:
        filters = Flow(spacing=12)
        for part in (self.first, self.last, self.staff, self.field):
            filters.addWidget(part)
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 16, 10)
        head.setSpacing(12)
        head.addWidget(filters, 1)
        head.addWidget(self.excel, 0, Qt.AlignmentFlag.AlignBottom)
        self._count.setContentsMargins(16, 6, 16, 8)
        for shown in (self.table, self.nothing):
            self._stack.addWidget(shown)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        column.addWidget(self._count)

    def _connect(self) -> None:
        for field in (self.first, self.last):
            field.edit.editingFinished.connect(self.load)
        for chooser in (self.staff, self.field):
            chooser.changed.connect(lambda _value: self.load())
        self.excel.clicked.connect(lambda _checked: self._save())
        self.table.opened.connect(self._open)
        self._desk.ask(self, self._desk.services.staff.all_staff, self._offer_staff)


def _write(desk: Desk, asked: ChangeFilter, place: Place) -> None:
    """Write all of them; a PDF has the newest ones, and says so."""
    services, words = desk.services, desk.words.translator
    if place.file.suffix.lower() == _PDF:
        document = services.change_log.document(asked)
        services.reports.save(document, words, place.file, replace=place.replace)
    else:
        services.change_log.export(place.file, words, asked, replace=place.replace)
