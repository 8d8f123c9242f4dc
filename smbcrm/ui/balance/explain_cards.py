"""What stands beside a balance explained: whether it adds up, what ends, what is on the page."""

import datetime as dt
from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QWidget

from smbcrm.core.i18n import N_, NN_
from smbcrm.core.machine import PRINTER
from smbcrm.core.money import Money
from smbcrm.membership.ledger.types import AccountKind
from smbcrm.membership.reports.document import Coded, Document, Value
from smbcrm.membership.reports.explaining import EVERYTHING, AccountStory
from smbcrm.membership.reports.service import Explained
from smbcrm.membership.reports.values import amount_on, titled
from smbcrm.ui.balance.words import DOT
from smbcrm.ui.desk import Desk
from smbcrm.ui.languages import LANGUAGES
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.cards import Card
from smbcrm.ui.widgets.fields import Chooser
from smbcrm.ui.widgets.labels import IconLabel, label
from smbcrm.ui.widgets.own_words import announce
from smbcrm.ui.widgets.wrapped import WrapLabel

_FORECAST, _BY_DAY = "forecast", "by_day"
_PAGE_PARTS = (
    (N_("Stored value and store credit"), (*EVERYTHING[:3],)),
    (N_("Points"), (AccountKind.POINTS,)),
    (N_("Visits and vouchers"), (AccountKind.VISITS, AccountKind.VOUCHERS)),
)


