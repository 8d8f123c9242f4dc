"""From the empty frame to an open shop: the one asked for, the last one, or the first-run page."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from smbcrm.core.i18n import Translator
from smbcrm.core.machine import LANGUAGE, TEXT_SCALE, THEME
from smbcrm.core.paths import localedir
from smbcrm.membership.premises import Premises
from smbcrm.membership.services import Services
from smbcrm.ui.held_keys import HeldKeys
from smbcrm.ui.jobs import PATIENCE_MS, Jobs, Opens, WorkerJobs
from smbcrm.ui.main_window import MainWindow
from smbcrm.ui.session import Session
from smbcrm.ui.theme import look, scheme

if TYPE_CHECKING:
    from smbcrm.ui.first_run.page import FirstRun

JobsFor = Callable[[Callable[[], None]], Jobs]
"""Makes workers; what it is given is called on each of them before it ends."""


class Opening(QObject):
    """Opens a shop in the window, and later another one in its place."""

    def __init__(
        self, premises: Premises, window: MainWindow, language: str, jobs: JobsFor = WorkerJobs
    ) -> None:
        super().__init__(window)
        self.premises = premises
        self.session: Session | None = None
        self._window = window
        self._system_language = language
        self._make_jobs = jobs
        HeldKeys(self)

    def begin(self, shop: str | None, *, demo: bool = False) -> None:
        """Open what was asked for, else the shop opened last, else ask what to begin with."""
        chosen = shop or self.premises.machine.last_shop()
        if demo:
            self.first_run().open_demo()
        elif chosen is None:
            self.first_run()
        else:
            jobs = self._make_jobs(_nothing)
            self._window.leave_by(jobs.close)
            _QuietOpening(self, jobs, chosen)

    def begin_anew(self) -> None:
        """Close the shop that is open and ask again what to begin with."""
        self._window.let_go()
        self.first_run()

    def first_run(self, jobs: Jobs | None = None) -> "FirstRun":
        """Show the page that a PC without a shop begins with, in place of what was shown."""
        from smbcrm.ui.first_run.page import FirstRun  # noqa: PLC0415 - mostly there is a shop

        self.dress()
        jobs = jobs or self._make_jobs(_nothing)
        page = FirstRun(self.premises, jobs, Translator(self.language, localedir()))
        page.opened.connect(self.furnish)
        page.spoken.connect(self._speak)
        self._window.setWindowTitle(page.title)
        self._window.hold(page, leave=jobs.close, resized=page.narrow)
        return page

    def restore(self, address: str, copy: Path) -> None:
        """Close the shop that is open, go back to a copy of it, and open it again."""
        self._window.let_go()
        self.first_run().restore(address, copy, was_open=True)

    def could_not_open(self, address: str, error: Exception) -> None:
        """Close the shop and say why it cannot be shown, with a way to try again."""
        self._window.let_go()
        self.first_run().could_not_open(address, error)

    def broke(self, error: BaseException) -> None:
        """Log what broke, and say so in the window where there is a shop in it."""
        if isinstance(error, Exception) and self.session is not None:
            self.session.broke(error)
        else:
            self.premises.log_crash("window", error)

    @property
    def language(self) -> str:
        """The language of the screens: as chosen on this PC, else the system's."""
        return self.premises.machine.get(LANGUAGE) or self._system_language

    def dress(self) -> None:
        """Put on language, look and text size as they are chosen on this PC."""
        machine = self.premises.machine
        theme = scheme.CHOICES[machine.get(THEME)]
        app = QApplication.instance()
        if isinstance(app, QApplication):
            look.wear(app, theme, self.language, machine.get(TEXT_SCALE))

    def furnish(self, services: Services, place: str = "") -> None:
        """Fill the window with a shop that was opened, and begin at a place."""
        self._window.let_go()
        self.premises.machine.remember_shop(services.address)
        jobs = self._make_jobs(services.close)
        self.session = session = Session(self, services, self._window, jobs, place)
        self._window.leave_by(session.close)  # it may be closed before there is anything to see
        session.wear()

    def _speak(self, language: str) -> None:
        self.premises.machine.put(LANGUAGE, language)
        self.begin_anew()


class _QuietOpening(QObject):
    """Opens a shop behind the empty window; a page says so only where it takes long or fails."""

    def __init__(self, opening: Opening, jobs: Jobs, address: str) -> None:
        super().__init__(opening)
        self._opening = opening
        self._jobs = jobs
        self._address = address
        self._page: FirstRun | None = None
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._wait)
        self._patience.start()
        work = Opens(partial(opening.premises.open, address), _close)
        jobs.run(self, work, self._opened, self._failed)

    def _wait(self) -> None:
        self._page = page = self._opening.first_run(self._jobs)
        page.wait_for(self._address)

    def _opened(self, services: Services) -> None:
        self._patience.stop()
        self.deleteLater()
        self._opening.furnish(services)

    def _failed(self, error: Exception) -> None:
        self._patience.stop()
        self.deleteLater()
        page = self._page or self._opening.first_run(self._jobs)
        page.could_not_open(self._address, error)


def _close(services: Services) -> None:
    services.close()


def _nothing() -> None:
    """Do nothing: a worker of the first-run page has nothing open."""
