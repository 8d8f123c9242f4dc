"""What the window shows before a shop is open: how to begin, and what opening it takes."""

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from smbcrm.core.errors import ShopbellError
from smbcrm.core.i18n import N_, Text, Translator
from smbcrm.core.logs import bug_words
from smbcrm.membership.premises import DemoStopped, Premises
from smbcrm.membership.services import Services
from smbcrm.membership.setup.service import NewShop
from smbcrm.ui.file_dialog import ask_open
from smbcrm.ui.first_run.frame import Frame, Part
from smbcrm.ui.first_run.join_form import JoinForm
from smbcrm.ui.first_run.shop_form import ShopForm
from smbcrm.ui.first_run.waiting import WaitingCard
from smbcrm.ui.first_run.welcome import DEMO, EMPTY, LIST, WayCard
from smbcrm.ui.jobs import Jobs, Opens
from smbcrm.ui.list_question import ask_for_list

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_COPIES = "settings/backup"


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
        self._back_to = ""
        self.title = self._say(N_("Shopbell"))
        self.form = ShopForm(words)
        self.join_form = JoinForm(words)
        self.waiting = WaitingCard(words)
        self._frame = Frame(words, str(premises.folder))
        self._frame.add_wide(self._cards())
        for card in (self.form, self.waiting, self.join_form):
            self._frame.add(card)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._frame)
        self._frame.tab_through([card.button for card in self._ways])
        self._listen()
        self._welcome()

    # ---------------------------------------------------------------------------- what is done

    def open_shop(self, address: str) -> None:
        """Open a shop that is there."""
        self.wait_for(address)
        self._open(partial(self._premises.open, address), "", partial(self.open_shop, address))

    def wait_for(self, address: str) -> None:
        """Say that a shop is being opened."""
        shown = self._premises.shown(address)
        self._wait(self._say(N_("Opening {shop}"), shop=Path(shown).name))

    def could_not_open(self, address: str, error: Exception) -> None:
        """Say why a shop that is there could not be opened."""
        self._frame.show_part(Part.WAITING)
        self._refused(partial(self.open_shop, address), error)

    def open_demo(self) -> None:
        """Open the demo shop of the language, made if there is none yet."""
        address = self._premises.demo_address(self._words.language)
        self.wait_for(address)

        def go_on(there: bool) -> None:  # noqa: FBT001 - an answer
            if there:
                self.open_shop(address)
            else:
                self._make_demo(address)

        refused = partial(self._refused, self.open_demo)
        self._jobs.run(self, partial(self._premises.exists, address), go_on, refused)

    def choose_list(self) -> None:
        """Ask for the file of a list, then for the shop that it is brought into."""
        chosen = ask_for_list(self, self._say)
        if chosen is not None:
            self.ask(chosen)

    def ask(self, bring: Path | None = None) -> None:
        """Ask the four questions; `bring` is a list to begin with."""
        self._list = bring
        self._frame.show_part(Part.FORM)
        self.form.focus_first()

    def restore(self, address: str, copy: Path, *, was_open: bool = False) -> None:
        """Go back to a copy, and open what it was.

        A shop that `was_open` is untouched where that did not work: then it is opened again.
        """
        self._wait(self._say(N_("Restoring {copy}"), copy=copy.name))
        self._back_to = address if was_open else ""
        self.waiting.offer_shop(there=was_open)
        premises = self._premises

        def work() -> Services:
            premises.restore(address, copy)
            return premises.open(address)

        again = partial(self.restore, address, copy, was_open=was_open)
        self._open(work, _COPIES, again)

    def step_back(self) -> None:
        """Go back to the three ways, or to the shop that was open; give up what is being made."""
        if self._frame.part is not Part.WAITING:
            self._welcome()
        elif self.waiting.busy:
            self.waiting.give_up()
        elif self._back_to:
            self._open_again(self._back_to)
        else:
            self._welcome()

    def narrow(self, width: int, height: int) -> None:
        """Fit a window of that size."""
        del width
        low = self._frame.is_low(height)
        for card in self._ways:
            card.be_low(low)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Have the focus where Enter begins, and keys are heard."""
        super().showEvent(event)
        if self._frame.part is Part.WELCOME:
            self._list_card.button.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Begin in one of the ways, unless what has the focus has taken the key."""
        key = event.key()
        if key == Qt.Key.Key_Escape and self._frame.part is not Part.WELCOME:
            self.step_back()
        elif self._frame.part is Part.WELCOME and not event.isAutoRepeat():
            if key in _ENTER:
                self.choose_list()
            elif key == Qt.Key.Key_2:
                self.open_demo()
            elif key == Qt.Key.Key_3:
                self.ask()
        event.accept()

    # ------------------------------------------------------------------------- what is waited for

    def _create(self, new: NewShop) -> None:
        self._wait(self._say(N_("Making the shop")))
        address = self._premises.default_address()
        place = f"import/{self._list}" if self._list else "counter"
        self._open(partial(self._premises.create, address, new), place, partial(self._create, new))

    def _make_demo(self, address: str) -> None:
        self._stop.clear()
        self._wait(self._say(N_("Making the demo shop")), can_stop=True)
        tell = self._jobs.teller(self, self.waiting.show_progress)
        make, language, stop = self._premises.demo, self._words.language, self._stop.is_set
        self._open(lambda: make(address, language, tell, stop), "", self.open_demo)

    def _wait(self, what: str, *, can_stop: bool = False) -> None:
        self._frame.show_part(Part.WAITING)
        self._back_to = ""
        self.waiting.offer_shop(there=False)
        self.waiting.begin(what, can_stop=can_stop)

    def _open_again(self, address: str) -> None:
        self.wait_for(address)
        again = partial(self._open_again, address)
        self._open(partial(self._premises.open, address), _COPIES, again)

    def _open(self, work: Callable[[], Services], place: str, again: Callable[[], None]) -> None:
        opened, refused = self.opened.emit, partial(self._refused, again)
        opens = Opens(work, lambda services: services.close())
        self._jobs.run(self, opens, lambda made: opened(made, place), refused)

    def _refused(self, again: Callable[[], None], error: Exception) -> None:
        if isinstance(error, DemoStopped):
            self.waiting.show_stopped(self._sentence(error), again)
        else:
            self.waiting.show_trouble(self._sentence(error), again)

    def _sentence(self, error: Exception) -> str:
        if isinstance(error, ShopbellError):
            return self._words.render(error)
        return self._words.render(bug_words(self._premises.log_crash("first run", error)))

    # ---------------------------------------------------------------------------- what is shown

    def _say(self, msgid: str, **params: object) -> str:
        return self._words.render(Text(msgid, params))

    def _welcome(self) -> None:
        self._frame.show_part(Part.WELCOME)
        self._list_card.button.setFocus()

    def _cards(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        self._list_card = WayCard(LIST, self._words, self.choose_list)
        demo = WayCard(DEMO, self._words, self.open_demo)
        empty = WayCard(EMPTY, self._words, self.ask)
        self._ways = (demo, self._list_card, empty)
        for card in self._ways:
            row.addWidget(card, 1)
        return page

    def _listen(self) -> None:
        self._frame.spoken.connect(self.spoken)
        self._frame.join_wanted.connect(self._join)
        self._frame.copy_wanted.connect(self._choose_copy)
        self.form.ready.connect(self._create)
        self.form.back.connect(self._welcome)
        self.join_form.ready.connect(self.open_shop)
        self.join_form.back.connect(self._welcome)
        self.waiting.stopped.connect(self._stop.set)
        self.waiting.left.connect(self.step_back)

    def _join(self) -> None:
        self._frame.show_part(Part.JOIN)
        self.join_form.focus_first()

    def _choose_copy(self) -> None:
        chosen = ask_open(self, self._say, self._say(N_("Restore a backup")))
        if chosen:
            self.restore(self._premises.default_address(), Path(chosen))
