"""Undo at the counter: of what was just done, of a row of “Just served”, of the newest of all."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from smbcrm.core.i18n import N_
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.counter.types import Board, Served
from smbcrm.ui.counter.happenings import taken_back_words, undo_words
from smbcrm.ui.counter.undoing import undo_operation
from smbcrm.ui.desk import Desk, Undo


class TakeBack(QObject):
    """Takes operations back and says so; `done` tells the bill of the reversal."""

    done = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def of(self, bill: Bill) -> Undo:
        """Return the undo of what a bill tells of."""
        what = undo_words(self._desk, bill.kind, bill.amount)
        return Undo(what, partial(self.operation, bill.operation))

    def served(self, served: Served) -> None:
        """Take a row of “Just served” back."""
        if served.operation is not None:
            self.operation(served.operation)

    def newest(self) -> None:
        """Take the newest operation of this till back that can be."""
        desk = self._desk
        desk.ask(self, partial(desk.services.counter.board, desk.terminal), self._newest)

    def operation(self, operation: str) -> None:
        """Take an operation back."""
        undo_operation(self._desk, self, operation, self._told)

    def _newest(self, board: Board) -> None:
        if board.undoable is None:
            words = N_("Nothing to undo: the last 30 minutes of this till are empty.")
            self._desk.room.toast(self._desk.say(words))
        else:
            self.served(board.undoable)

    def _told(self, bill: Bill) -> None:
        self._desk.room.undoable(None)
        self._desk.room.toast(taken_back_words(self._desk, bill))
        self.done.emit(bill)
