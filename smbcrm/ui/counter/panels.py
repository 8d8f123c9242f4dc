"""The kinds of panels by name. Each is loaded when it is first opened: the counter comes first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from smbcrm.core.i18n import N_
from smbcrm.membership.sales.codes import WHOLE
from smbcrm.ui.counter.panel import (
    BILL,
    GIVE_VOUCHER,
    HAND_OVER,
    NEW_CUSTOMER,
    PUT_RIGHT,
    REDEEM,
    REFUND,
    SALE,
    TOP_UP,
    VISIT,
    VOID_VOUCHER,
    WITHDRAW,
    CounterPanel,
    Done,
)
from smbcrm.ui.desk import Desk

if TYPE_CHECKING:
    from smbcrm.membership.counter.types import CustomerView
    from smbcrm.membership.items.types import Item

# ruff: noqa: PLC0415 - see above

Make = Callable[[Desk, "CustomerView | None", object], CounterPanel]
"""Makes a panel: for a customer or nobody, and with what it shall recall, which some need."""


@dataclass(frozen=True, slots=True)
class PanelKind:
    """One kind: how it is made, and whether it needs an open customer.

    `waits` is what the search says while it is open.
    """

    make: Make
    of_customer: bool = False
    waits: str = ""


def _sale(desk: Desk, view: "CustomerView | None", _inside: object) -> CounterPanel:
    from smbcrm.ui.counter.sale_panel import SalePanel

    return SalePanel(desk, view)


def _top_up(desk: Desk, view: "CustomerView | None", _inside: object) -> CounterPanel:
    from smbcrm.ui.counter.top_up_panel import TopUpPanel

    return TopUpPanel(desk, view)


def _redeem(desk: Desk, view: "CustomerView | None", _inside: object) -> CounterPanel:
    from smbcrm.ui.counter.redeem_panel import RedeemPanel

    return RedeemPanel(desk, view)


def _visit(desk: Desk, view: "CustomerView | None", _inside: object) -> CounterPanel:
    from smbcrm.ui.counter.visit_panel import VisitPanel

    return VisitPanel(desk, view)


def _refund(desk: Desk, view: "CustomerView | None", inside: object) -> CounterPanel:
    from smbcrm.ui.counter.refund_panel import refund_panel

    return refund_panel(desk, view, inside)


def _withdraw(desk: Desk, view: "CustomerView | None", _inside: object) -> CounterPanel:
    from smbcrm.ui.counter.withdraw_panel import WithdrawPanel

    return WithdrawPanel(desk, view)


def _hand_over(desk: Desk, view: "CustomerView | None", _inside: object) -> CounterPanel:
    from smbcrm.ui.counter.hand_over_panel import HandOverPanel

    return HandOverPanel(desk, view)


def _put_right(desk: Desk, view: "CustomerView | None", _inside: object) -> CounterPanel:
    from smbcrm.ui.counter.put_right_panel import PutRightPanel

    return PutRightPanel(desk, view)


def _give_voucher(desk: Desk, view: "CustomerView | None", _inside: object) -> CounterPanel:
    from smbcrm.ui.counter.give_voucher_panel import GiveVoucherPanel

    return GiveVoucherPanel(desk, view)


def _void_voucher(desk: Desk, view: "CustomerView | None", _inside: object) -> CounterPanel:
    from smbcrm.ui.counter.void_voucher_panel import VoidVoucherPanel

    return VoidVoucherPanel(desk, view)


def _new_customer(desk: Desk, view: "CustomerView | None", _inside: object) -> CounterPanel:
    from smbcrm.ui.counter.new_customer_panel import NewCustomerPanel

    return NewCustomerPanel(desk, view)


def _bill(desk: Desk, view: "CustomerView | None", inside: object) -> CounterPanel:
    from smbcrm.ui.counter.bill_panel import bill_panel

    return bill_panel(desk, view, inside)


_WAITS = N_("Scan the next card any time — this waits")
PANELS: Mapping[str, PanelKind] = {
    SALE: PanelKind(_sale, waits=N_("Scan the next card any time — this sale waits")),
    TOP_UP: PanelKind(
        _top_up, of_customer=True, waits=N_("Scan the next card any time — this top-up waits")
    ),
    REDEEM: PanelKind(_redeem, of_customer=True, waits=_WAITS),
    VISIT: PanelKind(_visit, of_customer=True, waits=_WAITS),
    WITHDRAW: PanelKind(_withdraw, of_customer=True, waits=_WAITS),
    HAND_OVER: PanelKind(_hand_over, of_customer=True, waits=_WAITS),
    PUT_RIGHT: PanelKind(_put_right, of_customer=True, waits=_WAITS),
    GIVE_VOUCHER: PanelKind(_give_voucher, of_customer=True, waits=_WAITS),
    VOID_VOUCHER: PanelKind(_void_voucher, of_customer=True, waits=_WAITS),
    REFUND: PanelKind(_refund, waits=_WAITS),
    NEW_CUSTOMER: PanelKind(_new_customer),
    BILL: PanelKind(_bill),
}
"""Another kind is one line here, and its action in `ui/catalogue.py`."""


def make_done(desk: Desk, view: "CustomerView | None", done: Done) -> CounterPanel:
    """Return the panel that says what was done."""
    from smbcrm.ui.counter.done_panel import DonePanel

    return DonePanel(desk, view, done)


def sale_of(item: "Item") -> object:
    """Return what a sale panel recalls to sell one of an item."""
    from smbcrm.ui.counter.sale_panel import SaleMemory

    return SaleMemory(lines=((item, WHOLE),))


def sale_with(voucher: str) -> object:
    """Return what a sale panel recalls to use a voucher, by its code."""
    from smbcrm.ui.counter.sale_panel import SaleMemory

    return SaleMemory(vouchers=(voucher,))


def visit_of(package: str) -> object:
    """Return what a visit panel recalls to use a package, by its code."""
    from smbcrm.ui.counter.visit_panel import VisitMemory

    return VisitMemory(package)
