"""Finds the sale that is to be given back (Ctrl+R), and opens its refund."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_
from smbcrm.membership.ledger.types import OperationKind
from smbcrm.ui.counter.body import Body
from smbcrm.ui.counter.facts import name_of
from smbcrm.ui.counter.notice import NoticeBar
from smbcrm.ui.counter.panel import REFUND
from smbcrm.ui.counter.panel_flow import PanelFlow
from smbcrm.ui.desk import Desk
from smbcrm.ui.jobs import Latest

if TYPE_CHECKING:
    from smbcrm.membership.counter.types import CustomerView
    from smbcrm.membership.refunds.planning import SaleLeft

# ruff: noqa: PLC0415 - the counter is there before anything is given back


class RefundDesk(QObject):
    """Opens refunds: of the sale that is pointed at or shown, else of the newest of a customer."""

    def __init__(
        self, desk: Desk, flow: PanelFlow, body: Body, notice: NoticeBar, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._flow = flow
        self._body = body
        self._notice = notice
        self._question = Latest(desk.jobs, self)

    def begin(self, view: "CustomerView | None", operation: str = "") -> None:
        """Begin the refund of a sale; "": find out which one is meant."""
        if self._flow.go_on(REFUND) or not self._flow.may_change():
            return
        shown = "" if self._flow.panel is None else self._flow.panel.shows()
        meant = operation or self._body.pointed or shown
        if meant:
            self._ask(view, (meant,))
        elif view is not None:
            self._ask(view, _sales(view))
        else:
            words = N_("Find the customer first, or open the bill.")
            self._notice.say("info", "search", self._desk.say(words))

    def forget(self) -> None:
        """Want no refund any more: something else is done by now."""
        self._question.forget()

    def _ask(self, view: "CustomerView | None", sales: tuple[str, ...]) -> None:
        """Ask for the first of these sales of which something can go back."""
        if not sales:
            name = "" if view is None else name_of(view)
            words = self._desk.say(N_("There is no sale of {name} to give back."), name=name)
            self._notice.say("info", "info", words)
            return
        look = partial(self._desk.services.refunds.sale_left, sales[0])
        failed = partial(self._not_found, view, sales[1:])
        self._question.ask(look, partial(self._found, view), failed)

    def _found(self, view: "CustomerView | None", sale: "SaleLeft") -> None:
        from smbcrm.ui.counter.refund_panel import RefundMemory

        mine = None if view is None else view.shown.customer.id
        if sale.customer is not None and sale.customer != mine:
            self._desk.room.open_customer(sale.customer, f"{REFUND}/{sale.operation}")
        else:
            self._notice.clear()
            whose = view if sale.customer is not None else None
            self._flow.begin(REFUND, whose, RefundMemory(sale))

    def _not_found(
        self, view: "CustomerView | None", others: tuple[str, ...], error: Exception
    ) -> None:
        from smbcrm.membership.refunds.types import AllRefunded
        from smbcrm.ui.counter.money_words import refusal

        if isinstance(error, AllRefunded) and others:
            self._ask(view, others)
        elif isinstance(error, UserError):
            self._notice.say("warn", "undo-2", *refusal(self._desk, error))
        else:
            self._desk.room.trouble(error)


def _sales(view: "CustomerView") -> tuple[str, ...]:
    """Return the sales of a customer that stand, newest first."""
    rows = (one.row for one in view.recent)
    return tuple(row.id for row in rows if row.kind is OperationKind.SALE and not row.reversed_by)
