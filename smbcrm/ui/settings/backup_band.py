"""The band above the copies: whether the last one is good, and the button that makes another."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.membership.backups.types import Backup
from smbcrm.ui.desk import Desk
from smbcrm.ui.jobs import PATIENCE_MS
from smbcrm.ui.settings.backup_words import newest_tested
from smbcrm.ui.theme import look
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.labels import label
from smbcrm.ui.widgets.own_words import announce
from smbcrm.ui.widgets.painting import paint_icon

_HEIGHT = 99
_DISC, _DISC_ICON = 48, 26
_RADIUS = 10


class BackupBand(QFrame):
    """Green only where the test of the newest copy agreed."""

    wanted = Signal()
    """A copy shall be made."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("backup_band")
        self._desk = desk
        self._tone = "neutral"
        self._focused = False
        self._disc = _Disc()
        self._title = label("", "title", wrap=True)
        self._sub = label("", "caption", wrap=True)
        self.button = Button(desk.say(N_("Back up now")), icon="refresh-cw", kind="primary")
        self.button.setObjectName("backup_now")
        self.button.clicked.connect(self.wanted)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._sub)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 12, 20, 12)
        row.setSpacing(16)
        row.addWidget(self._disc)
        row.addLayout(words, 1)
        row.addWidget(self.button)
        self.setMinimumHeight(_HEIGHT)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._say_writing)

    def show_copies(self, copies: Sequence[Backup]) -> None:
        """Say how the newest copy is."""
        desk = self._desk
        newest = newest_tested(copies)
        if newest is None:
            none = desk.say(N_("No backup yet"))
            self._show("warn", "shield-alert", none, desk.say(N_("Make the first one now.")))
            return
        today = desk.shop.day.date(desk.services.clock.now())
        when = (
            desk.words.time(newest.made_at)
            if desk.shop.day.date(newest.made_at) == today
            else desk.words.moment(newest.made_at, today)
        )
        if newest.verified:
            title = desk.say(N_("Backed up at {when} and tested"), when=when)
            about = N_("Opened in a temporary file and counted: all sums agree.")
            self._show("ok", "shield-check", title, desk.say(about))
        else:
            title = desk.say(N_("The copy of {when} does not agree"), when=when)
            why = desk.tell(newest.findings[0]) if newest.findings else desk.say(_CHANGED)
            self._show("danger", "shield-alert", title, why)

    def begin(self) -> None:
        """Note that a copy is being made; the button says so if that takes a while."""
        self._focused = self.button.hasFocus()
        self.button.setEnabled(False)
        self._patience.start()

    def end(self) -> None:
        """Note that it is made, or failed."""
        self._patience.stop()
        self.button.set_text(self._desk.say(N_("Back up now")))
        self.button.setEnabled(True)
        if self._focused:
            self.button.setFocus()
        announce(self, self._title.text())

    def text(self) -> str:
        """Return what it says."""
        return f"{self._title.text()}. {self._sub.text()}"

    def tone(self) -> str:
        """Return how it says it: ok, warn or danger."""
        return self._tone

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw ground and border in the colour of the state."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color(_BORDERS[self._tone]), 1))
        painter.setBrush(look.color(f"{self._tone}Soft"))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS, _RADIUS
        )

    def _show(self, tone: str, icon: str, title: str, sub: str) -> None:
        self._tone = tone
        self._disc.show_state(icon, tone)
        self._title.setText(title)
        self._sub.setText(sub)
        dress(self._sub, kind="error" if tone == "danger" else f"{tone}Text")
        self.setAccessibleName(title)
        self.setAccessibleDescription(sub)
        self.update()

    def _say_writing(self) -> None:
        self.button.set_text(self._desk.say(N_("Writing…")))


class _Disc(QWidget):
    """A sign in a filled circle."""

    def __init__(self) -> None:
        super().__init__()
        self._icon, self._tone = "", "neutral"
        self.setFixedSize(_DISC, _DISC)

    def show_state(self, icon: str, tone: str) -> None:
        """Show another sign."""
        self._icon, self._tone = icon, tone
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color(_DISCS[self._tone]))
        painter.drawEllipse(self.rect())
        if self._icon:
            paint_icon(painter, self.rect(), self._icon, _DISC_ICON, _SIGNS[self._tone])


_BORDERS = {"ok": "primary", "warn": "warn", "danger": "danger", "neutral": "line"}
_DISCS = {"ok": "primary", "warn": "warnSoft", "danger": "danger", "neutral": "neutralSoft"}
_SIGNS = {"ok": "onPrimary", "warn": "warnText", "danger": "onDanger", "neutral": "neutralText"}
_CHANGED = N_("Its file is not what was written. Make another one.")
