"""Undo at the counter: of what was just done, of a row of “Just served”, of the newest of all.

Every operation is taken back by one request, kept until the till has answered it: asked for once
more after a fault, the very same is sent, so that nothing else is taken back in its place. Only
where nobody bears the names of then any more, and so nothing was recorded, it is asked for anew.
"""

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeGuard

from PySide6.QtCore import QElapsedTimer, QObject, Signal

from smbcrm.core.errors import EnvironmentFault, UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.counter.board import Board, Served
from smbcrm.membership.staff.types import UnknownStaff, UnknownTerminal
from smbcrm.ui.counter.happenings import taken_back_words, undo_words
from smbcrm.ui.desk import Desk, Undo

if TYPE_CHECKING:
    from smbcrm.membership.bills.types import Bill
    from smbcrm.membership.sales.types import ReverseRequest

APART_MS = 1000
"""A key that is held, or the second half of a double click, takes back nothing more.

Keys that X11 repeats look like presses of their own.
"""

# ruff: noqa: PLC0415 - the counter is there before anything is taken back


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A request that met a fault: nobody knows whether it was recorded."""

    request: "ReverseRequest"
    fault: EnvironmentFault


class TakeBack(QObject):
    """Takes operations back and says so.

    `done` tells the bill of the reversal, `hindered` the operation that stands for a reason that
    will not pass.
    """

    done = Signal(object)
    hindered = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked: dict[str, ReverseRequest] = {}
        self._unanswered: dict[str, Unanswered] = {}
        self._under_way: set[str] = set()
        self._since = QElapsedTimer()

    @property
    def busy(self) -> bool:
        """Whether an answer is awaited, or a fault left open if something was taken back."""
        return bool(self._under_way or self._unanswered)

    def _too_soon(self) -> bool:
        """Tell whether something was just taken back, or asked for too soon after that."""
        soon = self._since.isValid() and self._since.elapsed() < APART_MS
        if soon:
            self._since.start()  # while a key is held it goes on being too soon
        return soon

    def of(self, bill: "Bill") -> Undo:
        """Return the undo of what a bill tells of."""
        if bill.operation in self._unanswered:
            return self._once_more(self._unanswered[bill.operation])
        what = undo_words(self._desk, bill.kind, bill.amount)
        undo = partial(self.operation, bill.operation)
        return Undo(what, undo, "counter", bill, in_sight=True)

    def anew(self, kept: object) -> Undo | None:
        """Return the undo that was kept for the page that takes another one's place."""
        from smbcrm.membership.bills.types import Bill

        if isinstance(kept, Unanswered):
            return self._once_more(kept)
        return self.of(kept) if isinstance(kept, Bill) else None

    def served(self, served: Served) -> None:
        """Take a row of “Just served” back."""
        if served.operation is not None and not self._too_soon():
            self.operation(served.operation)

    def newest(self) -> None:
        """Take the newest operation of this till back that can be, or what was asked and failed."""
        desk = self._desk
        if self._too_soon():
            return
        if self._asked:
            self.operation(next(reversed(self._asked)))
        else:
            desk.ask(self, partial(desk.services.counter.board, desk.terminal), self._newest)

    def operation(self, operation: str) -> None:
        """Take an operation back; while the till does so, asking again changes nothing."""
        from smbcrm.membership.sales.types import ReverseRequest

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
        return Undo(self._desk.tell(fault), again, "counter", left, fault, in_sight=True)

    def _newest(self, board: Board) -> None:
        if board.undoable is None:
            words = N_("Nothing to undo: the last 30 minutes of this till are empty.")
            self._desk.room.toast(self._desk.say(words))
        else:
            self.served(board.undoable)

    def told(self, bill: "Bill") -> None:
        """Say what a reversal took back, wherever it was asked for."""
        if bill.reverses is not None:
            self._told(bill.reverses, bill)

    def _told(self, operation: str, bill: "Bill") -> None:
        from smbcrm.membership.bills.types import Bill

        self._answered(operation)
        self._since.start()
        undo, first = self._desk.room.undo, None
        if _is_of(undo, operation):
            first = undo.kept if isinstance(undo.kept, Bill) else None
            self._desk.room.undoable(None)
        if first is not None:
            self._say(bill, first)
        else:
            self._desk.ask(
                self,
                partial(self._desk.services.bills.find, operation),
                lambda found: self._say(bill, found.bill),
                lambda _error: self._say(bill, None),
            )
        self.done.emit(bill)

    def _say(self, bill: "Bill", first: "Bill | None") -> None:
        self._desk.room.toast(taken_back_words(self._desk, bill, first))

    def _failed(self, operation: str, error: Exception) -> None:
        room = self._desk.room
        if isinstance(error, EnvironmentFault):
            self._not_answered(operation, error)
            return
        before = self._unanswered.get(operation)
        if before is not None and isinstance(error, UnknownStaff | UnknownTerminal):
            self._ask_anew(operation, before)
            return
        if _is_of(room.undo, operation) and isinstance(room.undo.kept, Unanswered):
            room.undoable(None)  # what was remembered of it is over
        self._answered(operation)
        if isinstance(error, UserError):
            from smbcrm.membership.sales import errors
            from smbcrm.ui.counter.money_words import refusal_line

            room.remark(refusal_line(self._desk, error))
            lasting = (errors.UndoTooLate, errors.OtherTerminal, errors.Touched, errors.LotEnded)
            if isinstance(error, lasting):
                self.hindered.emit(operation)
        else:
            room.trouble(error)

    def _not_answered(self, operation: str, fault: EnvironmentFault) -> None:
        """Offer to send it again; Ctrl+Z does so too, unless something else was done since."""
        room, retried = self._desk.room, operation in self._unanswered
        self._under_way.discard(operation)
        undo = self._once_more(Unanswered(self._asked[operation], fault))
        if not retried or room.undo is None or _is_of(room.undo, operation):
            room.undoable(undo)
        room.trouble(fault, undo.take_back)

    def _ask_anew(self, operation: str, before: Unanswered) -> None:
        """Ask under the names of now.

        The one of before was not recorded: it would have been found before its names were.
        """
        act = self._desk.go_on(before.request.act)
        self._answered(operation)
        self._asked[operation] = replace(before.request, act=act)
        self.operation(operation)

    def _again(self, operation: str) -> None:
        """Send it once more, unless it was answered meanwhile."""
        if operation in self._asked:
            self.operation(operation)

    def _answered(self, operation: str) -> None:
        self._under_way.discard(operation)
        self._asked.pop(operation, None)
        left = self._unanswered.pop(operation, None)
        if left is not None:
            self._desk.room.settled(left.fault)


def _is_of(undo: Undo | None, operation: str) -> TypeGuard[Undo]:
    """Tell whether an undo takes this operation back."""
    from smbcrm.membership.bills.types import Bill

    kept = None if undo is None else undo.kept
    if isinstance(kept, Unanswered):
        return kept.request.operation == operation
    return isinstance(kept, Bill) and kept.operation == operation
