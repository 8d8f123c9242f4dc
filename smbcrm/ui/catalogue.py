"""The pages and the actions of an open shop, each in one line."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from smbcrm.core.i18n import N_
from smbcrm.ui.actions import HANDLED_BY_SCREENS, Action, Group
from smbcrm.ui.desk import Desk
from smbcrm.ui.page import Page
from smbcrm.ui.sidebar import DESTINATIONS, SETTINGS

if TYPE_CHECKING:
    from smbcrm.ui.balance.bill_place import BillPart

# ruff: noqa: PLC0415 - a page is loaded when it is first opened: the counter is there first


def _counter(desk: Desk) -> Page:
    from smbcrm.ui.counter.page import CounterPage

    return CounterPage(desk)


def _customers(desk: Desk) -> Page:
    from smbcrm.ui.customers.page import CustomersPage

    return CustomersPage(desk)


def _duplicates(desk: Desk) -> Page:
    from smbcrm.ui.duplicates.page import DuplicatesPage

    return DuplicatesPage(desk)


def _import(desk: Desk) -> Page:
    from smbcrm.ui.imports.page import ImportPage

    return ImportPage(desk)


def _settings(desk: Desk) -> Page:
    from smbcrm.ui.settings.page import SettingsPage

    return SettingsPage(desk)


def _day_close(desk: Desk) -> Page:
    from smbcrm.ui.day_close.page import DayClosePage

    return DayClosePage(desk)


def _customer(desk: Desk) -> Page:
    from smbcrm.ui.counter.bill_panel import BillMemory, bill_panel
    from smbcrm.ui.customer.page import CustomerPage

    def make_bill(operation: str, customer: int) -> "BillPart":
        return bill_panel(desk, None, BillMemory(operation, customer=customer))

    return CustomerPage(desk, make_bill)


PAGES: dict[str, Callable[[Desk], Page]] = {
    "counter": _counter,
    "customers": _customers,
    "customer": _customer,
    "duplicates": _duplicates,
    "import": _import,
    "settings": _settings,
    "close": _day_close,
}


class Commands(Protocol):
    """What the window can be told to do, by key, palette or sidebar."""

    def find_customer(self) -> None:
        """Put the cursor into the search of the counter."""

    def new_customer(self) -> None:
        """Begin a new customer."""

    def begin(self, action: str) -> None:
        """Begin what a panel of the counter is for."""

    def show_page(self) -> None:
        """Show the page of the open customer."""

    def go(self, place: str) -> None:
        """Show a page."""

    def show_keys(self) -> None:
        """Show all keys on one sheet."""

    def show_palette(self) -> None:
        """Show the way to pages, actions and customers."""

    def take_back(self) -> None:
        """Undo what was done last."""

    def step_back(self) -> None:
        """Go one step back."""


def actions_of(shop: Commands) -> tuple[Action, ...]:
    """Return what can be done in the window, in the order of the key sheet."""
    counter, everywhere = Group.COUNTER, Group.EVERYWHERE
    begin = shop.begin
    return (
        Action("find", N_("Find a customer"), counter, "F2", "search", shop.find_customer),
        Action("new", N_("New customer"), counter, "F3", "user-plus", shop.new_customer),
        Action("sale", N_("Record sale"), counter, "F5", "receipt-text", partial(begin, "sale")),
        Action("top_up", N_("Top up"), counter, "F6", "wallet", partial(begin, "top_up")),
        Action("redeem", N_("Redeem points"), counter, "F7", "sparkles", partial(begin, "redeem")),
        Action("visit", N_("Use a visit"), counter, "F8", "ticket-check", partial(begin, "visit")),
        Action("refund", N_("Refund"), counter, "Ctrl+R", "undo-2", partial(begin, "refund")),
        *_of_a_purse(begin),
        Action("bill", N_("Last e-bill"), counter, "F9", "printer", partial(begin, "bill")),
        Action(
            *("customer", N_("Customer page"), counter),
            *("Ctrl+O", "user-round", shop.show_page),
        ),
        *HANDLED_BY_SCREENS,
        Action("keys", N_("This sheet"), everywhere, "F1", "keyboard", shop.show_keys),
        Action("jump", N_("Search or jump to"), everywhere, "Ctrl+K", "search", shop.show_palette),
        Action("undo", N_("Undo the last action"), everywhere, "Ctrl+Z", "undo-2", shop.take_back),
        *(
            Action(one.id, one.text, everywhere, one.key, one.icon, _going(shop, one.id))
            for one in (*DESTINATIONS, SETTINGS)
        ),
        Action("close", N_("Close the day"), everywhere, "Ctrl+D", "lock", _going(shop, "close")),
        Action(
            *("cash", N_("Cash in or out"), everywhere),
            *("Ctrl+Shift+D", "banknote", _going(shop, "close/cash")),
        ),
        Action(
            *("duplicates", N_("Duplicates"), everywhere),
            *("Ctrl+Shift+M", "git-merge", _going(shop, "duplicates")),
        ),
        Action("back", N_("Back"), everywhere, "Alt+Left", "arrow-left", shop.step_back),
        Action("escape", N_("One step back"), everywhere, "Esc", "arrow-left", shop.step_back),
    )


def _of_a_purse(begin: Callable[[str], None]) -> tuple[Action, ...]:
    """Return what is done with a purse of a customer; Card and balance has buttons for it too."""
    counter = Group.COUNTER
    return (
        Action(
            *("withdraw", N_("Pay stored value out"), counter),
            *("Shift+F6", "banknote", partial(begin, "withdraw")),
        ),
        Action(
            *("hand_over", N_("Hand stored value over"), counter),
            *("Ctrl+F6", "arrow-left-right", partial(begin, "hand_over")),
        ),
        Action(
            *("put_right", N_("Put an account right"), counter),
            *("Shift+F7", "pencil-line", partial(begin, "put_right")),
        ),
        Action(
            *("give_voucher", N_("Give a voucher"), counter),
            *("Shift+F8", "ticket", partial(begin, "give_voucher")),
        ),
        Action(
            *("void_voucher", N_("Make a voucher void"), counter),
            *("Shift+F9", "ban", partial(begin, "void_voucher")),
        ),
    )


def _going(shop: Commands, place: str) -> Callable[[], None]:
    return lambda: shop.go(place)