class AddsUpCard(Card):
    """Whether entries, lots and balance say the same; if not, in red, with both figures."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(padding=14, spacing=6)
        self._desk = desk
        self._icon = IconLabel("shield-check", 20, "okText")
        self.title = WrapLabel("", "strong")
        self.words = WrapLabel("", "caption")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.title, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.words)

    def show_explained(self, explained: Explained, now: dt.datetime) -> None:
        """Say whether it adds up."""
        wrong = [one for one in explained.accounts if not one.adds_up]
        desk = self._desk
        dress(self, kind="alert" if wrong else "card")
        for part, kind in ((self.title, "strong"), (self.words, "caption")):
            dress(part, kind=kind)
        self._icon.set_icon("shield-alert" if wrong else "shield-check", _token(wrong=bool(wrong)))
        self.title.setText(desk.say(N_("Does not add up") if wrong else N_("It adds up")))
        said = "\n".join(map(self._wrong, wrong)) if wrong else self._right(explained, now)
        self.words.setText(said)
        self.setAccessibleName(f"{self.title.text()}. {said}")
        if wrong:
            announce(self, self.accessibleName())

    def _wrong(self, account: AccountStory) -> str:
        desk, currency = self._desk, self._desk.words.currency
        stored, counted, lots = (
            amount_on(account.kind, amount, currency)
            for amount in (account.stored, account.entries, account.remaining)
        )
        called = titled(account.kind, account.unit, account.name)
        told = {"account": desk.tell(called), "stored": stored}
        if account.entries != account.stored:
            words = N_("{account}: {stored} stored, {counted} in the ledger. Tell the owner.")
            return desk.say(words, counted=counted, **told)
        words = N_("{account}: {stored} stored, {lots} in its lots. Tell the owner.")
        return desk.say(words, lots=lots, **told)

    def _right(self, explained: Explained, now: dt.datetime) -> str:
        desk = self._desk
        days = [move.deed.business_date for one in explained.accounts for move in one.moves]
        if not days:
            return desk.say(N_("Nothing was ever recorded here."))
        told = NN_(
            "{count} entry since {date} comes to what is stored. Checked {time}.",
            "{count} entries since {date} come to what is stored. Checked {time}.",
        )
        date, time = desk.words.date(min(days)), desk.words.time(now)
        return desk.count(told, len(days), date=date, time=time)


def _token(*, wrong: bool) -> str:
    return "dangerText" if wrong else "okText"


class ForecastCard(Card):
    """What ends if nothing is used, soonest first, and what never ends."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(padding=14, spacing=6)
        self._desk = desk
        self.body.addWidget(WrapLabel(desk.say(N_("If nothing is used")), "strong"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self._notes = WrapLabel("", "caption")
        self.body.addWidget(self._notes)

    def show_document(self, document: Document) -> None:
        """Show the forecast of an explanation."""
        found = next((one for one in document.sections if one.id == _FORECAST), None)
        self.setVisible(found is not None)
        if found is None:
            return
        _empty(self._grid)
        table = next((one for one in found.tables if one.id == _BY_DAY), None)
        rows = () if table is None else table.rows
        for number, row in enumerate(rows):
            self._put(number, tuple(self._cells(row)), "")
        total = None if table is None else table.sums[-1]
        if table is not None and total is not None:
            said = self._desk.say(table.total), self._text(total)
            self._put(len(rows), (said[0], "", said[1]), "strong")
        self._notes.setText(" ".join(map(self._desk.tell, found.notes)))
        self._notes.setVisible(bool(found.notes))

    def _cells(self, row: Sequence[Value]) -> Iterator[str]:
        day, account, count, money = row
        yield self._desk.words.date(day) if isinstance(day, dt.date) else ""
        yield DOT.join(filter(None, map(self._text, (account, count))))
        yield self._text(money)

    def _text(self, value: Value) -> str:
        words = self._desk.words
        match value:
            case Coded():
                return words.tell(value.words)
            case Money():
                return words.sum(value.minor)
            case int():
                return words.number(value)
            case _:
                return ""

    def _put(self, number: int, cells: tuple[str, ...], kind: str) -> None:
        right = Qt.AlignmentFlag.AlignRight
        for column, text in enumerate(cells):
            made: QLabel = (
                WrapLabel(text, kind or "strong") if column == 1 else label(text, kind or "caption")
            )
            if column > 1:
                made.setAlignment(right | Qt.AlignmentFlag.AlignVCenter)
            if column == 0 and kind:
                self._grid.addWidget(made, number, 0, 1, 2)
            elif text:
                self._grid.addWidget(made, number, column)
            made.setParent(self)
            made.show()


class PageCard(Card):
    """What is on the page, its language, and the printer. `changed`: it is another page now."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(padding=14, spacing=8)
        self._desk = desk
        self._machine = desk.premises.machine
        self.body.addWidget(label(desk.say(N_("On the page")), "label"))
        self.parts: list[QCheckBox] = []
        for words, _kinds in _PAGE_PARTS:
            box = QCheckBox(desk.say(words))
            box.setChecked(True)
            box.clicked.connect(self._ticked)
            self.parts.append(box)
            self.body.addWidget(box)
        self.language = Chooser(desk.say(N_("Language")))
        self.language.set_options([(code, name, "") for code, name in LANGUAGES])
        self.language.choose(None)  # until it is known which one the customer reads
        self.language.changed.connect(lambda _code: self.changed.emit())
        self.printer = Chooser(desk.say(N_("Printer")))
        self.printer.changed.connect(lambda name: self._machine.put(PRINTER, str(name)))
        self.body.addWidget(self.language)
        self.body.addWidget(self.printer)
        self.printer.hide()

    @property
    def kinds(self) -> tuple[AccountKind, ...]:
        """The accounts that are told of."""
        return tuple(
            kind
            for box, (_, kinds) in zip(self.parts, _PAGE_PARTS, strict=True)
            if box.isChecked()
            for kind in kinds
        )

    def choose(self, kinds: Sequence[AccountKind]) -> None:
        """Tick what is told of these."""
        for box, (_, known) in zip(self.parts, _PAGE_PARTS, strict=True):
            box.setChecked(not set(known).isdisjoint(kinds))

    def show_printers(self, names: Sequence[str]) -> None:
        """Offer these printers, the one that was used last chosen, else the first."""
        self.printer.set_options([(name, name, "") for name in names])
        last = self._machine.get(PRINTER)
        if names:
            self.printer.choose(last if last in names else names[0])
        self.printer.setVisible(bool(names))

    def _ticked(self) -> None:
        """Draw it anew; something is always on the page."""
        if not self.kinds:
            box = self.sender()
            if isinstance(box, QCheckBox):
                box.setChecked(True)
            return
        self.changed.emit()


def _empty(grid: QGridLayout) -> None:
    while (item := grid.takeAt(0)) is not None:
        gone: QWidget | None = item.widget()
        if gone is not None:
            gone.hide()
            gone.deleteLater()
