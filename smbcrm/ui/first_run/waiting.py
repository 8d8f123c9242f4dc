"""What is shown while a shop is opened or made, and what went wrong with it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout

from smbcrm.core.i18n import N_, Translator
from smbcrm.ui.jobs import PATIENCE_MS
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.labels import IconLabel
from smbcrm.ui.widgets.lead_text import Ink, LeadText
from smbcrm.ui.widgets.own_words import announce
from smbcrm.ui.widgets.progress import ProgressLine

_WIDTH = 560


class WaitingCard(QFrame):
    """Says what is being done; after 400 ms with a bar; then, perhaps, why it did not work."""

    stopped = Signal()
    """What is being made shall be given up."""
    left = Signal()
    """Begin in another way, or go back to the shop that was open."""

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._again: Callable[[], None] = _nothing
        self.busy = False
        """Whether something is being done."""
        self._can_stop = False
        self.setObjectName("first_run_waiting")
        dress(self, kind="card")
        self.setFixedWidth(_WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._sign = IconLabel("store", 22, "primaryText")
        self._title = LeadText(Ink("ink", "ink", "section"))
        self._why = LeadText(Ink("ink", "ink"))
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(words.gettext(N_("Progress")))
        self._line = ProgressLine("", key="Esc")
        self._line.stopped.connect(self.stopped)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._bar.show)
        self._lay_out()

    def begin(self, what: str, *, can_stop: bool = False) -> None:
        """Say what is being done."""
        self.busy, self._can_stop = True, can_stop
        self._say("store", "primaryText", what, "")
        self._bar.hide()
        self._line.end()
        if can_stop:
            self._patience.stop()
            self._line.begin()
        else:
            self._patience.start()
        for button in (self.again, self.other):
            button.hide()
        self.setFocus()

    def offer_shop(self, *, there: bool) -> None:
        """Offer the shop that was open, or to begin in another way, where it did not work."""
        words = N_("Open the shop") if there else N_("Begin in another way")
        self.other.set_text(self._words.gettext(words))

    def show_progress(self, done: int, total: int) -> None:
        """Say how far it has come."""
        self._line.show_progress(done, total)

    def give_up(self) -> None:
        """Stop, where what is being done can be stopped."""
        stop = self._line.findChild(Button)
        if stop is not None and self._can_stop:
            stop.click()

    def show_trouble(self, why: str, again: Callable[[], None]) -> None:
        """Say why it did not work, and offer to try again or something else."""
        what = self._words.gettext(N_("That did not work"))
        self._end("octagon-alert", "dangerText", (what, why), again)

    def show_stopped(self, what: str, again: Callable[[], None]) -> None:
        """Say what became of what was given up."""
        self._end("circle-pause", "ink2", (self._words.gettext(N_("Stopped")), what), again)

    def text(self) -> str:
        """Return what it says."""
        return " ".join(part for part in (self._title.text(), self._why.text()) if part)

    def _end(self, icon: str, token: str, said: tuple[str, str], again: Callable[[], None]) -> None:
        self.busy = False
        self._patience.stop()
        self._bar.hide()
        self._line.end()
        self._say(icon, token, *said)
        self._again = again
        for button in (self.again, self.other):
            button.show()
        self.again.setFocus()
        announce(self, self.text())

    def _say(self, icon: str, token: str, what: str, why: str) -> None:
        self._sign.set_icon(icon, token)
        self._title.show_text(what)
        self._why.show_text("", why)
        self._why.setVisible(bool(why))
        self.setAccessibleName(self.text())

    def _try_again(self) -> None:
        self._again()

    def _lay_out(self) -> None:
        say = self._words.gettext
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        column.addLayout(head)
        column.addWidget(self._why)
        column.addWidget(self._bar)
        column.addWidget(self._line)
        self.again = Button(say(N_("Try again")), icon="refresh-cw", kind="primary")
        self.again.clicked.connect(self._try_again)
        self.other = Button(say(N_("Begin in another way")), kind="quiet", key="Esc")
        self.other.clicked.connect(self.left)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.again)
        row.addWidget(self.other)
        row.addStretch(1)
        column.addLayout(row)


def _nothing() -> None:
    """Before anything went wrong there is nothing to try again."""
