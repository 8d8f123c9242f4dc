"""The right column of the tab Consent: what can be asked of the shop about one's own data."""

from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.core.machine import PDF_FOLDER
from smbcrm.membership.customer_page.types import CustomerPage
from smbcrm.membership.privacy.dossier_service import plain_name
from smbcrm.membership.privacy.types import Erasing
from smbcrm.ui.balance.side import SideColumn
from smbcrm.ui.customer.side import WIDTH
from smbcrm.ui.desk import Desk
from smbcrm.ui.handing_over import HandingOver
from smbcrm.ui.jobs import Latest
from smbcrm.ui.save_question import Kind, Place, Saved, SaveQuestion
from smbcrm.ui.sentences import two_parts
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Card, Note, RowButton, Rows
from smbcrm.ui.widgets.labels import IconLabel, label
from smbcrm.ui.widgets.wrapped import WrapLabel

_FILE = Saved(N_("Save all we know"), (Kind(N_("PDF and data in one file"), ".zip"),), PDF_FOLDER)


class _Row(RowButton):
    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the least that it takes."""
        return QSize(160, super().sizeHint().height())


class PrivacySide(SideColumn):
    """`changes` to see who changed what, `erase` when somebody is to be taken out of the shop."""

    changes = Signal()
    erase = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(WIDTH)
        self._desk = desk
        self._page: CustomerPage | None = None
        self._asking = Latest(desk.jobs, self)
        self.files = SaveQuestion(desk, self, _FILE)
        self.handing = HandingOver(desk, self)
        self.handing.busy.connect(self._show_busy)
        self.handing.failed.connect(self._not_saved)
        say = desk.say
        self._what = say(N_("PDF and data"))
        self.save_row = _Row("file-down", say(N_("Save all we know…")), self._what)
        self.save_row.clicked.connect(lambda _checked: self.save())
        of_what = say(N_("which field, from what to what"))
        self.changes_row = _Row("history", say(N_("Who changed what")), of_what)
        self.changes_row.setObjectName("customer_changes")
        self.changes_row.clicked.connect(lambda _checked: self.changes.emit())
        self.refused = Note("danger", below=True)
        self.refused.hide()
        self.owed = Note("warn")
        self.owed.hide()
        self.erase_button = Button(say(N_("Erase…")), kind="danger", small=True)
        self.erase_button.setObjectName("customer_erase")
        self.erase_button.clicked.connect(self.erase)
        self.inside.addWidget(self._data_card())
        self.inside.addWidget(self._erase_card())
        self.inside.addStretch(1)

    def show_page(self, page: CustomerPage) -> None:
        """Show a customer's."""
        if self._page is not None and self._page.consent.customer != page.consent.customer:
            self.refused.hide()
            self.owed.hide()
        self._page = page
        if self.isVisible():
            self._look()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Ask what is owed, which is shown nowhere else on the page in one sentence."""
        super().showEvent(event)
        self._look()

    def save(self) -> None:
        """Write everything that is known of them to a file that somebody names."""
        if self._page is None or self.handing.under_way:
            return
        self.refused.hide()
        today = self._desk.today().isoformat()
        place = self.files.where(f"{plain_name(self._page.consent.code)}-{today}")
        if place is not None:
            self._write(self._page.consent.customer, place)

    def _write(self, customer: int, place: Place) -> None:
        desk, file = self._desk, place.file
        dossiers = desk.services.dossiers
        work = partial(dossiers.save_as, customer, file, replace=place.replace)
        words = desk.say(N_("Written to {file}"), file=file.name)
        self.handing.begin(work, words, file.absolute().parent)

    def _show_busy(self, busy: bool) -> None:  # noqa: FBT001 - what a signal tells
        self.save_row.setEnabled(not busy)
        self.save_row.set_second(self._desk.say(N_("Writing…")) if busy else self._what)

    def _not_saved(self, error: Exception) -> None:
        if isinstance(error, UserError):
            self.refused.show_text(*two_parts(self._desk.tell(error)))
            self.refused.show()
        elif self.isVisible():
            self._desk.room.trouble(error, self.save)

    def _look(self) -> None:
        if self._page is not None:
            look = partial(self._desk.services.privacy.look, self._page.consent.customer)
            self._asking.ask(look, self._show_owed, _nothing_owed)

    def _show_owed(self, found: Erasing) -> None:
        owed, say = found.owed, self._desk.say
        self.owed.setVisible(not owed.nothing)
        if not owed.nothing:
            self.owed.show_text(
                say(N_("Still owed: {owed}."), owed=owed.words),
                say(N_("Pay it out first, or they give it up.")),
            )

    def _data_card(self) -> Card:
        card = Card(padding=0, spacing=0)
        title = label(self._desk.say(N_("Their data")), "section")
        title.setContentsMargins(14, 12, 14, 6)
        rows = Rows()
        rows.show_rows([self.save_row, self.changes_row])
        card.body.addWidget(title)
        card.body.addWidget(rows)
        card.body.addWidget(self.refused)
        return card

    def _erase_card(self) -> Card:
        say = self._desk.say
        card = Card(padding=14, spacing=8)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconLabel("trash-2", 16, "dangerText"))
        head.addWidget(label(say(N_("Erase this person")), "section"), 1)
        row = QHBoxLayout()
        row.addWidget(self.erase_button)
        row.addStretch(1)
        gone = N_("Name, phone, notes and cards go for good. The books stay, without the person.")
        card.body.addLayout(head)
        card.body.addWidget(WrapLabel(say(gone), "caption"))
        card.body.addWidget(self.owed)
        card.body.addLayout(row)
        return card


def _nothing_owed(_error: Exception) -> None:
    """Say nothing: whoever goes on is told, and the page tells that nobody is there."""
