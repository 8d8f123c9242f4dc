"""Backup: how the last copy is, all copies, what the test of one found, and the way back."""

from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_, NN_
from smbcrm.membership.backups.types import Backup
from smbcrm.ui.desk import Desk
from smbcrm.ui.event_bridge import CopyMade, DayBegan, Elsewhere
from smbcrm.ui.jobs import Lane
from smbcrm.ui.saver import Saver
from smbcrm.ui.settings.backup_band import BackupBand
from smbcrm.ui.settings.backup_test import BackupTest, folder_card
from smbcrm.ui.settings.backup_words import REASONS, shown_size, state_of
from smbcrm.ui.settings.part import Part
from smbcrm.ui.settings.restore_question import RestoreQuestion
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.cards import Card, Note
from smbcrm.ui.widgets.labels import label
from smbcrm.ui.widgets.paged_model import Column, PagedModel, Source
from smbcrm.ui.widgets.table import Table

_RIGHT_WIDTH = 330
_ONE_COLUMN_BELOW = 860
_LOWEST = 178


class BackupPart(Part):
    """The copies of this shop; each was read back and proven when it was made."""

    def __init__(self, desk: Desk, saver: Saver) -> None:
        super().__init__(desk, saver)
        self._copies: tuple[Backup, ...] = ()
        self._chosen = ""
        self.band = BackupBand(desk)
        self.test = BackupTest(desk)
        self.model = PagedModel(_columns(desk), desk.jobs, self)
        self.table = Table()
        self.table.setModel(self.model)
        self.table.show_columns(self.model.columns)
        self.table.setAccessibleName(desk.say(N_("Backups")))
        self.table.horizontalHeader().setAccessibleName(desk.say(N_("Columns")))
        self.table.setObjectName("backup_copies")
        self.table.setMinimumHeight(_LOWEST)
        self.restore = Button(
            desk.say(N_("Restore the chosen one…")), icon="rotate-ccw", small=True
        )
        self.restore.setObjectName("backup_restore")
        self.count = label("", "caption")
        self._left = self._column(self.band, (self._copies_card(), 3), (self._habits(), 2))
        folder = folder_card(desk)
        self._right = self._column(self.test, (folder, 1))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        self._arrange(beside=True)
        self.band.wanted.connect(self._back_up)
        self.restore.clicked.connect(self._ask)
        self.table.opened.connect(lambda _: self._ask())
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._choose_current())
        self.model.loaded.connect(self._loaded)

    def arrive(self) -> None:
        """Ask for the copies."""
        copies = self.desk.services.backups.copies
        self.desk.ask(self, copies, self._show, lane=Lane.LONG)

    def happened(self, event: object) -> None:
        """Ask again where another window may have made one, and where today is yesterday now."""
        if isinstance(event, Elsewhere | DayBegan):
            self.arrive()

    def narrow(self, width: int, height: int) -> None:
        """Put the test below where there is little room."""
        del height
        self._arrange(beside=width >= _ONE_COLUMN_BELOW)

    def drafts(self) -> dict[str, str]:
        """Return which copy is chosen."""
        return {"copy": self._chosen}

    def take_up(self, drafts: object) -> None:
        """Choose the same copy again."""
        if isinstance(drafts, dict):
            self._chosen = str(drafts.get("copy", ""))

    def _column(self, first: QWidget, *others: tuple[QWidget, int]) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(first)
        for widget, stretch in others:
            column.addWidget(widget, stretch)
        return box

    def _copies_card(self) -> Card:
        card = Card(padding=1, spacing=0)
        card.setObjectName("backup_table")
        card.body.addWidget(self.table, 1)
        foot = QFrame()
        dress(foot, kind="footer")
        row = QHBoxLayout(foot)
        row.setContentsMargins(12, 8, 12, 8)
        row.addWidget(self.restore)
        row.addStretch(1)
        row.addWidget(self.count)
        card.body.addWidget(foot)
        return card

    def _habits(self) -> Card:
        """Say when copies are made, which of them stay, and what a copy is no help against."""
        say = self.desk.say
        card = Card()
        note = Note("info", "clock")
        often = N_("A copy is made every 4 hours while Shopbell is open, and before every update.")
        kept = N_("The last 3 stay, and the newest of 7 days and of 4 weeks.")
        note.show_text(say(often), say(kept))
        card.body.addWidget(note)
        card.body.addStretch(1)
        return card

    def _arrange(self, *, beside: bool) -> None:
        self._right.setMinimumWidth(_RIGHT_WIDTH)
        self._right.setMaximumWidth(_RIGHT_WIDTH if beside else 16777215)
        self._grid.addWidget(self._left, 0, 0)
        self._grid.addWidget(self._right, *((0, 1) if beside else (1, 0)))

    def _show(self, copies: tuple[Backup, ...]) -> None:
        self._copies = copies
        self.band.show_copies(copies)
        self.model.load(Source.of(copies))
        words = NN_("{count} copy", "{count} copies")
        self.count.setText(self.desk.count(words, len(copies)) if copies else "")

    def _loaded(self) -> None:
        """Keep the chosen copy in sight, else choose the newest."""
        names = [copy.name for copy in self._copies]
        if names:
            at = names.index(self._chosen) if self._chosen in names else 0
            self.table.setCurrentIndex(self.model.index(at, 0))
        self._choose_current()

    def _choose_current(self) -> None:
        copy = self._current()
        self._chosen = copy.name if copy else ""
        self.test.show_copy(copy)
        # One that was found not to add up is not put in the place of anything.
        self.restore.setEnabled(copy is not None and not copy.findings)

    def _current(self) -> Backup | None:
        row = self.table.currentIndex().row()
        return self._copies[row] if 0 <= row < len(self._copies) else None

    def _back_up(self) -> None:
        backups = self.desk.services.backups

        def work() -> tuple[Backup, ...]:
            backups.now()
            return backups.copies()

        self._chosen = ""
        self.band.begin()
        self.desk.ask(self, work, self._made, self._failed, lane=Lane.LONG)

    def _made(self, copies: tuple[Backup, ...]) -> None:
        self.band.end()
        self._show(copies)
        self.desk.bridge.happened.emit(CopyMade())

    def _failed(self, error: Exception) -> None:
        self.band.end()
        self.desk.room.trouble(error, self._back_up)

    def _ask(self) -> None:
        copy = self._current()
        if copy is not None and self.restore.isEnabled():
            self.desk.room.cover(RestoreQuestion(self.desk, copy))


def _columns(desk: Desk) -> tuple[Column[Backup], ...]:
    say, words = desk.say, desk.words
    return (
        Column(
            say(N_("Backups")),
            lambda copy: words.moment(copy.made_at, desk.today()),
            paint="strong",
            tooltip=lambda copy: copy.name,
            width=132,
        ),
        Column(say(N_("Why")), lambda copy: say(REASONS[copy.reason])),
        Column(say(N_("Size")), lambda copy: shown_size(desk, copy.size), "right", width=86),
        Column(
            say(N_("Test")),
            lambda copy: say(state_of(copy).words),
            paint="state",
            mark=lambda copy: (state_of(copy).icon, state_of(copy).tone),
            width=186,
        ),
    )
