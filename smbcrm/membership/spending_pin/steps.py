"""The step by which a sale asks for the customer's PIN."""

import datetime as dt

from smbcrm.core.errors import UserError
from smbcrm.core.money import Money
from smbcrm.membership.shop.types import Shop
from smbcrm.membership.spending_pin import rules
from smbcrm.membership.spending_pin.ports import SpendingPinWork
from smbcrm.membership.spending_pin.types import (
    TRIES,
    NoPinYet,
    PinLocked,
    PinNeeded,
    WrongPin,
)


def asks_pin(shop: Shop, stored: int) -> bool:
    """Tell whether the shop asks for the PIN before so much stored value is spent."""
    return shop.pin_from is not None and stored >= shop.pin_from


def refused_pin(
    work: SpendingPinWork, shop: Shop, customer: int, pin: str | None, now: dt.datetime
) -> UserError | None:
    """Return why a PIN that is asked for is not taken; None: it is right.

    A wrong one is counted, and that has to be committed: so it is returned, for the caller to end
    the step with it and nothing else done. Raises PinNeeded, NoPinYet and PinLocked, which leave
    no trace.
    """
    amount = Money(shop.pin_from or 0, shop.currency)
    kept = work.spending_pins.get(customer, hold=True)
    if kept is None:
        raise NoPinYet(amount=amount)
    if rules.is_locked(kept, now):
        raise PinLocked(tries=TRIES)
    if pin is None:
        raise PinNeeded(amount=amount)
    if rules.fits(rules.typed(pin), kept.secret):
        if kept != rules.after_right(kept):
            work.spending_pins.put(rules.after_right(kept))
        return None
    after = rules.after_wrong(kept, now)
    work.spending_pins.put(after)
    return PinLocked(tries=TRIES) if after.locked_until else WrongPin(tries=TRIES - after.wrong)
