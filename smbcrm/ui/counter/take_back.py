"""Undo at the counter: of what was just done, of a row of “Just served”, of the newest of all.

Every operation is taken back by one request, kept until the till has answered it: asked for once
more after a fault, the very same is sent, so that nothing else is taken back in its place.
"""

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


class TakeBack(QObject):
    """Takes operations back and says so; `done` tells the bill of the reversal."""

    done = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked: dict[str, ReverseRequest] = {}
        self._under_way: set[str] = set()

    def of(self, bill: Bill) -> Undo:
        """Return the undo of what a bill tells of."""
        what = undo_words(self._desk, bill.kind, bill.amount)
        return Undo(what, partial(self.operation, bill.operation), "counter", bill)

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
            room.trouble(error, partial(self._again, operation))
            return
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
