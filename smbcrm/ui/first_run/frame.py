"""What surrounds every part of the first-run page: who we are, the language, where things stay."""

from collections.abc import Sequence
from enum import IntEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from smbcrm.core.i18n import N_, Text, Translator
from smbcrm.ui.languages import LANGUAGE_OPTIONS
from smbcrm.ui.widgets.buttons import Button, Segmented
from smbcrm.ui.widgets.focus import tab_through
from smbcrm.ui.widgets.labels import MARK, IconLabel, label
from smbcrm.ui.widgets.lead_text import Ink, LeadText

_WIDTH, _MARK, _SIDES = 1126, 52, 20
_LOW_BELOW = 640


class Part(IntEnum):
    """What stands in the middle."""

    WELCOME = 0
    FORM = 1
    WAITING = 2
    JOIN = 3


class Frame(QScrollArea):
    """A block in the middle of the window; a window that is too small for it scrolls."""

    spoken = Signal(str)
    join_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, words: Translator, folder: str) -> None:
        super().__init__()
        self._words = words
        self._parts = QStackedWidget()
        self._pages: list[QWidget] = []
        self._foot_buttons: list[Button] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inner.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(1)
        column.addLayout(self._head())
        column.addSpacing(22)
        column.addWidget(self._parts)
        column.addSpacing(16)
        column.addLayout(self._foot(folder))
        column.addStretch(1)
        outside = QWidget()
        row = QHBoxLayout(outside)
        row.setContentsMargins(_SIDES, _SIDES, _SIDES, _SIDES)
        row.addStretch(1)
        row.addWidget(inner, 100)
        row.addStretch(1)
        self.setWidget(outside)

    def add(self, card: QWidget) -> None:
        """Add what is shown for the next `Part`."""
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)
        self.add_wide(page)

    def add_wide(self, page: QWidget) -> None:
        """Add what takes the whole width for the next `Part`."""
        self._pages.append(page)
        self._parts.addWidget(page)

    @property
    def part(self) -> Part:
        """What is shown."""
        return Part(self._parts.currentIndex())

    def show_part(self, part: Part) -> None:
        """Show a part. While something is made no other language is chosen."""
        policy = QSizePolicy.Policy
        for number, page in enumerate(self._pages):
            # Only what is shown takes room: a hidden form makes no window scroll.
            shown = policy.Preferred if number == part else policy.Ignored
            page.setSizePolicy(policy.Preferred, shown)
        self._parts.setCurrentIndex(part)
        self.languages.setEnabled(part is not Part.WAITING)
        for button in self._foot_buttons:
            button.setVisible(part is Part.WELCOME)
        self.verticalScrollBar().setValue(0)

    def tab_through(self, ways: Sequence[QWidget]) -> None:
        """Let Tab go as the page is read: the languages, the ways to begin, then the foot."""
        tab_through((*self.languages.buttons(), *ways, *self._foot_buttons))

    def is_low(self, height: int) -> bool:
        """Tell whether a window of that height has room for what is needed only."""
        return height < _LOW_BELOW

    def _head(self) -> QHBoxLayout:
        say = self._words.gettext
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(IconLabel(MARK, _MARK))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(label(say(N_("Welcome to Shopbell")), "name", wrap=True))
        tagline = label(
            say(N_("Know who comes in. It takes about ten minutes.")), "counter", wrap=True
        )
        words.addWidget(tagline)
        words.addStretch(1)
        row.addLayout(words, 1)
        self.languages = Segmented(LANGUAGE_OPTIONS)
        self.languages.setObjectName("first_run_languages")
        self.languages.setAccessibleName(say(N_("Language")))
        self.languages.choose(self._words.language)
        self.languages.changed.connect(self.spoken)
        row.addWidget(self.languages)
        return row

    def _foot(self, folder: str) -> QHBoxLayout:
        say = self._words.gettext
        row = QHBoxLayout()
        row.setSpacing(12)
        text = N_("Everything stays on this PC, in {folder}. No account, no internet needed.")
        stays = LeadText(Ink("okText", "ink2", icon="shield-check"))
        stays.show_text("", self._words.render(Text(text, {"folder": folder})))
        row.addWidget(stays, 1)
        for icon, words, wanted in (
            ("monitor", N_("Join a shop that runs already"), self.join_wanted),
            ("rotate-ccw", N_("Restore a backup"), self.copy_wanted),
        ):
            button = Button(say(words), icon=icon, kind="quiet")
            button.clicked.connect(wanted)
            self._foot_buttons.append(button)
            row.addWidget(button)
        return row
