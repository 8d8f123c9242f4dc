"""The steps by which the customer's PIN is asked for.

Whoever asks holds the customer before: customers, then accounts and the PIN, the chain's end last
is the one order of all, so that nobody waits for somebody who waits for them.
"""

from smbcrm.core.errors import UserError
from smbcrm.core.money import Money
from smbcrm.membership.shop.types import Shop
from smbcrm.membership.spending_pin import rules
from smbcrm.membership.spending_pin.ports import SpendingPinWork
from smbcrm.membership.spending_pin.types import (
    TRIES,
    NoPinYet,
    PinNeeded,
    SpendingPin,
    WrongPin,
    WrongTry,
    locked,
)
from smbcrm.membership.staff.steps import Moment


def asks_pin(shop: Shop, stored: int) -> bool:
    """Tell whether the shop asks for the PIN before so much stored value is spent."""
    return shop.pin_from is not None and stored >= shop.pin_from


def refused_pin(
    work: SpendingPinWork, shop: Shop, customer: int, pin: str | None, at: Moment
) -> UserError | None:
    """Return why a PIN is not taken that is asked for before value is spent; see `refused`.

    Raises NoPinYet, too.
    """
    amount = Money(shop.pin_from or 0, shop.currency)
    kept = work.spending_pins.get(customer, hold=True)
    if kept is None:
        raise NoPinYet(amount=amount)
    return refused(work, kept, pin, at, PinNeeded(amount=amount))


def refused(
    work: SpendingPinWork, kept: SpendingPin, pin: str | None, at: Moment, needed: UserError
) -> UserError | None:
    """Return why a PIN is not taken; None: it is right. `needed` is raised where none was typed.

    A wrong one is counted, and that has to be committed: so it is returned, for the caller to end
    the step with it and nothing else done. One that is typed after a lock is kept with who stood
    by. Raises PinLocked and `needed`, which leave no trace.
    """
    pins = work.spending_pins
    if kept.locked_until is not None and rules.is_locked(kept, at.now, pins.newest_instant()):
        raise locked(kept.locks)
    if pin is None:
        raise needed
    if rules.fits(rules.typed(pin), kept.secret):
        if kept != rules.after_right(kept):
            pins.put(rules.after_right(kept))
        return None
    after = rules.after_wrong(kept, at.now)
    pins.put(after)
    if kept.locks:
        pins.note_wrong(WrongTry(kept.customer, at.staff.id, at.terminal.id, at.now))
    return locked(after.locks) if after.locked_until else WrongPin(tries=TRIES - after.wrong)
