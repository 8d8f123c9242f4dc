"""Undo at the counter: of what was just done, of a row of “Just served”, of the newest of all.

Every operation is taken back by one request, kept until the till has answered it: asked for once
more after a fault, the very same is sent, so that nothing else is taken back in its place.
"""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from smbcrm.core.errors import EnvironmentFault, UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.counter.types import Board, Served
from smbcrm.membership.sales.types import ReverseRequest
from smbcrm.ui.counter.happenings import taken_back_words, undo_words
from smbcrm.ui.counter.money_words import refusal_line
from smbcrm.ui.desk import Desk, Undo


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A request that met a fault: nobody knows whether it was recorded."""

    request: ReverseRequest
    fault: EnvironmentFault


class TakeBack(QObject):
    """Takes operations back and says so; `done` tells the bill of the reversal."""

    done = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked: dict[str, ReverseRequest] = {}
        self._unanswered: dict[str, Unanswered] = {}
        self._under_way: set[str] = set()

    @property
    def busy(self) -> bool:
        """Whether an answer is awaited."""
        return bool(self._under_way)

    def of(self, bill: Bill) -> Undo:
        """Return the undo of what a bill tells of."""
        if bill.operation in self._unanswered:
            return self._once_more(self._unanswered[bill.operation])
        what = undo_words(self._desk, bill.kind, bill.amount)
        return Undo(what, partial(self.operation, bill.operation), "counter", bill)

    def anew(self, kept: object) -> Undo | None:
        """Return the undo that was kept for the page that takes another one's place."""
        if isinstance(kept, Unanswered):
            return self._once_more(kept)
        return self.of(kept) if isinstance(kept, Bill) else None

    def served(self, served: Served) -> None:
        """Take a row of “Just served” back."""
        if served.operation is not None:
            self.operation(served.operation)

    def newest(self) -> None:
        """Take the newest operation of this till back that can be, or what was asked and failed."""
        desk = self._desk
        if self._asked:
            self.operation(next(reversed(self._asked)))
        else:
            desk.ask(self, partial(desk.services.counter.board, desk.terminal), self._newest)

    def operation(self, operation: str) -> None:
        """Take an operation back; while the till does so, asking again changes nothing."""
        if operation in self._under_way:
            return
        request = self._asked.setdefault(operation, ReverseRequest(self._desk.act(), operation))
        self._under_way.add(operation)
        work = partial(self._desk.services.till.reverse, request)
        told, failed = partial(self._told, operation), partial(self._failed, operation)
        self._desk.ask(self, work, told, failed)

    def _once_more(self, left: Unanswered) -> Undo:
        """Return the undo that sends this very request again."""
        operation, fault = left.request.operation, left.fault
        self._asked[operation], self._unanswered[operation] = left.request, left
        again = partial(self._again, operation)
        return Undo(self._desk.tell(fault), again, "counter", left, fault)

    def _newest(self, board: Board) -> None:
        if board.undoable is None:
            words = N_("Nothing to undo: the last 30 minutes of this till are empty.")
            self._desk.room.toast(self._desk.say(words))
        else:
            self.served(board.undoable)

    def _told(self, operation: str, bill: Bill) -> None:
        self._answered(operation)
        self._desk.room.undoable(None)
        self._desk.room.toast(taken_back_words(self._desk, bill))
        self.done.emit(bill)

    def _failed(self, operation: str, error: Exception) -> None:
        room = self._desk.room
        if isinstance(error, EnvironmentFault):
            self._under_way.discard(operation)
            undo = self._once_more(Unanswered(self._asked[operation], error))
            room.undoable(undo)
            room.trouble(error, undo.take_back)
            return
        if operation in self._unanswered:
            room.undoable(None)  # what was remembered of it is over
        self._answered(operation)
        if isinstance(error, UserError):
            room.toast(refusal_line(self._desk, error))
        else:
            room.trouble(error)

    def _again(self, operation: str) -> None:
        """Send it once more, unless it was answered meanwhile."""
        if operation in self._asked:
            self.operation(operation)

    def _answered(self, operation: str) -> None:
        self._under_way.discard(operation)
        self._asked.pop(operation, None)
        self._unanswered.pop(operation, None)
