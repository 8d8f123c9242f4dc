"""What was half done at the counter and closed, or left with the page of before: it comes back."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from smbcrm.core.errors import EnvironmentFault
from smbcrm.ui.counter.panel_flow import CounterMemory, PanelFlow
from smbcrm.ui.desk import Desk, Undo

if TYPE_CHECKING:
    from smbcrm.membership.counter.types import CustomerView

Shown = Callable[["CustomerView"], None]
Failed = Callable[[Exception], None]
Load = Callable[[int, Shown, Failed], None]
"""Asks for a customer, and tells one of the two what came of it."""


class BringingBack(QObject):
    """Brings back what a `CounterMemory` tells of, at once or when Ctrl+Z is pressed."""

    came = Signal(object, object)
    """A `CounterMemory`, and the `CustomerView` that it was about, None without a customer."""
    failed = Signal(object)
    """The error for which the customer could not be shown."""

    def __init__(self, desk: Desk, flow: PanelFlow, load: Load, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._flow = flow
        self._load = load
        self.under_way: CounterMemory | None = None
        """What was asked for and is not there yet: a page that is made anew meanwhile goes on."""
        flow.given_up.connect(self._offer)

    def bring(self, memory: CounterMemory) -> None:
        """Go on where it was left, unless something else is half done here."""
        if memory.customer is None:
            self._come(memory, None)
        else:
            self.under_way = memory
            self._load(memory.customer, partial(self._come, memory), partial(self._fail, memory))

    def anew(self, kept: object) -> Undo | None:
        """Return the undo of what was recorded, or of what was closed half typed."""
        if isinstance(kept, CounterMemory):
            return self._undo_of(kept)
        return self._flow.take_back.anew(kept)

    def _undo_of(self, memory: CounterMemory) -> Undo:
        undo = partial(self._bring_into_sight, memory)
        return Undo(self._desk.say(memory.closed), undo, "counter", memory)

    def _bring_into_sight(self, memory: CounterMemory) -> None:
        """Bring it back where it is seen: Ctrl+Z is pressed on every page."""
        self._desk.room.go("counter")
        self.bring(memory)

    def _offer(self, memory: CounterMemory) -> None:
        undo = self._undo_of(memory)
        self._desk.room.toast(undo.what, undo)

    def _come(self, memory: CounterMemory, view: "CustomerView | None") -> None:
        self.under_way = None
        if self._flow.may_change():
            self.came.emit(memory, view)
        else:
            self._desk.room.undoable(self._undo_of(memory))  # it can come back later

    def _fail(self, memory: CounterMemory, error: Exception) -> None:
        self.under_way = None
        if isinstance(error, EnvironmentFault):
            self._desk.room.undoable(self._undo_of(memory))
        self.failed.emit(error)
