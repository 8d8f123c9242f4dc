"""One request to the till, from the first press of the button until it is answered.

However often it is pressed, one request is under way at most, and whatever is sent bears the same
request id. After a fault nobody knows whether the shop's database has it: sent again it is found
there or recorded now, but never twice. The very same is sent first, with the names that staff and
till bore then; where nobody bears them any more, nothing was recorded, and it is asked for anew.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from smbcrm.core.errors import EnvironmentFault, UserError
from smbcrm.membership.requests.types import Act, RequestReused
from smbcrm.membership.staff.types import UnknownStaff, UnknownTerminal
from smbcrm.ui.desk import Desk
from smbcrm.ui.jobs import PATIENCE_MS

T = TypeVar("T")
Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Begun:
    """A request, and what was sent under its id and never answered, the oldest first.

    `sent` is what was on the screen when the newest was sent, `fault` what the newest met;
    `touched`: somebody changed what is on the screen since.
    """

    act: Act
    unanswered: tuple[Work, ...] = ()
    newest: Work | None = None
    sent: object = None
    fault: EnvironmentFault | None = None
    touched: bool = False


class Taking(QObject):
    """Sends what a panel has to record.

    What is recorded is told as the till answers: the `Bill` of money, a `Saved` customer.
    """

    recorded = Signal(object)
    """The answer: it is done."""
    refused = Signal(object)
    """The `UserError`: nothing was recorded."""
    faulted = Signal(object)
    """The `EnvironmentFault`: `again` sends the very same."""
    recorded_before = Signal(object)
    """What a request made which seemed to have failed; what was changed since is not recorded."""
    lapsed = Signal()
    """What met a fault was not recorded and cannot be, under names that nobody bears any more."""
    busy = Signal(bool)
    """True when the answer takes long, False when it is there."""

    def __init__(self, desk: Desk, act: Act, owner: QObject) -> None:
        super().__init__(owner)
        self._desk = desk
        self.act = act
        self._unanswered: tuple[Work, ...] = ()
        self._newest: Work | None = None
        self._fault: EnvironmentFault | None = None
        self.sent: object = None
        """What was on the screen when the newest was sent."""
        self._touched = False
        self._writing: Work | None = None
        self._sending = False
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(partial(self.busy.emit, True))  # noqa: FBT003 - one fact

    @property
    def sending(self) -> bool:
        """Whether an answer is awaited."""
        return self._sending

    @property
    def uncertain(self) -> bool:
        """Whether a fault left open if it was recorded."""
        return bool(self._unanswered)

    def memory(self) -> Begun:
        """Return what whoever goes on has to know; what is being written may be recorded too."""
        writing = () if self._writing is None else (self._writing,)
        unanswered = _each_once((*self._unanswered, *writing))
        fault, touched = self._fault, self._touched
        return Begun(self.act, unanswered, self._newest, self.sent, fault, touched)

    def recall(self, begun: Begun) -> None:
        """Go on with a request."""
        self.act, self._unanswered = self._desk.go_on(begun.act), begun.unanswered
        self._newest, self.sent, self._fault = begun.newest, begun.sent, begun.fault
        self._touched = begun.touched

    def begin_anew(self, act: Act) -> None:
        """Begin another request, once the one before was answered."""
        self.act, self._unanswered = act, ()
        self._newest, self.sent, self._fault, self._touched = None, None, None, False

    def touch(self) -> None:
        """Take notice that somebody changed what is on the screen."""
        self._touched = True

    def is_unanswered(self, on_screen: object) -> bool:
        """Tell whether what is on the screen was sent and met a fault.

        What nobody changed is, under whatever name whoever serves is shown by now.
        """
        return self.uncertain and (not self._touched or self.sent == on_screen)

    def look(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        """Ask the till something before anything is sent; a fault is told, nothing is uncertain."""
        if self._sending:
            return

        def answered(found: T) -> None:
            self._settle()
            then(found)

        self._start()
        self._desk.ask(self, work, answered, self._not_looked)

    def send(self, work: Work, sent: object) -> None:
        """Do it, unless something is being done; `sent` is what the screen shows of it."""
        if not self._sending:
            self._newest, self.sent, self._touched = work, sent, False
            self._run(work, self.recorded.emit, partial(self._refuse, self._unanswered))

    def again(self) -> None:
        """Send the newest once more, which met a fault."""
        if self._newest is not None:
            self.send(self._newest, self.sent)

    def _run(
        self, work: Work, done: Callable[[object], None], refused: Callable[[UserError], None]
    ) -> None:
        self._start()
        self._writing, self._fault = work, None

        def answered(answer: object) -> None:
            self._settle()
            self._unanswered = ()
            done(answer)

        def failed(error: Exception) -> None:
            self._settle()
            if isinstance(error, EnvironmentFault):
                self._unanswered = _each_once((*self._unanswered, work))
                self._fault = error
                self.faulted.emit(error)
            elif isinstance(error, UserError):
                refused(error)
            else:
                self._desk.room.trouble(error)

        self._desk.ask(self, work, answered, failed)

    def _refuse(self, earlier: tuple[Work, ...], error: UserError) -> None:
        """Tell a refusal; fetch the bill where one of the earlier ones was recorded after all."""
        if self._newest in earlier and isinstance(error, UnknownStaff | UnknownTerminal):
            self.act, self._unanswered = self._desk.go_on(self.act), ()
            self.lapsed.emit()
            return
        others = tuple(work for work in earlier if work is not self._newest)
        if isinstance(error, RequestReused) and others:
            self._run(others[0], self.recorded_before.emit, partial(self._refuse, others[1:]))
            return
        if not isinstance(error, RequestReused):
            self._unanswered = others  # this one is answered: it was not recorded
        self.refused.emit(error)

    def _not_looked(self, error: Exception) -> None:
        self._settle()
        if isinstance(error, EnvironmentFault):
            self.faulted.emit(error)
        elif isinstance(error, UserError):
            self.refused.emit(error)
        else:
            self._desk.room.trouble(error)

    def _start(self) -> None:
        self._sending = True
        self._patience.start()

    def _settle(self) -> None:
        self._sending, self._writing = False, None
        self._patience.stop()
        self.busy.emit(False)  # noqa: FBT003 - one fact


def _each_once(works: tuple[Work, ...]) -> tuple[Work, ...]:
    return tuple(dict.fromkeys(works))
