"""The right column beside a bill: paper, language, printer, what was checked, and the buttons."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.core.machine import BILL_PAPER, PRINTER
from smbcrm.membership.bills.types import Draft, Paper, PaperSize
from smbcrm.ui.counter.take_button import TakeButton
from smbcrm.ui.desk import Desk
from smbcrm.ui.languages import LANGUAGES
from smbcrm.ui.missing_card import MissingCard
from smbcrm.ui.sizes import ROOMY
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.buttons import Button, Segmented
from smbcrm.ui.widgets.cards import Note
from smbcrm.ui.widgets.fields import Chooser
from smbcrm.ui.widgets.labels import IconLabel, label
from smbcrm.ui.widgets.scrolling import scrolling
from smbcrm.ui.widgets.wrapped import WrapLabel

WIDTH = 216
_PADDING = 14
_LEAST = 60
_LOW = 520
"""Below this height of the window everything but the big button scrolls."""


class BillSide(QFrame):
    """What can be chosen about a bill. `changed`: it has to be drawn anew; the rest are wishes."""

    changed = Signal()
    save_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        say = desk.say
        self._desk = desk
        self._machine = desk.premises.machine
        self._wished = ""
        self.missing = MissingCard(desk)
        self.sheet = Segmented([(one.value, one.value, "") for one in PaperSize])
        self.sheet.choose(self._machine.get(BILL_PAPER))
        for button in self.sheet.buttons():
            button.setAccessibleName(say(N_("Paper {size}"), size=button.text()))
        self.language = Chooser(say(N_("Language")))
        self.printer = Chooser(say(N_("Printer")))
        self.no_printer = Note("info", "printer")
        self.no_printer.show_text(
            say(N_("No printer is installed on this PC.")), say(N_("Save the PDF instead."))
        )
        self.no_printer.hide()
        self.checked = Checked(desk)
        self.save = Button(say(N_("Save PDF")), icon="file-down", key="Ctrl S")
        self.print = TakeButton(say(N_("Print")))
        self._build()
        self.sheet.changed.connect(self._size_chosen)
        self.language.changed.connect(lambda _code: self.changed.emit())
        self.printer.changed.connect(self._printer_chosen)
        self.missing.changed.connect(self.changed)
        self.save.clicked.connect(self.save_wanted)
        self.print.pressed.connect(self.print_wanted)

    def show_bill(self, draft: Draft) -> None:
        """Offer the languages, the bill's own first; chosen is the one that it is drawn in."""
        own = draft.found.bill.language
        words = self._desk.say(N_("{language} (its own)"), language=dict(LANGUAGES).get(own, own))
        others = [(code, name, "") for code, name in LANGUAGES if code != own]
        first = not self.language.combo.count()
        self.language.set_options([(own, words, ""), *others])
        if first:
            self.language.choose(self._wished or draft.paper.language or own)

    @property
    def paper(self) -> Paper:
        """How the bill is to be put on paper."""
        language = self.language.value()
        chosen = self._wished if language is None else str(language)
        return Paper(PaperSize(self.sheet.value()), chosen, self.missing.instead)

    def recall(self, paper: Paper) -> None:
        """Take up what was chosen before; the sheet is remembered by this PC."""
        self._wished = paper.language
        self.missing.recall(paper.instead)

    def show_printers(self, names: Sequence[str]) -> None:
        """Offer these printers, the one that was used last chosen, else the first."""
        self.printer.set_options([(name, name, "") for name in names])
        last = self._machine.get(PRINTER)
        if names:
            self.printer.choose(last if last in names else names[0])
        self.printer.setVisible(bool(names))
        self.no_printer.setVisible(not names)

    def focus_missing(self) -> bool:
        """Put the focus on a character of which something has to be said; tell if there is one."""
        row = self.missing.first_open()
        if row is not None:
            row.write.setFocus()
            # Once it has its place.
            QTimer.singleShot(0, row, lambda: self._area.ensureWidgetVisible(row, 0, _PADDING))
        return row is not None

    def narrow(self, height: int) -> None:
        """Fit a window of that height."""
        roomy = height >= ROOMY
        self._inside.setContentsMargins(_PADDING, _PADDING if roomy else 8, _PADDING, 8)
        self._inside.setSpacing(12 if roomy else 8)
        if height < _LOW:
            self._inside.insertWidget(1, self.save)
        else:
            self._foot.insertWidget(0, self.save)

    def _build(self) -> None:
        dress(self, kind="panelRight")
        self.setFixedWidth(WIDTH)
        inside = QWidget()
        self._inside = column = QVBoxLayout(inside)
        paper = QHBoxLayout()
        paper.addWidget(label(self._desk.say(N_("Paper")), "label"), 1)
        paper.addWidget(self.sheet)
        column.addWidget(self.missing)
        column.addLayout(paper)
        for part in (self.language, self.printer, self.no_printer, self.checked):
            column.addWidget(part)
        column.addStretch(1)
        self._foot = foot = QVBoxLayout()
        foot.setContentsMargins(_PADDING, 8, _PADDING, _PADDING)
        foot.setSpacing(8)
        foot.addWidget(self.save)
        foot.addWidget(self.print)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._area = area = scrolling(inside)
        area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        area.setMinimumHeight(_LEAST)
        whole.addWidget(area, 1)
        whole.addLayout(foot)
        self.narrow(ROOMY)

    def _size_chosen(self, size: str) -> None:
        self._machine.put(BILL_PAPER, size)
        self.changed.emit()

    def _printer_chosen(self, name: object) -> None:
        self._machine.put(PRINTER, str(name))


class Checked(QWidget):
    """What was looked at before anything is printed, each with its sign."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(label(desk.say(N_("Checked")), "label"))
        self._lines = [_CheckedLine() for _ in range(3)]
        for line in self._lines:
            column.addWidget(line)
        self.hide()

    def show_draft(self, draft: Draft) -> None:
        """Say what a bill is, and whether everything on it can be printed."""
        say, paper = self._desk.say, draft.paper
        told = [
            ("copy", "infoText", say(N_("A copy: it was handed over before")))
            if paper.copy
            else ("circle-check", "okText", say(N_("The original")))
        ]
        if paper.void:
            told.insert(0, ("ban", "dangerText", say(N_("Void: it was taken back"))))
        told.append(
            ("triangle-alert", "warnText", say(N_("Characters are missing")))
            if draft.missing
            else ("circle-check", "okText", say(N_("Every character is there")))
        )
        for line, one in zip(self._lines, [*told, None], strict=False):
            line.show_line(one)
        self.show()

    def text(self) -> str:
        """Return what is said."""
        return ". ".join(line.words.text() for line in self._lines if not line.isHidden())


class _CheckedLine(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._icon = IconLabel("", 15)
        self.words = WrapLabel("")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._icon)
        row.addWidget(self.words, 1)

    def show_line(self, told: tuple[str, str, str] | None) -> None:
        """Show a sign in its colour, and words; None shows nothing."""
        self.setVisible(told is not None)
        if told is not None:
            icon, token, words = told
            self._icon.set_icon(icon, token)
            self.words.setText(words)
