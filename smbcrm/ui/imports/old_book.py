"""Does the old book agree? Its totals are typed, and what comes in is put beside them."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from smbcrm.core.amounts import AmountRefused, parse_amount
from smbcrm.core.i18n import N_
from smbcrm.membership.imports.old_book import OldBook, compare
from smbcrm.membership.imports.types import ImportReport
from smbcrm.ui.desk import Desk
from smbcrm.ui.sentences import two_parts
from smbcrm.ui.widgets.cards import Card
from smbcrm.ui.widgets.fields import TextField
from smbcrm.ui.widgets.labels import label


class OldBookCard(Card):
    """Asks for the two sums of the old book."""

    typed = Signal(object)
    """An `OldBook`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(padding=14, spacing=6)
        self._desk = desk
        say = desk.say
        self.principal = TextField(say(N_("Paid in the book")))
        self.gift = TextField(say(N_("Gift in the book")))
        self._verdict = label("", "caption", wrap=True)
        self.body.addWidget(label(say(N_("Does the old book agree?")), "section"))
        hint = N_("Type its totals; they are put beside what comes in.")
        self.body.addWidget(label(say(hint), "caption", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(8)
        for field in (self.principal, self.gift):
            field.edited.connect(self._edited)
            field.left.connect(self._left)
            row.addWidget(field)
        self.body.addLayout(row)
        self.body.addWidget(self._verdict)

    def book(self) -> OldBook:
        """Return what is typed; what cannot be read counts as not typed."""
        return OldBook(self._quietly(self.principal), self._quietly(self.gift))

    def show_book(self, book: OldBook, report: ImportReport) -> None:
        """Show what was typed, unless somebody is typing, and how it compares."""
        if self.book() != book:
            for field, amount in ((self.principal, book.principal), (self.gift, book.gift)):
                plain = "" if amount is None else self._desk.words.currency.plain(amount)
                field.set_text(plain)
        self._verdict.setText(verdict(self._desk, book, report))
        self._verdict.setVisible(bool(self._verdict.text()))

    def _edited(self) -> None:
        self.typed.emit(self.book())

    def _left(self) -> None:
        for field in (self.principal, self.gift):
            try:
                self._read(field)
            except AmountRefused as error:
                field.show_error(*two_parts(self._desk.tell(error)))

    def _read(self, field: TextField) -> int | None:
        text = field.text()
        return parse_amount(text, self._desk.words.currency) if text else None

    def _quietly(self, field: TextField) -> int | None:
        try:
            return self._read(field)
        except AmountRefused:
            return None


def verdict(desk: Desk, book: OldBook, report: ImportReport) -> str:
    """Return in a sentence how the typed sums compare; empty where none is typed."""
    compared, signed = compare(book, report.brought), desk.words.signed
    paid, gift = compared.principal.difference, compared.gift.difference
    if not compared.typed:
        return ""
    if compared.agrees:
        return desk.say(N_("It agrees with what comes in."))
    if paid and gift:
        both = N_("The paid part differs by {paid}, the gift part by {gift}.")
        return desk.say(both, paid=signed(paid), gift=signed(gift))
    return desk.say(N_("The difference is {amount}."), amount=signed(paid or gift))
