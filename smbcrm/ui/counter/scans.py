"""What a scanned code is: somebody's card, a product, or nothing we know."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject

from smbcrm.core.errors import UserError
from smbcrm.membership.cards.rules import is_ours
from smbcrm.membership.cards.types import CardShown
from smbcrm.membership.items.types import Item
from smbcrm.membership.services import Services
from smbcrm.ui.desk import Desk


@dataclass(frozen=True, slots=True)
class Scan:
    """A code and what it is.

    `customer` is whom it means, `dead` the card where it may not be used any more, `item` what is
    sold under it; `free` says that it is a number of ours that nobody has.
    """

    code: str
    customer: int | None = None
    dead: CardShown | None = None
    item: Item | None = None
    free: bool = False


def read_scan(desk: Desk, owner: QObject, code: str, done: Callable[[Scan], None]) -> None:
    """Find out what a code is, away from the screen, and tell `done`."""
    prefix = desk.shop.card_prefix
    desk.ask(owner, partial(_read, desk.services, code.strip(), prefix), done)


def _read(services: Services, code: str, prefix: str) -> Scan:
    try:
        shown = services.cards.show(code)
    except UserError:
        shown = None
    if shown is not None:
        dead = None if shown.card.living else shown
        return Scan(code, shown.card.customer, dead)
    found = (one for one in services.items.find(code) if code in {one.code, one.barcode})
    item = next(found, None)
    if item is not None:
        return Scan(code, item=item)
    # Lists brought in from elsewhere may have their old numbers as codes.
    named = (one for one in services.customers.find(code, 1) if one.code == code)
    customer = next(named, None)
    if customer is not None:
        return Scan(code, customer.id)
    return Scan(code, free=is_ours(code, prefix))
