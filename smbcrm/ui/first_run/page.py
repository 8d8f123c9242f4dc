"""What the window shows before a shop is open: how to begin, and what opening it takes."""

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from smbcrm.core.errors import ShopbellError
from smbcrm.core.i18n import N_, Text, Translator
from smbcrm.membership.premises import Premises
from smbcrm.membership.services import Services
from smbcrm.membership.setup.service import NewShop
from smbcrm.ui.first_run.join_form import JoinForm
from smbcrm.ui.first_run.shop_form import ShopForm
from smbcrm.ui.first_run.waiting import WaitingCard
from smbcrm.ui.first_run.welcome import DEMO, EMPTY, LIST, WayCard
from smbcrm.ui.jobs import Jobs
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.groups import Segmented
from smbcrm.ui.widgets.labels import IconLabel, label

_LANGUAGES = (("en", "English", ""), ("zh_CN", "简体中文", ""), ("zh_TW", "繁體中文", ""))
_WIDTH = 1126
_BUG = N_("The program broke and nothing was half done. What is known of it stands in {log}")
_LISTS = N_("Lists ({kinds})")


class FirstRun(QWidget):
    """Three cards; then the questions, the waiting, or what went wrong, in their place."""

    opened = Signal(object, str)
    """A shop is open: its `Services`, and the page to begin with."""
    spoken = Signal(str)
    """Another language shall be spoken."""

    def __init__(self, premises: Premises, jobs: Jobs, words: Translator) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self._premises = premises
        self._jobs = jobs
        self._words = words
        self._stop = threading.Event()
        self._list: Path | None = None
        self.title = self._say(N_("Shopbell"))
        self._stack = QStackedWidget()
        self._welcome = self._cards()
        self._stack.addWidget(self._welcome)
        self.form = ShopForm(words)
        self.form.ready.connect(self._create)
        self.form.back.connect(self.step_back)
        self._stack.addWidget(_centred(self.form))
        self.waiting = WaitingCard(words)
        self.waiting.stopped.connect(self._stop.set)
        self.waiting.left.connect(self.step_back)
        self._stack.addWidget(_centred(self.waiting))
        self._join_form = JoinForm(words)
        self._join_form.ready.connect(self.open_shop)
        self._join_form.back.connect(self.step_back)
        self._stack.addWidget(_centred(self._join_form))
        self._lay_out()
        for key, act in (
            ("Esc", self.step_back),
            ("2", self._if_welcome(self.open_demo)),
            ("3", self._if_welcome(self.ask)),
            ("Return", self._if_welcome(self.choose_list)),
            ("Enter", self._if_welcome(self.choose_list)),
        ):
            QShortcut(QKeySequence(key), self, act)
        self._list_card.button.setFocus()

    # ---------------------------------------------------------------------------- what is done

    def open_shop(self, address: str) -> None:
        """Open a shop that is there."""
        self.wait_for(address)
        again = partial(self.open_shop, address)
        self._open(partial(self._premises.open, address), "", again)

    def wait_for(self, address: str) -> None:
        """Say that a shop is being opened."""
        shown = self._premises.shown(address)
        self.waiting.begin(self._say(N_("Opening {shop}"), shop=Path(shown).name))
        self._show(2)

    def could_not_open(self, address: str, error: Exception) -> None:
        """Say why a shop that is there could not be opened."""
        self._show(2)
        self._refused(partial(self.open_shop, address), error)

    def open_demo(self) -> None:
        """Open the demo shop of the language, made if there is none yet."""
        address = self._premises.demo_address(self._words.language)
        if self._premises.exists(address):
            self.open_shop(address)
            return
        self._stop.clear()
        self.waiting.begin(self._say(N_("Making the demo shop")), can_stop=True)
        tell = self._jobs.teller(self, self.waiting.show_progress)
        make = self._premises.demo
        language, stop = self._words.language, self._stop.is_set
        self._open(lambda: make(address, language, tell, stop), "", self.open_demo)

    def choose_list(self) -> None:
        """Ask for the file of a list, then for the shop that it is brought into."""
        kinds = "*.xlsx *.xls *.xlsb *.ods *.csv *.txt"
        chosen, _ = QFileDialog.getOpenFileName(
            self, self._say(N_("Choose a file")), "", self._say(_LISTS, kinds=kinds)
        )
        if chosen:
            self.ask(Path(chosen))

    def ask(self, bring: Path | None = None) -> None:
        """Ask the four questions; `bring` is a list to begin with."""
        self._list = bring
        self._show(1)
        self.form.focus_first()

    def restore(self, address: str, copy: Path) -> None:
        """Go back to a copy, and open what it was."""
        self.waiting.begin(self._say(N_("Restoring {copy}"), copy=copy.name))
        premises = self._premises

        def work() -> Services:
            premises.restore(address, copy)
            return premises.open(address)

        self._open(work, "settings/backup", partial(self.restore, address, copy))

    def step_back(self) -> None:
        """Go back to the three ways; what is being made is given up."""
        self._stop.set()
        self._show(0)
        self._list_card.button.setFocus()

    def narrow(self, width: int, height: int) -> None:
        """Fit a window of that size."""
        del width
        self._above.setVisible(height >= 600)  # noqa: PLR2004 - below it every line counts

    def _create(self, new: NewShop) -> None:
        self.waiting.begin(self._say(N_("Making the shop")))
        address = self._premises.default_address()
        place = f"import/{self._list}" if self._list else "counter"
        self._open(partial(self._premises.create, address, new), place, partial(self._create, new))

    def _open(self, work: Callable[[], Services], place: str, again: Callable[[], None]) -> None:
        self._show(2)
        opened, refused = self.opened.emit, partial(self._refused, again)
        self._jobs.run(self, work, lambda made: opened(made, place), refused)

    def _refused(self, again: Callable[[], None], error: Exception) -> None:
        self.waiting.show_trouble(self._sentence(error), again)

    def _sentence(self, error: Exception) -> str:
        if isinstance(error, ShopbellError):
            return self._words.render(error)
        log = self._premises.log_crash("first run", error)
        return self._words.render(Text(_BUG, {"log": str(log)}))

    # ---------------------------------------------------------------------------- what is shown

    def _say(self, msgid: str, **params: object) -> str:
        return self._words.render(Text(msgid, params))

    def _show(self, part: int) -> None:
        self._stack.setCurrentIndex(part)

    def _if_welcome(self, act: Callable[[], None]) -> Callable[[], None]:
        def only_there() -> None:
            if self._stack.currentIndex() == 0:
                act()

        return only_there

    def _lay_out(self) -> None:
        outer = QHBoxLayout(self)
        outer.setContentsMargins(20, 20, 20, 20)
        inner = QWidget()
        inner.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        self._above = QWidget()
        self._above.setFixedHeight(40)
        column.addWidget(self._above)
        column.addLayout(self._head())
        column.addWidget(self._stack, 1)
        column.addLayout(self._foot())
        outer.addStretch(1)
        outer.addWidget(inner, 100)
        outer.addStretch(1)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(IconLabel("shopbell", 52))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(self._say(N_("Welcome to Shopbell")), "name"))
        words.addWidget(
            label(self._say(N_("Know who comes in. It takes about ten minutes.")), "counter")
        )
        row.addLayout(words, 1)
        languages = Segmented(_LANGUAGES)
        languages.setAccessibleName(self._say(N_("Language")))
        languages.choose(self._words.language)
        languages.changed.connect(self.spoken)
        row.addWidget(languages)
        return row

    def _cards(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        self._list_card = WayCard(LIST, self._words, self.choose_list)
        self._demo_card = WayCard(DEMO, self._words, self.open_demo)
        self._empty_card = WayCard(EMPTY, self._words, self.ask)
        for card in (self._demo_card, self._list_card, self._empty_card):
            row.addWidget(card, 1)
        return page

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(IconLabel("shield-check", 18, "okText"))
        text = N_("Everything stays on this PC, in {folder}. No account, no internet needed.")
        row.addWidget(
            label(self._say(text, folder=str(self._premises.folder)), "muted", wrap=True), 1
        )
        for icon, text, act in (
            ("monitor", N_("Join a shop that runs already"), self._join),
            ("rotate-ccw", N_("Restore a backup"), self._choose_copy),
        ):
            button = Button(self._say(text), icon=icon, kind="quiet")
            button.clicked.connect(act)
            row.addWidget(button)
        return row

    def _join(self) -> None:
        self._show(3)
        self._join_form.focus_first()

    def _choose_copy(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, self._say(N_("Restore a backup")))
        if chosen:
            self.restore(self._premises.default_address(), Path(chosen))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Let keys that nothing took go no further."""
        event.accept()


def _centred(card: QWidget) -> QWidget:
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(card, 0, Qt.AlignmentFlag.AlignCenter)
    return page
