"""Visit packages in the salon: defined, sold, used, for tests of screens."""

from smbcrm.membership.bills.types import Bill
from smbcrm.membership.counter.types import CustomerView
from smbcrm.membership.items.types import ItemKind, NewItem
from smbcrm.membership.packages.types import NewPackage, Terms
from smbcrm.membership.sales.codes import Means
from smbcrm.membership.sales.types import ItemQuantity, SaleRequest
from smbcrm.membership.services import Services
from smbcrm.membership.visits.types import UseRequest
from smbcrm.ui.desk import Desk
from tests.helpers.money_hands import view_of

HANNAH, HANNA = "Hannah Brooks", "Hanna Becker"


def add_packages(services: Services) -> None:
    """Let a shop sell ten blow-dries for a year, five treatments without an end, and a pass."""
    services.items.add(NewItem("BLOW", "Blow-dry", 3400, ItemKind.SERVICE))
    for code, name, price, terms in (
        ("BLOW10", "Blow-dry, 10 visits", 22000, Terms(10, 12, "BLOW")),
        ("ARGAN5", "Argan treatment, 5 visits", 15000, Terms(5)),
        ("PASS", "Fringe pass", 5000, Terms(months=1)),
    ):
        services.packages.add(NewPackage(code, name, price, terms))


def sold(desk: Desk, name: str, *codes: str) -> CustomerView:
    """Sell packages to somebody by card, and return how they stand."""
    who = view_of(desk, name).shown.customer.id
    price = sum(desk.services.packages.get(code).item.price for code in codes)
    items = tuple(map(ItemQuantity, codes))
    desk.services.till.sale(SaleRequest(desk.act(), who, items=items, payments={Means.CARD: price}))
    return view_of(desk, name)


def use(desk: Desk, view: CustomerView, code: str, count: int = 1) -> Bill:
    """Use visits."""
    customer = view.shown.customer.id
    return desk.services.visits.use(UseRequest(desk.act(), customer, code, count))


def left(desk: Desk, name: str) -> dict[str, int]:
    """Return how much somebody has of each package."""
    return {one.package.item.code: one.left for one in view_of(desk, name).packages}
