"""The panels by name. Each is loaded when it is first opened: the counter has to be there first."""

from typing import TYPE_CHECKING

from smbcrm.core.i18n import N_
from smbcrm.membership.sales.codes import WHOLE
from smbcrm.ui.counter.panel import BILL, NEW_CUSTOMER, REDEEM, SALE, TOP_UP, CounterPanel, Done
from smbcrm.ui.desk import Desk

if TYPE_CHECKING:
    from smbcrm.membership.counter.types import CustomerView
    from smbcrm.membership.items.types import Item

# ruff: noqa: PLC0415 - see above

OF_A_CUSTOMER = frozenset({TOP_UP, REDEEM})
"""Panels that need an open customer."""

WAITS = {
    SALE: N_("Scan the next card any time — this sale waits"),
    TOP_UP: N_("Scan the next card any time — this top-up waits"),
    REDEEM: N_("Scan the next card any time — this waits"),
}


def make_panel(
    name: str, desk: Desk, view: "CustomerView | None", inside: object = None
) -> CounterPanel:
    """Return a new panel; raise KeyError for a name that is none.

    `inside` is what it shall recall; a bill is made for the one it tells of.
    """
    if name == BILL:
        from smbcrm.ui.counter.bill_panel import bill_panel

        return bill_panel(desk, view, inside)
    if name == SALE:
        from smbcrm.ui.counter.sale_panel import SalePanel

        return SalePanel(desk, view)
    if name == TOP_UP:
        from smbcrm.ui.counter.top_up_panel import TopUpPanel

        return TopUpPanel(desk, view)
    if name == REDEEM:
        from smbcrm.ui.counter.redeem_panel import RedeemPanel

        return RedeemPanel(desk, view)
    if name == NEW_CUSTOMER:
        from smbcrm.ui.counter.new_customer_panel import NewCustomerPanel

        return NewCustomerPanel(desk, view)
    raise KeyError(name)


def make_done(desk: Desk, view: "CustomerView | None", done: Done) -> CounterPanel:
    """Return the panel that says what was done."""
    from smbcrm.ui.counter.done_panel import DonePanel

    return DonePanel(desk, view, done)


def sale_of(item: "Item") -> object:
    """Return what a sale panel recalls to sell one of an item."""
    from smbcrm.ui.counter.sale_panel import SaleMemory

    return SaleMemory(lines=((item, WHOLE),))
