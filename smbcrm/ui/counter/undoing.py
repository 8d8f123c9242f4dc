"""Taking back what was just recorded: one way for the done panel, “Just served” and Ctrl+Z."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from smbcrm.core.errors import EnvironmentFault, UserError
from smbcrm.membership.bills.types import Bill
from smbcrm.membership.sales.types import ReverseRequest
from smbcrm.ui.counter.money_words import refusal_line
from smbcrm.ui.desk import Desk


def undo_operation(
    desk: Desk,
    owner: QObject,
    operation: str,
    done: Callable[[Bill], None],
    failed: Callable[[UserError], None] | None = None,
) -> None:
    """Undo an operation and tell `done` the bill of the reversal.

    A refusal is told `failed`, else at the bottom of the window. After a fault the window offers to
    try again, with the same request: it is never taken back twice.
    """
    request = ReverseRequest(desk.act(), operation)

    def send() -> None:
        desk.ask(owner, partial(desk.services.till.reverse, request), done, refused)

    def refused(error: Exception) -> None:
        if isinstance(error, EnvironmentFault):
            desk.room.trouble(error, send)
        elif not isinstance(error, UserError):
            desk.room.trouble(error)
        elif failed is not None:
            failed(error)
        else:
            desk.room.toast(refusal_line(desk, error))

    send()
