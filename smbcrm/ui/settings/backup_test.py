"""What the test of a copy counted in it, and the folder where the copies lie."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout

from smbcrm.core.i18n import N_
from smbcrm.membership.backups.types import Backup
from smbcrm.ui.desk import Desk
from smbcrm.ui.settings.backup_words import shown_size
from smbcrm.ui.settings.part import empty
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.cards import Card, Note
from smbcrm.ui.widgets.labels import IconLabel, hairline, label
from smbcrm.ui.widgets.lead_text import Ink, LeadText

_ROW, _TITLES = 35, 31
_HEAD = 40
_SIGN, _GAP = 16, 10


@dataclass(frozen=True, slots=True)
class _Line:
    name: str
    figure: str
    tested: bool = True


class BackupTest(Card):
    """The figures of the chosen copy, each with a tick where the test agreed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(padding=1, spacing=0)
        self.setObjectName("backup_test")
        self._desk = desk
        self._title = label("", "section")
        head = QFrame()
        dress(head, kind="header")
        head.setMinimumHeight(_HEAD)
        row = QHBoxLayout(head)
        row.setContentsMargins(14, 8, 14, 8)
        row.addWidget(self._title)
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self.body.addWidget(head)
        self.body.addLayout(self._lines)

    def show_copy(self, copy: Backup | None) -> None:
        """Show another copy, or that there is none."""
        desk = self._desk
        empty(self._lines)
        if copy is None:
            self._title.setText(desk.say(N_("The test")))
            about = N_("Each copy is opened in a temporary file and counted as soon as it is made.")
            self._say("info", desk.say(about))
            return
        today = desk.shop.day.date(desk.services.clock.now())
        when = desk.words.moment(copy.made_at, today)
        self._title.setText(desk.say(N_("The test of {when}"), when=when))
        lines = self._figures(copy)
        if lines:
            self._lines.addWidget(self._titles())
        for line in lines:
            self._lines.addWidget(hairline())
            self._lines.addWidget(self._row(line, good=copy.verified))
        if not lines:
            self._say("warn", desk.say(N_("Nothing is known of this file. A restore tests it.")))
        for finding in copy.findings[:1]:
            self._say("danger", desk.tell(finding))

    def text(self) -> str:
        """Return what is in it, line by line."""
        items = (self._lines.itemAt(number) for number in range(self._lines.count()))
        found = (item.widget() for item in items if item is not None)
        return "\n".join(one.accessibleName() for one in found if one and one.accessibleName())

    def _figures(self, copy: Backup) -> list[_Line]:
        desk, figures = self._desk, copy.figures
        if figures is None:
            return []
        number = desk.words.number
        return [
            _Line(desk.say(N_("Customers")), number(figures.customers)),
            _Line(desk.say(N_("Operations")), number(figures.operations)),
            _Line(desk.say(N_("Ledger lines")), number(figures.entries)),
            _Line(desk.say(N_("Control sum of balances")), number(figures.balances)),
            _Line(desk.say(N_("Size")), shown_size(desk, copy.size), tested=False),
            _Line(desk.say(N_("Written by version")), copy.version, tested=False),
        ]

    def _titles(self) -> QFrame:
        """Return the line above the figures."""
        made = QFrame()
        made.setFixedHeight(_TITLES)
        row = QHBoxLayout(made)
        row.setContentsMargins(14, 0, 14 + _SIGN + _GAP, 0)
        row.addStretch(1)
        row.addWidget(label(self._desk.say(N_("In the copy")), "label"))
        return made

    def _row(self, line: _Line, *, good: bool) -> QFrame:
        made = QFrame()
        made.setFixedHeight(_ROW)
        made.setAccessibleName(f"{line.name}: {line.figure}")
        row = QHBoxLayout(made)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(_GAP)
        row.addWidget(label(line.name, "muted"), 1)
        row.addWidget(label(line.figure, "strong"))
        icon, token = ("check", "okText") if good else ("triangle-alert", "dangerText")
        row.addWidget(IconLabel(icon if line.tested else "", _SIGN, token))
        return made

    def _say(self, tone: str, words: str) -> None:
        frame = QFrame()
        frame.setAccessibleName(words)
        note = Note(tone)
        note.show_text("", words)
        column = QVBoxLayout(frame)
        column.setContentsMargins(12, 10, 12, 12)
        column.addWidget(note)
        self._lines.addWidget(frame)


def folder_card(desk: Desk) -> Card:
    """Say where the copies lie, and what they are no help against there."""
    card = Card(spacing=8)
    card.setObjectName("backup_folder")
    card.body.addWidget(label(desk.say(N_("Where they lie")), "section"))
    path = LeadText(Ink("ink", "ink"))
    path.show_text("", str(desk.services.backups.shelf.folder))
    grid = QGridLayout()
    grid.setHorizontalSpacing(10)
    grid.setColumnStretch(1, 1)
    grid.addWidget(IconLabel("hard-drive", 18), 0, 0, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(label(desk.say(N_("This PC")), "strong"), 0, 1)
    grid.addWidget(path, 1, 1)
    card.body.addLayout(grid)
    card.body.addWidget(hairline())
    about = N_("Copy this folder to a USB stick now and then: a stolen PC takes its copies along.")
    card.body.addWidget(label(desk.say(about), "caption", wrap=True))
    card.body.addStretch(1)
    return card
