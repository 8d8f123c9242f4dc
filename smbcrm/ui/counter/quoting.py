"""Asks the till what would be recorded, when somebody pauses in typing."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from smbcrm.membership.sales.quoting import Quote
from smbcrm.ui.desk import Desk
from smbcrm.ui.jobs import Latest

PAUSE_MS = 120
"""So long nobody types before the till is asked: a quote holds up other tills."""


class Quoting(QObject):
    """Holds the newest answer. A draft is anything that can be compared."""

    answered = Signal(object)
    """The `Quote` of the draft that was wanted last."""
    failed = Signal(object)
    """The error in its place."""

    def __init__(self, desk: Desk, owner: QObject) -> None:
        super().__init__(owner)
        self._question = Latest(desk.jobs, self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self._draft: object = None
        self._work: Callable[[], Quote] | None = None
        self._asked = False
        self.quote: Quote | None = None
        """The answer to the draft wanted last; None while there is none."""

    @property
    def wanted(self) -> bool:
        """Whether there is something to quote."""
        return self._work is not None

    def want(self, draft: object, work: Callable[[], Quote]) -> None:
        """Want the quote of a draft; the same draft again is not asked again."""
        if draft == self._draft and self._work is not None:
            return
        self.forget()
        self._draft, self._work = draft, work
        self._pause.start()

    def renew(self) -> None:
        """Ask the same again, because something in the shop has changed."""
        if self._work is not None:
            self.quote = None
            self._ask()

    def hurry(self) -> None:
        """Wait for no pause any longer; after a failure ask once more."""
        if self._work is not None and self.quote is None and not self._asked:
            self._ask()

    def forget(self) -> None:
        """Want nothing any more."""
        self._pause.stop()
        self._question.forget()
        self._draft, self._work, self.quote, self._asked = None, None, None, False

    def _ask(self) -> None:
        self._pause.stop()
        if self._work is not None:
            self._asked = True
            self._question.ask(self._work, self._take, self._fail)

    def _take(self, quote: Quote) -> None:
        self._asked = False
        self.quote = quote
        self.answered.emit(quote)

    def _fail(self, error: Exception) -> None:
        self._asked = False
        self.failed.emit(error)
