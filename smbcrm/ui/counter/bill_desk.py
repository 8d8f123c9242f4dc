"""Opens bills at the counter: the last one of this till, or one that was pointed at."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from smbcrm.core.i18n import N_
from smbcrm.membership.counter.board import Served
from smbcrm.ui.counter.facts import name_of
from smbcrm.ui.counter.notice import NoticeBar
from smbcrm.ui.counter.panel import BILL, CounterPanel
from smbcrm.ui.counter.panel_flow import PanelFlow
from smbcrm.ui.desk import Desk
from smbcrm.ui.jobs import Latest

if TYPE_CHECKING:
    from smbcrm.membership.counter.types import CustomerView

# ruff: noqa: PLC0415 - the counter is there before a bill is looked at


class BillDesk(QObject):
    """Shows bills in the place of the panel; what is half typed there stays."""

    def __init__(self, desk: Desk, flow: PanelFlow, notice: NoticeBar, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._flow = flow
        self._notice = notice
        self._question = Latest(desk.jobs, self)

    def begin(self, view: "CustomerView | None", _about: str = "") -> None:
        """Show the bill of what was just done here, of the open customer, or of this till."""
        if self._flow.go_on(BILL) or not self._flow.may_change():
            return
        done = self._flow.done
        if done is not None and done.bill is not None:
            bill = done.bill
            self._show(view, bill.operation, bill.bill_number, done.customer)
            return
        if view is not None:
            self._last_of(view)
            return
        desk = self._desk
        look = partial(desk.services.counter.last_here, desk.terminal)
        found = partial(self._found, self._flow.panel)
        self._question.ask(look, found, desk.room.trouble)

    def of(self, view: "CustomerView | None", operation: str) -> None:
        """Show the bill of something that the open customer did; "" has none."""
        if view is not None and operation:
            self._open(view, operation, None, view.shown.customer.id)
        else:
            words = N_("There is no bill for this line: bills are made at the till.")
            self._notice.say("info", "info", self._desk.say(words))

    def served(self, served: Served) -> None:
        """Show the bill of somebody who was served."""
        if served.operation is not None:
            self._open(None, served.operation, served.bill_number, served.customer)

    def forget(self) -> None:
        """Want the last bill no more: something else is done by now."""
        self._question.forget()

    def _last_of(self, view: "CustomerView") -> None:
        """Show the newest bill of a customer, void or not: never that of somebody else."""
        rows = (one.row for one in view.recent)
        newest = next((row for row in rows if row.bill_number and row.reverses is None), None)
        if newest is None:
            words = self._desk.say(N_("There is no bill of {name} yet."), name=name_of(view))
            self._notice.say("info", "info", words)
        else:
            self._show(view, newest.id, newest.bill_number, view.shown.customer.id)

    def _found(self, panel: CounterPanel | None, newest: Served | None) -> None:
        if self._flow.panel is not panel:
            return  # something else was begun meanwhile
        if newest is None or newest.operation is None:
            words = N_("No bill was made at this till today.")
            self._notice.say("info", "info", self._desk.say(words))
        else:
            self._open(None, newest.operation, newest.bill_number, newest.customer)

    def _open(
        self,
        view: "CustomerView | None",
        operation: str,
        number: int | None,
        customer: int | None,
    ) -> None:
        if self._flow.may_change():
            self._show(view, operation, number, customer)

    def _show(
        self,
        view: "CustomerView | None",
        operation: str,
        number: int | None,
        customer: int | None,
    ) -> None:
        from smbcrm.ui.counter.bill_panel import BillMemory

        self._notice.clear()
        self._flow.begin_bill(view, BillMemory(operation, number, customer))
