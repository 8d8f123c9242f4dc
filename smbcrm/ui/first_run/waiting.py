"""What is shown while a shop is opened or made, and what went wrong with it."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout

from smbcrm.core.i18n import N_, Translator
from smbcrm.ui.jobs import PATIENCE_MS
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.labels import IconLabel, label

_WIDTH = 560


class WaitingCard(QFrame):
    """Says what is being done; after 400 ms with a bar; then, perhaps, why it did not work."""

    stopped = Signal()
    """What is being made shall be given up."""
    left = Signal()
    """Begin in another way."""

    def __init__(self, words: Translator) -> None:
        super().__init__()
        self._words = words
        self._again: Callable[[], None] = _nothing
        dress(self, kind="card")
        self.setFixedWidth(_WIDTH)
        say = words.gettext
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(10)
        self._sign = IconLabel("store", 22, "primaryText")
        self._title = label("", "section", wrap=True)
        head.addWidget(self._sign)
        head.addWidget(self._title, 1)
        column.addLayout(head)
        self.why = label("", wrap=True)
        column.addWidget(self.why)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(say(N_("Progress")))
        column.addWidget(self._bar)
        row = QHBoxLayout()
        self.stop = Button(say(N_("Stop")), icon="x", key="Esc")
        self.stop.clicked.connect(self.stopped)
        self.again = Button(say(N_("Try again")), icon="refresh-cw", kind="primary")
        self.again.clicked.connect(self._try_again)
        self.other = Button(say(N_("Begin in another way")), kind="quiet")
        self.other.clicked.connect(self.left)
        for button in (self.stop, self.again, self.other):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._bar.show)

    def begin(self, what: str, *, can_stop: bool = False) -> None:
        """Say what is being done."""
        self._sign.set_icon("store", "primaryText")
        self._title.setText(what)
        self._bar.setRange(0, 0)
        self._bar.hide()
        self._patience.start()
        self.stop.setVisible(can_stop)
        for widget in (self.why, self.again, self.other):
            widget.hide()

    def show_progress(self, done: int, total: int) -> None:
        """Say how far it has come."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def show_trouble(self, why: str, again: Callable[[], None]) -> None:
        """Say why it did not work, and offer to try again or something else."""
        self._patience.stop()
        self._bar.hide()
        self.stop.hide()
        self._sign.set_icon("octagon-alert", "dangerText")
        self._title.setText(self._words.gettext(N_("That did not work")))
        self.why.setText(why)
        self._again = again
        for widget in (self.why, self.again, self.other):
            widget.show()
        self.again.setFocus()

    def _try_again(self) -> None:
        self._again()


def _nothing() -> None:
    """Before anything went wrong there is nothing to try again."""
