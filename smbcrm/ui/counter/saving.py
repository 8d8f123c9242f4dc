"""Saving a new customer away from the screen, in one transaction with the card."""

from smbcrm.membership.customers.types import Details, Saved
from smbcrm.membership.requests.types import Act
from smbcrm.membership.services import Services
from smbcrm.ui.counter.card_choice import CardWish, Giving


def save_customer(services: Services, details: Details, wish: CardWish, act: Act) -> Saved:
    """Add a customer with the card that was wished for; raise what `add` and `enrol` raise."""
    if wish.giving is Giving.NONE:
        return services.customers.add(details, act)
    number = wish.printed if wish.giving is Giving.PRINTED else None
    return services.cards.enrol(details, act, number, scanned=wish.scanned)[0]
